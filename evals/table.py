"""The table of scores, evals/scores.md: written from measured values, and read back to tell what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NOT_HERE = "not here"
HEAD = """# Scores

Made by `make evals`: every text read by `onrecord extract --tolls`, every score by the scorers of `evals/` and of the
shared tools. Scores only; the texts of the corpora stay where they are. "Change" is since the table that was committed
before. A bound that is not met says so.

| corpus | documents | measure | bound | now | change |
|---|---|---|---|---|---|
"""
CONFIDENCE = """
## Confidence

Of the claims that state a confidence within a band: how many there are, what they state on average, and how many have
the right figure. The confidence of a claim is set from texts of our own only; the gold dev measures it. "Error" is how
far stated and right are apart on average; "order" is the chance that a right claim states more than a wrong one.

| texts | band | claims | stated | right |
|---|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One score of one corpus; `value` None: the corpus is not here."""

    corpus: str
    documents: int | None
    measure: str
    bound: str
    value: float | None
    met: bool = True


def written(lines: Iterable[Line], confidence: Mapping[str, Mapping[str, Any]], before: str | None) -> str:
    """Return the table with the change since the table `before`; `before` itself if no score has changed."""
    old = values(before or "")
    rows = []
    for line in lines:
        now = NOT_HERE if line.value is None else f"{line.value:.3f}" + ("" if line.met else " (not met)")
        documents = "" if line.documents is None else str(line.documents)
        change = _change(line, old)
        rows.append(f"| {line.corpus} | {documents} | {line.measure} | {line.bound} | {now} | {change} |\n")
    text = HEAD + "".join(rows) + CONFIDENCE + "".join(_bands(confidence))
    return before if before is not None and _without_changes(before) == _without_changes(text) else text


def _change(line: Line, old: Mapping[tuple[str, str], float | None]) -> str:
    key = (line.corpus, line.measure)
    before = old.get(key)
    if line.value is None:
        return ""
    if before is None:
        return "new"
    moved = round(line.value, 3) - before
    return f"{moved:+.3f}" if abs(moved) >= 0.0005 else "="


def _bands(confidence: Mapping[str, Mapping[str, Any]]) -> Iterable[str]:
    for texts, report in confidence.items():
        for band, found in report["bands"].items():
            shown = ["" if found[k] is None else f"{found[k]:.3f}" for k in ("stated", "right")]
            yield f"| {texts} | {band} | {found['claims']} | {shown[0]} | {shown[1]} |\n"
        order = "" if report["order"] is None else f"{report['order']:.3f}"
        error = "" if report["error"] is None else f"{report['error']:.3f}"
        yield f"| {texts} | all: error {error}, order {order} | | | |\n"


def values(table: str) -> dict[tuple[str, str], float | None]:
    """Return the scores of a table by corpus and measure; None where the corpus was not here."""
    found: dict[tuple[str, str], float | None] = {}
    for cells in _cells(table):
        if len(cells) == 6 and cells[0] != "corpus" and not cells[0].startswith("---"):
            now = cells[4].removesuffix(" (not met)")
            found[(cells[0], cells[2])] = None if now == NOT_HERE else float(now)
    return found


def _cells(table: str) -> Iterable[Sequence[str]]:
    for line in table.splitlines():
        if line.startswith("|"):
            yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def _without_changes(table: str) -> list[Sequence[str]]:
    return [cells[:5] for cells in _cells(table)]
