"""Score victim groups: which keyed groups of killed, injured and abducted were read, one to one, with their bounds.

    python evals/score_groups.py DATA.jsonl PREDICTED.jsonl [--json] [--errors]

DATA has rows {"doc", "gold": {harm: [{"target", "numbers": [{"lo", "hi"}, ...], "optional"}, ...]}} for killed, injured
and abducted; PREDICTED is what `onrecord extract` wrote for the same rows.

- A group is found if a claim has its harm and its bounds: [low, high] equals [lo, hi] of one of its alternatives.
- One claim answers one group. As many groups that must be found as can be are answered first; what is left may answer
  an optional group, and then counts neither as right nor as wrong. A missed optional group costs nothing.
- Repeats (`same_as`) and historical claims are dropped before. So are harms that have no key: displaced, damaged ...
- In a document without any key no claim is wrong: the keys leave out combat and summaries, and silence is no zero.
  For the same reason precision is a lower bound everywhere.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from score_displaced import Row, arguments_of, print_report, read_rows

HARMS = ("killed", "injured", "abducted")
Group = Mapping[str, Any]


def answers(group: Group, claim: Mapping[str, Any]) -> bool:
    """Return whether the bounds of `claim` are one of the alternatives of `group`. The harm is compared elsewhere."""
    return any((claim["low"], claim["high"]) == (n["lo"], n["hi"]) for n in group["numbers"])


def match(groups: Sequence[Group], claims: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Return claim by group, as indexes: as many pairs as there can be, each claim and group in one at most."""
    taken: dict[int, int] = {}  # group by claim

    def place(group: int, seen: set[int]) -> bool:
        for number, claim in enumerate(claims):
            if number in seen or not answers(groups[group], claim):
                continue
            seen.add(number)
            if number not in taken or place(taken[number], seen):
                taken[number] = group
                return True
        return False

    for group in range(len(groups)):
        place(group, set())
    return {group: claim for claim, group in taken.items()}


def eligible(claims: Sequence[Mapping[str, Any]], harm: str) -> list[Mapping[str, Any]]:
    """Return the claims of `harm` that can answer a group: no repeat, nothing told as history."""
    kept = (c for c in claims if c["harm"] == harm and c.get("same_as") is None)
    return [c for c in kept if not c.get("historical") and c.get("modality") != "historical"]


def score(data: Sequence[Row], predicted: Sequence[Row]) -> tuple[dict[str, Any], list[str]]:
    """Return the scores and one line for each group not found and each claim that answers none.

    Raises: ValueError naming the first document that was not read.
    """
    read = {row["doc"]: row.get("claims") or [] for row in predicted}
    counts: dict[str, Counter[str]] = {harm: Counter() for harm in HARMS}
    errors = []
    for row in data:
        doc = row.get("doc") or row["id"]
        if doc not in read:
            raise ValueError(f"document {doc}: expected a row in the predictions, found none")
        keyed = any(row["gold"].get(harm) for harm in HARMS)
        for harm in HARMS:
            groups, claims = row["gold"].get(harm) or [], eligible(read[doc], harm)
            must, may = [g for g in groups if not g["optional"]], [g for g in groups if g["optional"]]
            found = match(must, claims)
            left = [c for i, c in enumerate(claims) if i not in found.values()]
            excused = set(match(may, left).values())
            wrong = [c for i, c in enumerate(left) if i not in excused] if keyed else []
            counts[harm].update(groups=len(must), found=len(found), wrong=len(wrong))
            missed = [g for i, g in enumerate(must) if i not in found]
            errors += [f"{doc}\tmissed\t{harm} {_bounds(g)}\t{g['target']}" for g in missed]
            errors += [f"{doc}\textra\t{harm} {c['low']}..{c['high']}\t{c['quote']!r}" for c in wrong]
    return {"documents": len(data)} | measures(counts), errors


def measures(counts: Mapping[str, Counter[str]]) -> dict[str, Any]:
    """Return recall, precision and F1 over all harms, and recall for each."""
    total: Counter[str] = sum(counts.values(), Counter())
    recall = total["found"] / total["groups"] if total["groups"] else 0.0
    claims = total["found"] + total["wrong"]
    precision = total["found"] / claims if claims else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    each = {h: f"{c['found']}/{c['groups']} wrong {c['wrong']}" for h, c in counts.items()}
    return {
        "groups": total["groups"],
        "recall": round(recall, 4),
        "precision": round(precision, 4),
        "f1": round(f1, 4),
        "by_harm": each,
    }


def _bounds(group: Group) -> str:
    return " or ".join(f"{n['lo']}..{n['hi']}" for n in group["numbers"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of one prediction file."""
    given = arguments_of(__doc__, arguments)
    print_report(*score(read_rows(given.data), read_rows(given.predicted)), given)
    return 0


if __name__ == "__main__":
    sys.exit(main())
