"""Where the harm was done: a golden table, and the laws of choosing a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteers import MemoryGazetteer, towns_of_15000
from onrecord.ground.maps import bearing, kilometres, read_setting
from onrecord.ground.name_spans import names_of
from onrecord.ground.places import choose_place, names_in
from onrecord.model.ground import Place, PlaceChoice, Settled
from onrecord.ports import Gazetteer

GOLDEN = Path(__file__).parent / "golden" / "ground" / "places.txt"
WORDS = st.lists(
    st.sampled_from(
        "Tripoli Libya Lebanon Syrian Idlib province of the in near southwest north , and al-Bab Zandaqa city Gaza "
        "hospital camp Springfield a 20 km from US refugee countryside Nasser western".split()
    ),
    max_size=9,
).map(" ".join)


def chosen(text: str, words: str, gazetteer: Gazetteer | None = None) -> PlaceChoice:
    source = gazetteer or towns_of_15000()
    found = {name: source.find(name) for name in names_in(words) | names_of(text)}
    return choose_place(words, found=found, setting=read_setting([text], found))


def written(choice: PlaceChoice) -> str:
    place = f"{choice.place.name}, {choice.place.country or '-'}" if choice.place else "-"
    other = f" | not {choice.runner_up.name}, {choice.runner_up.country}" if choice.runner_up else ""
    flags = (" | disagrees with the map" if choice.conflict else "") + (
        f" | stands for {choice.stands_for}" if choice.stands_for else ""
    )
    return f"{place} | {choice.where_prec or '-'} | {choice.settled}: {choice.reason}{other}{flags}"


def rows() -> list[str]:
    body = GOLDEN.read_text(encoding="utf-8").split("\n\n", 1)[1]
    return [line for line in body.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", rows())
def test_which_place_the_words_mean(line: str) -> None:
    text, words, expected = line.split(" | ", 2)
    choice = chosen(text, words)
    assert written(choice) == expected
    assert choice.as_written == words


def test_without_words_there_is_no_place() -> None:
    choice = choose_place(None, found={})
    assert choice.settled is Settled.NOT_STATED
    assert choice.place is None
    assert choice.where_prec is None


def test_an_ambiguous_place_has_no_point_of_its_own() -> None:
    choice = chosen("Nothing else is named.", "Springfield")
    assert choice.settled is Settled.AMBIGUOUS
    assert choice.place is None
    assert choice.runner_up is not None


def test_a_place_from_a_neighbouring_sentence_is_marked() -> None:
    found = {"Benghazi": towns_of_15000().find("Benghazi")}
    assert choose_place("Benghazi", found=found, inherited=True).inherited
    assert not choose_place("Benghazi", found=found).inherited


TWINS = [
    Place("geonames:1", "Zandaqa", 10.0, 10.0, "place", "AAA", "North", None, 90_000),
    Place("geonames:2", "Zandaqa", 30.0, 40.0, "place", "BBB", "East", None, 80_000),
    Place("geonames:3", "Aland", 11.0, 11.0, "country", "AAA", None, None, 5_000_000),
    Place("geonames:4", "Beland", 31.0, 41.0, "country", "BBB", None, None, 5_000_000),
]


@given(st.permutations(TWINS[:2]), st.sampled_from(["", "Aland", "Beland", "Aland and Beland"]))
def test_the_order_of_candidates_does_not_matter(order: list[Place], text: str) -> None:
    base = MemoryGazetteer((place, ()) for place in TWINS)
    found = {name: base.find(name) for name in names_of(text) | {"Zandaqa"}}
    turned = found | {"Zandaqa": tuple(order)}
    assert choose_place("Zandaqa", found=found, setting=read_setting([text], found)) == choose_place(
        "Zandaqa", found=turned, setting=read_setting([text], turned)
    )


def test_the_country_named_decides() -> None:
    base = MemoryGazetteer((place, ()) for place in TWINS)
    assert chosen("", "Zandaqa", base).settled is Settled.AMBIGUOUS
    for text, country in (("Aland", "AAA"), ("Beland", "BBB")):
        choice = chosen(text, "Zandaqa", base)
        assert choice.place is not None
        assert choice.place.country == country


@given(WORDS, WORDS)
def test_any_words_get_an_answer_that_keeps_its_promises(text: str, words: str) -> None:
    choice = chosen(text, words)
    if choice.settled is Settled.RESOLVED:
        assert choice.place is not None
        assert choice.place.feature != "people"
        assert choice.where_prec in range(1, 8)
    if choice.settled in (Settled.UNKNOWN, Settled.NOT_STATED):
        assert choice.place is None
    if choice.settled is Settled.AMBIGUOUS and choice.place is not None:
        assert choice.place.feature == "country"
        assert choice.where_prec == 6
    assert choice.reason
    assert choice == chosen(text, words)


def test_near_is_never_exact() -> None:
    at, near = chosen("Libya", "Misrata"), chosen("Libya", "near Misrata")
    assert at.place == near.place
    assert (at.where_prec, near.where_prec) == (1, 2)


def test_distances_and_bearings() -> None:
    tripoli = replace(TWINS[0], latitude=32.89, longitude=13.19)
    misrata = replace(TWINS[1], latitude=32.38, longitude=15.09)
    assert 180 < kilometres(tripoli, misrata) < 195
    assert 100 < bearing(tripoli, misrata) < 115
    assert bearing(misrata, tripoli) == pytest.approx(bearing(tripoli, misrata) + 180, abs=2)


AFAR = [
    Place("geonames:5", "Zurqa", 30.0, 40.0, "place", "BBB", "East", None, 4_000),
    Place("geonames:6", "Nortia", 10.0, 10.0, "admin1", "AAA", None, None, 900_000),
    Place("geonames:7", "Bigtown", 10.1, 10.1, "place", "AAA", "Nortia", None, 300_000),
    *TWINS[2:],
]


def test_the_only_place_of_a_name_is_not_meant_where_the_text_is_about_another_country() -> None:
    base = MemoryGazetteer((place, ()) for place in AFAR)
    assert chosen("", "Zurqa", base).settled is Settled.RESOLVED
    assert chosen("Beland", "Zurqa", base).settled is Settled.RESOLVED
    elsewhere = chosen("Aland", "Zurqa", base)
    assert (elsewhere.settled, elsewhere.place) == (Settled.UNKNOWN, None)
    assert elsewhere.runner_up == AFAR[0]
    assert "hardly speaks of" in elsewhere.reason


@pytest.mark.parametrize(
    ("words", "prec", "why"),
    [("Zurqa in Nortia province", 4, "is not in Nortia"), ("Zurqa near Bigtown", 2, "not near")],
)
def test_a_place_elsewhere_than_the_words_put_it_is_not_meant(words: str, prec: int, why: str) -> None:
    choice = chosen("", words, MemoryGazetteer((place, ()) for place in AFAR))
    assert choice.place in (AFAR[1], AFAR[2])
    assert (choice.where_prec, choice.stands_for) == (prec, "Zurqa")
    assert why in choice.reason


def test_a_part_of_a_longer_name_is_not_the_name() -> None:
    base = MemoryGazetteer((place, ()) for place in TWINS)
    assert chosen("", "Zandaqa al-Assal", base).settled is Settled.UNKNOWN
    assert chosen("", "the Zandaqa hospital", base).place is None
