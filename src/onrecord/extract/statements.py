"""Attacks told without a figure: kept as statements, so that silence on harm stays silence. Rule: codebook 3.10."""

from __future__ import annotations

from onrecord.extract import lexicon as lex
from onrecord.extract import setting
from onrecord.extract.credit import Credit, credit_of
from onrecord.extract.discourse import Discourse
from onrecord.extract.frames import Frame, children, lemma_of, pobjs
from onrecord.extract.times import find_times
from onrecord.model.claim import Harm, Statement


def statements_of_sentence(*args: object, **kw: object) -> list[Statement]:
    return []
