"""The heads of the phrases listed with one: coordinated, put beside it, or the same people in another unit."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.grammar.tree import children, noun_lemma
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.people.people import is_personal


def heads_of(head: Token) -> Iterator[Token]:
    """Yield a phrase's head, those coordinated with it ("a man, his wife") and the same people in another unit."""
    yield head
    for child in children(head, "conj"):
        if _is_prefix(child):
            continue
        named = child.pos_ == "PROPN" and not children(head, "cc") and not children(child, "cc", "conj")
        several = head.tag_ == "NNS" and bool(children(head, "nummod"))  # "two sons, A and B"
        named = named or (child.pos_ == "PROPN" and several and not children(child, "nummod"))
        if (
            child.pos_ not in ("VERB", "AUX", "ADV") and not named and not _renames(head, child)
        ):  # "a cadre of the party, Ann Ray, was killed"
            yield from heads_of(child)
    for child in children(head, "appos"):
        if (
            head.tag_ == "NN"
            and child.pos_ == "PROPN"
            and noun_lemma(head) in lex.PERSONS
            and not children(head, "conj")
        ):
            yield from (h for more in children(child, "conj") if more.pos_ != "PROPN" for h in heads_of(more))
        own = head.pos_ == "PROPN" and children(child, "poss") and noun_lemma(child) in lex.PERSONS
        if head.pos_ == "PROPN" and not own:  # "Omar Ray, a teacher, and his daughters"
            yield from (h for c in children(child, "conj") if children(c, "poss") for h in heads_of(c))
        if own or _goes_on(head, child) or (children(child, "nummod") and _grouped(child) != _grouped(head)):
            yield from heads_of(child)


def _is_prefix(word: Token) -> bool:
    """Tell whether the parser took a hyphen or what stands before it for a phrase: the "co" of "co-pilot"."""
    joined = word.i + 2 < len(word.doc) and word.nbor().text == "-" and not word.whitespace_
    return word.text == "-" or (joined and noun_lemma(word) not in lex.PERSONS)


def _goes_on(head: Token, other: Token) -> bool:
    """Tell whether `other` is next on a list rather than one more word for `head`: "a cook, a guard and a driver"."""
    each = all(any(c.lower_ in ("a", "an") for c in t.lefts) and t.tag_ == "NN" for t in (head, other))
    return each and is_personal(other) and any(children(c, "det") for c in children(other, "conj"))


def _grouped(noun: Token) -> bool:
    """Tell whether `noun` counts families: of "300 families (1,450 people)" each is a figure of its own."""
    return noun_lemma(noun) in lex.GROUPS


def _renames(head: Token, other: Token) -> bool:
    """Tell whether `other` is one more word for the same named person: "his uncle and teacher, Ed Ray"."""
    named = any(a.pos_ == "PROPN" for a in (*children(head, "appos"), *children(other, "appos")))
    own = children(other, "det", "poss", "nummod")
    alone = bool(children(head, "det", "poss")) and not children(other, "compound")
    kin = noun_lemma(head) in lex.KIN or noun_lemma(other) in lex.KIN
    bare = (
        not kin and head.tag_ == "NN" and not children(head, "det", "poss", "nummod")
    )  # "former mayor and party leader, Ann Ray"
    return named and not own and other.tag_ == "NN" and (alone or bare)
