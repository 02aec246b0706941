"""The JSON Schema (2020-12) of every row of the machine interface: every field, what it means, what it may be."""

from __future__ import annotations

from onrecord.model.claim import Context, Harm, PerpetratorStatus, Population, Scope, Unit
from onrecord.model.entry import UnreadReason
from onrecord.model.report import PublishedStatus
from onrecord.publish.schema_fields import (
    CLAIM,
    CLAIM_OPTION,
    DATES,
    DOUBT,
    FROM,
    LOCATION,
    ON_RECORD,
    STATEMENT,
    TEXT_TOLL,
)
from onrecord.publish.schema_parts import (
    COUNTRY,
    DAY,
    TEXT,
    WHOLE,
    WHOLE_OR_NONE,
    WORDS,
    YES,
    Fields,
    Schema,
    fields,
    listed,
    one_of,
    one_of_words,
    or_null,
    some_id,
)
from onrecord.publish.trace import Status

_UNREAD = fields(
    {
        "name": (TEXT, "the file, or the row of a dump"),
        "reason": (one_of(UnreadReason), "why it was not read"),
        "message": (TEXT, "what was expected, what was found, what to do"),
        "failed": (YES, "whether it counts as a failure; language, empty and no_text do not"),
    }
)

_MEASURE: Fields = {
    "harm": (one_of(Harm), "what was done"),
    "unit": (one_of(Unit), "what is counted"),
    "population": (listed(one_of(Population)), "who is counted; empty: everybody"),
    "thing": (WORDS, "what is counted where it is no person, such as ambulance"),
}

_WHERE: Fields = {
    "place": (WORDS, "the place's name"),
    "country": (COUNTRY, "ISO 3166-1 alpha-3"),
}

_ROLES = one_of_words("sets_low", "sets_best", "sets_high", "variant", "superseded", "subset", "excluded", "supports")
_CONTRIBUTION = fields(
    {
        "claim": (some_id("claim"), "the claim"),
        "role": (_ROLES, "what it does for this toll"),
        "reason": (TEXT, "why it has that role"),
    }
)

_TOLL = fields(
    {
        "id": (some_id("toll"), "made from all of the toll: another number has another id"),
        **_MEASURE,
        "low": (WHOLE, "the least"),
        "best": (WHOLE_OR_NONE, "the best estimate; null: no origin outside the parties speaks for this measure"),
        "high": (WHOLE_OR_NONE, "the most; null with open true: no ceiling is known"),
        "open": (YES, "whether no ceiling is known"),
        "high_reported": (WHOLE_OR_NONE, "the highest figure said, where the range is open"),
        "independent_origins": (WHOLE, "how many roots speak for it: the measure of independence"),
        "origins": (listed(TEXT), "the origins' ids"),
        "roots": (listed(TEXT), "their roots' ids"),
        "documents": (WHOLE, "how many reports"),
        "voices": (WHOLE, "how many, reprints of one text taken as one"),
        "scope": (TEXT, "incident, cumulative, period, snapshot, or mixed"),
        **_WHERE,
        **DATES,
        "possible_part_of": (WORDS, "the wider measure it may be inside of; never added"),
        "policy": (TEXT, "the rule and its version"),
        "contributions": (listed(_CONTRIBUTION), "every claim's part in it"),
        "notes": (listed(TEXT), "what a reader must know"),
    }
)

_INCIDENT = fields(
    {
        "id": (some_id("incident"), "made from the set of its claims and statements"),
        "claims": (listed(some_id("claim")), "its claims"),
        "statements": (listed(some_id("statement")), "its statements"),
        "reports": (listed(some_id("report")), "the reports they stand in"),
        "place": (or_null(LOCATION), "where"),
        **DATES,
        "date_prec": ({"enum": [1, 2, 3, 4, 5, None]}, "UCDP's precision, 1 (the day) to 5"),
        "tolls": (
            listed(_TOLL),
            "a toll for each measure that a claim speaks of; a harm without one is null, not zero",
        ),
        "perpetrators": (listed(TEXT), "who is said to have done it"),
        "perpetrator_status": (one_of(PerpetratorStatus), "who says who did it"),
        "weapon": (WORDS, "with what"),
        "target": (WORDS, "what was hit"),
        "historical": (YES, "whether it is told as background only"),
        "context": (one_of(Context), "what kind of event"),
    }
)

_POINT = fields(
    {
        "claim": (some_id("claim"), "the claim"),
        "as_of": (DAY, "the day the figure stands at"),
        "as_of_status": (TEXT, "how that day is known: stated, inferred, published_at, unknown"),
        "low": (WHOLE, "the least"),
        "high": (WHOLE_OR_NONE, "the most; null: open"),
        "state": (TEXT, "current, superseded, variant, rounding or stale"),
        "published_at": (DAY, "when the report was published"),
        "also": (listed(some_id("claim")), "claims that repeat this point"),
    }
)

