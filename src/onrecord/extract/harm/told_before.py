"""Parts in a sentence without a word of harm: "Three of them were women", "Among the 26 were two musicians".

The harm is that of the sentence before, where it tells of one harm only. Rule: codebook 3.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from onrecord.extract.grammar.tree import children, noun_lemma, text_of
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Claim, Harm, Unit

_BACK = re.compile(
    r"\b(?:(?:\w+ of (?:them|these)|among(?:st)? (?:them|these|the [\w,]+)) (?:was|were|are)"
    r"|(?:was|were|are) among(?:st)? (?:them|these|those (?:held|taken)))\b",
    re.IGNORECASE,
)
_THEM = frozenset({"them", "these"})
_BE = frozenset({"was", "were", "are"})


def may_go_on(words: str) -> bool:
    """Return whether a sentence may tell of a part of what the one before told, by its words alone."""
    return _BACK.search(words) is not None


def harm_before(claims: Sequence[Claim], start: int) -> Harm | None:
    """Return the one harm to persons that the sentence at `start` tells of; None where there is none or several."""
    last = [c for c in claims if c.sentence_start == start and c.unit is Unit.PERSON and c.count.high != 0]
    harms = {c.harm for c in last}
    return last[0].harm if len(harms) == 1 else None


def frames_told_before(doc: Doc, harm: Harm) -> Iterator[Frame]:
    """Yield a frame of `harm` for each part that the sentence tells of, its harmed among those told of before."""
    if not may_go_on(text_of(doc)):
        return
    for verb in doc:
        if verb.lower_ not in _BE:
            continue
        among = next((t for t in children(verb, "prep") if t.lower_ in ("among", "amongst")), None)
        if among is not None:
            heads = children(verb, "nsubj", "attr")
            if heads and children(among, "pobj"):
                yield Frame(harm, among, tuple(heads), (among, verb), part=True, verb=verb)
        for number in children(verb, "nsubj"):
            if number.like_num and _of_them(number) and _are_persons(verb):
                yield Frame(harm, verb, (number,), (verb,), part=True, verb=verb)


def _of_them(number: Token) -> bool:
    return any(t.lower_ in _THEM for of in children(number, "prep") if of.lower_ == "of" for t in children(of, "pobj"))


def _are_persons(verb: Token) -> bool:
    return any(noun_lemma(t) in lex.PERSONS for t in children(verb, "attr"))
