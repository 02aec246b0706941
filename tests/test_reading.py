"""What the extract room notes down from a report, against what a recorder noted down: tests/golden/extract/NN-*.txt."""

from __future__ import annotations

import pytest

from reading_cases import CASES, Case, reading_of, report_of, the_parser, told

# Cases that the rules do not read right yet, each with why. The mark is strict: a case that comes right must leave.
WRONG: dict[str, str] = {
    "16-destroyed": 'the single thing of "a bridge and six trucks" is not counted (the parser hangs it as a modifier)',
    "18-one-person": '"ran to help her was hit" makes the helped woman the dead (the parser hangs it so)',
    "63-idioms-of-dying": '"attack on" a place that the tagger takes for a person: another town is taken',
    "66-a-side-named-by-its-means": 'a place behind "air strike on" that the tagger takes for a person is not read',
}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_reading(case: Case, request: pytest.FixtureRequest) -> None:
    if case.name in WRONG:
        request.applymarker(pytest.mark.xfail(reason=WRONG[case.name], strict=True))
    reading = reading_of(report_of(case.text, case.title), the_parser())
    assert told(reading, case.expected) == list(case.expected)


def test_every_wrong_case_is_a_case() -> None:
    assert WRONG.keys() <= {case.name for case in CASES}
