"""Reports that repeat one agency text are one voice, and never two agencies one."""

from __future__ import annotations

import random
import time
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.ingest.read import report_of_row
from onrecord.ingest.wires import find_wires
from onrecord.model.entry import Unread
from onrecord.model.report import Report

WORDS = (
    "shell market office town wounded killed health north bridge army hospital people river attack morning police "
    "shelter village water road witness school fighter border rescue night clinic convoy camp harbour"
).split()


def prose(seed: int, count: int = 160) -> str:
    """Return `count` words that no other seed gives in the same order, a sentence every ten."""
    rng = random.Random(seed)  # noqa: S311
    words = [f"{rng.choice(WORDS)}{rng.randrange(40)}" for _ in range(count)]
    return " ".join(word + ("." if n % 10 == 9 else "") for n, word in enumerate(words))


def report(text: str, outlet: str, **more: object) -> Report:
    read = report_of_row({"text": text, "outlet": outlet, **more}, number=1)
    assert not isinstance(read, Unread)
    return read[0]


def voices(*reports: Report) -> set[frozenset[str]]:
    """Return the groups by outlet."""
    outlet = {r.id: r.outlet or "" for r in reports}
    return {frozenset(outlet[name] for name in wire.reports) for wire in find_wires(reports)}


def cut(text: str, start: float, end: float) -> str:
    words = text.split()
    return " ".join(words[int(start * len(words)) : int(end * len(words))])


A, B, C = prose(1), prose(2), prose(3)


def test_a_reprint_is_one_voice_with_its_agency() -> None:
    assert voices(report(A, "a1"), report(A, "a2"), report(B, "b")) == {frozenset({"a1", "a2"})}


def test_case_punctuation_title_and_caption_do_not_part_reprints() -> None:
    first = report(A, "a1", title="One title")
    second = report(
        f"Another headline\n\nA market. (Photo by Lina Haddad / AFP)\n\n{A.upper()}\n\nRead more: 3 dead", "a2"
    )
    assert voices(first, second) == {frozenset({"a1", "a2"})}


@pytest.mark.parametrize(
    "text",
    [cut(A, 0, 0.6), cut(A, 0, 0.3), cut(A, 0.4, 0.7), A + " " + cut(B, 0, 0.4), cut(B, 0, 0.2) + " " + A],
    ids=["trimmed", "lead only", "from the middle", "with an ending", "with a beginning"],
)
def test_a_trimmed_or_expanded_reprint_is_one_voice(text: str) -> None:
    assert voices(report(A, "a"), report(text, "reprint")) == {frozenset({"a", "reprint"})}


def test_an_updated_wire_with_other_numbers_is_one_voice() -> None:
    assert voices(report(f"Twelve people were killed. {A}", "a"), report(f"Fifteen people were killed. {A}", "b"))


def test_two_texts_with_a_paragraph_in_common_are_two_voices() -> None:
    assert voices(report(f"{cut(A, 0, 0.3)} {B}", "a"), report(f"{cut(A, 0, 0.3)} {C}", "b")) == set()


def test_a_page_stitched_from_two_agencies_does_not_make_them_one_voice() -> None:
    a1, a2, b1, b2 = report(A, "a1"), report(A, "a2"), report(B, "b1"), report(B, "b2")
    groups = voices(a1, a2, b1, b2, report(f"{A} {B}", "s1"), report(f"{B} {A}", "s2"))
    assert not any({"a1", "b1"} <= group for group in groups)
    assert any({"a1", "a2"} <= group for group in groups)
    assert any({"b1", "b2"} <= group for group in groups)
    assert any({"s1", "s2"} & group for group in groups)


@pytest.mark.parametrize("shares", [(0.5, 0.5), (0.7, 0.3), (0.9, 0.4), (1.0, 0.3), (0.3, 1.0)])
def test_no_stitching_makes_two_agencies_one(shares: tuple[float, float]) -> None:
    stitched = f"{cut(A, 0, shares[0])} {cut(B, 0, shares[1])}"
    more = f"{cut(A, 0, shares[1])} {cut(B, 0, shares[0])}"
    groups = voices(report(A, "a"), report(B, "b"), report(stitched, "s"), report(more, "t"))
    assert not any({"a", "b"} <= group for group in groups)


def test_three_agencies_stitched_stay_three() -> None:
    groups = voices(
        *(report(t, n) for t, n in ((A, "a"), (B, "b"), (C, "c"), (f"{A} {B} {C}", "s"), (f"{C} {A}", "t")))
    )
    assert not any(len(group & {"a", "b", "c"}) > 1 for group in groups)


