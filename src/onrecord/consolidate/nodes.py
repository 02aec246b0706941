"""What one voice tells as one incident: its figures and statements, with place and days as far as they are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.consolidate.eligible import repeats
from onrecord.consolidate.texts import Mention, proper_names, segment
from onrecord.consolidate.told import Told
from onrecord.consolidate.voices import LATEST
from onrecord.model.claim import Modality, Scope
from onrecord.model.ground import GroundedClaim, GroundedStatement, Period, PlaceChoice, Settled
from onrecord.model.record import Wire

COARSE = frozenset({"country", "admin1", "admin2", "region"})
LONGEST_DAYS = 7  # a longer stretch is no one moment
_SAID = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED})


@dataclass(frozen=True, slots=True)
class Node:
    """One incident as one voice tells it."""

    voice: str
    tolds: tuple[Told, ...]
    statements: tuple[GroundedStatement, ...]
    place: PlaceChoice | None
    start: date | None
    end: date | None
    date_prec: int | None

    @property
    def is_located(self) -> bool:
        """Return whether the place is a town or finer and the days are known to a week."""
        return (
            self.is_placed
            and self.start is not None
            and self.end is not None
            and (self.end - self.start).days < LONGEST_DAYS
        )

    @property
    def is_placed(self) -> bool:
        choice = self.place
        return choice is not None and choice.place is not None and choice.place.feature not in COARSE


def is_attack(g: GroundedStatement) -> bool:
    """Return whether a statement alone tells of an incident: an attack said to have happened, on something named."""
    s = g.statement
    told = s.modality in _SAID and not {"historical", "hypothetical", "future", "negation"} & set(s.aux)
    return told and s.type.upper() == "ASSAULT" and bool(s.target) and bool(s.place or g.place.place)


def nodes_of(
    tolds: Collection[Told],
    claims: Collection[GroundedClaim],
    statements: Collection[GroundedStatement],
    wires: Collection[Wire],
) -> tuple[Node, ...]:
    """Return the incidents that each voice tells of.

    `claims` are all claims that can enter a toll, `tolds` what they were collapsed to. The texts of a wire are read in
    the order of their figures' first report: what a reprint repeats stays where its first text has it.
    """
    told_of = {c: t for t in tolds if t.grounded.claim.scope is Scope.INCIDENT for c in t.claims}
    twice = repeats(claims)
    voice_of = {report: wire.id for wire in wires for report in wire.reports}
    by_report: dict[str, list[GroundedClaim | GroundedStatement]] = defaultdict(list)
    for g in claims:
        if g.claim.id in told_of and g.claim.id not in twice:
            by_report[g.claim.quote.report].append(g)
    for s in statements:
        if is_attack(s):
            by_report[s.statement.quote.report].append(s)
    reports: dict[str, list[str]] = defaultdict(list)
    for report in by_report:
        reports[voice_of.get(report) or _voice(by_report[report][0]) or report].append(report)
    out: list[Node] = []
    for voice in sorted(reports):
        out += _of_voice(
            voice, [by_report[r] for r in sorted(reports[voice], key=lambda r: _first(by_report[r], r))], told_of
        )
    return tuple(out)


def _voice(g: GroundedClaim | GroundedStatement) -> str:
    return g.voice


def _first(said: Sequence[GroundedClaim | GroundedStatement], report: str) -> tuple[date, int, str, str]:
    return (said[0].published_at or LATEST, -len(said), said[0].outlet or "", report)


def _of_voice(
    voice: str, texts: Sequence[Sequence[GroundedClaim | GroundedStatement]], told_of: Mapping[str, Told]
) -> list[Node]:
    homes: list[tuple[list[Told], list[GroundedStatement], list[GroundedClaim | GroundedStatement]]] = []
    home_of: dict[str, int] = {}
    seen: set[tuple[str, str, str]] = set()
    for text in texts:
        by_id = {_id(g): g for g in text}
        for group in segment(_mention(g) for g in text):
            members = [by_id[m.id] for m in group]
            known = [
                home_of[told_of[_id(g)].id] for g in members if _id(g) in told_of and told_of[_id(g)].id in home_of
            ]
            fresh = [g for g in members if _id(g) not in told_of or told_of[_id(g)].id not in home_of]
            fresh = [g for g in fresh if isinstance(g, GroundedClaim) or _words(g) not in seen]
            if not fresh:
                continue
            if known:
                number = known[0]
            else:
                number = len(homes)
                homes.append(([], [], []))
            for g in fresh:
                homes[number][2].append(g)
                if isinstance(g, GroundedClaim):
                    told = told_of[g.claim.id]
                    if told.id not in home_of:
                        home_of[told.id] = number
                        homes[number][0].append(told)
                else:
                    seen.add(_words(g))
                    homes[number][1].append(g)
    return [_node(voice, tolds, statements, said) for tolds, statements, said in homes]


def _words(g: GroundedStatement) -> tuple[str, str, str]:
    s = g.statement
    return (s.type, " ".join(s.quote.exact.casefold().split()), (s.place or "").casefold())


def _id(g: GroundedClaim | GroundedStatement) -> str:
    return g.claim.id if isinstance(g, GroundedClaim) else g.statement.id


def _mention(g: GroundedClaim | GroundedStatement) -> Mention:
    said = g.claim if isinstance(g, GroundedClaim) else g.statement
    number = g.claim.number_start if isinstance(g, GroundedClaim) else said.quote.start
    place, words = g.place.place, g.place.as_written or said.place
    names = proper_names(words) | proper_names(place.name if place else None)
    key = place.id if place else (words.casefold() if words and names else None)
    start, end = _days(g.period)
    return Mention(
        _id(g),
        (said.quote.block.value, said.quote.start, number),
        said.sentence_start,
        key,
        names,
        start,
        end,
        coarse=place is not None and place.feature in COARSE,
    )


def _days(period: Period) -> tuple[date | None, date | None]:
    if period.settled is not Settled.RESOLVED or period.start is None or period.end is None:
        return None, None
    return period.start, period.end


def _node(
    voice: str, tolds: list[Told], statements: list[GroundedStatement], said: list[GroundedClaim | GroundedStatement]
) -> Node:
    places = [g.place for g in said if g.place.place is not None and g.place.settled is Settled.RESOLVED]
    words = [g.place for g in said if g.place.as_written]
    place = min(places, key=_fineness, default=words[0] if words else None)
    dated = [g.period for g in said if _days(g.period)[0] is not None]
    period = min(dated, key=lambda p: ((p.end or date.max) - (p.start or date.min), p.inherited), default=None)
    start, end = _days(period) if period else (None, None)
    return Node(voice, tuple(tolds), tuple(statements), place, start, end, period.date_prec if period else None)


def _fineness(choice: PlaceChoice) -> tuple[int, bool]:
    order = {"neighbourhood": 0, "place": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5}
    return (order.get(choice.place.feature if choice.place else "", 6), choice.inherited)
