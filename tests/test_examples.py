"""The example reports: what they come to, in any order, once or twice, with and without reprints."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from commands import ROOT, Row, onrecord, rows_of, write_rows

EXAMPLES = ROOT / "examples"
TRIPOLI = EXAMPLES / "tripoli-2019"
REPRINTS = ("04-wire-121", "05-reprint-new-headline", "06-reprint-edited")
WRONG = {
    991: "the points of WHO's series added",
    860: "the last five points added",
    216: "health workers added to the total",
    1222: "killed and wounded merged",
    5213: "2011 added",
    14525: "people in shelters added to the displaced",
    25400: "people in shelters added to the displaced",
    25900: "people in shelters added to the displaced",
}


def reports() -> list[Row]:
    return rows_of((TRIPOLI / "reports.jsonl").read_text(encoding="utf-8"))


class Record:
    """A ledger of its own, and what it answers."""

    def __init__(self, folder: Path, given: Path) -> None:
        self.ledger = folder / "ledger.db"
        self.given = given
        self.read = rows_of(self.ask("read", given, "--json"))

    def ask(self, *arguments: str | Path) -> str:
        return onrecord(*arguments, ledger=self.ledger)

    def toll(self, *options: str) -> list[Row]:
        return rows_of(self.ask("toll", "--json", *options))

    def claims(self) -> list[str]:
        """Return every claim read, as text, in an order of their own."""
        return sorted(json.dumps(c, sort_keys=True) for row in self.read for c in row["claims"])


def total(tolls: Sequence[Row], harm: str, *population: str, unit: str = "person") -> Row:
    """Return the one toll for Libya of that measure."""
    found = [
        t
        for t in tolls
        if (t["harm"], t["unit"], t["population"], t["country"]) == (harm, unit, list(population), "LBY")
    ]
    assert len(found) == 1, f"{harm} {population}: expected one toll, found {[(t['low'], t['place']) for t in found]}"
    return found[0]


def ends(toll: Row) -> tuple[int, int | None, int | None]:
    return toll["low"], toll["best"], toll["high"]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Row]], Record]:
    """Return a maker of records: rows of a dump in, read into a ledger of their own."""

    def record(rows: Sequence[Row]) -> Record:
        folder = tmp_path_factory.mktemp("record")
        return Record(folder, write_rows(folder / "reports.jsonl", rows))

    return record


@pytest.fixture(scope="module")
def tripoli(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Return the record of the twelve reports, read as the README says."""
    return Record(tmp_path_factory.mktemp("tripoli"), TRIPOLI)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return Record(tmp_path_factory.mktemp("invented"), EXAMPLES / "invented")


def test_twelve_are_read(tripoli: Record) -> None:
    assert len(tripoli.read) == 12
    assert all(row["claims"] for row in tripoli.read)


def test_what_tripoli_comes_to(tripoli: Record) -> None:
    tolls = tripoli.toll()
    killed = total(tolls, "killed")
    assert ends(killed) == (213, 213, 213)
    assert killed["independent_origins"] == 1
    assert killed["roots"] == ["un-system"]
    assert killed["start_date"] == "2019-04-04"
    assert killed["end_date"] == "2019-04-19"
    assert ends(total(tolls, "injured")) == (1009, 1009, 1009)
    assert total(tolls, "displaced")["low"] == 24500
    assert total(tolls, "sheltered")["low"] == 900
    assert total(tolls, "killed", "health_worker")["low"] == 3
    assert total(tolls, "killed", "civilian")["low"] == 14
    assert total(tolls, "damaged", unit="vehicle")["low"] == 8


def test_no_wrong_number(tripoli: Record) -> None:
    for toll in tripoli.toll():
        for number in (*ends(toll), toll["high_reported"]):
            assert number not in WRONG, f"{toll['harm']} {number}: {WRONG[number]}"


