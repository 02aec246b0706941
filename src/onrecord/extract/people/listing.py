"""Phrases listed under one harm word: two groups under one number, and a list without numbers as one claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.grammar.tree import text_of
from onrecord.extract.numbers.figures import implied
from onrecord.extract.people.phrases import Harmed
from onrecord.model.claim import Population, Unit
from onrecord.model.count import Qualifier


def _under_one_number(listed: Sequence[Harmed]) -> list[Harmed]:
    """Return `listed` with what one number counts made one phrase: "200 soldiers and rebels"."""
    out: list[Harmed] = []
    for harmed in listed:
        if out and (both := _joined(out[-1], harmed)) is not None:
            out[-1] = both
        else:
            out.append(harmed)
    return out


def _joined(last: Harmed, following: Harmed) -> Harmed | None:
    if last.how != "written" or last.count.high == 1 or following.how not in ("plural", "single"):
        return None
    head = following.head
    counted = any(c.dep_ in ("det", "poss", "nummod", "quantmod", "predet", "amod") for c in head.children)
    if counted or head.pos_ not in ("NOUN", "PROPN") or head.head != last.head or last.victims is None:
        return None
    start = text_of(head.doc).find(last.victims, last.number_start)
    population = tuple(p for p in Population if p in {*last.population, *following.population})
    return replace(last, end=following.end, victims=text_of(head.doc)[start : following.end], population=population)


def as_one(listed: Sequence[Harmed]) -> list[Harmed]:
    """Return `listed` as one phrase where several are listed and none has a number of its own.

    Codebook 2.1: "X, his wife and their son were killed" is one claim of three; bare plurals alone stay 2 or more.
    """
    listed = _under_one_number(listed)
    if len(listed) < 2 or any(h.how == "written" for h in listed):
        return listed
    first, last = listed[0], listed[-1]
    plural = all(h.how == "plural" for h in listed)
    low = 2 if plural else sum(h.count.low for h in listed)
    high = None if any(h.count.high is None for h in listed) else sum(h.count.high or 0 for h in listed)
    qualifier = Qualifier.INDEFINITE if high is None else Qualifier.EXACT
    population = tuple(p for p in Population if any(p in h.population for h in listed))
    count = replace(first.count, low=low, high=high, qualifier=qualifier, number="", wording="")
    words = text_of(first.head.doc)[first.start : last.end]
    return [
        replace(
            first,
            count=count,
            how="list",
            end=last.end,
            victims=words,
            population=population,
            victim=None,
            listed=tuple(h.victim for h in listed if h.victim is not None),
        )
    ]


def untold(first: Token, last: Token) -> Harmed:
    """Return the people that two nouns name without a number, two or more: "dead and wounded"."""
    start, end = first.idx, last.idx + len(last.text)
    return Harmed(
        head=first, count=implied("plural"), how="plural", number_start=start, number_end=end, start=start, end=end,
        victims=text_of(first.doc)[start:end], unit=Unit.PERSON, population=(),
    )  # fmt: skip


def lists_of(heads: Sequence[Token], apart: Sequence[list[Token]]) -> list[list[Token]]:
    """Return `apart`, the phrases of each of `heads`, with those of one list put together.

    The tree may make each of a list a subject of its own: "A man, his wife and their son were killed".
    """
    out: list[list[Token]] = []
    for n, listed in enumerate(apart):
        if n and _goes_on(heads[n - 1], heads[n]):
            out[-1] += listed
        else:
            out.append(list(listed))
    return out


def _goes_on(before: Token, head: Token) -> bool:
    """Tell whether nothing but a comma or "and" stands between two phrases under one verb, and that verb is plural."""
    if not any(c.lower_ in ("were", "are", "have") for c in head.head.children):
        return False
    between = head.doc[before.i + 1 : head.left_edge.i]
    return before.head == head.head and 0 < len(between) < 3 and all(t.lower_ in (",", "and") for t in between)
