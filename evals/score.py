"""Score claims read from the evaluation texts against the claims written down by hand.

    python evals/score.py PREDICTED.jsonl [--gold evals/gold/claims.jsonl] [--json] [--errors]

Both files hold one row a document: {"doc": id, "claims": [...]}, as `onrecord extract` writes them.

A read claim answers a gold claim when both are of one document and one harm and their quotes overlap. Each claim
answers at most one other; pairs with the same low and high are made first, then those that share more text.
Claims of a title given apart from the text are left out, since the gold covers the text only.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

Claim = dict[str, Any]
Rows = dict[str, list[Claim]]
GOLD = Path(__file__).parent / "gold" / "claims.jsonl"
FIELDS = ("qualifier", "scope", "modality", "unit", "context", "speaker", "place", "perpetrator", "population")
SMALL_WORDS = frozenset("the a an of for to in at on and its his her their s said by".split())


def read_rows(path: Path) -> Rows:
    """Return the claims of each document of a JSON Lines file; a document without claims has an empty list."""
    rows: Rows = {}
    for line in filter(None, path.read_text(encoding="utf-8").split("\n")):
        row = json.loads(line)
        rows.setdefault(row["doc"], []).extend(c for c in row.get("claims", ()) if c.get("block") != "title")
    return rows


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


def parts(claims: Sequence[Claim]) -> dict[int, int]:
    """Return which claim each part belongs to, by index: gold says `subset_of`, a reading says `part_of` by id."""
    at = {c["id"]: i for i, c in enumerate(claims) if "id" in c}
    by_index = {i: c["subset_of"] for i, c in enumerate(claims) if c.get("subset_of") is not None}
    by_id = {i: at[c["part_of"]] for i, c in enumerate(claims) if c.get("part_of") in at}
    return by_index | by_id


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
        self.fields = dict.fromkeys(FIELDS, 0)
        self.part_gold = self.part_read = self.part_hits = 0
        self.silent_broken = 0
        self.errors: list[str] = []

    def add(self, doc: str, gold: Sequence[Claim], read: Sequence[Claim]) -> None:
        """Count one document."""
        pairs = pair(gold, read)
        self.gold += len(gold)
        self.read += len(read)
        self.found += len(pairs)
        self.silent_broken += bool(read and not gold)
        for i, j in pairs:
            self._add_pair(doc, gold[i], read[j])
        self._add_parts(pairs, parts(gold), parts(read))
        answered, used = {i for i, _ in pairs}, {j for _, j in pairs}
        self.errors += [f"{doc}\tmissed\t{_told(g)}" for i, g in enumerate(gold) if i not in answered]
        self.errors += [f"{doc}\textra\t{_told(r)}" for j, r in enumerate(read) if j not in used]

    def _add_pair(self, doc: str, gold: Claim, read: Claim) -> None:
        right = same_figure(gold, read)
        self.figure += right
        self.record += right and all(same_field(name, gold, read) for name in ("scope", "speaker"))
        if not right:
            self.errors.append(f"{doc}\tfigure\t{_told(gold)}\tread as {read['low']}..{read['high']}")
        for name in FIELDS:
            same = same_field(name, gold, read)
            self.fields[name] += same
            if not same:
                self.errors.append(f"{doc}\t{name}\t{_told(gold)}\tgold {gold[name]!r}, read {read[name]!r}")

    def _add_parts(self, pairs: Iterable[tuple[int, int]], gold: dict[int, int], read: dict[int, int]) -> None:
        to_gold = {j: i for i, j in pairs}
        known = set(to_gold.values())
        want = {(a, b) for a, b in gold.items() if a in known and b in known}
        got = {(to_gold[a], to_gold[b]) for a, b in read.items() if a in to_gold and b in to_gold}
        self.part_gold += len(want)
        self.part_read += len(got)
        self.part_hits += len(want & got)

    def report(self, documents: int) -> dict[str, Any]:
        """Return the scores as JSON values."""
        return {
            "documents": documents,
            "gold": self.gold,
            "read": self.read,
            "detect": measure(self.found, self.read, self.gold),
            "figure": measure(self.figure, self.read, self.gold),
            "record": measure(self.record, self.read, self.gold),
            "part_of": measure(self.part_hits, self.part_read, self.part_gold),
            "fields": {k: round(v / self.found, 4) if self.found else 0.0 for k, v in self.fields.items()},
            "claims_in_silent_documents": self.silent_broken,
        }


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
                f"document {doc}: expected a row in the predictions, found none; read evals/gold/docs.jsonl"
            )
        tally.add(doc, claims, read[doc])
    return tally.report(len(gold)), tally.errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of one prediction file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON, for gate.py")
    parser.add_argument("--errors", action="store_true", help="also print every error, one a line")
    given = parser.parse_args(arguments)
    report, errors = score(read_rows(given.gold), read_rows(given.predicted))
    if given.json:
        print(json.dumps(report, indent=1))
    else:
        for name, value in report.items():
            print(f"{name:28s}", "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value)
    if given.errors:
        print("\n".join(errors), file=sys.stderr if given.json else sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
