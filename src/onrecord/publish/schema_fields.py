"""The fields of the rows about one report: quote, claim, statement, doubt, place and period."""

from __future__ import annotations

from onrecord.model.claim import Context, Harm, Modality, PerpetratorStatus, Population, Reason, Scope, Unit
from onrecord.model.count import Qualifier
from onrecord.model.ground import Settled
from onrecord.model.report import BlockKind
from onrecord.publish.schema_parts import (
    COUNTRY,
    DAY,
    SHARE,
    TEXT,
    WHOLE,
    WHOLE_OR_NONE,
    WORDS,
    YES,
    Fields,
    fields,
    listed,
    one_of,
    or_null,
    some_id,
)

_QUOTE: Fields = {
    "block": (one_of(BlockKind), "the part of the report the quote stands in; for title, offsets are into the title"),
    "quote": (TEXT, "the words, verbatim as given"),
    "start": (WHOLE, "where the quote begins: code points into the text (or title) exactly as given"),
    "end": (WHOLE, "where it ends, exclusive"),
}

_VICTIM = fields(
    {
        "name": (WORDS, "as written"),
        "age": (WHOLE_OR_NONE, "in years, at the time"),
        "sex": (WORDS, "female or male, where the report says so"),
        "role": (WORDS, "what the person was, as written"),
    }
)

DATES: Fields = {
    "start_date": (DAY, "first day of the harm; null where the text gives none"),
    "end_date": (DAY, "last day of the harm, or the day a running total stands at; null where open or not said"),
}

CLAIM: Fields = {
    "id": (some_id("claim"), "the claim's id, made from its content"),
    **_QUOTE,
    "number": (TEXT, "the number's words verbatim; empty where a plural alone implies it"),
    "low": (WHOLE, "the least that the words allow"),
    "high": (WHOLE_OR_NONE, "the most that the words allow; null: open"),
    "qualifier": (one_of(Qualifier), "how the words bound the number"),
    "harm": (one_of(Harm), "what was done"),
    "unit": (one_of(Unit), "what is counted"),
    "population": (listed(one_of(Population)), "who the victims are said to be; empty: not said"),
    "victims": (WORDS, "the words for the victims"),
    "weapon": (WORDS, "the words for the weapon"),
    "means": (WORDS, "the words for how it was done"),
    "target": (WORDS, "the words for what was hit"),
    "scope": (one_of(Scope), "one incident, a running total, a period's count, or a stock at one moment"),
    "speaker": (WORDS, "the words for whom the text credits with the figure; null: the outlet itself"),
    "chain": (listed(TEXT), "everybody it came through, outermost first, the origin last"),
    "modality": (one_of(Modality), "how surely it is said"),
    "historical": (YES, "whether it is an older event, told as background"),
    "context": (one_of(Context), "what kind of event; conflict tolls take conflict and crime only"),
    "place": (WORDS, "the words for where the harm was done"),
    "when": (WORDS, "the words for when the harm was done"),
    **DATES,
    "perpetrator": (WORDS, "the words for who is said to have done it"),
    "perpetrator_status": (one_of(PerpetratorStatus), "who says who did it"),
    "part_of": (or_null(some_id("claim")), "the claim of this report that this one is a part of, never added to it"),
    "same_as": (or_null(some_id("claim")), "the earlier claim of this report that this one repeats"),
    "confidence": (SHARE, "how sure the reading is: the share of right figures among claims read like it"),
}

CLAIM_OPTION: Fields = {
    "victim": (or_null(_VICTIM), "what the report tells of one person; left out unless victims' details are asked for")
}

_PLACE: Fields = {
    "id": (WORDS, "the gazetteer's id; null where no place is; where ambiguous, at most the country"),
    "name": (WORDS, "the gazetteer's name"),
    "latitude": ({"type": ["number", "null"], "minimum": -90, "maximum": 90}, "WGS 84"),
    "longitude": ({"type": ["number", "null"], "minimum": -180, "maximum": 180}, "WGS 84"),
    "feature": (WORDS, "country, admin1, admin2, place, neighbourhood or region"),
    "country": (COUNTRY, "ISO 3166-1 alpha-3; null for regions over several"),
    "admin1": (WORDS, "first administrative division"),
    "admin2": (WORDS, "second administrative division"),
}

LOCATION = fields(
    {
        "settled": (one_of(Settled), "how the place was settled; ambiguous and unknown are answers"),
        "as_written": (WORDS, "the words that were looked up"),
        **_PLACE,
        "where_prec": ({"enum": [1, 2, 3, 4, 5, 6, 7, None]}, "UCDP's precision, 1 (exact) to 7"),
        "relation": (WORDS, "a relation as stated, such as southwest of a town"),
        "stands_for": (WORDS, "a nearer name that the gazetteer does not hold, for which this place stands"),
        "conflict": (YES, "whether the stated relation and the map disagree"),
        "inherited": (YES, "whether the words stand outside the claim's sentence"),
        "score": ({"type": "number"}, "how well the choice fits"),
        "reason": (TEXT, "why this place"),
        "runner_up": (
            or_null(fields(_PLACE)),
            "the next best place; where the place is ambiguous, the likelier candidate, never the place",
        ),
    }
)

