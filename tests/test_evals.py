"""Quality has a floor: the program reads the texts of evals/gold, and gate.py lets the score through or not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from commands import ROOT, Row, onrecord, rows_of

EVALS = ROOT / "evals"
GOLD = EVALS / "gold"


@pytest.fixture(scope="module")
def tools() -> Iterator[tuple[ModuleType, ModuleType]]:
    """Return the scorer and the gate."""
    sys.path.insert(0, str(EVALS))
    import gate
    import score

    yield score, gate
    sys.path.remove(str(EVALS))


def rows(name: str) -> list[Row]:
    return rows_of((GOLD / name).read_text(encoding="utf-8"))


def test_gold_is_sound() -> None:
    texts = {row["doc"]: row["text"] for row in rows("docs.jsonl")}
    claims = {row["doc"]: row["claims"] for row in rows("claims.jsonl")}
    assert list(texts) == list(claims)
    assert len(texts) >= 25
    assert sum(map(len, claims.values())) >= 120
    for doc, found in claims.items():
        for number, c in enumerate(found):
            where = f"{doc} claim {number}"
            assert texts[doc][c["start"] : c["end"]] == c["quote"], where
            assert c["number"] in c["quote"], where
            assert c["high"] is None or 0 <= c["low"] <= c["high"], where
            assert c["subset_of"] is None or c["subset_of"] < len(found), where
            assert c["same_as"] is None or c["same_as"] < number, where


def test_gold_scores_itself_perfectly(tools: tuple[ModuleType, ModuleType]) -> None:
    score, _ = tools
    gold = score.read_rows(GOLD / "claims.jsonl")
    report, errors = score.score(gold, gold)
    assert errors == []
    assert {report[k]["f1"] for k in ("detect", "figure", "record", "part_of")} == {1.0}


def test_wrong_figures_cost(tools: tuple[ModuleType, ModuleType]) -> None:
    score, _ = tools
    right = {"harm": "killed", "low": 3, "high": 3, "start": 0, "end": 9, "quote": "3 killed", "subset_of": None}
    fields: dict[str, Any] = dict.fromkeys(score.FIELDS) | {"population": []}
    gold = {"a": [fields | right], "b": []}
    wrong = fields | right | {"low": 4, "high": 4}
    elsewhere = fields | right | {"start": 9, "end": 12}
    report, errors = score.score(gold, {"a": [wrong, elsewhere], "b": [fields | right]})
    assert report["detect"] == {"precision": 0.3333, "recall": 1.0, "f1": 0.5}
    assert report["figure"]["f1"] == 0
    assert report["claims_in_silent_documents"] == 1
    assert len(errors) == 3
    with pytest.raises(ValueError, match="document b"):
        score.score(gold, {"a": []})


def test_gate_refuses(tools: tuple[ModuleType, ModuleType]) -> None:
    _, gate = tools
    old = gate.read_floors('[floors]\n"figure.f1" = 0.7\n[ceilings]\nextra = 0\n')
    assert gate.broken({"figure": {"f1": 0.7}, "extra": 0}, old) == []
    assert len(gate.broken({"figure": {"f1": 0.69}, "extra": 1}, old)) == 2
    assert gate.broken({"extra": 0}, old) == ["figure.f1: expected at least 0.7, found no such score"]
    assert gate.lowered(gate.read_floors('[floors]\n"figure.f1" = 0.8\n[ceilings]\nextra = 0\n'), old) == []
    assert gate.lowered(gate.read_floors('[floors]\n"figure.f1" = 0.6\n'), old) == [
        "[floors] figure.f1: was 0.7, is 0.6",
        "[ceilings] extra: was 0, is gone",
    ]
    with pytest.raises(ValueError, match="expected a number"):
        gate.read_floors('[floors]\na = "high"\n')
    with pytest.raises(ValueError, match="expected \\[floors\\]"):
        gate.read_floors('[flors]\n"a" = 1\n')


def test_gate_sees_a_lowered_floor_in_git(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Example", "-c", "user.email=example@example.org")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    floors, score = tmp_path / "floors.toml", tmp_path / "score.json"
    score.write_text('{"figure": {"f1": 0.9}}')
    floors.write_text('[floors]\n"figure.f1" = 0.8\n')
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "Set a floor")
    command = [sys.executable, EVALS / "gate.py", score, "--floors", floors]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    floors.write_text('[floors]\n"figure.f1" = 0.5\n')
    refused = subprocess.run(command, check=False, capture_output=True, text=True)
    assert refused.returncode == 1
    assert "was 0.8, is 0.5" in refused.stderr
    score.write_text("no JSON")
    assert subprocess.run(command, check=False, capture_output=True).returncode == 2


def test_the_program_passes_the_gate(tmp_path: Path) -> None:
    read, score = tmp_path / "read.jsonl", tmp_path / "score.json"
    onrecord("extract", "--input", GOLD / "docs.jsonl", "--output", read)
    scored = subprocess.run(
        [sys.executable, EVALS / "score.py", read, "--json", "--errors"], check=True, capture_output=True, text=True
    )
    score.write_text(scored.stdout)
    passed = subprocess.run([sys.executable, EVALS / "gate.py", score], check=False, capture_output=True, text=True)
    assert passed.returncode == 0, f"{passed.stderr}\n{json.dumps(json.loads(scored.stdout))}\n{scored.stderr}"
