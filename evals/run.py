"""Read our own gold and every corpus that is here, and write one table of scores: evals/scores.md.

    make evals                        all documents of every corpus; this takes a while
    make evals EVALS=quick            at most 300 documents of each, chosen alike each time; the table is only printed
    make evals EVALS=sample           at most 400 documents of each, into the table: "documents" says how many
    make evals SHARED=../elsewhere    where the corpora lie (default: ../shared, beside the repository)

    python evals/run.py [--shared FOLDER] [--sample N] [--only NAME ...] [--print] [--output FILE]

Every text goes through `onrecord extract --tolls`, as a user's would. A corpus that is not there is listed as "not
here". The same program and the same texts give the same table, byte for byte.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import gate
import golden_texts
import score
import table
from corpora import CORPORA, GOLD_DEV, OWN, OWN_MEASURES, Corpus, Measure
from table import Line

HERE = Path(__file__).parent
SHARED = Path("..") / "shared"
SEED = 7


def rows_of(corpus: Corpus, path: Path, sample: int | None) -> list[dict[str, Any]]:
    """Return the rows of a corpus as they are read, each with `doc` and `text`; a sample keeps their order."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    if sample is not None and sample < len(lines):
        lines = [lines[i] for i in sorted(random.Random(SEED).sample(range(len(lines)), sample))]  # noqa: S311
    rows = [json.loads(line) for line in lines]
    return [row | {"doc": row.get("doc") or row["id"], "text": text_of(corpus, row)} for row in rows]


def text_of(corpus: Corpus, row: Mapping[str, Any]) -> str:
    """Return what is read of a row: the fields that the corpus names, a paragraph each; else its text."""
    return "\n\n".join(row[f] for f in corpus.text_fields if row.get(f)) or row["text"]


def extract(rows: Iterable[Mapping[str, Any]], folder: Path) -> tuple[Path, Path]:
    """Return the files that hold `rows` and what the program reads from them."""
    texts, read = folder / "texts.jsonl", folder / "read.jsonl"
    texts.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    program = Path(sys.executable).with_name("onrecord")
    subprocess.run(
        [program, "extract", "--tolls", "--input", texts, "--output", read], check=True, stderr=subprocess.DEVNULL
    )
    return texts, read


def scored(script: Path, *arguments: Path) -> dict[str, Any]:
    """Return what a scorer prints."""
    done = subprocess.run(
        [sys.executable, script, *arguments, "--json"], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def lines_of(name: str, documents: int | None, measures: Sequence[Measure], found: Mapping[str, Any]) -> list[Line]:
    """Return a line for each measure; without documents the corpus is not here."""
    out = []
    for measure in measures:
        value = gate.value_of(found, measure.score) if documents is not None else None
        met = value is None or measure.meets(round(value, 4))
        out.append(Line(name, documents, measure.name, measure.bound(), value, met))
    return out


def own_gold(folder: Path) -> tuple[list[Line], dict[str, Any]]:
    """Return the scores of our own gold and of each part of it, and the calibration over all of it."""
    _, read = extract([golden_texts.text_row(case) for case in golden_texts.cases()], folder)
    found, _ = score.sections(golden_texts.GOLD, score.read_rows(read), None)
    lines = []
    for part, report in found.items():
        lines += lines_of(f"{OWN}, {part}", report["documents"], OWN_MEASURES, report)
    return lines, {f"{OWN}, {part}": found[part]["confidence"] for part in ("all", "unseen")}


def corpus_scores(corpus: Corpus, shared: Path, sample: int | None) -> tuple[list[Line], dict[str, Any]]:
    """Return the scores of one corpus, and the calibration where claims are labelled one by one."""
    path = shared / corpus.texts
    if not path.is_file():
        return lines_of(corpus.name, None, corpus.measures, {}), {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = rows_of(corpus, path, sample)
        texts, read = extract(rows, folder)
        script = shared / corpus.scorer if corpus.scorer.startswith("tools/") else HERE / corpus.scorer
        gold = texts
        if corpus.gold is not None:
            gold = folder / "gold.jsonl"
            gold.write_text(_gold_of(shared / corpus.gold, {row["doc"] for row in rows}), encoding="utf-8")
        found = scored(script, gold, read)
        confidence = {}
        if corpus is GOLD_DEV:
            report, _ = score.score(score.read_rows(gold), score.read_rows(read))
            confidence = {corpus.name: report["confidence"]}
    return lines_of(corpus.name, len(rows), corpus.measures, found), confidence


def _gold_of(path: Path, documents: set[str]) -> str:
    """Return the label rows of `documents`, for a scorer that takes all it is given as asked."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return "".join(line + "\n" for line in lines if json.loads(line)["doc"] in documents)


def measured(shared: Path, sample: int | None, only: Sequence[str]) -> tuple[list[Line], dict[str, Any]]:
    """Return the scores of our own gold and of every corpus (or those called in `only`), in order of the table."""
    lines: list[Line] = []
    confidence: dict[str, Any] = {}
    if not only or OWN in only:
        with tempfile.TemporaryDirectory() as name:
            lines, confidence = own_gold(Path(name))
    for corpus in CORPORA:
        if only and corpus.name not in only:
            continue
        print(f"evals: {corpus.name}", file=sys.stderr, flush=True)
        more, bands = corpus_scores(corpus, shared, sample)
        lines += more
        confidence |= bands
    return lines, confidence


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and write the table, or only print it; a choice of corpora is only printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds gold/, data/ and tools/")
    parser.add_argument("--sample", type=int, help="at most so many documents of each corpus")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", choices=[OWN, *(c.name for c in CORPORA)])
    parser.add_argument("--print", action="store_true", help="print the table and leave the file as it is")
    parser.add_argument("--output", type=Path, default=HERE / "scores.md")
    given = parser.parse_args(arguments)
    lines, confidence = measured(given.shared, given.sample, given.only)
    before = gate.committed(given.output, "HEAD")
    if given.print or given.only:
        print(table.written(lines, confidence, before), end="")
        return 0
    given.output.write_text(table.written(lines, confidence, before), encoding="utf-8")
    print(f"evals: wrote {given.output.name}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
