"""Score displacement figures: how many labelled figures were read with the right number and the right unit.

    python evals/score_displaced.py DATA.jsonl PREDICTED.jsonl [--json] [--errors]

DATA has rows {"doc", "gold": {"displaced": [{"quantity", "term", "unit"}, ...]}}; PREDICTED is what `onrecord extract`
wrote for the same rows.

A label is right if one claim of its document has
- its harm: displaced or sheltered; for the two housing terms destroyed or damaged (a house that is "partially
  destroyed" may be called either), or displaced of the people who lost the house;
- its number: the quantity is the number that the words name (172,000 in "about 172,000"), or an end of a range;
- its unit: People is person; Households is household or family, and for the two housing terms also building.

Claims without a label are not counted: the labels are of one figure a text, not of all.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
HOUSING = frozenset({"Destroyed Housing", "Partially Destroyed Housing"})
MOVED = frozenset({"displaced", "sheltered"})
HOUSING_HARMS = frozenset({"destroyed", "damaged", "displaced"})
UNITS = {"People": frozenset({"person"}), "Households": frozenset({"household", "family"})}


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a JSON Lines file, in order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def numbers_named(claim: Mapping[str, Any]) -> set[int]:
    """Return the numbers that the words of `claim` name: one, or both ends of a range."""
    low, high = claim["low"], claim["high"]
    if high is None:
        return {low}
    match claim.get("qualifier"):
        case "about":
            return {low, (low + high) // 2, (low + high + 1) // 2}
        case "range":
            return {low, high}
        case "nearly" | "up_to":
            return {high}
        case "less_than":
            return {high, high + 1}
    return {low}


def has_harm(label: Mapping[str, Any], claim: Mapping[str, Any]) -> bool:
    """Return whether `claim` is of the harm that `label` is about."""
    return claim["harm"] in (HOUSING_HARMS if label["term"] in HOUSING else MOVED)


def has_unit(label: Mapping[str, Any], claim: Mapping[str, Any]) -> bool:
    """Return whether `claim` counts what `label` counts."""
    allowed = UNITS[label["unit"]]
    if label["term"] in HOUSING and label["unit"] == "Households":
        allowed |= {"building"}
    return claim["unit"] in allowed


def judge(label: Mapping[str, Any], claims: Iterable[Mapping[str, Any]]) -> str:
    """Return what became of one label: "right", "unit" (the figure stands, of another unit), "figure" or "missed".

    Raises: ValueError for a unit that is not known here.
    """
    if label["unit"] not in UNITS:
        raise ValueError(f"unit: expected one of {', '.join(UNITS)}, found {label['unit']!r}")
    of_harm = [c for c in claims if has_harm(label, c)]
    if not of_harm:
        return "missed"
    same = [c for c in of_harm if int(label["quantity"]) in numbers_named(c)]
    if any(has_unit(label, c) for c in same):
        return "right"
    return "unit" if same else "figure"


def score(data: Sequence[Row], predicted: Sequence[Row]) -> tuple[dict[str, Any], list[str]]:
    """Return the scores and one line for each label that is not right.

    Raises: ValueError naming the first document that was not read.
    """
    read = {row["doc"]: row.get("claims") or [] for row in predicted}
    verdicts: Counter[str] = Counter()
    terms: dict[str, list[int]] = {}
    errors = []
    for row in data:
        doc = row.get("doc") or row["id"]
        if doc not in read:
            raise ValueError(f"document {doc}: expected a row in the predictions, found none")
        for label in row["gold"]["displaced"]:
            verdict = judge(label, read[doc])
            verdicts[verdict] += 1
            hits = terms.setdefault(label["term"], [0, 0])
            hits[0] += verdict == "right"
            hits[1] += 1
            if verdict != "right":
                errors.append(f"{doc}\t{verdict}\t{label['quantity']:.0f} {label['unit']} ({label['term']})")
    total = sum(verdicts.values())
    report = {
        "documents": len(data),
        "labels": total,
        "figure_and_unit": round(verdicts["right"] / total, 4) if total else 0.0,
        "figure": round((verdicts["right"] + verdicts["unit"]) / total, 4) if total else 0.0,
        "no_claim_of_the_harm": verdicts["missed"],
        "by_term": {term: f"{a}/{b}" for term, (a, b) in sorted(terms.items())},
    }
    return report, errors


def print_report(report: Mapping[str, Any], errors: Sequence[str], given: argparse.Namespace) -> None:
    """Print the scores, and the errors where they are asked for."""
    if given.json:
        print(json.dumps(report, indent=1))
    else:
        for name, value in report.items():
            print(f"{name:22s}", "  ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value)
    if given.errors:
        print("\n".join(errors), file=sys.stderr if given.json else sys.stdout)


def arguments_of(doc: str | None, arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the command line of a corpus scorer: two files, and what to print."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")
    parser.add_argument("--errors", action="store_true", help="also print every error, one a line")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of one prediction file."""
    given = arguments_of(__doc__, arguments)
    print_report(*score(read_rows(given.data), read_rows(given.predicted)), given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
