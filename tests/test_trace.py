"""A number's way back holds when all is as it was, and says where it does not when anything was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from nouns import a_claim, a_report, grounded
from onrecord.model.claim import Harm, Statement, Unit
from onrecord.model.entry import Capture
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.record import Contribution, Incident, Measure, Toll
from onrecord.model.report import Report
from onrecord.publish.schemas import schema
from onrecord.publish.trace import (
    Checked,
    Kept,
    Status,
    Trace,
    trace_claim,
    trace_incident,
    trace_report,
    trace_row,
    trace_statement,
    trace_toll,
)
from onrecord.publish.trace_text import trace_lines

GOLDEN = Path(__file__).parent / "golden" / "publish" / "trace_toll.txt"
TEXT = "Three people were killed in Oranne,\na doctor said. Four people were hurt."
REPORT = a_report(TEXT, outlet="Example Daily", published_at=date(2031, 5, 5))
DIGEST = sha256(TEXT.encode()).hexdigest()
CAPTURE = Capture(DIGEST, "oranne.txt", "text/plain", len(TEXT), datetime(2031, 5, 6, tzinfo=UTC))
CLAIM = grounded(a_claim(REPORT, "Three people were killed in Oranne,\na doctor said"), REPORT)
SAID = Statement(quote=CLAIM.claim.quote, type="assault")
STATEMENT = GroundedStatement(SAID, CLAIM.place, CLAIM.period, CLAIM.origin, None, None)
TOLL = Toll(
    measure=Measure(Harm.KILLED, Unit.PERSON), low=3, best=3, high=3, open=False, high_reported=None,
    independent_origins=1, origins=("a-doctor",), roots=("a-doctor",), documents=1, voices=1, start=None, end=None,
    scope="incident", place="Oranne", country=None, policy="conservative/1",
    contributions=tuple(
        Contribution(CLAIM.claim.id, role, "the only claim") for role in ("sets_low", "sets_best", "sets_high")
    ),
)  # fmt: skip


def kept(report: Report = REPORT, capture: Capture = CAPTURE, checked: Checked | None = None) -> dict[str, Kept]:
    return {report.id: Kept(report, (capture,), {capture.sha256: checked or Checked(DIGEST, report)}, ())}


def steps(trace: Trace) -> list[Trace]:
    return [trace, *(inner for step in trace.steps for inner in steps(step))]


def broken(trace: Trace) -> list[tuple[str, str]]:
    return [(step.kind, step.reason) for step in steps(trace) if step.status is Status.BROKEN]


def test_a_whole_way_back_is_ok_at_every_step() -> None:
    trace = trace_claim(CLAIM, kept())
    assert [step.kind for step in steps(trace)] == ["claim", "quote", "report", "bytes"]
    assert {step.status for step in steps(trace)} == {Status.OK}
    assert trace.worst is Status.OK
    assert steps(trace)[1].says == CLAIM.claim.quote.exact
    assert steps(trace)[3].id == DIGEST


def test_a_toll_is_told_for_people_as_in_the_golden_file() -> None:
    changed = Checked("00" * 32)
    told = [*trace_lines(trace_toll(TOLL, claims={CLAIM.claim.id: CLAIM}, kept=kept())), ""]
    told += trace_lines(trace_toll(TOLL, claims={CLAIM.claim.id: CLAIM}, kept=kept(checked=changed)))
    assert "\n".join(told) + "\n" == GOLDEN.read_text(encoding="utf-8").split("-----\n", 1)[1]


def test_a_row_of_any_trace_is_what_its_schema_says() -> None:
    validator = jsonschema.Draft202012Validator(schema("trace"))
    for trace in (trace_toll(TOLL, claims={}, kept={}), trace_toll(TOLL, claims={CLAIM.claim.id: CLAIM}, kept=kept())):
        validator.validate(trace_row(trace))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**trace_row(trace), "steps": [{"kind": "rumour"}]})


def _claim(**changes: object) -> Callable[[], Trace]:
    return lambda: trace_claim(replace(CLAIM, claim=replace(CLAIM.claim, **changes)), kept())  # type: ignore[arg-type]


QUOTE = CLAIM.claim.quote
OTHER = replace(REPORT, text=TEXT.replace("Three", "Forty"))  # the id it had, another text


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (_claim(quote=replace(QUOTE, start=2)), [("claim", "its content gives the id"), ("quote", "expected 'Three")]),
        (_claim(quote=replace(QUOTE, exact="Forty people")), [("quote", "expected 'Forty people'")]),
        (_claim(harm=Harm.INJURED), [("claim", "its content gives the id claim-.*: it was changed")]),
        (_claim(number_start=4), [("claim", "its content gives the id")]),
        (_claim(count=replace(CLAIM.claim.count, number="Forty")), [("claim", "number 'Forty' at 0, found 'Three'")]),
        (lambda: trace_claim(CLAIM, {REPORT.id: replace(kept()[REPORT.id], faults=("low was 3",))}),
         [("report", "low was 3")]),
        (lambda: trace_claim(CLAIM, {}), [("quote", "its report report-.* is not on record")]),
        (lambda: trace_claim(CLAIM, {REPORT.id: replace(kept()[REPORT.id], report=OTHER)}),
         [("claim", "expected its number 'Three' at 0, found 'Forty'"), ("quote", "expected 'Three people"),
          ("report", "its content gives the id"), ("bytes", "the text on record is not theirs .from offset 0")]),
        (lambda: trace_report(replace(kept()[REPORT.id], captures=())), [("report", "no bytes are on record")]),
        (lambda: trace_toll(TOLL, claims={}, kept=kept()), [("claim", "no claim of this id is on record")]),
        (lambda: trace_toll(replace(TOLL, contributions=()), claims={}, kept={}), [("toll", "no claim stands behind")]),
    ],
)  # fmt: skip
def test_what_was_changed_is_named_at_its_step(look: Callable[[], Trace], expected: list[tuple[str, str]]) -> None:

    trace = look()
    assert trace.worst is Status.BROKEN
    found = broken(trace)
    for kind, reason in expected:
        assert any(k == kind and re.search(reason, r) for k, r in found), (kind, reason, found)


PAGE = replace(CAPTURE, media_type="text/html")
ELSE = replace(REPORT, text=TEXT[:-1] + "!")


@pytest.mark.parametrize(
    ("capture", "checked", "status", "says"),
    [
        (CAPTURE, Checked(DIGEST, REPORT), Status.OK, "the bytes are intact and give the same text"),
        (CAPTURE, Checked(DIGEST, ELSE), Status.BROKEN, f"is not theirs (from offset {len(TEXT) - 1})"),
        (CAPTURE, Checked(DIGEST, None, "expected UTF-8"), Status.BROKEN, "the bytes are intact; expected UTF-8"),
        (CAPTURE, Checked(DIGEST), Status.UNCHECKED, "they were not read again"),
        (CAPTURE, Checked("00" * 32, REPORT), Status.BROKEN, "the archive holds other bytes: their SHA-256 is 0000"),
        (CAPTURE, Checked(None, None, "no bytes under"), Status.BROKEN, "no bytes under"),
        (CAPTURE, Checked(None), Status.BROKEN, "its bytes are not in the archive"),
        (PAGE, Checked(DIGEST, REPORT), Status.OK, "give the same text"),
        (PAGE, Checked(DIGEST, ELSE), Status.UNCHECKED, "read again by this version, their text differs"),
        (PAGE, Checked(DIGEST, None, "no text found"), Status.UNCHECKED, "the bytes are intact; no text found"),
    ],
)
def test_what_the_archive_gave_decides(capture: Capture, checked: Checked, status: Status, says: str) -> None:
    (step,) = trace_report(kept(capture=capture, checked=checked)[REPORT.id]).steps
    assert (step.status, says in step.reason) == (status, True), step.reason
    assert trace_report(kept(capture=capture, checked=checked)[REPORT.id]).worst is status


def test_bytes_that_nobody_asked_for_are_never_called_ok() -> None:
    trace = trace_claim(CLAIM, {REPORT.id: Kept(REPORT, (CAPTURE,), {}, ())})
    assert trace.worst is Status.UNCHECKED
    assert list(trace_lines(trace))[-1].startswith("Nothing is broken, but not every step could be proven")


def test_every_capture_of_a_report_is_looked_at() -> None:
    second = replace(CAPTURE, sha256="11" * 32, name="copy.txt")
    two = Kept(REPORT, (CAPTURE, second), {DIGEST: Checked(DIGEST, REPORT), second.sha256: Checked(None)}, ())
    assert [step.status for step in trace_report(two).steps] == [Status.OK, Status.BROKEN]


def test_an_incident_leads_to_its_tolls_its_statements_and_claims_that_no_toll_counts() -> None:
    words = "Four people were hurt"
    hurt = grounded(replace(a_claim(REPORT, words, "Four", 4), harm=Harm.INJURED, id=""), REPORT)
    incident = Incident(
        id="incident-1", claims=(CLAIM.claim.id, hurt.claim.id, "claim-gone"), statements=(SAID.id, "statement-gone"),
        reports=(REPORT.id,), place=None, start=None, end=None, date_prec=None, tolls=(TOLL,), perpetrators=(),
        perpetrator_status=CLAIM.claim.perpetrator_status,
    )  # fmt: skip
    claims: dict[str, GroundedClaim] = {CLAIM.claim.id: CLAIM, hurt.claim.id: hurt}
    trace = trace_incident(incident, claims=claims, statements={SAID.id: STATEMENT}, kept=kept())
    assert [(s.kind, s.status) for s in trace.steps] == [
        ("toll", Status.OK), ("statement", Status.OK), ("statement", Status.BROKEN), ("claim", Status.OK),
        ("claim", Status.BROKEN),
    ]  # fmt: skip
    assert trace.steps[1] == trace_statement(STATEMENT, kept())
    nothing = replace(incident, claims=(), statements=(), tolls=())
    assert trace_incident(nothing, claims={}, statements={}, kept={}).status is Status.BROKEN


def test_a_claim_in_three_roles_is_told_once() -> None:
    (step,) = trace_toll(TOLL, claims={CLAIM.claim.id: CLAIM}, kept=kept()).steps
    assert (step.role, step.because) == ("sets_low, sets_best, sets_high", "the only claim")


def test_claims_that_set_an_end_come_first() -> None:
    others = (
        Contribution("claim-a", "subset", "a part"),
        *TOLL.contributions,
        Contribution("claim-b", "supports", "x"),
    )
    trace = trace_toll(replace(TOLL, contributions=others), claims={CLAIM.claim.id: CLAIM}, kept=kept())
    assert [step.id for step in trace.steps] == [CLAIM.claim.id, "claim-a", "claim-b"]
