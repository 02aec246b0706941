"""Whom the figure goes back to: the deepest named or described source, and the root that independence is counted on.

Codebook 4.4; standards 3.2, R1 and R2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ground.actors import ARMED, choose_actor
from onrecord.ground.aliases import Hit, speaker_index, speakers_by_id, words_of
from onrecord.ground.roles import CREDIBILITY, described_role, speaks_for
from onrecord.model.claim import Claim, Modality, Statement
from onrecord.model.ground import Origin, Place
from onrecord.model.lists import Lists, SpeakerRow
from onrecord.model.names import folded

_OWN_PARTY = frozenset({"party_affiliated", "state_media"})


def trace_origin(
    said: Claim | Statement,
    lists: Lists,
    *,
    outlet: str | None,
    wire_credit: str | None,
    place: Place | None = None,
) -> Origin:
    """Return the origin of what is `said`: its deepest speaker, else the wire credited, else the outlet itself.

    `place` is where the harm was done: it tells "a hospital official" here from one elsewhere, and which country's
    health ministry "the health ministry" is. The words of `said.chain` before the deepest become `via`.
    """
    chain = said.chain if isinstance(said, Claim) else ()
    speaker = chain[-1] if chain else said.speaker
    if speaker is not None and speaker.strip():
        via = tuple(_display(words, lists) for words in chain[:-1])
        return speaker_origin(speaker, lists, place=place, via=via)
    if said.modality is Modality.ATTRIBUTED:
        teller = slug(wire_credit or outlet or said.quote.report)
        reason = "the text credits somebody whom it does not name"
        return Origin(f"anonymous:{teller}", "unnamed", f"anonymous:{teller}", "anonymous", (), None, 4, reason)
    if wire_credit:
        return _publisher(wire_credit, lists, "wire", "no speaker; the text credits the agency")
    if outlet:
        return _publisher(outlet, lists, "news_outlet", "no speaker; the outlet itself says it")
    key = f"report:{said.quote.report}"
    return Origin(key, "the report", key, "unknown", (), None, 4, "no speaker, no agency and no outlet are known")


def speaker_origin(words: str, lists: Lists, *, place: Place | None = None, via: tuple[str, ...] = ()) -> Origin:
    """Return the origin that the words of a credit name or describe."""
    reach = speaks_for(words)
    row = _listed(words, lists, reach)
    if row is not None:
        return _row_origin(row, lists, via, f"{words!r} is {row.name} of the speaker list")
    ministry = _health_ministry(words[:reach], lists, place)
    if ministry is not None:
        reason = f"{words!r} in {place.country if place else ''} is taken for {ministry.name}"
        return _row_origin(ministry, lists, via, reason)
    role = described_role(words)
    actor = choose_actor(words[:reach], lists)
    if actor is not None and actor.id is not None and role in (None, "belligerent", "government_civil", "anonymous"):
        kind = "belligerent" if actor.kind in ARMED and role != "government_civil" else "government_civil"
        key = f"actor:{actor.id}"
        return Origin(
            key, actor.name, key, kind, via, actor.id, CREDIBILITY[kind], f"{words!r} speaks for {actor.name}"
        )
    kind = role or "unknown"
    key = f"{kind}:{described(words)}{_where(kind, place)}"
    reason = f"{words!r} is described, not named" if role else f"{words!r} is on no list and tells no role"
    return Origin(key, " ".join(words.split()), key, kind, via, None, CREDIBILITY[kind], reason)


def slug(name: str) -> str:
    """Return `name` as the tail of an id: "The National" is "the-national"."""
    return "-".join(folded(name).split())


def described(words: str) -> str:
    """Return a description as the tail of an id, alike for "a hospital official" and "two hospital officials"."""
    said = words_of(words)
    keys = [word.key if word.capital and word.start else _singular(word.key) for word in said]
    return "-".join(key for key in keys if key not in _FILLERS and not key.isdigit()) or "unnamed"


def _singular(key: str) -> str:
    for ending, one in (("men", "man"), ("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")):
        if len(key) > 4 and key.endswith(ending):
            return key[: -len(ending)] + one
    return key


_FILLERS = frozenset(
    "a an one two three several some many local other another unnamed anonymous senior top multiple who and"
    " spokesman spokeswoman spokesperson".split()
)


def _display(words: str, lists: Lists) -> str:
    row = _listed(words, lists, speaks_for(words))
    return row.name if row else " ".join(words.split())


def _listed(words: str, lists: Lists, reach: int) -> SpeakerRow | None:
    """Return the row that `words` name up to `reach`. Of several: the one that stands below another, else the first."""
    hits = [hit for hit in speaker_index(lists).find(words) if hit.start < reach]
    if not hits:
        return None
    below = [hit for hit in hits if {h.row.id for h in hits if h.row.id != hit.row.id} & _above(hit.row, lists)]
    return (below or _first(hits))[0].row


def _first(hits: Sequence[Hit[SpeakerRow]]) -> list[Hit[SpeakerRow]]:
    return sorted(hits, key=lambda hit: hit.first)


def _above(row: SpeakerRow, lists: Lists) -> set[str]:
    """Return the ids of all that `row` stands under."""
    by_id, above = speakers_by_id(lists), set()
    while row.parent is not None and row.parent in by_id and row.parent not in above:
        above.add(row.parent)
        row = by_id[row.parent]
    return above


def _row_origin(row: SpeakerRow, lists: Lists, via: tuple[str, ...], reason: str) -> Origin:
    by_id = speakers_by_id(lists)
    root = row
    for _ in range(len(by_id)):
        if root.parent is None or root.parent not in by_id:
            break
        root = by_id[root.parent]
    key = f"actor:{row.side}" if row.kind in _OWN_PARTY and row.side else root.id
    return Origin(row.id, row.name, key, row.kind, via, row.side, row.credibility, reason)


def _health_ministry(words: str, lists: Lists, place: Place | None) -> SpeakerRow | None:
    """Return the ministry that "the health ministry" is where the harm was done, if the list knows exactly one."""
    if place is None or place.country is None:
        return None
    if not re.search(r"\b(health ministry|ministry of (?:public )?health|health officials?)\b", words, re.I):
        return None
    rows = [row for row in lists.speakers if row.id.startswith(f"health-ministry-{place.country.lower()}")]
    if len(rows) > 1:
        around = {folded(place.name).split(" ")[0], folded(place.admin1 or place.name).split(" ")[0]}
        rows = [row for row in rows if row.id.rpartition("-")[2] in around]
    return rows[0] if len(rows) == 1 and not _other_country(words, lists) else None


def _other_country(words: str, lists: Lists) -> bool:
    """Return whether the words name a people or country before "health ministry": then it is that one's."""
    return bool(re.search(r"[A-Z]\w+(?:['’]s)?\s+(?:[Hh]ealth\s+[Mm]inistry|[Mm]inistry)", words)) and not re.match(
        r"(?:The|A|An)\s", words
    )


def _publisher(name: str, lists: Lists, kind: str, reason: str) -> Origin:
    for hit in speaker_index(lists).find(name):
        if hit.first == 0 and hit.last == len(words_of(name)):
            return _row_origin(hit.row, lists, (), reason)
    key = f"{'wire' if kind == 'wire' else 'outlet'}:{slug(name)}"
    return Origin(key, name, key, kind, (), None, CREDIBILITY[kind], reason)


def _where(kind: str, place: Place | None) -> str:
    """Return "@tripoli-lby": a hospital official, a witness or a mayor is one of the place; a person is nobody's."""
    if place is None or kind == "unknown":
        return ""
    if kind in ("health_facility", "local_authority", "witness") and place.feature in ("place", "neighbourhood"):
        return f"@{slug(place.name)}-{(place.country or '').lower()}"
    return f"@{place.country.lower()}" if place.country else ""
