"""Who a noun phrase of the harmed is: persons, names of persons, and their population. Rule: codebook 3.2."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.grammar.tree import children, lemma_of, noun_lemma, pobjs
from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Population, Victim


def population_of(noun: Token) -> tuple[Population, ...]:
    """Return the populations that the noun phrase of `noun` names, in the order of the codebook. Rule: codebook 3.2."""
    lemma = noun_lemma(noun)
    found = set(lex.PERSONS.get(lemma, ()))
    for child in children(noun, "amod", "compound", "nmod", "poss"):
        if child.i < noun.i:
            found |= _said_before(child, noun)
    if noun.pos_ == "PROPN":
        found |= {p for c in children(noun, "appos") for p in lex.PERSONS.get(noun_lemma(c), ())}
    if lemma in lex.PEOPLE_OF:
        found |= {p for o in pobjs(noun, "of") if (p := _of_group(o)) is not None}
    if lemma in lex.NOUNS_OF_PEOPLE:
        found.discard(Population.COMBATANT)
    if Population.SECURITY_FORCE in found and lemma not in ("officer", "soldier", "serviceman"):
        found.discard(Population.COMBATANT)
    if lemma == "officer" and any(c.lower_ == "police" for c in noun.children):
        found = {Population.SECURITY_FORCE}
    return tuple(p for p in Population if p in found)


_OF_ANYBODY = frozenset({"civilian", "female", "male", "woman"})  # said before any noun of persons
_COUNTING = frozenset({"member", "force", "personnel", "death", "fatality", "casualty"})


def _said_before(word: Token, noun: Token) -> set[Population]:
    """Return the populations that a word before `noun` gives: "medical" workers, "Senator" Ray, "rebel" casualties."""
    said = word.lower_.rstrip(".")
    said = said if said in lex.MODIFIERS else noun_lemma(word)
    out = set()
    if said in lex.MODIFIERS and (noun_lemma(noun) in lex.PEOPLE_OF or said in _OF_ANYBODY):
        out.add(lex.MODIFIERS[said])
    titled = noun.pos_ == "PROPN" and noun_lemma(noun) not in lex.PERSONS and word.dep_ != "poss"
    if said in lex.PERSONS and (titled or noun_lemma(noun) in _COUNTING):
        out |= set(lex.PERSONS[said])
    return out


def _of_group(group: Token) -> Population | None:
    """Return what the members of `group` are: of the police, of an army or another armed group."""
    words = {noun_lemma(group), *(noun_lemma(c) for c in children(group, "compound", "amod", "nmod"))}
    if words & {"police", "security", "guard", "gendarmerie"}:
        return Population.SECURITY_FORCE
    return Population.COMBATANT if words & lex.ARMED_GROUPS else None


def with_victim(found: tuple[Population, ...], victim: Victim | None, noun: Token) -> tuple[Population, ...]:
    """Return the populations `found` with what is told of the one person: a name, a sex, an age under 18.

    A boy or a girl is a child, no man and no woman. Rule: codebook 3.2.
    """
    if victim is None:
        return found
    told = set(found) | ({Population.NAMED_PERSON} if victim.name else set())
    if victim.age is not None and victim.age < _GROWN:
        told = (told | {Population.CHILD}) - _GROWN_UP
    elif victim.sex is not None and noun.pos_ == "PROPN" and Population.CHILD not in told:
        told.add(Population.WOMAN if victim.sex == "female" else Population.MAN)
    return tuple(p for p in Population if p in told)


_GROWN = 18  # years
_GROWN_UP = {Population.WOMAN, Population.MAN}
_AGENTIVE = ("er", "or", "ist", "man", "woman", "ian", "ant", "eer")


def is_personal(noun: Token) -> bool:
    """Return whether `noun` names a person: a listed word, or one that ends as such words do ("baker")."""
    lemma = noun_lemma(noun)
    if lemma in lex.PERSONS:
        return True
    known_thing = lemma in lex.THINGS or lemma in lex.MEANS or lemma in lex.WEAPON_WORDS or lemma in lex.PLACE_NOUNS
    return noun.pos_ == "NOUN" and lemma.endswith(_AGENTIVE) and not known_thing and lemma not in lex.NOT_PERSONS


def is_somebody(noun: Token) -> bool:
    """Return whether `noun` can be a person where only persons stand ("killed a foreman")."""
    lemma = noun_lemma(noun)
    known = lemma in lex.THINGS or lemma in lex.MEANS or lemma in lex.WEAPON_WORDS or lemma in lex.PLACE_NOUNS
    if noun.pos_ == "PROPN" and is_no_name(noun):
        return False
    if noun.pos_ == "ADJ":
        return noun.tag_ == "JJ" and noun.text[:1].isupper() and any(c.dep_ == "det" for c in noun.children)
    return noun.pos_ in ("NOUN", "PROPN") and not known and lemma not in lex.NOUNS and lemma not in lex.NOBODY


def is_person_name(head: Token, *, victim: bool = False) -> bool:
    """Return whether the proper noun `head` names one person. `victim`: it stands where only persons stand.

    By a rank, by where it stands, and by a name of several words: without a model of names, which costs as much as
    the parse and knows few of the names that reports of war are full of.
    """
    if head.pos_ != "PROPN":
        return False
    if head.i == 0 and head.lower_.endswith(_AGENTIVE) and not children(head, "compound"):
        return False  # "Baker wounded": a headline's first word
    if _ranked(head):
        return True
    article = any(c.dep_ == "det" for c in head.children)
    if head.tag_ != "NNP" or article or (head.is_upper and len(head) < _ACRONYM) or is_no_name(head):
        return False
    several = any(c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod") for c in head.children)
    if noun_lemma(head) in lex.PERSONS and not several:
        return False  # "a woman Maoist": a kind of person in capitals
    died = head.dep_ == "nsubj" and lemma_of(head.head) in lex.INTRANSITIVE
    of = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    death_of = of is not None and of.tag_ == "NN" and of.lemma_ != "massacre"  # a massacre is never of one
    return victim or died or death_of or head.dep_ in ("nsubjpass", "poss") or (several and head.dep_ in _NAMED_AS)


_NAMED_AS = ("nsubj", "dobj", "pobj", "attr", "conj", "appos")


def is_no_name(head: Token) -> bool:
    """Return whether the last word of a name says that it is a thing's, a place's or a group's: "Merrow Hospital"."""
    lemma = noun_lemma(head)
    if lemma in lex.PERSONS:
        return False
    return lemma in _NO_NAMES


_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december mon tue wed thu fri sat sun jan feb apr jun jul aug sep oct nov dec".split()
)
_NO_NAMES = lex.THINGS.keys() | lex.PLACE_NOUNS | lex.ACTOR_NOUNS | lex.MEANS | lex.SPEAKER_NOUNS | _CALENDAR


_ACRONYM = 6  # capitals in a row, fewer than this, name an organisation rather than a person


def _ranked(head: Token) -> bool:
    return any(c.lower_.rstrip(".") in lex.RANKS for c in children(head, "compound", "nmod", "amod", "appos"))