_PERIOD = fields(
    {
        "settled": (one_of(Settled), "how the period was settled"),
        "as_written": (WORDS, "the words that were read"),
        **DATES,
        "date_prec": ({"enum": [1, 2, 3, 4, 5, None]}, "UCDP's precision, 1 (the day) to 5"),
        "as_of_status": (WORDS, "how the end of a total is known: stated, inferred, published_at, unknown"),
        "inherited": (YES, "whether the words stand outside the claim's sentence"),
        "reason": (TEXT, "why these days"),
    }
)

_ACTOR = fields(
    {
        "id": (WORDS, "the actor list's id; null for an actor kept as said"),
        "name": (TEXT, "the actor"),
        "kind": (WORDS, "government, rebel, militia, ..."),
        "country": (COUNTRY, "ISO 3166-1 alpha-3"),
    }
)

FROM: Fields = {
    "report": (some_id("report"), "the report it stands in"),
    "outlet": (WORDS, "who published the report"),
    "published_at": (DAY, "when the report was published"),
    "voice": (WORDS, "the id that reprints of one agency text share; null where it was not looked for"),
    "location": (LOCATION, "where the harm was done, on the map"),
    "period": (_PERIOD, "when the harm was done, with precision and reason"),
    "origin": (TEXT, "the id of the deepest root of the credit that the text names"),
    "origin_name": (TEXT, "its name"),
    "origin_root": (TEXT, "what independence is counted on: un-system for WHO and OCHA"),
}

ON_RECORD: Fields = {
    "wording": (TEXT, "the number's words with their qualifier"),
    "bounds_policy": (TEXT, "the policy that made low and high from the wording"),
    "disjoint": (YES, "whether the text sets it beside what went before: a further, another"),
    "possible_part_of": (or_null(some_id("claim")), "a claim that this one may be inside of; inferred, never added"),
    "as_of_status": (WORDS, "how the end of a total is known: stated, inferred, published_at, unknown"),
    "actor": (or_null(_ACTOR), "who is said to have done it, as the actor list knows them"),
    **FROM,
    "origin_kind": (TEXT, "belligerent, international_org, health_facility, witness, ..."),
    "origin_via": (listed(TEXT), "whom the origin's figure came through"),
    "origin_side": (WORDS, "the actor whose side the origin speaks for"),
    "origin_credibility": ({"type": "integer", "minimum": 1, "maximum": 5}, "1 (best) to 5"),
    "origin_reason": (TEXT, "why this origin"),
}

STATEMENT: Fields = {
    "id": (some_id("statement"), "the statement's id, made from its content"),
    **_QUOTE,
    "type": (TEXT, "what happened, as in PLOVER"),
    "mode": (WORDS, "how, as in PLOVER"),
    "aux": (listed(TEXT), "PLOVER's further marks"),
    "actors": (listed(TEXT), "the words for who did it"),
    "recipients": (listed(TEXT), "the words for whom it was done to"),
    "target": (WORDS, "the words for what was hit"),
    "place": (WORDS, "the words for where"),
    "when": (WORDS, "the words for when it happened"),
    "said_when": (WORDS, "the words that date the saying, never the harm"),
    **DATES,
    "speaker": (WORDS, "the words for whom the text credits"),
    "modality": (one_of(Modality), "how surely it is said"),
    "perpetrator_status": (one_of(PerpetratorStatus), "who says who did it"),
}

DOUBT: Fields = {
    "reason": (one_of(Reason), "why it could not be settled"),
    "block": (or_null(one_of(BlockKind)), "the part of the report the quote stands in; null without a quote"),
    "quote": (WORDS, "the words in doubt, verbatim as given; null where the doubt is about the whole report"),
    "start": (WHOLE_OR_NONE, "where the quote begins: code points into the text (or title) exactly as given"),
    "end": (WHOLE_OR_NONE, "where it ends, exclusive"),
    "message": (TEXT, "what is doubtful, in a sentence"),
    "claim": (or_null(some_id("claim")), "the claim it is about"),
}

TEXT_TOLL = fields(
    {
        "low": (WHOLE, "the least"),
        "best": (WHOLE, "the best estimate: low where the range is open"),
        "high": (WHOLE_OR_NONE, "the most; null: open"),
        "open": (YES, "whether no ceiling is known"),
        "claims": (listed(some_id("claim")), "the claims it was counted from"),
    }
)