def test_a_statement_quoted_in_two_agencies_does_not_make_them_one() -> None:
    quoted = prose(9, 30)
    groups = voices(report(f"{A} {quoted}", "a"), report(f"{quoted} {B}", "b"), report(quoted, "statement"))
    assert not any({"a", "b"} <= group for group in groups)
    assert any("statement" in group for group in groups)


def test_of_two_excerpts_that_share_nothing_one_goes_with_the_whole() -> None:
    whole = report(prose(5, 600), "whole")
    parts = [report(cut(prose(5, 600), at, at + share), f"part {at}") for at, share in ((0.1, 0.2), (0.6, 0.15))]
    assert voices(whole, *parts) == {frozenset({"whole", "part 0.1"})}


def test_five_agencies_stitched_stay_five() -> None:
    texts = [prose(n) for n in range(20, 25)]
    groups = voices(*(report(text, f"a{n}") for n, text in enumerate(texts)), report(" ".join(texts), "s"))
    assert all(len(group - {"s"}) == 1 for group in groups)


def test_two_agencies_in_a_page_with_more_text_of_its_own_stay_two() -> None:
    groups = voices(report(A, "a"), report(B, "b"), report(f"{A} {B} {prose(6, 400)}", "round-up"))
    assert not any({"a", "b"} <= group for group in groups)


def test_a_brief_at_the_end_of_another_agencys_long_text_stays_its_own_voice() -> None:
    brief, long = prose(30, 60), prose(31, 400)
    groups = voices(report(brief, "brief"), report(long, "long"), report(f"{long} {brief}", "page"))
    assert not any({"brief", "long"} <= group for group in groups)


def test_two_pages_of_the_same_two_texts_are_one_voice() -> None:
    groups = voices(report(A, "a"), report(B, "b"), report(f"{A} {B}", "s1"), report(f"{B} {A}", "s2"))
    assert any({"s1", "s2"} <= group for group in groups)


def test_a_text_with_three_hundred_endings_is_one_voice() -> None:
    (wire,) = find_wires(report(f"{A} {prose(100 + n, 60)}", f"o{n}") for n in range(300))
    assert len(wire.reports) == 300


def test_short_texts_are_joined_only_if_they_are_equal() -> None:
    short = [report(t, n) for t, n in (("Three people killed in Bireen.", "a"), ("Three people killed in Tarsa.", "b"))]
    assert voices(*short) == set()
    assert voices(*short, report("three people killed in Bireen", "c")) == {frozenset({"a", "c"})}
    assert voices(report("By Lina Haddad\n\n© 2020", "a"), report("By Lina Haddad\n\n© 2021", "b")) == set()


def test_a_short_text_quoted_in_a_long_one_is_not_joined_by_chance() -> None:
    assert (
        voices(
            report("Three people were killed in the town.", "a"),
            report(f"Three people were killed in the town. {A}", "b"),
        )
        == set()
    )


LIBRARY = [
    report(text, f"o{n}")
    for n, text in enumerate(
        [
            A,
            A,
            cut(A, 0, 0.7),
            cut(A, 0, 0.3),
            B,
            B,
            f"{B} {cut(C, 0, 0.2)}",
            C,
            f"{A} {B}",
            f"{B} {A}",
            prose(7),
            prose(8, 11),
        ]
    )
]


@settings(deadline=None)
@given(st.permutations(LIBRARY))
def test_order_changes_nothing(reports: list[Report]) -> None:
    assert find_wires(reports) == find_wires(LIBRARY)


def test_twice_is_once() -> None:
    assert find_wires([*LIBRARY, *LIBRARY]) == find_wires(LIBRARY)


@pytest.mark.parametrize("removed", range(2))
def test_a_reprint_removed_leaves_the_other_groups(removed: int) -> None:
    before = voices(*LIBRARY)
    after = voices(*(r for n, r in enumerate(LIBRARY) if n != removed))
    assert {group - {f"o{removed}"} for group in before} == after


def test_every_report_is_in_one_group_at_most_and_a_wire_bears_its_smallest_id() -> None:
    wires = find_wires(LIBRARY)
    inside = [name for wire in wires for name in wire.reports]
    assert len(inside) == len(set(inside))
    assert all(len(wire.reports) > 1 and wire.id == min(wire.reports) for wire in wires)


def test_none_and_one() -> None:
    assert find_wires([]) == ()
    assert find_wires([report(A, "a")]) == ()


def test_one_text_printed_a_thousand_times_is_found_soon() -> None:
    rng = random.Random(4)  # noqa: S311
    reports = []
    for n in range(1000):
        words = A.split()
        words[rng.randrange(len(words))] = f"edit{n}"
        reports.append(report(" ".join(words[: rng.randrange(100, 160)]), f"o{n}"))
    start = time.monotonic()
    (wire,) = find_wires(reports)
    assert len(wire.reports) == 1000
    assert time.monotonic() - start < 30


