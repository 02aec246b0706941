"""Noun phrases of the harmed: how many, of what unit and population, and whether the words count anybody at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.extract.grammar.tree import noun_lemma, pobjs, text_of
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figures import Figure, implied
from onrecord.extract.people.one_victim import victim_of, victims_of
from onrecord.extract.people.people import population_of, with_victim
from onrecord.extract.people.unnumbered import MORE, both, kind_of, names_listed
from onrecord.model.claim import Population, Unit, Victim
from onrecord.model.count import Count, Qualifier

_LINKS = frozenset("nummod quantmod amod advmod compound nmod det predet poss npadvmod dep".split())
_DESCRIBED = 3  # words between a number and its noun that only describe
_FAR = 150  # code points between a number and the noun that it counts, at most
OUT_OF = re.compile(r"\s+of (?:the |its |their |his |those |these )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Harmed:
    """One counted noun phrase: code points within the sentence.

    `number_start`, `number_end` place the number words, or the noun where no number stands; `how`: "written",
    "single", "plural" or "named".
    """

    head: Token
    count: Count
    how: str
    number_start: int
    number_end: int
    start: int
    end: int
    victims: str | None
    unit: Unit
    population: tuple[Population, ...]
    victim: Victim | None = None
    disjoint: bool = False
    listed: tuple[Victim, ...] = ()  # the persons of a list, as far as it describes them


def figure_of(head: Token, figures: Sequence[Figure]) -> Figure | None:
    """Return the figure that counts `head`: the head itself, or linked to it from its left by counting words only."""
    best: Figure | None = None
    for figure in figures:
        if figure.kind == "distractor" or not head.idx - _FAR < figure.start < head.idx + len(head.text):
            continue
        span = head.doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if span is None:
            continue
        if span.start <= head.i < span.end:
            return figure
        linked = _runs_up_to(head, span.end) or (span.start < head.i and any(_links(token, head) for token in span))
        if linked and (best is None or not OUT_OF.fullmatch(text_of(head.doc), best.end, figure.span_start)):
            best = figure  # of "two of 14 wounded soldiers" the two
    if best is None and head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.i < head.i:
        above = head.head.head
        return next((f for f in figures if f.kind != "distractor" and f.start <= above.idx < f.end), None)
    return best


def _size_of(group: Token, figures: Sequence[Figure]) -> Figure | None:
    """Return how many persons a family has that all share its lot: "a family of six"."""
    sizes = [o for o in pobjs(group, "of") if o.like_num] if noun_lemma(group) in lex.GROUPS else []
    many = group.tag_ == "NNS"
    return next((f for f in figures if sizes and not many and f.start == sizes[0].idx and f.kind == "number"), None)


def _runs_up_to(head: Token, end: int) -> bool:
    """Tell whether only words that describe `head` stand between token `end` and it: "9 named villagers"."""
    between = head.doc[end : head.i]
    last = head.i + 1 == len(head.doc) or head.nbor().pos_ not in ("NOUN", "PROPN")
    near = 0 <= head.i - end <= _DESCRIBED and (last or head.i == end)
    named = head.pos_ in ("NOUN", "PROPN") and head.lower_.endswith("s")  # "10 Hawk Commandos"
    return near and all(
        t.pos_ == "ADJ"
        or t.tag_ == "VBN"
        or (t.tag_ == "VBD" and t.lower_ not in lex.STATES)
        or (named and t.pos_ == "PROPN")
        for t in between
    )


def _links(token: Token, head: Token) -> bool:
    for _ in range(4):
        if token.dep_ not in _LINKS or token.head == token:
            return False
        token = token.head
        if token.i == head.i:
            return True
    return False


def noun_of(head: Token) -> Token:
    """Return the noun that `head` counts: "people" of "dozens of people", `head` itself otherwise."""
    lemma = noun_lemma(head)
    amount = head.pos_ not in ("NOUN", "PROPN") or head.like_num or lemma in lex.AMOUNTS
    if amount and lemma not in lex.PERSONS and lemma not in lex.THINGS:
        for inner in pobjs(head, "of"):
            if inner.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
                return inner
    return head


def unit_of(noun: Token, *, things: bool = False) -> Unit | None:
    """Return the unit that `noun` counts: persons unless it is a thing or a group; None for what is no casualty.

    `things`: the harm is done to things (damaged, destroyed). Rule: codebook 3.2.
    """
    lemma = noun_lemma(noun)
    if lemma in lex.PERSONS:
        return None if things else Unit.PERSON  # nobody is "destroyed"
    if lemma in lex.GROUPS:
        return Unit.FAMILY if lemma == "family" else Unit.HOUSEHOLD
    if lemma in lex.THINGS:
        return lex.THINGS[lemma]
    return Unit.OTHER if things else Unit.PERSON


def victims_words(noun: Token, head: Token) -> tuple[int, int]:
    """Return the span of the victim words: the noun with its modifiers, without article, number and relative clause."""
    first = noun
    for child in noun.children:
        if (
            child.i < first.i
            and child.dep_ in ("amod", "compound", "nmod")
            and not child.like_num
            and child.pos_ != "NUM"
        ):
            first = child if child.left_edge.i > head.i or head == noun else first
    if first.left_edge.i < first.i and first != noun:
        first = first.left_edge if first.left_edge.pos_ in ("ADJ", "NOUN", "PROPN", "ADV") else first
    return first.idx, noun.idx + len(noun.text)


def count_phrase(
    head: Token, figures: Sequence[Figure], *, things: bool, attributive: bool = False, animate: bool = False
) -> Harmed | None:
    """Return how many the phrase of `head` counts, or None if it counts nobody (a pronoun, a back-reference).

    `animate`: the place in the sentence is a person's ("killed ..."), so a noun that no list knows is one.
    Order of the rules: a written figure; a named person; an indefinite or possessive singular; a bare plural.
    Rule: codebook 2.1 and its rulings.
    """
    noun = noun_of(head)
    figure = figure_of(head, figures) or (figure_of(noun, figures) if noun != head else None)
    unit = unit_of(noun, things=things)
    if figure is None and (figure := _size_of(noun, figures)) is not None:
        unit = Unit.PERSON
    if unit is None or (unit in (Unit.VEHICLE, Unit.BUILDING, Unit.FACILITY, Unit.OTHER) and not things):
        return None
    told = figure is not None and not figure.start <= noun.idx < figure.end
    if told and not things and noun_lemma(noun) in lex.NOBODY - lex.AMOUNTS:
        return None  # "300 amendments died"
    if (figure is None and _unreadable_before(noun, figures)) or _asked(noun, figure):
        return None
    if figure is not None and figure.kind == "pronoun" and _NOT_A_SINGLE.search(text_of(head.doc)[: figure.start]):
        return None
    if figure is not None and figure.count is not None:
        return _described(_written(head, noun, figure, figure.count, unit), noun, figures)
    if attributive:
        return None
    nth = animate and any(f.distractor == "ordinal" and f.start == noun.idx for f in figures) and not pobjs(noun, "of")
    found = _implied(head, noun, unit, things=things, animate=animate, nth=nth)
    return _described(found, noun, figures) if found is not None else None


_HOW_MANY = re.compile(
    r"\bhow many (?:more )?(?:of )?(?:the |its |their |his |those |these )?(?:\w+ ){0,2}$", re.IGNORECASE
)
_TOO_LONG = 12  # digits: no count of persons or things has as many
_NOT_A_SINGLE = re.compile(r"\bnot (?:a |even )?(?:single )?$", re.IGNORECASE)


def _unreadable_before(noun: Token, figures: Sequence[Figure]) -> bool:
    """Tell whether a number that cannot be read counts `noun`: then the words alone must not stand in for it."""
    first = noun.left_edge.idx
    if any(c.dep_ == "nummod" and len(c.text) >= _TOO_LONG for c in noun.lefts):
        return True
    return any(f.distractor == "unclear" and first <= f.start < noun.idx for f in figures)


def _asked(noun: Token, figure: Figure | None) -> bool:
    """Tell whether the words ask how many: "how many people died", "how many of the 45 had died"."""
    return bool(_HOW_MANY.search(text_of(noun.doc)[: noun.idx if figure is None else figure.span_start]))


def _written(head: Token, noun: Token, figure: Figure, count: Count, unit: Unit) -> Harmed:
    start, end = victims_words(noun, head)
    numeric = noun == head and figure.start <= head.idx < figure.end
    victims = None if numeric else text_of(head.doc)[start:end]
    return Harmed(
        head=head, count=count, how="written", number_start=figure.start, number_end=figure.end,
        start=min(figure.span_start, head.idx), end=max(figure.span_end, figure.end if numeric else end),
        victims=victims, unit=unit, population=() if numeric else population_of(noun),
        disjoint=_disjoint(head) or _disjoint(noun),
    )  # fmt: skip


def _described(harmed: Harmed, noun: Token, figures: Sequence[Figure]) -> Harmed:
    """Return `harmed` with the persons that its phrase describes."""
    if harmed.unit is not Unit.PERSON or harmed.count.low != harmed.count.high or harmed.victims is None:
        return harmed
    if harmed.count.low == 1 and harmed.how in ("single", "named", "written"):
        victim = victim_of(noun, figures, named=harmed.how == "named")
        return replace(harmed, victim=victim, population=with_victim(harmed.population, victim, noun))
    return replace(harmed, listed=victims_of(noun, figures, harmed.count.low))


def named_by(harmed: Harmed, noun: Token, *, things: bool) -> Harmed:
    """Return `harmed`, a number alone, as so many of what `noun` names elsewhere in the sentence."""
    unit = unit_of(noun, things=things)
    if harmed.victims is not None or unit is None:
        return harmed
    start, end = victims_words(noun, noun)
    return replace(harmed, unit=unit, population=population_of(noun), victims=text_of(noun.doc)[start:end])


def _disjoint(head: Token) -> bool:
    return (
        any(c.lower_ in MORE for c in head.lefts)
        or (head.lower_ in ("another", "others", "more"))
        or (head.like_num and head.i + 1 < len(head.doc) and head.nbor().lower_ == "more")
    )


def _implied(head: Token, noun: Token, unit: Unit, *, things: bool, animate: bool, nth: bool) -> Harmed | None:
    """Return what the words imply where no number stands: the article, or the noun itself, is the number's place.

    `nth`: it is an ordinal alone, as in "wounding a third".
    """
    kind = kind_of(noun, unit, things=things, animate=animate, nth=nth)
    if kind is None:
        return None
    text = text_of(noun.doc)
    start, end = victims_words(noun, head)
    first = noun.left_edge.idx if noun.left_edge.dep_ in ("det", "poss", "predet", "amod", "compound") else start
    article = next((c for c in noun.children if c.lower_ in ("a", "an", "another") and c.i < noun.i), None)
    number, wording, population = (start, end), "", population_of(noun)
    if article is not None and kind in ("single", "family"):
        number, wording = (article.idx, article.idx + len(article.text)), article.text
    if kind == "named":
        population = tuple(p for p in Population if p in {*population, Population.NAMED_PERSON})
        start = noun.left_edge.idx if noun.left_edge.dep_ in ("compound", "amod", "nmod", "nummod") else start
        first, number = start, (start, end)
    counted = replace(implied("single" if kind == "named" else kind), number=wording, wording=wording)
    if kind == "plural" and (names := names_listed(noun)) > 1:
        counted = replace(counted, low=names, high=names, qualifier=Qualifier.EXACT)
    elif kind == "plural" and both(noun):
        counted = replace(counted, high=2, qualifier=Qualifier.EXACT)
    return Harmed(
        head=head, count=counted, how="plural" if kind == "family" else kind,
        number_start=number[0], number_end=number[1], start=min(first, start), end=end, victims=text[start:end],
        unit=Unit.PERSON if kind == "family" else unit, population=population, disjoint=_disjoint(noun),
    )  # fmt: skip
