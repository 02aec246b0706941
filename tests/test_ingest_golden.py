"""How reports are split and dated, as text that a recorder can read: tests/golden/ingest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.ingest.read import foreign_passages, report_of_row, unread_for
from onrecord.model.entry import Unread
from onrecord.model.report import Report

GOLDEN = Path(__file__).parent / "golden" / "ingest"


def shown(report: Report) -> str:
    """Return a report as the golden files write it."""
    day = report.published_at.isoformat() if report.published_at else "-"
    lines = [f"published   {day} {report.published_status}"]
    if report.dated_at:
        lines.append(f"dateline    {report.dated_at}")
    if report.wire_credit:
        lines.append(f"agency      {report.wire_credit}")
    if unread := unread_for(report, "it"):
        lines.append(f"not read    {unread.message}")
    for block in report.blocks:
        words = report.part(block.kind)[block.start : block.end].replace("\n", " / ")
        short = words if len(words) <= 90 else f"{words[:55]} ... {words[-30:]}"
        lines.append(f"{block.kind:11} | {short}" + (f"   [credit: {block.credit}]" if block.credit else ""))
    lines.extend(f"doubt       {doubt.reason}: {doubt.message}" for doubt in foreign_passages(report))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_report_is_split_and_dated_as_the_golden_file_says(path: Path) -> None:
    given, expected = path.read_text("utf-8").split("-----\n")
    about, text = given.split("=====\n")
    row: dict[str, object] = {"text": text.removesuffix("\n")}
    for line in about.splitlines():
        key, colon, value = line.partition(": ")
        if colon and key in {"title", "date"}:
            row[key] = value
    read = report_of_row(row, number=1)
    assert not isinstance(read, Unread)
    found = shown(read[0])
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_text(f"{given}-----\n{found}", "utf-8")
    assert found == expected
