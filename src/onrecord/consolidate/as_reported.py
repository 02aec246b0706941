"""Tolls of one document as it reports them, by policy `as_reported`: no party rule, no grading, all sides. DESIGN 5."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.consolidate.background import is_background, is_dated_back
from onrecord.consolidate.eligible import TITLES
from onrecord.consolidate.one_text import Figure, sum_of
from onrecord.consolidate.persons import died_of_it, is_known, is_single
from onrecord.consolidate.texts import Mention, points_back, proper_names, segment
from onrecord.model.claim import Claim, Harm, Modality, Scope, Unit
from onrecord.model.count import Qualifier
from onrecord.model.ground import Period, Settled

_ASIDE = frozenset("hospital hospitals clinic morgue mortuary facebook twitter telegram".split())
_COUNTED = frozenset({Modality.ASSERTED, Modality.ATTRIBUTED, Modality.FEARED})


@dataclass(frozen=True, slots=True)
class TextToll:
    """What one document reports of one harm, in persons (things for `damaged` and `destroyed`).

    `high` None and `open`: no ceiling is said.
    """

    low: int
    best: int
    high: int | None
    open: bool
    claims: tuple[str, ...]


def text_tolls(claims: Sequence[Claim], periods: Mapping[str, Period]) -> dict[Harm, TextToll]:
    """Return the toll of each harm that one document's `claims` speak of; `periods` are theirs, by claim id.

    Parts and repeats never add, different incidents add, a later or larger figure for one incident replaces the
    earlier; who died of wounds is not counted as hurt. A running total or a period's figure is used only where no
    incident's figure of that harm stands.
    """
    counted = [c for c in claims if c.modality in _COUNTED and not c.historical and _is_counted_unit(c)]
    counted = [_beside_its_own(c, counted) for c in counted if not is_background(c)]
    own = [c for c in counted if not is_dated_back(c)]
    counted = own if any(c.scope is Scope.INCIDENT for c in own) else counted
    dead = [c for c in counted if c.harm is Harm.KILLED and is_single(c)]
    counted = [c for c in counted if c.harm is not Harm.INJURED or not died_of_it(c, dead)]
    body = [c for c in counted if c.quote.block not in TITLES]
    titles = [c for c in counted if c.quote.block in TITLES]
    found, headlined = _figures(body, periods), _figures(titles, periods)
    both = {harm: _fuller(found.get(harm), headlined.get(harm), titles) for harm in Harm}
    return {harm: _toll(figure) for harm, figure in both.items() if figure is not None}


def _fuller(body: Figure | None, title: Figure | None, titles: Sequence[Claim]) -> Figure | None:
    """Return what the text itself comes to, or its title's figure where the text only tells some of that number."""
    if body is None or title is None:
        return body or title
    numbered = [c for c in titles if c.id in title.claims and c.count.qualifier is Qualifier.EXACT]
    return title if numbered and title.low > body.best else body


def _figures(counted: Sequence[Claim], periods: Mapping[str, Period]) -> dict[Harm, Figure]:
    """Return what the claims of each harm come to."""
    ids = {c.id for c in counted}
    told = [c for c in counted if c.part_of not in ids and c.same_as not in ids]
    home = {m.id: n for n, g in enumerate(segment(_mention(c, periods.get(c.id)) for c in told)) for m in g}
    out: dict[Harm, Figure] = {}
    for harm in Harm:
        mine = [c for c in counted if c.harm is harm]
        incident = [c for c in mine if c.scope is Scope.INCIDENT]
        if incident:
            out[harm] = sum_of(incident, home)
        elif mine:
            running = [c for c in mine if c.scope is Scope.CUMULATIVE] or mine
            out[harm] = sum_of(running, dict.fromkeys(home, 0))
    return out


def _beside_its_own(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return `claim` without "other" where that sets people beside those of another harm: "2 died, 9 others hurt"."""
    if not claim.disjoint:
        return claim
    before = (c for c in claims if c.sentence_start == claim.sentence_start and c.quote.block == claim.quote.block)
    last = max((c for c in before if c.number_start < claim.number_start), key=lambda c: c.number_start, default=None)
    return replace(claim, disjoint=False) if last is not None and last.harm is not claim.harm else claim


def _mention(claim: Claim, period: Period | None) -> Mention:
    """Return the mention of `claim`. Where somebody already told of is named or died tells of no other incident."""
    known = is_known(claim)
    own = claim.placed_by not in ("context", "dateline") and not known and not points_back(claim.sentence)
    names = proper_names(claim.place) if claim.place and own and not _is_aside(claim.place) else frozenset()
    at = (claim.quote.block.value, claim.quote.start, claim.number_start)
    resolved = period is not None and period.settled is Settled.RESOLVED
    start, end = (period.start, period.end) if resolved and period is not None else (None, None)
    place = claim.place.casefold() if claim.place and names else None
    return Mention(claim.id, at, claim.sentence_start, place, names, start, end)


def _is_counted_unit(claim: Claim) -> bool:
    """Return whether the claim counts persons or, where things are harmed, things."""
    return claim.unit is Unit.PERSON or claim.harm in (Harm.DAMAGED, Harm.DESTROYED)


def _is_aside(place: str) -> bool:
    """Return whether the place is where the harmed were brought or named, not where they were harmed."""
    return bool(_ASIDE & set(place.casefold().replace(",", " ").split()))


def _toll(figure: Figure) -> TextToll:
    best = figure.low if figure.high is None else figure.best  # DESIGN section 5: best is low where the range is open
    return TextToll(figure.low, best, figure.high, figure.high is None, figure.claims)
