"""docs/lexicon.md is written from the lexicon file: whatever the rules know, the page says.

After a change that is meant: UPDATE=1 .venv/bin/pytest tests/test_lexicon_page.py
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.extract.lexis.lexicon_file import WORDS, LexiconFile, Table, shipped

PAGE = Path(__file__).parents[1] / "docs" / "lexicon.md"
HEAD = """# The lexicon

The words that the rules know, written from `src/onrecord/lists/lexicon.toml`: that is the one place to change them, and
`make lexicon` writes this page anew. How the frames are put to use is told in `methodology.md`.

A word opens a frame of harm only where the grammar fits: "the shells hit a school" harms nobody yet, and "killed time"
never does. Words stand in the form that a dictionary lists; every form of them is meant.
"""


def page(file: LexiconFile) -> str:
    """Return the page that says all that is in `file`, in its order."""
    lines = [HEAD.rstrip()]
    for group, about in file.groups.items():
        lines += ["", f"## {group.capitalize()}", "", about]
        for name, table in file.tables.items():
            if name.startswith(f"{group}."):
                lines += section(name.removeprefix(f"{group}."), table)
    return "\n".join(lines) + "\n"


def section(name: str, table: Table) -> Iterator[str]:
    """Yield the lines on one table: what it is, its example, and the words by what they say."""
    yield from ("", f"### {name.replace('_', ' ').capitalize()}", "", table.about, "")
    if table.example:
        yield from (f"> {table.example}", "")
    if table.entries.keys() == {WORDS}:
        yield ", ".join(table.entries[WORDS])
        return
    yield from ("| says | words |", "|---|---|")
    for kind, words in table.entries.items():
        yield f"| {kind.replace('_', ' ')} | {', '.join(words)} |"


def test_the_page_is_fresh() -> None:
    fresh = page(LexiconFile(shipped()))
    if os.environ.get("UPDATE"):
        PAGE.write_text(fresh, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fresh, "run `make lexicon`"
