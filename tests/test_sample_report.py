"""The sample report beside the checkout gives its table of figures, and none of the wrong answers.

The report is not ours to publish: it lies in ../shared/seed, and where that folder is absent these tests are skipped.
`test_traps.py` proves the same on texts of our own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from commands import SHARED, Row, onrecord, rows_of

ARTICLE = SHARED / "seed" / "article.txt"
pytestmark = pytest.mark.skipif(
    not ARTICLE.is_file(), reason=f"the sample report is not at {ARTICLE}; our own texts are tested in test_traps.py"
)

START = "2019-04-04"
TABLE = {
    # low, high, harm, unit, population: scope, origin, start
    (121, None, "killed", "person", ()): ("cumulative", "World Health Organi", START),
    (561, 561, "injured", "person", ()): ("cumulative", "World Health Organi", START),
    (3, 3, "killed", "person", ("health_worker",)): ("cumulative", "United Nations", START),
    (8, 8, "damaged", "vehicle", ()): ("cumulative", "United Nations", START),
    (13500, None, "displaced", "person", ()): ("cumulative", "OCHA", START),
    (900, None, "sheltered", "person", ()): ("snapshot", "OCHA", None),
}
WRONG = {
    122: "strict more than, or Gaddafi added",
    124: "the three health workers added",
    682: "killed and wounded merged",
    685: "killed, wounded and health workers merged",
    129: "vehicles added",
    14400: "people in shelters added to the displaced",
}


class Sample:
    """The report's record and what its ledger answers."""

    def __init__(self, ledger: Path) -> None:
        self.text = ARTICLE.read_text(encoding="utf-8")
        self.ledger = ledger
        arguments = ("read", ARTICLE, "--outlet", "The National", "--published", "2019-04-15", "--json")
        rows = rows_of(onrecord(*arguments, ledger=ledger))
        assert len(rows) == 1
        self.row = rows[0]
        self.claims: list[Row] = self.row["claims"]
        self.current = [c for c in self.claims if not c["historical"]]
        self.tolls = rows_of(onrecord("toll", "--json", ledger=ledger))
        self.incidents = rows_of(onrecord("incidents", "--json", ledger=ledger))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("sample") / "sample.db")


def key(row: Row) -> tuple[object, ...]:
    return row["low"], row["high"], row["harm"], row["unit"], tuple(row["population"])


def claim(sample: Sample, number: str) -> Row:
    found = [c for c in sample.current if c["number"] == number]
    assert len(found) == 1, f"{number}: expected one claim, found {len(found)}"
    return found[0]


def test_exactly_the_table(sample: Sample) -> None:
    assert sorted(map(key, sample.current), key=str) == sorted(TABLE, key=str)


def test_scope_origin_and_period(sample: Sample) -> None:
    for c in sample.current:
        scope, origin, start = TABLE[key(c)]  # type: ignore[index]
        told = f"{c['number']}: {c['scope']}, {c['origin_name']}, from {c['start_date']}"
        assert c["scope"] == scope, told
        assert origin.casefold() in f"{c['origin_name']} {c['origin']} {c['speaker']}".casefold() or (
            origin == "United Nations" and c["origin"] in ("un", "united-nations")
        ), told
        assert c["origin_root"] == "un-system", told
        if start:
            assert c["start_date"] == start, told
            assert c["end_date"] == "2019-04-15", told


def test_quotes_are_verbatim(sample: Sample) -> None:
    for c in sample.claims:
        assert sample.text[c["start"] : c["end"]] == c["quote"]


def test_place_is_tripoli(sample: Sample) -> None:
    for number in ("121", "561"):
        location = claim(sample, number)["location"]
        assert (location["name"], location["country"], location["settled"]) == ("Tripoli", "LBY", "resolved")


def test_wounded_stand_beside_the_killed(sample: Sample) -> None:
    assert claim(sample, "561")["part_of"] is None
    assert claim(sample, "121")["part_of"] is None


def toll(sample: Sample, harm: str, *population: str) -> Row:
    found = [t for t in sample.tolls if t["harm"] == harm and t["population"] == list(population)]
    assert len(found) == 1, f"{harm} {population}: expected one toll, found {found}"
    return found[0]


