"""Harm told by a verb and a word with it: "shot dead", "lost their lives", "driven from their homes"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.grammar.tree import children, lemma_of, noun_lemma, pobjs, subjects
from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Harm


@dataclass(frozen=True, slots=True)
class Idiom:
    """A harm, the word that makes it one with its verb, who was harmed, and who did it."""

    harm: Harm
    word: Token
    heads: tuple[Token, ...]
    agents: tuple[Token, ...] = ()


def complement_of(token: Token, lemma: str) -> tuple[Harm, Token] | None:
    """Return the harm of verb `token` with a word that completes it, and that word: "shot dead", "stabbed to death".

    A complement right behind the verb counts wherever the tree hangs it: "shot dead Ann Ray" makes her "dead".
    """
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and (lemma, after.lower_) in lex.COMPLEMENTS:
        return lex.COMPLEMENTS[lemma, after.lower_], after
    for child in token.children:
        if (lemma, child.lower_) in lex.COMPLEMENTS:
            return lex.COMPLEMENTS[lemma, child.lower_], child
        for grandchild in child.children:
            if child.dep_ == "prep" and (lemma, grandchild.lower_) in lex.COMPLEMENTS:
                return lex.COMPLEMENTS[lemma, grandchild.lower_], grandchild
    return None


def idiom_of(token: Token, lemma: str) -> Idiom | None:
    """Return the idiom of verb `token` with its object or with the noun of a preposition."""
    if lemma in lex.MAIMING and (owners := _owners(token)):
        return Idiom(Harm.INJURED, token, owners)
    for obj in children(token, "dobj", "obj"):
        word = obj.lemma_.lower()
        if lemma in lex.BEREFT and (word in lex.KIN or (word in lex.COMRADES and children(obj, "nummod"))):
            return Idiom(Harm.KILLED, obj, (obj,))
        if (lemma, word) in lex.SUBJECT_IDIOMS:
            return Idiom(lex.SUBJECT_IDIOMS[lemma, word], obj, tuple(subjects(token)))
        if (lemma, word) in lex.OBJECT_IDIOMS:
            whose = [o for o in children(token, "dative", "dobj", "obj") if o.i < obj.i]  # "cost 12 men their lives"
            named = whose + [o for o in children(obj, "poss") if o.pos_ in ("NOUN", "PROPN")]
            counted = [] if word == "throat" else [obj]  # a throat counts nobody
            held = [] if any(c.lower_ == "own" for c in obj.lefts) else pobjs(obj, "of") or named or counted
            return Idiom(lex.OBJECT_IDIOMS[lemma, word], obj, tuple(held), tuple(subjects(token)))
    if lemma == "have" and (lost := _had_destroyed(token)) is not None:
        return Idiom(lex.SUBJECT_IDIOMS["lose", noun_lemma(lost)], lost, tuple(subjects(token)))
    for prep, obj in _obliques(token):
        for told in (obj, *children(obj, "amod", "compound")):
            harm = lex.OBLIQUES.get((lemma, prep.lower_, told.lemma_.lower()))
            if harm is not None and (harm in lex.MOVED or obj.dep_ != "conj"):  # "to a school and a hospital"
                return Idiom(harm, obj, tuple(children(token, "dobj", "obj") or subjects(token)))
    return None


def _had_destroyed(have: Token) -> Token | None:
    """Return the "houses" of "had their houses destroyed": who has it so lost them."""
    for verb in children(have, "ccomp", "xcomp", "dobj"):
        for noun in (
            children(verb, "nsubj", "nsubjpass") if lex.TRANSITIVE.get(lemma_of(verb)) is Harm.DESTROYED else []
        ):
            if ("lose", noun_lemma(noun)) in lex.SUBJECT_IDIOMS and children(noun, "poss"):
                return noun
    return None


def _owners(verb: Token) -> tuple[Token, ...]:
    """Return whose limb a verb like "amputate" takes: "the driver had his arm amputated", "the boy's arm"."""
    limbs = children(verb, "dobj", "obj", "nsubj", "nsubjpass")
    holder = (
        verb.head if verb.dep_ in ("ccomp", "xcomp", "acl") and verb.head.lower_ in ("had", "have", "has") else None
    )
    own = subjects(holder) if holder is not None else []
    return tuple(own or [o for limb in limbs for o in (*children(limb, "poss"), *pobjs(limb, "of"))])


def _obliques(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield the prepositions right under `verb` with their objects and what is coordinated with these.

    "out of their homes" is the preposition "out" with the object "homes".
    """
    for prep in children(verb, "prep", "agent"):
        for first in children(prep, "pobj") + pobjs(prep, "of"):
            yield prep, first
            yield from ((prep, other) for other in children(first, "conj"))
