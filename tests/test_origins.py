"""Whom a figure goes back to and who did it: golden tables, and the laws of origins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteers import towns_of_15000
from onrecord.adapters.lists import load_lists
from onrecord.ground.actors import choose_actor
from onrecord.ground.origins import speaker_origin, trace_origin
from onrecord.model.claim import Claim, Harm, Modality
from onrecord.model.count import Count, Qualifier
from onrecord.model.ground import Origin, Place
from onrecord.model.report import BlockKind, Quote

GOLDEN = Path(__file__).parent / "golden" / "ground"
LISTS = load_lists()


def claim(speaker: str | None = None, chain: tuple[str, ...] = (), modality: Modality = Modality.ATTRIBUTED) -> Claim:
    quote = Quote("report-1", BlockKind.BODY, 0, 8, "two died")
    count = Count(2, 2, Qualifier.EXACT, "two", "two")
    return Claim(quote, count, Harm.KILLED, 0, 3, speaker=speaker, chain=chain, modality=modality)


def place(name: str) -> Place | None:
    return None if name == "-" else next(p for p in towns_of_15000().find(name) if p.feature == "place")


def written(origin: Origin) -> str:
    return f"{origin.id} | {origin.root} | {origin.kind} | {origin.side or '-'} | {origin.credibility}"


def lines(name: str) -> list[str]:
    body = (GOLDEN / name).read_text(encoding="utf-8").split("\n\n", 1)[1]
    return [line for line in body.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", lines("origins.txt"))
def test_whom_a_credit_means(line: str) -> None:
    words, where, expected = line.split(" | ", 2)
    assert written(speaker_origin(words, LISTS, place=place(where))) == expected


@pytest.mark.parametrize("line", lines("actors.txt"))
def test_who_did_it(line: str) -> None:
    words, expected = line.split(" | ", 1)
    actor = choose_actor(words, LISTS)
    assert actor is not None
    assert f"{actor.id or '-'} | {actor.name} | {actor.kind or '-'} | {actor.country or '-'}" == expected


def test_the_deepest_speaker_is_the_origin_and_the_others_relay() -> None:
    said = claim("WHO", ("The Zandaqa Times", "AFP", "WHO"))
    origin = trace_origin(said, LISTS, outlet="The Zandaqa Times", wire_credit=None)
    assert (origin.id, origin.root) == ("who", "un-system")
    assert origin.via == ("The Zandaqa Times", "Agence France-Presse")


def test_without_a_speaker_the_agency_speaks_then_the_outlet_then_the_report() -> None:
    bare = claim(modality=Modality.ASSERTED)
    assert trace_origin(bare, LISTS, outlet="The Zandaqa Times", wire_credit="AFP").id == "afp"
    alone = trace_origin(bare, LISTS, outlet="The Zandaqa Times", wire_credit=None)
    assert (alone.id, alone.kind) == ("outlet:the-zandaqa-times", "news_outlet")
    nobody = trace_origin(bare, LISTS, outlet=None, wire_credit=None)
    assert (nobody.id, nobody.kind) == ("report:report-1", "unknown")


def test_reportedly_is_nobodys_word() -> None:
    origin = trace_origin(claim(), LISTS, outlet="The Zandaqa Times", wire_credit=None)
    assert origin.kind == "anonymous"


def test_a_publisher_on_the_list_is_itself() -> None:
    bare = claim(modality=Modality.ASSERTED)
    assert trace_origin(bare, LISTS, outlet="OCHA", wire_credit=None).root == "un-system"
    assert trace_origin(bare, LISTS, outlet="The National", wire_credit=None).id == "outlet:the-national"
    assert (
        trace_origin(bare, LISTS, outlet="The National Zandaqa", wire_credit=None).id == "outlet:the-national-zandaqa"
    )


def test_nobody_named_did_nothing() -> None:
    assert choose_actor(None, LISTS) is None
    assert choose_actor("  ", LISTS) is None


@given(st.text(alphabet="aAbBwWhHoO UuNn.-’'", min_size=1, max_size=25))
def test_any_credit_has_a_stable_origin(words: str) -> None:
    if words.strip():
        origin = speaker_origin(words, LISTS)
        assert origin == speaker_origin(words, LISTS)
        assert origin.id
        assert origin.root
        assert 1 <= origin.credibility <= 5


@given(st.sampled_from(LISTS.speakers))
def test_every_row_is_found_by_each_of_its_names(row: object) -> None:
    assert isinstance(row, type(LISTS.speakers[0]))
    for name in (row.name, *row.aliases):
        assert speaker_origin(name, LISTS).id == row.id, name
