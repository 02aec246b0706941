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

from commands import ROOT, onrecord
from onrecord.model.claim import Harm, Modality, Population, Scope

EVALS = ROOT / "evals"
GOLD = EVALS / "gold"
FIELDS = ("qualifier", "scope", "modality", "unit", "context", "speaker", "place", "perpetrator")
QUALIFIERS = {"exact", "at_least", "more_than", "about", "nearly", "up_to", "less_than", "range", "indefinite"}


@pytest.fixture(scope="module")
def tools() -> Iterator[tuple[ModuleType, ModuleType, ModuleType]]:
    """Return the scorer, the gate and the reader of golden texts."""
    sys.path.insert(0, str(EVALS))
    import gate
    import golden_texts
    import score

    yield score, gate, golden_texts
    sys.path.remove(str(EVALS))


Tools = tuple[ModuleType, ModuleType, ModuleType]


def test_gold_is_sound(tools: Tools) -> None:
    cases = tools[2].cases()
    assert len(cases) >= 80
    assert sum(len(case.claims) for case in cases) >= 320
    assert {case.part for case in cases} == {"seen", "unseen"}
    for case in cases:
        for number, c in enumerate(case.claims):
            where = f"{case.doc} claim {number + 1}"
            assert case.text[c["start"] : c["end"]] == c["quote"], where
            assert c["number"] in c["quote"], where
            assert c["high"] is None or 0 <= c["low"] <= c["high"], where
            assert c["qualifier"] in QUALIFIERS | {"none_reported"}, where
            assert (c["qualifier"] == "none_reported") == (c["high"] == 0), where
            assert c["harm"] in set(Harm), where
            assert set(c["population"]) <= set(Population), where
            assert c["scope"] in set(Scope), where
            assert c["modality"] in set(Modality), where
            assert c["subset_of"] is None or c["subset_of"] < len(case.claims), where
            assert c["same_as"] is None or c["same_as"] < number, where
            assert c["start_date"] is None or c["end_date"] is None or c["start_date"] <= c["end_date"], where
            for field in ("victims", "speaker", "place", "when", "perpetrator"):
                assert c[field] is None or c[field] in case.text, f"{where}: {field}"


def test_golden_texts_are_written_as_they_are_read(tools: Tools) -> None:
    golden = tools[2]
    for path in sorted(GOLD.glob("*.txt")):
        file = path.read_text(encoding="utf-8")
        assert golden.written(golden.parse(path.stem, file)) == file, path.name


def test_a_golden_text_says_what_is_wrong_with_it(tools: Tools) -> None:
    golden = tools[2]
    good = "Shows.\ndate 2020-01-01 | part seen\n\nTwo men died.\n-----\n"
    line = "1 killed 2 exact man incident asserted | nobody | victims men | [Two] men died\n"
    assert golden.parse("a", good + line).claims[0]["number"] == "Two"
    wrong = {
        line.replace("[Two] men", "[Two] women"): "does not stand in the text",
        line.replace("1 killed", "2 killed"): "expected the number 1",
        line.replace("exact man", "exact crowd man"): "expected one of household",
        line.replace("victims men", "colour red"): "unknown note",
        line.replace("victims men", "part of 1"): "part or repeat of itself",
    }
    for bad, message in wrong.items():
        with pytest.raises(ValueError, match=message):
            golden.parse("a", good + bad)
    with pytest.raises(ValueError, match="expected a line 'date DAY"):
        golden.parse("a", good.replace("| part seen", "| part new") + line)
    with pytest.raises(ValueError, match="five dashes"):
        golden.parse("a", good.replace("-----", "---") + line)


def test_gold_scores_itself_perfectly(tools: Tools) -> None:
    score, _, _ = tools
    gold = score.read_gold(GOLD)
    report, errors = score.score(gold, gold)
    assert errors == []
    assert {report[k]["f1"] for k in ("detect", "figure", "record", "part_of", "same_as")} == {1.0}
    assert report["recall"] == {"written": 1.0, "single": 1.0, "vague": 1.0}
    assert report["claims_in_silent_documents"] == 0


def test_wrong_figures_cost(tools: Tools) -> None:
    score, _, _ = tools
    right = {"harm": "killed", "low": 3, "high": 3, "start": 0, "end": 9, "quote": "3 killed"}
    fields: dict[str, Any] = dict.fromkeys(score.FIELDS) | {"population": [], "subset_of": None, "same_as": None}
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


def plain(harm: str, low: int, start: int, **others: Any) -> dict[str, Any]:
    fixed = dict.fromkeys(FIELDS) | {"population": [], "subset_of": None, "same_as": None, "number": str(low)}
    return {"harm": harm, "low": low, "high": low, "start": start, "end": start + 5, "quote": "words"} | fixed | others


def test_optional_claims_count_neither_way(tools: Tools) -> None:
    named = plain("killed", 1, 10, population=["named_person"], subset_of=0, number="")
    gold = {"a": [plain("killed", 3, 0), named, plain("other", 7, 20)]}
    without, _ = tools[0].score(gold, {"a": [plain("killed", 3, 0)]})
    with_all, _ = tools[0].score(gold, gold)
    for report in (without, with_all):
        assert (report["gold"], report["read"], report["figure"]["f1"]) == (1, 1, 1.0)
        assert report["recall"] == {"written": 1.0, "single": None, "vague": None}


def test_links_are_scored_between_claims_that_were_found(tools: Tools) -> None:
    gold = {"a": [plain("killed", 9, 0), plain("killed", 4, 10, subset_of=0), plain("killed", 9, 20, same_as=0)]}
    read = {
        "a": [
            plain("killed", 9, 0, id="x", same_as="z"),  # a repeat is a repeat, whichever names the other
            plain("killed", 4, 10, id="y", part_of="z"),
            plain("killed", 9, 20, id="z"),
        ]
    }
    report, _ = tools[0].score(gold, read)
    assert report["same_as"]["f1"] == 1.0
    assert report["part_of"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_confidence_is_measured_by_bands(tools: Tools) -> None:
    import calibration

    judged = [(0.97, True)] * 9 + [(0.97, False)] + [(0.7, True), (0.7, False)]
    report = calibration.report(judged)
    assert report["bands"]["0.95 and over"] == {"claims": 10, "stated": 0.97, "right": 0.9}
    assert report["bands"]["0.6 to 0.8"] == {"claims": 2, "stated": 0.7, "right": 0.5}
    assert report["bands"]["below 0.6"] == {"claims": 0, "stated": None, "right": None}
    assert report["error"] == round((0.07 * 10 + 0.2 * 2) / 12, 4)
    assert report["order"] == round((9 * 0.5 + 9 + 0 + 0.5) / 20, 4)
    assert calibration.report([])["order"] is None


def test_gate_refuses(tools: Tools) -> None:
    _, gate, _ = tools
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
    texts, read, score = tmp_path / "texts.jsonl", tmp_path / "read.jsonl", tmp_path / "score.json"
    told = subprocess.run([sys.executable, EVALS / "golden_texts.py"], check=True, capture_output=True, text=True)
    texts.write_text(told.stdout, encoding="utf-8")
    onrecord("extract", "--input", texts, "--output", read)
    scored = subprocess.run(
        [sys.executable, EVALS / "score.py", read, "--json", "--errors"], check=True, capture_output=True, text=True
    )
    score.write_text(scored.stdout)
    passed = subprocess.run([sys.executable, EVALS / "gate.py", score], check=False, capture_output=True, text=True)
    assert passed.returncode == 0, f"{passed.stderr}\n{json.dumps(json.loads(scored.stdout))}\n{scored.stderr}"
