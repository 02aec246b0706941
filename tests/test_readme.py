"""The session in the README is what the commands print.

After a change that is meant: UPDATE=1 .venv/bin/pytest tests/test_readme.py
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from commands import ROOT, START

README = ROOT / "README.md"
BEGIN, END = "<!-- session: tests/test_readme.py runs it -->\n", "<!-- end of the session -->"


def played(command: str, ledger: Path) -> str:
    """Return what `command`, typed in the checkout on a screen of 100 columns, prints as its result."""
    words = shlex.split(command)
    assert words[0] == "onrecord"
    environment = {**os.environ, "COLUMNS": "100", "ONRECORD_LEDGER": str(ledger)}
    done = subprocess.run(
        [sys.executable, "-c", START, *words[1:]], capture_output=True, text=True, env=environment, cwd=ROOT, check=True
    )
    lines = (line.rstrip() for line in done.stdout.splitlines())
    dated = "\n".join(lines).strip("\n")
    return re.sub(r"bytes, \d{4}-\d\d-\d\d\)", "bytes, 2026-11-25)", dated)


def test_the_session_is_what_is_printed(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    before, session = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(BEGIN) : text.index(END)]
    after = text[text.index(END) :]
    commands = re.findall(r"^\$ (onrecord .+)$", session, re.MULTILINE)
    assert len(commands) >= 4
    typed = "\n\n".join(f"$ {command}\n{played(command, tmp_path / 'l.db')}" for command in commands)
    new = f"{before}\n```console\n{typed}\n```\n\n{after}"
    if os.environ.get("UPDATE"):
        README.write_text(new, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == new
