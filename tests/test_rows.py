"""Rows: their quotes stand in what was given, their schemas describe them, and every field is published or withheld."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nouns import a_claim, a_report, an_entry, entries, grounded
from onrecord.model.claim import Claim, Doubt, Harm, Reason, Statement, Victim
from onrecord.model.count import Count
from onrecord.model.entry import Unread, UnreadReason
from onrecord.model.ground import Actor, GroundedClaim, GroundedStatement, Origin, Period, Place, PlaceChoice
from onrecord.model.record import Contribution, Incident, Measure, Series, SeriesPoint, Toll
from onrecord.model.report import BlockKind, Quote, Report
from onrecord.publish import rows
from onrecord.publish.schemas import NAMES, schema

CHECKED = {
    name: jsonschema.Draft202012Validator(schema(name), format_checker=jsonschema.FormatChecker()) for name in NAMES
}


def check(name: str, row: dict[str, Any]) -> None:
    """Fail unless `row` is what the schema `name` says, every field of it there."""
    CHECKED[name].validate(row)
    described = schema(name)
    assert list(row) == [key for key in described["properties"] if key in row]
    assert set(row) >= set(described["required"])


def objects(part: object) -> list[dict[str, Any]]:
    """Every object schema within `part`."""
    if isinstance(part, list):
        return [found for value in part for found in objects(value)]
    if not isinstance(part, dict):
        return []
    within = [found for value in part.values() for found in objects(value)]
    return [part, *within] if part.get("type") == "object" else within


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_sound_closed_and_tells_what_every_field_means(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"].endswith("2020-12/schema")
    for part in objects(schema(name)):
        assert part["additionalProperties"] is False
        for key, field in part["properties"].items():
            if key not in set(Harm):  # the tolls of a text: their keys are harms
                assert len(field["description"]) > 4, key


def test_an_unknown_schema_names_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"expected one of claim, .*trace, found 'tally'"):
        schema("tally")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ({"low": None}, "None is not of type 'integer'"),
        ({"harm": "wounded"}, "'wounded' is not one of"),
        ({"start_date": "2031-13-45"}, "is not a 'date'"),
        ({"color": "red"}, "Additional properties are not allowed"),
        ({"id": "claim-1"}, "does not match"),
        ({"confidence": 1.5}, "greater than the maximum"),
    ],
)
def test_a_schema_refuses_what_no_row_may_be(spoil: dict[str, Any], says: str) -> None:
    report = a_report()
    with pytest.raises(jsonschema.ValidationError, match=says):
        CHECKED["claim"].validate({**rows.claim_row(a_claim(report), report), **spoil})


SETTINGS = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@SETTINGS
@given(entries(), st.booleans())
def test_every_row_of_an_entry_is_what_its_schema_says(entry: Any, victims: bool) -> None:
    report = entry.report
    for told in entry.claims:
        check("claim", rows.claim_row(told.claim, report, period=told.period, victims=victims))
        check("claim_on_record", rows.claim_on_record_row(told, report, victims=victims))
    for said in entry.statements:
        check("statement", rows.statement_row(said.statement, report, period=said.period))
        check("statement_on_record", rows.statement_on_record_row(said, report))
    for doubt in entry.doubts:
        check("doubt", rows.doubt_row(doubt, report))
    check("report", rows.report_row(report, entry.capture, entry.unread, len(entry.claims)))


MEASURE = Measure(Harm.KILLED, an_entry().claims[0].claim.unit)
TOLL = Toll(
    measure=MEASURE, low=3, best=3, high=None, open=True, high_reported=5, independent_origins=1, origins=("a",),
    roots=("a",), documents=1, voices=1, start=None, end=None, scope="incident", place="Oranne", country="XAA",
    contributions=(Contribution(an_entry().claims[0].claim.id, "sets_low", "the only claim"),), policy="conservative/1",
)  # fmt: skip


def test_rows_of_the_record_are_what_their_schemas_say() -> None:
    entry = an_entry()
    claim = entry.claims[0].claim
    check("toll", rows.toll_row(TOLL))
    incident = Incident(
        id="incident-" + "a" * 24, claims=(claim.id,), statements=(entry.statements[0].statement.id,),
        reports=(entry.report.id,), place=entry.claims[0].place, start=None, end=None, date_prec=None, tolls=(TOLL,),
        perpetrators=(), perpetrator_status=claim.perpetrator_status,
    )  # fmt: skip
    check("incident", rows.incident_row(incident))
    check("incident", rows.incident_row(replace(incident, place=None, tolls=())))
    point = SeriesPoint(claim.id, None, "unknown", 3, None, "current", None)
    check(
        "series",
        rows.series_row(Series("series-" + "b" * 24, "a", "a", MEASURE, "cumulative", None, None, None, (point,))),
    )
    check("unread", rows.unread_row(Unread("x", UnreadReason.EMPTY, "expected text, found none")))
    check("extract", {"doc": 7, "claims": [], "statements": [], "doubts": [], "tolls": {}, "skipped": "empty: no text"})
    check("extract", {"doc": None, "claims": [rows.claim_row(claim, entry.report)], "statements": [], "doubts": [],
                      "tolls": rows.tolls_row({Harm.KILLED: _TextToll()})})  # fmt: skip


class _TextToll:
    low, best, high, open, claims = 3, 3, None, True, ("claim-" + "a" * 24,)


def test_a_harm_that_nobody_speaks_of_has_no_key() -> None:
    assert list(rows.tolls_row({Harm.INJURED: _TextToll(), Harm.KILLED: _TextToll()})) == ["killed", "injured"]
    assert rows.tolls_row({}) == {}


@settings(max_examples=300, deadline=None)
@given(st.text("ab\r\n\ufeff\U0001f3d9", min_size=1, max_size=12), st.data())
def test_a_quote_is_the_slice_of_the_text_as_given(given_text: str, data: st.DataObject) -> None:
    report = a_report(given_text)
    start = data.draw(st.integers(0, len(report.text) - 1))
    end = data.draw(st.integers(start + 1, len(report.text)))
    quote = Quote(report.id, BlockKind.BODY, start, end, report.text[start:end])
    row = rows.doubt_row(Doubt(Reason.UNKNOWN_HARM, "m", quote), report)
    assert given_text[row["start"] : row["end"]] == row["quote"]
    assert row["quote"].replace("\r\n", "\n").replace("\r", "\n") == quote.exact


def test_a_quote_over_a_line_end_is_given_back_with_it() -> None:
    given_text = "Fighting went on.\r\nThree people\r\nwere killed.\rMore\n"
    report = a_report(given_text)
    row = rows.claim_row(a_claim(report, "Three people\nwere killed"), report)
    assert row["quote"] == "Three people\r\nwere killed"
    assert given_text[row["start"] : row["end"]] == row["quote"]


def test_offsets_of_a_title_are_into_the_title() -> None:
    report = a_report("x\r\n" * 9, title="Three killed")
    claim = replace(a_claim(a_report("Three killed"), "Three killed"), id="")
    claim = replace(claim, quote=Quote(report.id, BlockKind.TITLE, 0, 12, "Three killed"))
    row = rows.claim_row(claim, report)
    assert (row["block"], row["start"], row["end"], row["quote"]) == ("title", 0, 12, "Three killed")


def test_details_of_a_victim_are_withheld_unless_asked_for() -> None:
    report = a_report()
    claim = replace(a_claim(report), victim=Victim("Tamo Beril", 41, "male", "baker"))
    assert "victim" not in rows.claim_row(claim, report)
    assert "victim" not in rows.claim_on_record_row(grounded(claim, report), report)
    assert rows.claim_row(claim, report, victims=True)["victim"] == {
        "name": "Tamo Beril", "age": 41, "sex": "male", "role": "baker",
    }  # fmt: skip


def test_a_toll_that_says_another_number_has_another_id() -> None:
    assert rows.toll_row(TOLL)["id"] == rows.toll_id(replace(TOLL))
    assert rows.toll_id(TOLL) != rows.toll_id(replace(TOLL, low=2, best=2))


# Where a field goes by another name in a row, and which are in none, with the reason.
PUBLISHED: dict[type, dict[str, str]] = {
    Claim: {"quote": "quote", "count": "low", "victim": "victim"},
    GroundedClaim: {"claim": "id", "place": "location", "perpetrator": "actor"},
    GroundedStatement: {"statement": "id", "place": "location"},
    Origin: {key: f"origin_{key}" for key in ("name", "root", "kind", "via", "side", "credibility", "reason")}
    | {"id": "origin"},
    Count: {"policy": "bounds_policy"},
    Toll: {"measure": "harm", "start": "start_date", "end": "end_date"},
    Incident: {"start": "start_date", "end": "end_date"},
    Series: {"measure": "harm"},
    Period: {"start": "start_date", "end": "end_date"},
    PlaceChoice: {"place": "name"},
    Quote: {"exact": "quote", "report": "report"},
}
WITHHELD: dict[type, dict[str, str]] = {
    Claim: {
        "number_start": "inside the quote; kept for the trace",
        "number_end": "inside the quote; kept for the trace",
        "placed_by": "told by location.inherited",
        "dated_by": "told by period.inherited",
        "sentence": "more of the report's text than the figure needs",
        "sentence_start": "as sentence",
        "listed": "names and ages of persons: withheld as victim is",
    },
    Statement: {"sentence": "as in a claim", "sentence_start": "as in a claim"},
    GroundedClaim: {"retrieved_on": "a time: the same reports read again give the same rows"},
    Report: {
        "text": "the outlet's; only what is quoted is published",
        "blocks": "told by a quote's block",
        "crlf": "applied to start and end",
        "cr": "applied to start and end",
        "wire_credit": "told by voice",
        "url": "not in the interface yet",
        "dated_at": "told by a claim's period",
    },
    Place: {"population": "chooses among places; no fact about harm"},
}
PLACES = {
    Claim: "claim_on_record", GroundedClaim: "claim_on_record", Origin: "claim_on_record", Count: "claim_on_record",
    Quote: "claim_on_record", Statement: "statement", GroundedStatement: "statement_on_record", Doubt: "doubt",
    Report: "report", Toll: "toll", Incident: "incident", Series: "series", Unread: "unread",
}  # fmt: skip
WITHIN = {
    Period: ("claim_on_record", "period"), PlaceChoice: ("claim_on_record", "location"),
    Place: ("claim_on_record", "location"), SeriesPoint: ("series", "points"), Contribution: ("toll", "contributions"),
    Measure: ("toll", None), Actor: ("claim_on_record", "actor"), Victim: ("claim", "victim"),
}  # fmt: skip


@pytest.mark.parametrize("noun", [*PLACES, *WITHIN], ids=lambda noun: noun.__name__)
def test_every_field_is_published_or_withheld_for_a_reason(noun: type) -> None:
    name, part = WITHIN.get(noun) or (PLACES[noun], None)
    properties = schema(name)["properties"]
    if part is not None:
        found = properties[part]
        found = found.get("items") or (found["anyOf"][0] if "anyOf" in found else found)
        properties = found["properties"]
    withheld = WITHHELD.get(noun, {})
    for field in fields(noun):
        key = PUBLISHED.get(noun, {}).get(field.name, field.name)
        assert (key in properties) != (field.name in withheld), field.name
    assert set(withheld) <= {field.name for field in fields(noun)}