AGENCIES = (A, B, C)
CUTS = st.tuples(st.integers(0, 2), st.floats(0, 0.9), st.floats(0.1, 1))
PAGES = st.lists(st.lists(CUTS, min_size=1, max_size=3), max_size=8)


def page(cuts: list[tuple[int, float, float]], outlet: str) -> Report:
    """Return a page stitched from pieces of agency texts."""
    return report(" ".join(cut(AGENCIES[n], start, start + share) for n, start, share in cuts), outlet)


def shared(one: str, other: str) -> float:
    """Return how much of the shorter text is in the other, in runs of five words."""
    some, others = (
        {tuple(words[n : n + 5]) for n in range(len(words) - 4)}
        for words in (text.replace(".", "").lower().split() for text in (one, other))
    )
    return len(some & others) / min(len(some), len(others))


@settings(deadline=None)
@given(PAGES)
def test_whatever_is_stitched_any_two_reports_of_a_voice_share_half_of_the_shorter(
    pages: list[list[tuple[int, float, float]]],
) -> None:
    reports = {r.id: r for r in (*map(report, AGENCIES, "abc"), *(page(p, f"s{n}") for n, p in enumerate(pages)))}
    for wire in find_wires(reports.values()):
        texts = [reports[name].text for name in wire.reports]
        assert all(one == other or shared(one, other) >= 0.5 for one, other in combinations(texts, 2))


@settings(deadline=None)
@given(PAGES, st.randoms(use_true_random=False))
def test_of_any_library_order_changes_nothing(pages: list[list[tuple[int, float, float]]], rng: random.Random) -> None:
    reports = [*map(report, AGENCIES, "abc"), *(page(p, f"s{n}") for n, p in enumerate(pages))]
    mixed = rng.sample(reports, len(reports))
    assert find_wires(mixed) == find_wires(reports)


@settings(deadline=None)
@given(PAGES, st.data())
def test_of_any_library_a_report_whose_words_another_has_changes_no_other_group(
    pages: list[list[tuple[int, float, float]]], data: st.DataObject
) -> None:
    reports = [*map(report, AGENCIES, "abc"), *(page(p, f"s{n}") for n, p in enumerate(pages))]
    again = report(data.draw(st.sampled_from(reports)).text.upper(), "again")
    after = {group - {"again"} for group in voices(*reports, again)}
    assert {group for group in after if len(group) > 1} == voices(*reports)


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 99), st.floats(0.75, 1)), min_size=1, max_size=8), st.data()
)
def test_a_reprint_edited_or_trimmed_changes_no_other_group(
    reprints: list[tuple[int, int, float]], data: st.DataObject
) -> None:
    reports = [*map(report, AGENCIES, "abc"), report(f"{A} {B}", "s")]
    for n, (agency, at, kept) in enumerate(reprints):
        words = AGENCIES[agency].split()
        words[at] = "edited"
        reports.append(report(" ".join(words[: int(kept * len(words))]), f"r{n}"))
    removed = data.draw(st.sampled_from(reports[4:]))
    after = voices(*(r for r in reports if r is not removed))
    before = {group - {removed.outlet} for group in voices(*reports)}
    assert {group for group in before if len(group) > 1} == after


PARTS = st.tuples(st.floats(0, 0.5), st.floats(0.1, 0.5), st.floats(0, 0.5), st.floats(0.1, 0.5))


@settings(deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=5), st.floats(0.52, 1))
@example(parts=[(0.5, 0.5, 0.0, 0.25)], kept=0.52)
def test_no_chain_of_stitched_pages_parts_an_agency_from_its_reprint_or_leads_to_another(
    parts: list[tuple[float, ...]], kept: float
) -> None:
    """The reprint holds more of its agency's text than any page does: with half of it, it could go with either."""
    stitched = [
        report(f"{cut(A, a, a + more)} {cut(B, b, b + rest)}", f"s{n}") for n, (a, more, b, rest) in enumerate(parts)
    ]
    groups = voices(report(A, "a"), report(cut(A, 0, kept), "a2"), report(B, "b"), *stitched)
    assert not any({"a", "b"} <= group for group in groups)
    assert any({"a", "a2"} <= group for group in groups)


def test_a_reprint_of_half_a_text_stays_with_it_though_a_page_has_the_other_half() -> None:
    page_ = report(f"{cut(A, 0.5, 1)} {cut(B, 0, 0.25)}", "s")
    assert {"a", "a2"} in voices(report(A, "a"), report(cut(A, 0, 0.5), "a2"), report(B, "b"), page_)
