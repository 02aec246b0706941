"""What the extract room notes down from a report, against what a recorder noted down: tests/golden/extract/NN-*.txt."""

from __future__ import annotations

import pytest

from reading_cases import CASES, Case, reading_of, report_of, the_parser, told

# Cases that the rules do not read right yet, each with why. The mark is strict: a case that comes right must leave.
WRONG: dict[str, str] = {
    "01-passive": 'a place behind "fell on" is not read unless the tagger knows its name',
    "05-nominal": "the day of one town's dead is lent to another town's",
    "16-destroyed": '"a bridge and six trucks" becomes one plural: the six is lost',
    "18-one-person": '"ran to help her was hit" makes the helped woman the dead (the parser hangs it so)',
    "19-bare-plurals": 'a place behind "fell on" is not read unless the tagger knows its name',
    "26-a-total-broken-down": "parts behind a colon are not read",
    "27-part-in-the-next-sentence": '"two of the dead were children" yields nothing',
    "28-said-twice": "a repeat within a clause about something else is not linked",
    "29-running-total": "a sentence that goes on with a running total becomes an incident",
    "36-pronoun-to-the-last-speaker": 'who "spoke to reporters" is no speaker to a later "he said"',
    "61-ranges": "the day of one town's dead is lent to another town's",
    "63-idioms-of-dying": 'a place behind "attack on" is not read, and another town\'s is taken',
    "66-a-side-named-by-its-means": 'the doer is cut to "Army"; a place behind "air strike on" is not read',
}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_reading(case: Case, request: pytest.FixtureRequest) -> None:
    if case.name in WRONG:
        request.applymarker(pytest.mark.xfail(reason=WRONG[case.name], strict=True))
    reading = reading_of(report_of(case.text, case.title), the_parser())
    assert told(reading, case.expected) == list(case.expected)


def test_every_wrong_case_is_a_case() -> None:
    assert WRONG.keys() <= {case.name for case in CASES}
