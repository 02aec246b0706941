"""The worked examples of the reconciliation rules, as a golden text."""

from __future__ import annotations

from pathlib import Path

import pytest

from consolidate_cases import Case, cases_of, rendered

GOLDEN = Path(__file__).parent / "golden" / "consolidate"
CASES = [c for path in sorted(GOLDEN.glob("*.txt")) for c in cases_of(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.title.split(".")[0])
def test_example(case: Case) -> None:
    assert rendered(case, case.record()) == case.expected, case.title