def test_2011_and_forecasts_are_in_no_toll(tripoli: Record) -> None:
    claims = {c["id"]: c for row in tripoli.read for c in row["claims"]}
    old = {i for i, c in claims.items() if "thousands of people were killed" in c["quote"]}
    assert old, "the aside on 2011 must be on record"
    assert all(claims[i]["historical"] for i in old)
    counting = {"sets_low", "sets_best", "sets_high", "supports"}
    used = {c["claim"] for t in tripoli.toll() for c in t["contributions"] if c["role"] in counting}
    assert not used & old
    assert not [claims[i]["quote"] for i in used if claims[i]["modality"] in ("future", "hypothetical", "denied")]


def test_health_workers_may_be_inside_the_total(tripoli: Record) -> None:
    tolls = tripoli.toll()
    assert total(tolls, "killed", "health_worker")["possible_part_of"] is not None


def test_the_school_is_silent_in_the_wire(make: Callable[[Sequence[Row]], Record]) -> None:
    record = make([row for row in reports() if row["doc"] == "04-wire-121"])
    incidents = rows_of(record.ask("incidents", "--json"))
    school = [i for i in incidents if "Ain Zara" in json.dumps(i["place"])]
    assert school, "the bombed school must be an incident"
    for incident in school:
        assert incident["tolls"] == [], "nothing is said about people there: null, not zero"
        assert incident["perpetrators"] == []


def test_nobody_is_named_for_the_school(tripoli: Record) -> None:
    statements = [s for row in tripoli.read for s in row["statements"] if "school" in s["quote"]]
    assert statements
    assert [s["quote"] for s in statements if s["actors"]] == []
    incidents = rows_of(tripoli.ask("incidents", "--json"))
    assert [i["id"] for i in incidents if i["target"] and "school" in i["target"] and i["perpetrators"]] == []


def test_zero_is_there_because_it_is_said(tripoli: Record) -> None:
    claims = [c for row in tripoli.read for c in row["claims"] if c["qualifier"] == "none_reported"]
    assert [(c["low"], c["high"], c["harm"]) for c in claims] == [(0, 0, "casualties")]
    assert claims[0]["quote"].startswith("No casualties")


def test_the_killed_are_not_wounded_too(tripoli: Record) -> None:
    series = {56, 75, 121, 147, 174, 205, 213}
    claims = [c for row in tripoli.read for c in row["claims"] if c["harm"] == "injured"]
    assert [(c["low"], c["quote"]) for c in claims if c["low"] in series] == []


def test_only_those_who_can_speak_are_origins(tripoli: Record) -> None:
    origins = {o for t in tripoli.toll() for o in t["roots"]}
    assert origins <= {"un-system", "actor:lna", "anonymous:example-relief-bulletin"}, origins


def test_a_party_cannot_set_the_total(tripoli: Record) -> None:
    fighters = [c for row in tripoli.read for c in row["claims"] if "enemy fighters" in (c["victims"] or "")]
    assert [(c["low"], c["high"], c["population"]) for c in fighters] == [(12, None, ["combatant"])]
    for toll in tripoli.toll():
        if toll["harm"] == "killed" and "combatant" in toll["population"]:
            assert toll["low"] == 0 or toll["best"] is None, "a party's count of its enemies sets a ceiling at most"


def test_reprints_are_one_voice(tripoli: Record) -> None:
    health = total(tripoli.toll(), "killed", "health_worker")
    assert health["independent_origins"] == 1
    assert health["voices"] == 1
    assert health["documents"] == 3


def test_as_of_and_known_on(tripoli: Record) -> None:
    as_of = {day: ends(total(tripoli.toll("--as-of", day), "killed"))[0] for day in ("2019-04-11", "2019-04-15")}
    assert as_of == {"2019-04-11": 75, "2019-04-15": 147}
    known = {day: ends(total(tripoli.toll("--known-on", day), "killed"))[0] for day in ("2019-04-13", "2019-04-14")}
    assert known == {"2019-04-13": 56, "2019-04-14": 121}, "the late 75 was not known before 18 April"
    assert total(tripoli.toll("--known-on", "2019-04-18"), "killed")["low"] == 205, "the late 75 lowers nothing"


