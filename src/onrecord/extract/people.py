"""Who a noun phrase of the harmed is: population, name, age, sex, role. Rules: codebook 3.2, 3.9."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.extract import lexicon as lex
from onrecord.extract.tree import children, lemma_of, noun_lemma
from onrecord.model.claim import Population, Victim

_AGE = re.compile(r"(\d{1,3})(?:[- ]|\s)(?:year|month)s?[- ]old|\baged? (\d{1,3})\b|^[^,]*?, (\d{1,3})(?:,|$|\))")


def population_of(noun: Token) -> tuple[Population, ...]:
    """Return the populations that the noun phrase of `noun` names, in the order of the codebook. Rule: codebook 3.2."""
    found = set(lex.PERSONS.get(noun_lemma(noun), ()))
    for child in noun.children:
        if child.dep_ == "appos" and noun.pos_ == "PROPN" and child.pos_ == "NOUN":
            found |= set(lex.PERSONS.get(noun_lemma(child), ()))
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < noun.i:
            word = child.lower_ if child.lower_ in lex.MODIFIERS else noun_lemma(child)
            if word in lex.MODIFIERS and (noun_lemma(noun) in lex.PEOPLE_OF or word in ("civilian", "female", "male")):
                found.add(lex.MODIFIERS[word])
            if word in lex.PERSONS and noun_lemma(noun) in (
                "member",
                "force",
                "personnel",
                "death",
                "fatality",
                "casualty",
            ):
                found |= set(lex.PERSONS[word])
            if word == "civilian":
                found.add(Population.CIVILIAN)
    if noun_lemma(noun) in lex.NOUNS_OF_PEOPLE:
        found.discard(Population.COMBATANT)
    if Population.SECURITY_FORCE in found and noun_lemma(noun) not in ("officer", "soldier", "serviceman"):
        found.discard(Population.COMBATANT)
    if noun_lemma(noun) in ("officer", "officers") and any(c.lower_ == "police" for c in noun.children):
        found = {Population.SECURITY_FORCE}
    return tuple(p for p in Population if p in found)


_AGENTIVE = ("er", "or", "ist", "man", "woman", "ian", "ant", "eer")


def is_personal(noun: Token) -> bool:
    """Return whether `noun` names a person: a listed word, or one that ends as such words do ("baker")."""
    lemma = noun_lemma(noun)
    if lemma in lex.PERSONS:
        return True
    known_thing = lemma in lex.THINGS or lemma in lex.MEANS or lemma in lex.WEAPON_WORDS or lemma in lex.PLACE_NOUNS
    return noun.pos_ == "NOUN" and lemma.endswith(_AGENTIVE) and not known_thing and lemma not in lex.NOT_PERSONS


def is_somebody(noun: Token) -> bool:
    """Return whether `noun` can be a person where only persons stand ("killed an associate")."""
    lemma = noun_lemma(noun)
    known = lemma in lex.THINGS or lemma in lex.MEANS or lemma in lex.WEAPON_WORDS or lemma in lex.PLACE_NOUNS
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
    if head.tag_ != "NNP" or article or (head.is_upper and len(head) < _ACRONYM) or _is_no_name(head):
        return False
    several = any(c.pos_ == "PROPN" and c.dep_ in ("compound", "nmod") for c in head.children)
    died = head.dep_ == "nsubj" and lemma_of(head.head) in lex.INTRANSITIVE
    of = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    death_of = of is not None and of.tag_ == "NN" and of.lemma_ != "massacre"  # a massacre is never of one
    return victim or died or death_of or head.dep_ in ("nsubjpass", "poss") or (several and head.dep_ in _NAMED_AS)


_NAMED_AS = ("nsubj", "dobj", "pobj", "attr", "conj", "appos")


def _is_no_name(head: Token) -> bool:
    """Tell whether the last word of a name says that it is a thing's, a place's or a group's: "Merrow Hospital"."""
    lemma = noun_lemma(head)
    return lemma in lex.THINGS or lemma in lex.PLACE_NOUNS or lemma in lex.ACTOR_NOUNS or lemma in lex.MEANS


_ACRONYM = 6  # capitals in a row, fewer than this, name an organisation rather than a person


def _ranked(head: Token) -> bool:
    return any(c.lower_.rstrip(".") in lex.RANKS for c in children(head, "compound", "nmod", "amod", "appos"))


def victim_of(noun: Token) -> Victim | None:
    """Return name, age and sex of a single victim as far as the phrase tells. Rule: codebook 3.9."""
    span = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text
    found = _AGE.search(span)
    age = int(next(g for g in found.groups() if g)) if found else None
    lower = noun_lemma(noun)
    sex = "female" if lower in lex.FEMALE else "male" if lower in lex.MALE else None
    named = noun if noun.pos_ == "PROPN" else next((a for a in children(noun, "appos") if a.pos_ == "PROPN"), None)
    name = None
    if named is not None and (_ranked(named) or noun_lemma(named) not in lex.PERSONS):
        parts = [
            c
            for c in named.lefts
            if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" and c.lower_.rstrip(".") not in lex.RANKS
        ]
        first = parts[0].idx if parts else named.idx
        name = noun.doc.text[first : named.idx + len(named.text)].lstrip(". ")
    role = (
        noun.text if noun.pos_ == "NOUN" and lower not in ("man", "woman", "boy", "girl", "child", "person") else None
    )
    return Victim(name=name, age=age, sex=sex, role=role) if name or age is not None or sex else None
