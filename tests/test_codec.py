"""Every noun is read back from JSON as it was written."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nouns import NOUNS
from onrecord.model.claim import Harm
from onrecord.model.codec import decode, encode
from onrecord.model.identity import canonical
from onrecord.model.report import Block, BlockKind, Report


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
def test_a_noun_comes_back_from_json_as_it_was(kind: type) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.from_type(kind))
    def comes_back(noun: object) -> None:
        written = canonical(encode(noun))
        again = decode(kind, json.loads(written))
        assert again == noun
        assert type(again) is kind
        assert canonical(encode(again)) == written  # ids too, which equality leaves out

    comes_back()


def test_a_value_that_does_not_fit_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match="wounded"):
        decode(Harm, "wounded")
    with pytest.raises(TypeError, match="expected an object, found 3"):
        decode(Block, 3)
    with pytest.raises(TypeError, match="Block: expected no field color"):
        decode(Block, {"kind": "body", "start": 0, "end": 1, "color": "red"})
    with pytest.raises(TypeError, match="int: found '0'"):
        decode(Block, {"kind": "body", "start": "0", "end": 1})
    with pytest.raises(TypeError, match="int: found True"):
        decode(Block, {"kind": "body", "start": True, "end": 1})
    with pytest.raises(TypeError, match="expected a list, found 'abc'"):
        decode(Report, {"text": "", "crlf": "abc"})
    with pytest.raises(TypeError, match="expected a noun of the model, found set"):
        encode({1})


def test_an_enum_comes_back_as_itself() -> None:
    assert decode(BlockKind, encode(BlockKind.CAPTION)) is BlockKind.CAPTION
