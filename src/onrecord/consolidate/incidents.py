"""Which tellings are of one incident: same place, same days, and no voice that tells them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, floor, radians, sin, sqrt

from onrecord.consolidate.nodes import LONGEST_DAYS, Node
from onrecord.consolidate.told import Told
from onrecord.model.claim import PerpetratorStatus
from onrecord.model.ground import GroundedStatement, Place

SAME_INCIDENT_KM = 5.0
SAME_INCIDENT_DAYS = 1
EARTH_KM = 6371.0
_CELL = 0.05  # degrees: at most 5.6 km, so that neighbours of neighbours hold all within 5 km up to 60 degrees


@dataclass(frozen=True, slots=True)
class Cluster:
    """One incident: the tellings of one or more voices."""

    nodes: tuple[Node, ...]

    @property
    def tolds(self) -> tuple[Told, ...]:
        return tuple(sorted((t for n in self.nodes for t in n.tolds), key=lambda t: t.id))

    @property
    def statements(self) -> tuple[GroundedStatement, ...]:
        return tuple(sorted((s for n in self.nodes for s in n.statements), key=lambda s: s.statement.id))

    @property
    def leading(self) -> Node:
        """Return the node with the finest place and days: that of most voices, then by content."""
        votes = Counter((_place_id(n), n.start, n.end) for n in self.nodes)
        return min(self.nodes, key=lambda n: (not n.is_located, -votes[_place_id(n), n.start, n.end], *_order(n)))


def cluster(nodes: Sequence[Node]) -> tuple[Cluster, ...]:
    """Return the incidents that `nodes` tell of, in order of day, place and content.

    Two join when both have a place (the same, or within 5 km) and days (overlapping, or one day apart), and when this
    holds between all of their members; two tellings of one voice never join. The closest pairs go first. A telling
    without a resolved place or day stays apart.
    """
    nodes = sorted(nodes, key=_order)
    home = list(range(len(nodes)))
    members = {n: [n] for n in home}
    for a, b in _pairs(nodes):
        x, y = home[a], home[b]
        if x != y and all(_may_join(nodes[i], nodes[j]) for i in members[x] for j in members[y]):
            x, y = min(x, y), max(x, y)
            for n in members[y]:
                home[n] = x
            members[x] += members.pop(y)
    return tuple(Cluster(tuple(nodes[i] for i in sorted(group))) for _, group in sorted(members.items()))


def _order(n: Node) -> tuple[str, ...]:
    figures = sorted((t.measure.harm.value, t.number, t.measure.population) for t in n.tolds)
    firsts = [t.id for t in n.tolds] + [s.statement.id for s in n.statements]
    return (str(n.start or date.max), str(n.end or date.max), _place_id(n) or "", repr(figures), min(firsts))


def _place_id(n: Node) -> str | None:
    return n.place.place.id if n.place and n.place.place else None


def _pairs(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that may join, the likeliest first: shared figures, then days, then distance, then content."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    found: list[tuple[tuple[bool, int, float], int, int]] = []
    for b, n in enumerate(nodes):
        if not n.is_located or n.place is None or n.place.place is None:
            continue
        lat, lon = floor(n.place.place.latitude / _CELL), floor(n.place.place.longitude / _CELL)
        for cell in ((lat + i, lon + j) for i in (-1, 0, 1) for j in (-2, -1, 0, 1, 2)):
            for a in reversed(cells[cell]):
                first = nodes[a].start
                if n.start and first and (n.start - first).days > LONGEST_DAYS + SAME_INCIDENT_DAYS:
                    break  # in order of their first day: all before it ended too early
                if _may_join(nodes[a], n):
                    found.append((_likeness(nodes[a], n), a, b))
        cells[lat, lon].append(b)
    for _, a, b in sorted(found):
        yield a, b


def _may_join(a: Node, b: Node) -> bool:
    if a.voice == b.voice or not (a.is_located and b.is_located):
        return False
    return _gap(a, b) <= SAME_INCIDENT_DAYS and _km(a, b) <= SAME_INCIDENT_KM


def _likeness(a: Node, b: Node) -> tuple[bool, int, float]:
    shared = {(t.measure, t.number) for t in a.tolds} & {(t.measure, t.number) for t in b.tolds}
    return (not shared, _gap(a, b), round(_km(a, b), 3))


def _gap(a: Node, b: Node) -> int:
    """Return the days between two tellings: 0 if their days overlap."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return 10_000
    return max(0, (b.start - a.end) // timedelta(days=1), (a.start - b.end) // timedelta(days=1))


def _km(a: Node, b: Node) -> float:
    p = a.place.place if a.place else None
    q = b.place.place if b.place else None
    if p is None or q is None:
        return EARTH_KM
    return 0.0 if p.id == q.id else distance_km(p, q)


def distance_km(a: Place, b: Place) -> float:
    """Return the great-circle distance between two places."""
    lat_a, lat_b = radians(a.latitude), radians(b.latitude)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


_NAMED = (
    PerpetratorStatus.DECLARED_BY_SELF,
    PerpetratorStatus.ASSERTED,
    PerpetratorStatus.ACCUSED_BY,
    PerpetratorStatus.DENIED_BY,
    PerpetratorStatus.NOT_ATTRIBUTED,
)


def perpetrators_of(c: Cluster) -> tuple[tuple[str, ...], PerpetratorStatus]:
    """Return whom the tellings name as having done it and how; nobody where the text says that nobody was named."""
    names: set[str] = set()
    statuses: set[PerpetratorStatus] = set()
    for t in c.tolds:
        status = t.grounded.claim.perpetrator_status
        statuses.add(status)
        if status not in (PerpetratorStatus.NOT_ATTRIBUTED, PerpetratorStatus.NOT_MENTIONED):
            actor = t.grounded.perpetrator
            name = actor.name if actor else t.grounded.claim.perpetrator
            names |= {name} if name else set()
    for s in c.statements:
        statuses.add(s.statement.perpetrator_status)
        if s.statement.perpetrator_status not in (PerpetratorStatus.NOT_ATTRIBUTED, PerpetratorStatus.NOT_MENTIONED):
            names |= set(s.statement.actors)
    status = next((s for s in _NAMED if s in statuses), PerpetratorStatus.NOT_MENTIONED)
    return tuple(sorted(names)), status
