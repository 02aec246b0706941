"""How fast `onrecord extract` reads a dump that says nothing of harm, against json.loads of every line in the same run.

    python benches/stream.py [--megabytes N]

The dump is generated, invented word by word, two kilobytes a row. Prints one JSON object. `ratio` is the stream's speed
as a share of the yardstick's: it says the same on a fast machine and on a slow one, which megabytes a second do not.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from spacy.tokens import Doc

from onrecord.adapters.files import lines_of
from onrecord.cli.words import json_line
from onrecord.extract.lexis.prefilter import may_harm
from onrecord.pipeline.stream import extract_stream

YARDSTICK = "json.loads of every line"
ROW_CHARACTERS = 2_000
ROUNDS = 5  # the best of them counts: what else runs on the machine only ever makes one slower
SYLLABLES = "ba re mi to la ne su ko da vi or an el ti mo ra pe lu sha gri ven tal dor bim cas fer".split()
COMMON = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had they".split()
)


class NoParser:
    """A parser that must not be asked: no row says anything of harm."""

    version = "none"

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        """Fail."""
        raise AssertionError(sentences)

    def name(self, doc: Doc) -> Doc:
        """Fail."""
        raise AssertionError(doc.text)

    def report(self) -> AbstractContextManager[object]:
        """Fail."""
        raise AssertionError("a row that says nothing of harm was parsed")


def invented_words(rng: random.Random, count: int) -> list[str]:
    """Return `count` words that no rule reads as harm."""
    words: set[str] = set()
    while len(words) < count:
        word = "".join(rng.choices(SYLLABLES, k=rng.randrange(1, 5)))
        if not may_harm(word):
            words.add(word)
    return sorted(words)


def sentence(rng: random.Random, words: list[str]) -> str:
    """Return a sentence in which four words of ten are common English ones."""
    said = [rng.choice(COMMON if rng.random() < 0.4 else words) for _ in range(rng.randrange(8, 22))]
    return " ".join(said).capitalize() + "."


def rows(megabytes: int) -> Iterator[bytes]:
    """Yield the lines of a dump of about `megabytes`, the same in every run."""
    rng = random.Random(20190404)  # noqa: S311
    words = invented_words(rng, 4_000)
    size = number = 0
    while size < megabytes * 1_000_000:
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < ROW_CHARACTERS:
            paragraphs.append(" ".join(sentence(rng, words) for _ in range(rng.randrange(2, 5))))
        line = (
            json.dumps({"doc": f"d{number}", "text": "\n\n".join(paragraphs), "outlet": "The Coast"}).encode() + b"\n"
        )
        size, number = size + len(line), number + 1
        yield line


def stream(dump: Path) -> None:
    """Extract `dump` as the command does, but that the rows are thrown away."""
    with dump.open("rb") as lines:
        extract_stream(lines_of(lines), lambda row: json_line(row) and None, NoParser(), tolls=False)


def yardstick(dump: Path) -> None:
    """Parse each line of `dump` as JSON."""
    with dump.open("rb") as lines:
        for line in lines:
            json.loads(line)


def speed(work: Callable[[Path], None], dump: Path) -> float:
    """Return the megabytes a second of processor time, in the best of the rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work(dump)
        best = min(best, time.process_time() - start)
    return dump.stat().st_size / 1_000_000 / best


def main() -> None:
    """Generate a dump, measure both and print the result."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--megabytes", type=int, default=20)
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump.jsonl"
        with dump.open("wb") as out:
            out.writelines(rows(options.parse_args().megabytes))
        megabytes = dump.stat().st_size / 1_000_000
        ours, theirs = speed(stream, dump), speed(yardstick, dump)
    found = {
        "bench": "stream",
        "megabytes": round(megabytes, 1),
        "megabytes_a_second": round(ours, 1),
        "yardstick": YARDSTICK,
        "yardstick_megabytes_a_second": round(theirs, 1),
        "ratio": round(ours / theirs, 4),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
