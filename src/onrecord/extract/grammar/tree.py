"""Steps on a dependency tree: children, prepositional objects, subjects, governors."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from spacy.tokens import Doc, Token

from onrecord.extract.lexis import lexicon as lex

STRONG_PREPS = frozenset("in at near outside inside around across within on".split())  # of place
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECTS = ("dobj", "obj", "dative", "oprd")
_KINDS_OF_WORDS = 20_000  # remembered at once

Made = TypeVar("Made")


def once(doc: Doc, work: Callable[[Doc], Made]) -> Made:
    """Return what `work` makes of `doc`, worked out once. It must hold no Token, which would hold `doc` for good."""
    held: dict[Callable[[Doc], Made], Made] = doc.user_data  # type: ignore[assignment]
    if work not in held:
        held[work] = work(doc)
    return held[work]


def text_of(doc: Doc) -> str:
    """Return the text of a sentence, which spaCy puts together from its words whenever it is asked."""
    return once(doc, _text)


def _text(doc: Doc) -> str:
    return str(doc.text)


def lemma_of(token: Token) -> str:
    """Return the lemma of `token`, by the lexicon's own forms first: taggers err on telegraphic text."""
    lower = token.lower_
    return lex.FORMS.get(lower) or token.lemma_.lower()


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of `token` with one of `deps`, in order."""
    return [c for c in token.children if c.dep_ in deps]


def pobjs(token: Token, *preps: str) -> list[Token]:
    """Return the objects of the prepositions `preps` (any if none) right under `token`."""
    found = [c for c in token.children if c.dep_ in ("prep", "agent") and (not preps or c.lower_ in preps)]
    return [o for p in found for o in p.children if o.dep_ in ("pobj", "pcomp")]


def antecedent(token: Token) -> Token:
    """Return whom a relative pronoun stands for, or `token` itself."""
    if token.lower_ in ("who", "which", "that", "whom") and token.pos_ in ("PRON", "DET", "SCONJ"):
        head = token.head
        while head.dep_ in ("conj", "xcomp", "ccomp") and head.head != head:
            head = head.head
        if head.dep_ in ("relcl", "acl"):
            return agreeing(head.head, head)
    return token


def agreeing(noun: Token, verb: Token) -> Token:
    """Return the noun that a relative clause is about: the members of "members of the family who were killed".

    The verb's number decides where the nearest noun has the other one.
    """
    plural = any(c.lower_ in ("were", "are", "have") for c in verb.children if c.dep_ in ("aux", "auxpass"))
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    singular = noun.tag_ in ("NN", "NNP") and not children(noun, "conj")
    return above if plural and singular and above.tag_ in ("NNS", "CD", "NNPS") else noun


def is_passive(verb: Token) -> bool:
    """Return whether `verb` stands in the passive."""
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def subjects(verb: Token) -> list[Token]:
    """Return the subjects of `verb`, inherited along coordination, infinitives and participles."""
    seen: set[int] = set()
    while verb.i not in seen:
        seen.add(verb.i)
        own = children(verb, *SUBJECTS)
        if own:
            return [antecedent(s) for s in own]
        if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG", "VBD")):
            return [verb.head]
        if verb.dep_ == "xcomp" and (held := children(verb.head, *OBJECTS)):
            return held
        if verb.dep_ in ("conj", "xcomp", "advcl"):
            verb = verb.head
        else:
            return []
    return []


def governor(token: Token) -> Token:
    """Return the verb that governs `token`, or the root."""
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def noun_lemma(token: Token) -> str:
    """Return the lemma of a noun, by the lexicon's own forms first: "corpses" is corpse and no corps.

    Also of one that a headline's capital made a name: "Militants" is militant.
    """
    return noun_lemma_of(token.lower_, token.lemma_, token.pos_)


@lru_cache(maxsize=_KINDS_OF_WORDS)
def noun_lemma_of(lower: str, lemma: str, pos: str) -> str:
    """Return the lemma of a noun of these small letters, this lemma and class in the tree."""
    lemma = lemma.lower() if pos in ("VERB", "AUX") else lex.NOUN_FORMS.get(lower, lemma.lower())
    if pos != "PROPN" or lemma in lex.PERSONS or lemma in lex.THINGS:
        return lemma
    singular = lemma.removesuffix("ies") + "y" if lemma.endswith("ies") else lemma.removesuffix("s")
    return singular if singular in lex.PERSONS or singular in lex.THINGS else lemma


_GROUP = frozenset({"them", "they"})


def resolved(token: Token) -> Token:
    """Return whom "them" or "they" stands for in a coordinated clause ("abducted three men and killed them")."""
    if token.lower_ not in _GROUP or token.head.dep_ != "conj":
        return token
    verb = token.head
    while verb.dep_ == "conj":
        verb = verb.head
        held = children(verb, "dobj", "obj", "nsubjpass") if token.lower_ == "them" else children(verb, "nsubjpass")
        if held:
            return held[-1]
    return token


def kin_with(noun: Token) -> list[Token]:
    """Return the kin said to be with `noun`: the sons of "a widow with her four sons"."""
    beside = [o for p in children(noun, "prep") if p.lower_ == "with" for o in children(p, "pobj")]
    return [o for o in beside if noun_lemma(o) in lex.KIN and children(o, "poss")]


_ALONG = frozenset({"along", "together", "alongside"})


def companions(verb: Token) -> list[Token]:
    """Return who shares the lot of the subject or object of `verb`: "killed along with his son"."""
    out: list[Token] = []
    placed = [
        w for o in pobjs(verb, "at", "in", "near", "from", "on") for w in o.children
    ]  # "held at a post along with"
    for word in (*verb.children, *placed):
        if word.lower_ not in _ALONG or word.i < verb.i:
            continue
        beside = [word, word.nbor()] if word.i + 1 < len(word.doc) else [word]
        preps = [p for p in beside if p.lower_ in ("with", "alongside")]
        out += [o for p in preps for o in children(p, "pobj") if not children(o, "relcl")]
    return out


def names_number(noun: Token) -> bool:
    """Return whether `noun` stands in "the number of ..." or "the toll of ...", whose figure is told elsewhere."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return above.lemma_.lower() in ("number", "toll", "total") and any(
        c.lower_ in ("the", "its") for c in above.children
    )
