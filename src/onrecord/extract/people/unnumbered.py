"""What a phrase without a number counts: one person, a name, a family, or people who are two or more. Codebook 2.1."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.extract.grammar.tree import names_number, noun_lemma, pobjs
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.people.people import is_person_name, is_personal, is_somebody
from onrecord.model.claim import Unit

_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_PLURALS = frozenset("people police personnel troops women children men".split())
_AGES = frozenset({"year", "month", "week", "day"})
_ONE = frozenset({"a", "an", "another"})
_POINTING = frozenset({"the", "those", "these", "all", "no"})
MORE = frozenset({"further", "another", "other", "others", "additional", "more"})


@dataclass(frozen=True, slots=True)
class _Noun:
    """A noun and what stands before it."""

    word: Token
    lemma: str
    determiners: frozenset[str]
    owned: bool
    plural: bool
    known: bool


def kind_of(noun: Token, unit: Unit, *, things: bool, animate: bool, nth: bool = False) -> str | None:
    """Return "family", "named", "single" or "plural": how `noun`, which has no number, counts; None for nobody.

    `things`: the harm is done to things. `animate`: only persons stand here, so an unknown noun is one.
    `nth`: it is an ordinal alone ("wounding a third").
    """
    if not things and (_is_age(noun) or (animate and _is_named_behind(noun))):
        return "single"
    told = _read(noun, things=things, animate=animate)
    if told.lemma in lex.GROUPS and not told.plural and unit is not Unit.PERSON and not things:
        entire = any(c.lower_ == "entire" for c in noun.children)
        return "family" if told.determiners & {"a", "an"} or told.owned or entire else None
    pointing = told.lemma in lex.BACK_REFERENCES and told.lemma not in ("body", "casualty")
    if pointing and not told.determiners & _ONE:
        return None
    if not things and is_person_name(noun, victim=animate):
        return "named"
    if _is_single(told, things=things) or (nth and told.determiners & _ONE):
        return "single"
    alone = animate and noun.lower_ == "both" and not pobjs(noun, "of")
    return "plural" if alone or (told.plural and _is_plural(told)) else None


def _read(noun: Token, *, things: bool, animate: bool) -> _Noun:
    lemma = noun_lemma(noun)
    determiners = frozenset(
        c.lower_ for c in noun.children if c.dep_ in ("det", "poss", "predet") or c.lower_ == "another"
    )
    plural = noun.tag_ in ("NNS", "NNPS") or noun.lower_ in _PLURALS
    known = lemma in lex.THINGS if things else is_personal(noun) or (animate and is_somebody(noun))
    owned = any(c.dep_ == "poss" for c in noun.children)
    return _Noun(noun, lemma, determiners, owned, plural and not determiners & _ONE, known)


def _is_age(noun: Token) -> bool:
    """Tell whether an age stands for a person: "a 9-month-old was killed"."""
    return noun.lower_ == "old" and noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lemma_ in _AGES


def _is_named_behind(noun: Token) -> bool:
    """Tell whether a name behind a noun says which one person it is: "the second hostage, Ivo Kest, was killed"."""
    one = noun.tag_ in ("NN", "NNP") and noun_lemma(noun) not in lex.PLACE_NOUNS | lex.ACTOR_NOUNS | lex.THINGS.keys()
    return one and any(a.dep_ == "appos" and a.tag_ == "NNP" and a.i > noun.i for a in noun.children)


def _is_single(told: _Noun, *, things: bool) -> bool:
    lower = told.word.lower_
    if lower in ("another", "one") or (lower in _SINGULAR_PRONOUNS and told.word.pos_ == "PRON" and not things):
        return True
    if told.plural:
        return False
    if told.determiners & {*_ONE, "each"}:
        return told.known or told.lemma in lex.BODIES
    nominal = told.word.pos_ in ("NOUN", "PROPN") or _after_article(told)
    return told.known and nominal and told.lemma not in lex.COLLECTIVE


def _after_article(told: _Noun) -> bool:
    """Tell whether "a" stands right before a noun of persons that is tagged as another word."""
    return told.word.i > 0 and told.word.nbor(-1).lower_ in ("a", "an") and told.lemma in lex.PERSONS


def _is_plural(told: _Noun) -> bool:
    """Tell whether a plural counts two or more, rather than pointing back to people told of before."""
    if told.lemma in lex.UNCOUNTED and not told.determiners & {*_POINTING, "any"}:
        return True
    if not told.known or names_number(told.word):
        return False
    return not told.determiners & _POINTING or told.owned or _says_who(told)


def _says_who(told: _Noun) -> bool:
    """Tell whether a plural with "the" says who was harmed ("the parish priests") rather than pointing back to them."""
    words = [c for c in told.word.lefts if c.dep_ in ("amod", "compound", "nmod")]
    described = any(c.lower_ not in MORE and c.lower_ not in lex.STATES for c in words)
    return (
        "the" in told.determiners and not told.determiners & {"all", "no"} and (told.word.tag_ == "NNPS" or described)
    )


def names_listed(noun: Token) -> int:
    """Return how many names stand beside a plural as those it means: "his daughters Lina, 5, and Hala, 7"."""
    named = [a for a in noun.children if a.dep_ == "appos" and a.pos_ == "PROPN" and a.i > noun.i]
    return len(named) + sum(1 for a in named for c in a.children if c.dep_ == "conj" and c.pos_ == "PROPN")


def both(noun: Token) -> bool:
    """Return whether a plural is said to be two: "both", "both her brothers"."""
    return noun.lower_ == "both" or any(c.lower_ == "both" and c.dep_ in ("det", "predet") for c in noun.children)