def test_tolls(sample: Sample) -> None:
    assert len(sample.tolls) == 6
    for t in sample.tolls:
        assert t["independent_origins"] == 1, t["harm"]
        assert t["roots"] == ["un-system"], t["harm"]
    killed = toll(sample, "killed")
    assert (killed["low"], killed["best"], killed["high"], killed["open"]) == (121, 121, None, True)
    injured = toll(sample, "injured")
    assert (injured["low"], injured["best"], injured["high"], injured["open"]) == (561, 561, 561, False)
    assert toll(sample, "killed", "health_worker")["low"] == 3
    assert toll(sample, "displaced")["low"] == 13500
    assert toll(sample, "sheltered")["low"] == 900
    assert (toll(sample, "damaged")["low"], toll(sample, "damaged")["unit"]) == (8, "vehicle")


def test_health_workers_may_be_inside_the_total(sample: Sample) -> None:
    assert toll(sample, "killed", "health_worker")["possible_part_of"] is not None
    assert toll(sample, "killed")["possible_part_of"] is None


def test_no_wrong_number(sample: Sample) -> None:
    for t in [*sample.tolls, *(t for i in sample.incidents for t in i["tolls"])]:
        for number in (t["low"], t["best"], t["high"], t["high_reported"]):
            assert number not in WRONG, f"{t['harm']} {number}: {WRONG[number]}"


def test_nobody_becomes_a_civilian(sample: Sample) -> None:
    assert [c["quote"] for c in sample.claims if "civilian" in c["population"]] == []
    assert [t["low"] for t in sample.tolls if "civilian" in t["population"]] == []


def test_the_school_is_silent(sample: Sample) -> None:
    assert [c["quote"] for c in sample.claims if "school" in c["quote"]] == []
    statements = [s for s in sample.row["statements"] if "school" in s["quote"]]
    assert len(statements) == 1
    school = statements[0]
    assert school["perpetrator_status"] == "not_attributed"
    assert school["actors"] == []
    assert school["when"] is None, "Sunday is the day of the statement"
    assert school["said_when"] is not None
    assert "Sunday" in school["said_when"]
    assert "Ain Zara" in school["place"]
    incidents = [i for i in sample.incidents if school["id"] in i["statements"]]
    assert len(incidents) == 1
    assert incidents[0]["tolls"] == [], "nothing is said about people there: null, not zero"
    assert incidents[0]["perpetrators"] == []


def test_no_zero_is_invented(sample: Sample) -> None:
    assert [c["quote"] for c in sample.claims if c["high"] == 0] == []
    assert [t["harm"] for t in sample.tolls if t["low"] == 0] == []


def test_the_school_lies_where_the_map_says(sample: Sample) -> None:
    school = next(s for s in sample.row["statements"] if "school" in s["quote"])
    assert school["location"]["name"] == "Ain Zara"
    assert school["location"]["conflict"], "southwest of Tripoli, says the text; the map says south-east"


def test_2011_is_in_no_toll(sample: Sample) -> None:
    old = {c["id"] for c in sample.claims if "2011" in c["quote"] or "Gaddafi" in c["quote"]}
    assert all(c["historical"] for c in sample.claims if c["id"] in old)
    counting = {"sets_low", "sets_best", "sets_high", "supports"}
    assert not old & {c["claim"] for t in sample.tolls for c in t["contributions"] if c["role"] in counting}
    assert not old & {c for i in sample.incidents if not i["historical"] for c in i["claims"]}


def test_nobody_did_it(sample: Sample) -> None:
    assert {c["number"]: c["perpetrator"] for c in sample.current if c["perpetrator"]} == {}


def test_read_twice_is_once(sample: Sample) -> None:
    again = Sample(sample.ledger)
    assert again.tolls == sample.tolls
    assert len(rows_of(onrecord("reports", "--json", ledger=sample.ledger))) == 1


def test_extract_agrees(sample: Sample, tmp_path: Path) -> None:
    from commands import extract

    given = {"doc": "sample", "text": sample.text, "outlet": "The National", "date": "2019-04-15"}
    row = extract([given], tmp_path, "--tolls")[0]
    assert sorted(map(key, row["claims"]), key=str) == sorted(map(key, sample.claims), key=str)
    assert {harm: t["best"] for harm, t in row["tolls"].items()} == {
        "killed": 121,
        "injured": 561,
        "damaged": 8,
        "displaced": 13500,
        "sheltered": 900,
    }