_SERIES = fields(
    {
        "id": (some_id("series"), "the series' id"),
        "root": (TEXT, "the root of its origin"),
        "origin": (TEXT, "the origin's id"),
        **_MEASURE,
        "scope": (one_of(Scope), "a running total, or a stock"),
        **_WHERE,
        "anchor": (DAY, "the day the total runs from"),
        "points": (listed(_POINT), "its figures in order of as_of; later supersedes, nothing is added"),
    }
)

_REPORT = fields(
    {
        "id": (some_id("report"), "made from text, title, outlet and date"),
        "name": (TEXT, "the file, or the row of a dump, it came from first"),
        "outlet": (WORDS, "who published it"),
        "title": (WORDS, "the title, where it came apart from the text"),
        "published_at": (DAY, "when it was published"),
        "published_status": (one_of(PublishedStatus), "how that is known"),
        "language": (TEXT, "ISO 639-1"),
        "claims": (WHOLE, "how many claims it holds"),
        "unread": (or_null(_UNREAD), "why it was not read, if it was not"),
    }
)

_TEXT_TOLLS: Schema = {
    "type": "object",
    "properties": {harm.value: TEXT_TOLL for harm in Harm},
    "additionalProperties": False,
}

_READ = fields(
    {
        "name": (TEXT, "the file, or the row of a dump"),
        "state": (one_of_words("read", "already on record", "skipped", "failed"), "how it fared"),
        "unread": (or_null(_UNREAD), "why it was not read, if it was not"),
        "report": (or_null(_REPORT), "the report, if there is one"),
        "claims": (listed(fields({**CLAIM, **ON_RECORD}, CLAIM_OPTION)), "in order of place in the text"),
        "statements": (listed(fields({**STATEMENT, **FROM})), "events told without a figure"),
        "doubts": (listed(fields(DOUBT)), "what could not be settled"),
        "tolls": (_TEXT_TOLLS, "the report's own, by policy as_reported; see toll for what all reports come to"),
    }
)

_EXTRACT = fields(
    {
        "doc": ({}, "the input row's doc, as given"),
        "claims": (listed(fields(CLAIM, CLAIM_OPTION)), "in order of place in the text"),
        "statements": (listed(fields(STATEMENT)), "events told without a figure"),
        "doubts": (listed(fields(DOUBT)), "what could not be settled"),
    },
    {
        "tolls": (
            _TEXT_TOLLS,
            "with --tolls: a toll for each harm that the text speaks of, by policy as_reported",
        ),
        "skipped": (TEXT, "why the row was not read"),
    },
)

_TRACE = fields(
    {
        "kind": (
            one_of_words("toll", "incident", "claim", "statement", "quote", "report", "bytes"),
            "what the step is",
        ),
        "id": (TEXT, "its id; a quote's is its place, the bytes' is their SHA-256"),
        "says": (TEXT, "the number or the words"),
        "role": (WORDS, "what it does for the step above"),
        "because": (WORDS, "why it has that role"),
        "status": (one_of(Status), "how this step fared"),
        "reason": (TEXT, "why it has that status"),
        "worst": (one_of(Status), "the worst status of this step and all behind it"),
        "steps": ({"type": "array", "items": {"$ref": "#"}}, "the steps behind it"),
    }
)

_SCHEMAS: dict[str, tuple[Schema, str]] = {
    "claim": (fields(CLAIM, CLAIM_OPTION), "One figure as reported, with the words that said it."),
    "claim_on_record": (
        fields({**CLAIM, **ON_RECORD}, CLAIM_OPTION),
        "A claim with its report, place, period, actor and origin.",
    ),
    "statement": (fields(STATEMENT), "An event told without a figure."),
    "statement_on_record": (fields({**STATEMENT, **FROM}), "A statement with its report, place, period and origin."),
    "doubt": (fields(DOUBT), "What could not be settled, and why."),
    "extract": (_EXTRACT, "What extract writes for one row it read."),
    "read": (_READ, "What read --json writes for one item it was given."),
    "report": (_REPORT, "One report on record."),
    "unread": (_UNREAD, "One item that gave no report."),
    "incident": (_INCIDENT, "One moment in place and time where harm is alleged."),
    "series": (_SERIES, "One origin's running total over time."),
    "toll": (_TOLL, "Low, best and high of one measure, with the claims behind each."),
    "trace": (_TRACE, "A number's way back to the words and bytes it came from, each step checked again."),
}

NAMES = tuple(_SCHEMAS)


def schema(name: str) -> Schema:
    """Return the JSON Schema of the row called `name`, one of `NAMES`.

    Raises: KeyError naming the names there are.
    """
    if name not in _SCHEMAS:
        raise KeyError(f"schema: expected one of {', '.join(NAMES)}, found {name!r}")
    body, says = _SCHEMAS[name]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, "description": says, **body}
