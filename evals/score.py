"""Score claims read from the evaluation texts against the claims written down by hand.

    python evals/score.py PREDICTED.jsonl [--gold evals/gold] [--part seen|unseen] [--json] [--errors]

PREDICTED holds one row a document, {"doc": id, "claims": [...]}, as `onrecord extract` writes them. The gold is a
folder of golden texts (golden_texts.py), or a file of such rows whose claims have offsets.

A read claim answers a gold claim when both are of one document and one harm and their quotes overlap. Each claim
answers at most one other; pairs with the same low and high are made first, then those that share more text.
Claims of a title given apart from the text are left out, since the gold covers the text only. A gold claim of harm
`other`, or of one named person inside a larger group, is optional: read or not, it counts neither way.

`detect` asks for a claim, `figure` also for its low and high, `record` also for scope and speaker; `recall` is the
share of gold claims with the right figure, by what stands for the number: written down, a single person, vague words.
`confidence` is the share of right figures among the claims read with that confidence (calibration.py).
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import calibration
import golden_texts

Claim = dict[str, Any]
Rows = dict[str, list[Claim]]
KINDS = ("written", "single", "vague")
FIELDS = ("qualifier", "scope", "modality", "unit", "context", "speaker", "place", "perpetrator", "population")
SMALL_WORDS = frozenset("the a an of for to in at on and its his her their s said by".split())


def read_rows(path: Path) -> Rows:
    """Return the claims of each document of a JSON Lines file; a document without claims has an empty list.

    Some gold keeps the offsets of the quote apart from days called "start" and "end".
    """
    rows: Rows = {}
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        row = json.loads(line)
        claims = [c for c in row.get("claims", ()) if c.get("block") != "title"]
        rows.setdefault(row["doc"], []).extend(
            c | {"start": c["quote_start"], "end": c["quote_end"]} if "quote_start" in c else c for c in claims
        )
    return rows


def read_gold(path: Path, part: str | None = None) -> Rows:
    """Return the gold claims of each document: of a folder of golden texts (one part of them), or of a file of rows."""
    if path.is_dir():
        return {case.doc: golden_texts.claims_row(case)["claims"] for case in golden_texts.cases(path, part)}
    return read_rows(path)


def is_optional(gold: Claim) -> bool:
    """Return whether a gold claim need not be read: a harm of another kind, or one named person of a larger group."""
    named = "named_person" in (gold.get("population") or ()) and (gold["low"], gold["high"]) == (1, 1)
    return gold["harm"] == "other" or (named and gold.get("subset_of") is not None)


def kind_of(gold: Claim) -> str:
    """Return what stands for the number: "written", "single" (one person, named or not) or "vague"."""
    if gold.get("qualifier") == "indefinite":
        return "vague"
    one = (gold["low"], gold["high"]) == (1, 1) and (gold.get("number") or "").casefold() not in ("1", "one")
    return "single" if one else "written"


def shared(gold: Claim, read: Claim) -> int:
    """Return how many code points both quotes cover."""
    return max(0, min(int(gold["end"]), int(read["end"])) - max(int(gold["start"]), int(read["start"])))


def same_figure(gold: Claim, read: Claim) -> bool:
    """Return whether both claims have the same low and the same high (None: open)."""
    return bool(gold["low"] == read["low"] and gold["high"] == read["high"])


def pair(gold: Sequence[Claim], read: Sequence[Claim]) -> list[tuple[int, int]]:
    """Return which read claim answers which gold claim, as index pairs (gold, read)."""
    candidates = sorted(
        (not same_figure(g, r), -shared(g, r), i, j)
        for i, g in enumerate(gold)
        for j, r in enumerate(read)
        if g["harm"] == r["harm"] and shared(g, r)
    )
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in candidates:
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def content_words(text: str | None) -> frozenset[str]:
    """Return the words of `text` that name something, without case and accents."""
    folded = unicodedata.normalize("NFKD", text or "").casefold()
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return frozenset(kept.split()) - SMALL_WORDS


def same_name(gold: str | None, read: str | None) -> bool:
    """Return whether both are absent, or all words of one stand in the other."""
    a, b = content_words(gold), content_words(read)
    return (a <= b or b <= a) if a and b else a == b


def same_field(name: str, gold: Claim, read: Claim) -> bool:
    """Return whether two paired claims agree on field `name`."""
    if name in ("speaker", "place", "perpetrator"):
        return same_name(gold[name], read[name])
    if name == "population":
        return set(gold[name]) - {"named_person"} == set(read[name]) - {"named_person"}
    if name == "modality" and gold[name] == "historical":
        return bool(read.get("historical", read["modality"] == "historical"))
    return bool(gold[name] == read[name])


def links(claims: Sequence[Claim], name: str) -> set[tuple[int, int]]:
    """Return the claims that `name` ("part_of" or "same_as") links, as index pairs; repeats are linked both ways alike.

    Gold names the other claim by its index (for parts as `subset_of`), a reading by its id.
    """
    at = {c["id"]: i for i, c in enumerate(claims) if "id" in c}
    pairs = set()
    for i, claim in enumerate(claims):
        told = claim.get(name) if claim.get(name) is not None or name == "same_as" else claim.get("subset_of")
        other = at.get(told) if isinstance(told, str) else told
        if other is not None:
            pairs.add((i, other) if name == "part_of" else (min(i, other), max(i, other)))
    return pairs


def measure(hits: int, read: int, gold: int) -> dict[str, float]:
    """Return precision, recall and F1; 0 where nothing was read or nothing was to be found."""
    precision, recall = (hits / read if read else 0.0), (hits / gold if gold else 0.0)
    both = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
    }


class Tally:
    """What has been counted so far, over documents."""

    def __init__(self) -> None:
        self.gold = self.read = self.found = self.figure = self.record = 0
        self.kinds = {kind: [0, 0] for kind in KINDS}
        self.fields = {name: [0, 0] for name in FIELDS}
        self.links = {name: [0, 0, 0] for name in ("part_of", "same_as")}
        self.silent_broken = 0
        self.judged: list[tuple[float, bool]] = []  # confidence of each claim read, and whether its figure is right
        self.errors: list[str] = []

    def add(self, doc: str, gold: Sequence[Claim], read: Sequence[Claim]) -> None:
        """Count one document."""
        pairs = pair(gold, read)
        asked = [(i, j) for i, j in pairs if not is_optional(gold[i])]
        excused = {j for i, j in pairs if is_optional(gold[i])}
        self.gold += sum(not is_optional(g) for g in gold)
        self.read += len(read) - len(excused)
        self.found += len(asked)
        self.silent_broken += bool(read and not gold)
        for g in gold:
            self.kinds[kind_of(g)][1] += not is_optional(g)
        for i, j in asked:
            self._add_pair(doc, gold[i], read[j])
        right = {j for i, j in asked if same_figure(gold[i], read[j])}
        self.judged += [(r.get("confidence", 1.0), j in right) for j, r in enumerate(read) if j not in excused]
        for name, tally in self.links.items():
            _add_links(tally, pairs, links(gold, name), links(read, name))
        answered, used = {i for i, _ in pairs}, {j for _, j in pairs}
        missed = [g for i, g in enumerate(gold) if i not in answered and not is_optional(g)]
        self.errors += [f"{doc}\tmissed\t{_told(g)}" for g in missed]
        self.errors += [f"{doc}\textra\t{_told(r)}" for j, r in enumerate(read) if j not in used]

    def _add_pair(self, doc: str, gold: Claim, read: Claim) -> None:
        right = same_figure(gold, read)
        self.figure += right
        self.kinds[kind_of(gold)][0] += right
        self.record += right and all(same_field(name, gold, read) for name in ("scope", "speaker"))
        if not right:
            self.errors.append(f"{doc}\tfigure\t{_told(gold)}\tread as {read['low']}..{read['high']}")
        for name in filter(gold.__contains__, FIELDS):
            same = same_field(name, gold, read)
            self.fields[name][0] += same
            self.fields[name][1] += 1
            if not same:
                self.errors.append(f"{doc}\t{name}\t{_told(gold)}\tgold {gold.get(name)!r}, read {read.get(name)!r}")

    def report(self, documents: int) -> dict[str, Any]:
        """Return the scores as JSON values."""
        return {
            "documents": documents,
            "gold": self.gold,
            "read": self.read,
            "detect": measure(self.found, self.read, self.gold),
            "figure": measure(self.figure, self.read, self.gold),
            "record": measure(self.record, self.read, self.gold),
            "recall": {k: round(hits / n, 4) if n else None for k, (hits, n) in self.kinds.items()},
            **{name: measure(*tally) for name, tally in self.links.items()},
            "fields": {k: round(hits / n, 4) if n else None for k, (hits, n) in self.fields.items()},
            "claims_in_silent_documents": self.silent_broken,
            "confidence": calibration.report(self.judged),
        }


def _add_links(
    tally: list[int], pairs: Iterable[tuple[int, int]], gold: set[tuple[int, int]], read: set[tuple[int, int]]
) -> None:
    """Count the links between claims that were found: [right, read, gold]."""
    to_gold = {j: i for i, j in pairs}
    known = set(to_gold.values())
    want = {pair for pair in gold if set(pair) <= known}
    got = {(to_gold[a], to_gold[b]) for a, b in read if a in to_gold and b in to_gold}
    right = {(a, b) for a, b in got if (a, b) in want}
    tally[0] += len(right)
    tally[1] += len(got)
    tally[2] += len(want)


def _told(claim: Claim) -> str:
    high = "" if claim["high"] is None else claim["high"]
    return f"{claim['harm']} {claim['low']}..{high}\t{claim['quote']!r}"


def score(gold: Rows, read: Rows) -> tuple[dict[str, Any], list[str]]:
    """Return the scores and one line an error.

    Raises: ValueError naming the first document of the gold that was not read: silence is no score of zero claims.
    """
    tally = Tally()
    for doc, claims in gold.items():
        if doc not in read:
            raise ValueError(
                f"document {doc}: expected a row in the predictions, found none; read what evals/golden_texts.py prints"
            )
        tally.add(doc, claims, read[doc])
    return tally.report(len(gold)), tally.errors


def sections(gold: Path, read: Rows, part: str | None) -> tuple[dict[str, Any], list[str]]:
    """Return the scores by section ("all", and each part of a folder of golden texts) and the errors of what was asked.

    The errors of unseen texts are not returned unless that part is asked for: who reads them has seen the texts.
    """
    if part is not None or not gold.is_dir():
        report, errors = score(read_gold(gold, part), read)
        return {part or "all": report}, errors
    found, errors = {"all": score(read_gold(gold), read)[0]}, []
    for name in golden_texts.PARTS:
        found[name], told = score(read_gold(gold, name), read)
        errors += told if name == "seen" else []
    return found, errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of one prediction file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--gold", type=Path, default=golden_texts.GOLD)
    parser.add_argument("--part", choices=golden_texts.PARTS, help="score one part of the golden texts only")
    parser.add_argument("--json", action="store_true", help="print the scores as JSON, for gate.py")
    parser.add_argument("--errors", action="store_true", help="also print every error of the seen part, one a line")
    given = parser.parse_args(arguments)
    found, errors = sections(given.gold, read_rows(given.predicted), given.part)
    if given.json:
        print(json.dumps(found, indent=1))
    else:
        for section, report in found.items():
            print(f"== {section}")
            for name, value in report.items():
                print(f"{name:28s}", _words(value))
    if given.errors:
        print("\n".join(errors), file=sys.stderr if given.json else sys.stdout)
    return 0


def _words(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    return "  ".join(f"{k} ({_words(v)})" if isinstance(v, dict) else f"{k} {v}" for k, v in value.items())


if __name__ == "__main__":
    sys.exit(main())
