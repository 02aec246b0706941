"""Who is said to have done it, and who says so. Nothing leaks in from another sentence. Rule: codebook 3.7."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.extract.credit.reporting import Credit
from onrecord.extract.credit.speakers import name_words
from onrecord.extract.grammar.tree import children, noun_lemma, pobjs
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.people.people import is_personal
from onrecord.model.claim import Context, PerpetratorStatus

_UNATTRIBUTED = re.compile(
    r"without (?:saying|specifying|naming|identifying|stating) (?:who|which|whom|those|the)"
    r"|not (?:immediately )?clear who|did not (?:say|name|specify) who|unknown (?:who|assailants)"
    r"|who was (?:behind|responsible)[^.]{0,30}(?:unclear|unknown)",
    re.IGNORECASE,
)
_UNCLAIMED = re.compile(
    r"no (?:group|one|faction|organi[sz]ation)(?: has| had)?(?: immediately| yet| so far)? claimed"
    r"|not (?:immediately )?clear who (?:was behind|carried out)",
    re.IGNORECASE,
)


def perpetrator_of(
    frame: Frame, credit: Credit | None, sentence: str, following: str
) -> tuple[str | None, PerpetratorStatus]:
    """Return who is said to have done it, verbatim, and who says so; nobody is carried over from another sentence.

    Rule: codebook 3.7.
    """
    speaker = credit.speaker if credit else None
    if speaker is not None and credit is not None and any(a.lower_ in ("it", "we") for a in frame.agents):
        return speaker, PerpetratorStatus.DENIED_BY if credit.denied else PerpetratorStatus.DECLARED_BY_SELF
    behind = frame.trigger.i + 1
    counted = behind < len(frame.trigger.doc) and frame.trigger.nbor().text.startswith(
        ":"
    )  # "police killed: 3": these are the dead
    agents = () if counted else frame.agents
    who = next((w for a in agents if (w := _doer(a))), None) or _by_weapon(frame)
    if who is None:
        silent = _UNATTRIBUTED.search(sentence) or _UNCLAIMED.search(f"{sentence} {following}")
        return None, PerpetratorStatus.NOT_ATTRIBUTED if silent else PerpetratorStatus.NOT_MENTIONED
    if speaker is None:
        return who, PerpetratorStatus.ASSERTED
    if credit is not None and credit.denied:
        return who, PerpetratorStatus.DENIED_BY
    same = _name_words(who) & _name_words(speaker)
    own = who.casefold().startswith(("its ", "our ", "their ")) or same
    return who, PerpetratorStatus.DECLARED_BY_SELF if own else PerpetratorStatus.ACCUSED_BY


def _name_words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"the", "of", "a", "an", "and"}


def _doer(agent: Token) -> str | None:
    """Return who `agent` names as having done it: a person, a force, a name, or the side that a means names."""
    lemma = noun_lemma(agent)
    if agent.pos_ not in ("NOUN", "PROPN") or agent.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return None
    if lemma in lex.MEANS or lemma.rstrip("s") in lex.MEANS:
        sides = [c for c in agent.children if c.dep_ in ("amod", "compound", "poss", "nmod") and _names_side(c)]
        if sides:
            return _side(sides)
        by = [o for o in pobjs(agent, "by") if _acts(o)]
        return name_words(by[0]) if by else None
    return _without_place(name_words(agent)) if _acts(agent) else None


def _side(sides: list[Token]) -> str:
    """Return the whole name before a means: "Northern Army" of "a Northern Army air strike"."""
    first = last = sides[0]
    if first.dep_ == "poss":
        return name_words(first)
    for token in sides[1:]:
        last = token if token.i == last.i + 1 and token.pos_ == "PROPN" else last
    start = min(t.i for t in (first, *children(first, "compound", "nmod")))
    return str(first.doc[start : last.i + 1].text)


def _without_place(name: str) -> str:
    """Return "a sniper" of "a sniper in Dorrum": where somebody stood is no part of who it was."""
    return re.split(r" (?:in|at|near|on|from) (?=[A-Z])", name)[0]


def _acts(noun: Token) -> bool:
    """Tell whether `noun` can have done it: never a place noun, a substance or a building. Rule: codebook 3.7."""
    lemma = noun_lemma(noun)
    if lemma in lex.ACTOR_NOUNS or is_personal(noun):
        return True
    if lemma in lex.WEAPON_WORDS or lemma in lex.PLACE_NOUNS or lemma in lex.CONTEXT_CUES[Context.DISEASE]:
        return False
    return noun.pos_ == "PROPN" and noun.ent_type_ not in ("LOC", "FAC")


def _names_side(token: Token) -> bool:
    if token.lower_ in lex.WEAPON_WORDS or token.lower_ in lex.MEANS:
        return False
    if token.ent_type_ == "GPE" and token.dep_ == "compound" and not token.is_upper:
        return False  # "the Merrow blast" names where, "the US strike" names who
    if token.ent_type_ in ("NORP", "ORG", "GPE") or noun_lemma(token) in lex.SIDES:
        return True
    return token.pos_ == "PROPN" and token.ent_type_ not in ("PERSON", "DATE", "LOC", "FAC")


def _by_weapon(frame: Frame) -> str | None:
    """Return the side that a means names: "killed in an Israeli air strike" gives "Israeli"."""
    verb = frame.verb or frame.trigger
    for prep in children(verb, "prep", "agent"):
        if prep.lower_ in ("in", "by", "during", "after", "from"):
            for obj in children(prep, "pobj"):
                if obj.lemma_.lower() in lex.MEANS and (who := _doer(obj)):
                    return who
    return None
