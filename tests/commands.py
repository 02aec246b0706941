"""The command line as another program would use it: started, its JSON Lines read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Row = dict[str, Any]
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
START = "from onrecord.cli import main; main()"


def onrecord(*arguments: str | Path, ledger: Path | None = None, exit_status: int = 0) -> str:
    """Return what the command wrote to standard output; it must end with `exit_status`."""
    environment = dict(os.environ)
    environment.pop("ONRECORD_LEDGER", None)
    if ledger is not None:
        environment["ONRECORD_LEDGER"] = str(ledger)
    done = subprocess.run(
        [sys.executable, "-c", START, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert done.returncode == exit_status, f"onrecord {arguments}: exit status {done.returncode}\n{done.stderr[-3000:]}"
    return done.stdout


def rows_of(output: str) -> list[Row]:
    """Return the rows of JSON Lines output."""
    return [json.loads(line) for line in output.split("\n") if line]


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    """Return `path`, now holding `rows` as JSON Lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def extract(documents: Iterable[Mapping[str, object]], folder: Path, *options: str) -> list[Row]:
    """Return the rows that `onrecord extract` gives for `documents`, in their order."""
    given, found = write_rows(folder / "documents.jsonl", documents), folder / "claims.jsonl"
    onrecord("extract", "--input", given, "--output", found, *options)
    return rows_of(found.read_text(encoding="utf-8"))
