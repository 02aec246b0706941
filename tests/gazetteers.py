"""Gazetteers for tests: the built one with towns of 15,000 and more, and one in memory."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from onrecord.adapters.gazetteer import SqliteGazetteer, open_gazetteer
from onrecord.adapters.gazetteer_build import build
from onrecord.model.ground import Place
from onrecord.model.names import folded, without_article


class MemoryGazetteer:
    """Places held in memory, found as ports.Gazetteer says."""

    version = "memory"

    def __init__(self, places: Iterable[tuple[Place, tuple[str, ...]]]) -> None:
        self._by_key: dict[str, set[Place]] = {}
        for place, names in places:
            for name in (place.name, *names):
                for key in (folded(name), without_article(folded(name))):
                    self._by_key.setdefault(key, set()).add(place)

    def find(self, name: str) -> tuple[Place, ...]:
        """Return the places called `name`."""
        key = folded(name)
        found = self._by_key.get(key, set()) | self._by_key.get(without_article(key), set())
        return tuple(sorted(found, key=lambda p: (-p.population, p.id))) if key else ()


@cache
def towns_of_15000() -> SqliteGazetteer:
    """Return a real gazetteer with the larger towns only: built in a second or two, once a run."""
    path = Path(mkdtemp(prefix="onrecord-gazetteer-")) / "gazetteer.db"
    build(path, smallest=15_000)
    return open_gazetteer(path)
