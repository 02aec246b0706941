"""The examples of docs/methodology.md are read as the page says.

An example is a sentence or two in an indented block, and behind "= " what is read from it: for each claim its harm, its
number ("9", "9 or more", "0 to 40"), and in brackets what else the page wants to show of it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.model.claim import Claim, Modality, Scope, Unit
from reading_cases import reading_of, report_of, the_parser

PAGE = (Path(__file__).parents[1] / "docs" / "methodology.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^    (?!= )(.+)\n    = (.+)$", PAGE, re.MULTILINE)


def said(claim: Claim, notes: str) -> str:
    """Return `claim` as the page writes it; its population and speaker only where `notes` shows one."""
    low, high = claim.count.low, claim.count.high
    number = f"{low}" if low == high else f"{low} or more" if high is None else f"{low} to {high}"
    features = [f"says {claim.speaker}"] if claim.speaker and "says" in notes else []
    features += [p.value for p in claim.population if p.value in notes]
    features += [claim.unit.value] if claim.unit is not Unit.PERSON else []
    features += [claim.scope.value] if claim.scope is not Scope.INCIDENT else []
    features += [claim.modality.value] if claim.modality not in (Modality.ASSERTED, Modality.ATTRIBUTED) else []
    features += ["part"] * (claim.part_of is not None) + ["again"] * (claim.same_as is not None)
    return f"{claim.harm.value} {number}" + (f" ({', '.join(features)})" if features else "")


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text[:40] for text, _ in EXAMPLES])
def test_an_example_is_read_as_the_page_says(text: str, expected: str) -> None:
    claims = reading_of(report_of(text), the_parser()).claims
    notes = [*expected.split("; "), *[""] * len(claims)]
    assert ("; ".join(said(claim, note) for claim, note in zip(claims, notes, strict=False)) or "nothing") == expected


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 20
