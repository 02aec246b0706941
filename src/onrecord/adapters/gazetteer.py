"""Places by name, from the SQLite file that `gazetteer_build.build` makes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from onrecord.adapters.gazetteer_rows import ARABIC, FORMAT
from onrecord.model.ground import Place
from onrecord.model.names import folded, without_article, without_final_h

# Without the article, or by the final letter, names are one in Arab countries only: "al-Meridian" is no Meridian.
_FIND = """
SELECT DISTINCT p.id, p.name, latitude, longitude, feature, country, admin1, admin2, population
FROM name n JOIN place p ON p.n = n.place
WHERE n.key IN (?, ?) OR (n.key IN (?, ?, ?) AND p.country IN (SELECT value FROM json_each(?)))
ORDER BY population DESC, p.id
"""
_ARAB = json.dumps(sorted(ARABIC))


class NoGazetteer(ValueError):
    """There is no gazetteer to read at the path, or the file is none; says what to do."""


class SqliteGazetteer:
    """A gazetteer file, opened to read. Satisfies ports.Gazetteer; `version` is the hash of what it was built from."""

    def __init__(self, db: sqlite3.Connection, version: str) -> None:
        self._db = db
        self.version = version

    def find(self, name: str) -> tuple[Place, ...]:
        """Return every place called `name` (any script, case and accents apart), largest population first, then id.

        In Arab countries "al-Bab" and "Bab", "Tabqah" and "Tabqa" are one name. Peoples ("Libyan") come
        with the feature "people".
        """
        key = folded(name)
        if not key:
            return ()
        bare = without_article(key)
        keys = (key, key.removeprefix("the "), bare, without_final_h(key), without_final_h(bare))
        rows = self._db.execute(_FIND, (*keys, _ARAB)).fetchall()
        return tuple(Place(*row) for row in rows)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def open_gazetteer(path: Path) -> SqliteGazetteer:
    """Return the gazetteer at `path`, opened to read only.

    Raises: NoGazetteer if there is no file, or it is no gazetteer of this format.
    """
    if not path.is_file():
        raise NoGazetteer(f"{path}: expected a gazetteer, found no file; run `onrecord gazetteer build`")
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        about = dict(db.execute("SELECT key, value FROM about"))
    except sqlite3.DatabaseError as error:
        raise NoGazetteer(f"{path}: expected a gazetteer: {error}; run `onrecord gazetteer build`") from error
    if about.get("format") != FORMAT:
        db.close()
        raise NoGazetteer(
            f"{path}: expected {FORMAT!r}, found {about.get('format')!r}; run `onrecord gazetteer build` anew"
        )
    return SqliteGazetteer(db, about["version"])
