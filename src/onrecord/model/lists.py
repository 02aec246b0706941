"""Rows of the editable lists: whom a text credits, who fights, who stands above whom."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker of the speaker list. `parent` is the id it takes its figures from or belongs to (lineage)."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str  # the kinds of ground.Origin
    parent: str | None = None
    side: str | None = None  # the actor id it speaks for
    credibility: int = 3


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One armed or political actor. `country` is ISO 3166-1 alpha-3."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """Both lists and the version (a hash of their bytes) that a grounding names."""

    speakers: tuple[SpeakerRow, ...]
    actors: tuple[ActorRow, ...]
    version: str
