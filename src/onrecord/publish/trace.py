"""A number's way back: toll or incident, its claims, their quotes, the reports, the bytes; each step checked again.

The pipeline fetches what a trace needs (`Kept`); nothing here touches the world, and nothing is taken on trust: ids are
made again from content, quotes are looked up at their offsets, and what the archive gave is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from onrecord.model.claim import Claim, Statement
from onrecord.model.entry import Capture
from onrecord.model.ground import GroundedClaim, GroundedStatement
from onrecord.model.record import Contribution, Incident, Toll
from onrecord.model.report import Report, UnquotedClaim, verify_quote
from onrecord.publish.row_parts import Row
from onrecord.publish.rows import toll_id

OWN_TEXT = frozenset({"text/plain", "application/json"})  # the bytes are the text; of the rest it is a rendering


class Status(StrEnum):
    """How a step of a trace fared."""

    OK = "ok"
    UNCHECKED = "unchecked"  # nothing speaks against it, but it could not be proven here
    BROKEN = "broken"


_WORST = (Status.BROKEN, Status.UNCHECKED, Status.OK)


@dataclass(frozen=True, slots=True)
class Trace:
    """One step on the way back, and the steps behind it.

    `kind`: toll, incident, claim, statement, quote, report, bytes. `says`: the number or the words, for people.
    `role`: what the step does for the one above it ("sets_low"), with `because`. `reason`: why it has its status.
    """

    kind: str
    id: str
    says: str
    status: Status
    reason: str
    role: str | None = None
    because: str | None = None
    steps: tuple[Trace, ...] = ()

    @property
    def worst(self) -> Status:
        """Return the worst status of this step and all behind it."""
        found = {self.status, *(step.worst for step in self.steps)}
        return next(status for status in _WORST if status in found)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the archive gave for one capture: the SHA-256 of the bytes found, and the report they give, read again.

    `sha256` None: no bytes were found, or they could not be unpacked; `problem` then says so. `reread` None: they were
    not read again, or gave no report; `problem` may say why.
    """

    sha256: str | None
    reread: Report | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """One report as the ledger holds it, with its captures, and what the archive gave for each, by SHA-256.

    `faults`: what the ledger says is no longer as it was recorded of this report; a claim's bounds are no part of its
    id, and the ledger's own hash speaks for them.
    """

    report: Report
    captures: tuple[Capture, ...]
    checked: Mapping[str, Checked]
    faults: tuple[str, ...]


def trace_toll(toll: Toll, *, claims: Mapping[str, GroundedClaim], kept: Mapping[str, Kept]) -> Trace:
    """Return the way back of a toll, a step a claim: those that set an end first, then in the order of contributions.

    `claims` and `kept` are by id.
    """
    parts: dict[str, list[Contribution]] = {}
    for part in toll.contributions:
        parts.setdefault(part.claim, []).append(part)
    names = sorted(parts, key=lambda name: not any(part.role.startswith("sets_") for part in parts[name]))
    steps = tuple(_contribution(name, parts[name], claims, kept) for name in names)
    says = f"{measure_words(toll)} {range_words(toll.low, toll.high)}"
    if not steps:
        return Trace("toll", toll_id(toll), says, Status.BROKEN, "no claim stands behind this number")
    return Trace("toll", toll_id(toll), says, Status.OK, f"by policy {toll.policy}", steps=steps)


def trace_incident(
    incident: Incident,
    *,
    claims: Mapping[str, GroundedClaim],
    statements: Mapping[str, GroundedStatement],
    kept: Mapping[str, Kept],
) -> Trace:
    """Return the way back of an incident: a step a toll, then the statements, then claims that no toll speaks of."""
    told = {part.claim for toll in incident.tolls for part in toll.contributions}
    steps = [trace_toll(toll, claims=claims, kept=kept) for toll in incident.tolls]
    steps += [
        trace_statement(statements[name], kept) if name in statements else _missing("statement", name)
        for name in incident.statements
    ]
    steps += [_claim(name, claims, kept) for name in incident.claims if name not in told]
    where = incident.place.place.name if incident.place and incident.place.place else "place not settled"
    says = f"{where}, {incident.start or 'date not said'}"
    if not steps:
        return Trace("incident", incident.id, says, Status.BROKEN, "no claim or statement stands behind it")
    return Trace("incident", incident.id, says, Status.OK, "the set of its claims and statements", steps=tuple(steps))


def trace_claim(grounded: GroundedClaim, kept: Mapping[str, Kept]) -> Trace:
    """Return the way back of a claim; `kept` holds its report, by id."""
    claim = grounded.claim
    says = f"{claim.harm} {range_words(claim.count.low, claim.count.high)}"
    return _said("claim", claim, says, _number_fault(claim, kept), kept)


def trace_statement(grounded: GroundedStatement, kept: Mapping[str, Kept]) -> Trace:
    """Return the way back of a statement; `kept` holds its report, by id."""
    statement = grounded.statement
    return _said("statement", statement, statement.type, None, kept)