def test_a_correction_stands(tripoli: Record) -> None:
    injured = total(tripoli.toll("--as-of", "2019-04-16"), "injured")
    assert injured["best"] == 756
    assert injured["low"] == 756


def test_any_order_gives_the_same_record(tripoli: Record, make: Callable[[Sequence[Row]], Record]) -> None:
    given = reports()
    orders = {
        "backwards": given[::-1],
        "by hash": sorted(given, key=lambda row: sha256(row["doc"].encode()).hexdigest()),
    }
    toll = tripoli.ask("toll", "--json")
    incidents, series = tripoli.ask("incidents", "--json"), tripoli.ask("series", "--json")
    for name, rows in orders.items():
        other = make(rows)
        assert other.claims() == tripoli.claims(), name
        assert other.ask("toll", "--json") == toll, name
        assert other.ask("incidents", "--json") == incidents, name
        assert other.ask("series", "--json") == series, name


def test_twice_is_once(make: Callable[[Sequence[Row]], Record]) -> None:
    record = make(reports())
    before = record.ask("toll", "--json"), record.ask("reports", "--json"), record.claims()
    again = rows_of(record.ask("read", record.given, "--json"))
    assert sorted(json.dumps(c, sort_keys=True) for row in again for c in row["claims"]) == before[2]
    assert (record.ask("toll", "--json"), record.ask("reports", "--json")) == before[:2]


def answers(record: Record) -> dict[str, Row]:
    """Return what a reprint must not change, by measure."""
    keys = ("low", "best", "high", "open", "independent_origins", "origins", "roots", "voices")
    measure = ("harm", "unit", "population", "thing", "place", "country")
    return {json.dumps([t[m] for m in measure]): {k: t[k] for k in keys} for t in record.toll()}


@pytest.mark.parametrize("gone", [REPRINTS[:1], REPRINTS[1:2], REPRINTS[2:], REPRINTS[1:]], ids=" ".join)
def test_a_reprint_removed_changes_nothing(
    gone: Sequence[str], tripoli: Record, make: Callable[[Sequence[Row]], Record]
) -> None:
    fewer = make([row for row in reports() if row["doc"] not in gone])
    assert answers(fewer) == answers(tripoli)


def test_the_examples_are_plainly_examples() -> None:
    for row in reports():
        assert row["outlet"].startswith("Example ")


def test_invented_bombing(invented: Record) -> None:
    tolls = [t for t in invented.toll() if t["harm"] == "killed" and t["unit"] == "person" and not t["population"]]
    lows = sorted(t["low"] for t in tolls)
    assert 27 not in lows, "the update of one origin was added to its first figure"
    assert 31 not in lows, "two origins were added"
    assert max(lows) in (15, 16)


def test_accident_is_outside_every_toll(invented: Record) -> None:
    claims = {c["id"]: c for row in invented.read for c in row["claims"]}
    bus = next(row for row in invented.read if "road-accident" in row["name"])["claims"]
    accident = {c["id"] for c in bus}
    assert {(c["low"], c["harm"]) for c in bus} == {(7, "killed"), (19, "injured")}
    assert {claims[i]["context"] for i in accident} == {"accident"}
    counting = {"sets_low", "sets_best", "sets_high", "supports"}
    assert not accident & {c["claim"] for t in invented.toll() for c in t["contributions"] if c["role"] in counting}


def test_the_attacker_is_told_apart(invented: Record) -> None:
    attacker = [c for row in invented.read for c in row["claims"] if "attacker" in (c["victims"] or "")]
    assert [(c["low"], c["high"], c["harm"], c["population"]) for c in attacker] == [(1, 1, "killed", ["combatant"])]


def test_page_menu_holds_no_claim(invented: Record) -> None:
    page = [row for row in invented.read if row["name"].endswith(".html")]
    assert len(page) == 1
    assert [(c["low"], c["harm"]) for c in page[0]["claims"]][:1] == [(16, "killed")]
    assert {c["outlet"] for c in page[0]["claims"]} == {"Example Courier"}
