"""The nouns keep their promises."""

import pytest

from onrecord.model.count import Count, Qualifier
from onrecord.model.report import BlockKind, Quote, Report, UnquotedClaim, verify_quote


def test_a_quote_must_stand_in_its_report_word_for_word() -> None:
    report = Report(text="Three people were killed.")
    good = Quote(report.id, BlockKind.BODY, 0, 12, "Three people")
    assert verify_quote(report, good) is good
    with pytest.raises(UnquotedClaim, match="expected 'Four people', found"):
        verify_quote(report, Quote(report.id, BlockKind.BODY, 0, 12, "Four people"))


def test_the_same_content_has_the_same_id_and_another_outlet_another() -> None:
    assert Report(text="a").id == Report(text="a").id
    assert Report(text="a").id != Report(text="a", outlet="Example Daily").id


def test_offsets_map_back_to_the_text_as_given() -> None:
    given = "one\r\ntwo\r\nthree"
    report = Report(text=given.replace("\r\n", "\n"), crlf=(3, 7))
    assert given[report.given_offset(report.text.index("three")) :] == "three"


def test_a_count_never_has_its_high_below_its_low() -> None:
    with pytest.raises(ValueError, match="low <= high"):
        Count(5, 3, Qualifier.RANGE, "5 to 3", "5 to 3")