def trace_report(kept: Kept) -> Trace:
    """Return a report's step: its id made again, then its bytes, a step a capture."""
    report = kept.report
    made = replace(report, id="").id
    says = ", ".join(str(part) for part in (report.outlet, report.published_at, report.title) if part) or "no outlet"
    steps = tuple(_bytes(capture, kept) for capture in kept.captures)
    if made != report.id:
        reason = f"its content gives the id {made}: text, title, outlet or date were changed"
        return Trace("report", report.id, says, Status.BROKEN, reason, steps=steps)
    if kept.faults:
        return Trace("report", report.id, says, Status.BROKEN, "; ".join(kept.faults), steps=steps)
    if not steps:
        return Trace("report", report.id, says, Status.BROKEN, "no bytes are on record for it")
    return Trace(
        "report", report.id, says, Status.OK, "its content gives its id, and it is as it was recorded", steps=steps
    )


def trace_row(trace: Trace) -> Row:
    """Return the row of a trace, its steps within."""
    return {
        "kind": trace.kind,
        "id": trace.id,
        "says": trace.says,
        "role": trace.role,
        "because": trace.because,
        "status": trace.status.value,
        "reason": trace.reason,
        "worst": trace.worst.value,
        "steps": [trace_row(step) for step in trace.steps],
    }


def range_words(low: int, high: int | None) -> str:
    """Return a range for people: "3", "3 to 5", "3 or more"."""
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def measure_words(toll: Toll) -> str:
    """Return what a toll counts, for people: "killed", "killed (child)", "damaged (ambulance)"."""
    parts = [p.value for p in toll.measure.population]
    if toll.measure.thing or toll.measure.unit != "person":
        parts.append(toll.measure.thing or toll.measure.unit.value)
    return toll.measure.harm.value + (f" ({', '.join(parts)})" if parts else "")


def _contribution(
    name: str, parts: Sequence[Contribution], claims: Mapping[str, GroundedClaim], kept: Mapping[str, Kept]
) -> Trace:
    roles, reasons = (
        ", ".join(dict.fromkeys(words)) for words in zip(*((p.role, p.reason) for p in parts), strict=True)
    )
    return replace(_claim(name, claims, kept), role=roles, because=reasons)


def _claim(name: str, claims: Mapping[str, GroundedClaim], kept: Mapping[str, Kept]) -> Trace:
    return trace_claim(claims[name], kept) if name in claims else _missing("claim", name)


def _missing(kind: str, name: str) -> Trace:
    return Trace(kind, name, "not found", Status.BROKEN, f"no {kind} of this id is on record")


def _said(kind: str, noun: Claim | Statement, says: str, fault: str | None, kept: Mapping[str, Kept]) -> Trace:
    """Return the step of a claim or statement, with its quote, report and bytes behind it."""
    quote = noun.quote
    made = replace(noun, id="").id
    quoted = kept.get(quote.report)
    if quoted is None:
        step = Trace("quote", quote.report, quote.exact, Status.BROKEN, f"its report {quote.report} is not on record")
    else:
        step = _quote(noun, quoted)
    if made != noun.id:
        fault = f"its content gives the id {made}: it was changed"
    return Trace(
        kind, noun.id, says, Status.BROKEN if fault else Status.OK, fault or "its content gives its id", steps=(step,)
    )


def _quote(noun: Claim | Statement, kept: Kept) -> Trace:
    quote = noun.quote
    name = f"{quote.block.value} {quote.start}-{quote.end}"
    try:
        verify_quote(kept.report, quote)
    except UnquotedClaim as error:
        return Trace("quote", name, quote.exact, Status.BROKEN, str(error), steps=(trace_report(kept),))
    return Trace(
        "quote", name, quote.exact, Status.OK, "word for word in its report at its place", steps=(trace_report(kept),)
    )


def _number_fault(claim: Claim, kept: Mapping[str, Kept]) -> str | None:
    """Return what is wrong with the place of the number's words, None if they stand where the claim says."""
    quoted = kept.get(claim.quote.report)
    if quoted is None or not claim.count.number:
        return None
    found = quoted.report.part(claim.quote.block)[claim.number_start : claim.number_end]
    if found == claim.count.number:
        return None
    return f"expected its number {claim.count.number!r} at {claim.number_start}, found {found!r}"


def _bytes(capture: Capture, kept: Kept) -> Trace:
    status, reason = _verdict(capture, kept.report, kept.checked.get(capture.sha256))
    says = f"{capture.name} ({capture.media_type}, {capture.size:,} bytes, {capture.retrieved_at:%Y-%m-%d})"
    return Trace("bytes", capture.sha256, says, status, reason)


def _verdict(capture: Capture, report: Report, checked: Checked | None) -> tuple[Status, str]:
    """Return whether the archived bytes still are the captured ones, and still give the report's text."""
    if checked is None:
        return Status.UNCHECKED, "the archive was not asked for its bytes"
    if checked.sha256 is None:
        return Status.BROKEN, checked.problem or "its bytes are not in the archive"
    if checked.sha256 != capture.sha256:
        return Status.BROKEN, f"the archive holds other bytes: their SHA-256 is {checked.sha256}"
    own = capture.media_type in OWN_TEXT
    if checked.reread is None:
        problem = checked.problem or "they were not read again"
        return (Status.BROKEN if own and checked.problem else Status.UNCHECKED), f"the bytes are intact; {problem}"
    if checked.reread.text == report.text:
        return Status.OK, "the bytes are intact and give the same text"
    at = next(_differences(checked.reread.text, report.text))
    if own:
        return Status.BROKEN, f"the bytes are intact, but the text on record is not theirs (from offset {at})"
    return Status.UNCHECKED, f"the bytes are intact; read again by this version, their text differs from offset {at}"


def _differences(one: str, other: str) -> Iterator[int]:
    for offset, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            yield offset
    yield min(len(one), len(other))
