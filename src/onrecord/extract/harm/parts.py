"""Parts of a figure: "including four children", "among them", "three of them children". Rule: codebook 3.8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from onrecord.extract.grammar.tree import children, noun_lemma, text_of
from onrecord.extract.grammar.word_order import active_head
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figures import Figure
from onrecord.extract.people.listing import as_one
from onrecord.extract.people.one_victim import victim_of
from onrecord.extract.people.people import population_of
from onrecord.extract.people.phrases import Harmed, count_phrase, noun_of, victims_words

_LEADING = re.compile(
    r"\b(?:including|includes?|included"
    r"|among(?:st)? (?:them|whom|those killed|the dead|the wounded|the injured|the victims))"
    r"\b(?: were| was| are)?",
    re.IGNORECASE,
)
_APART = re.compile(r":\s|\s[–—-]\s")
_TRAILING = re.compile(
    r"\s*of (?:whom|them|these|which|those (?:killed|wounded|injured)"
    r"|the (?:dead|deaths|victims|killed|wounded|injured|casualties|fatalities|deceased))\b(?: were| are)?",
    re.IGNORECASE,
)
_WHOM = re.compile(r"\bof (?:whom|which)\b,?", re.IGNORECASE)
_WHO_BETWEEN = re.compile(r"(?: (?:were|are))?[ ,]*(?:and )?", re.IGNORECASE)
_KIN_OF = re.compile(r"\bof $", re.IGNORECASE)
_BETWEEN = re.compile(
    r"[\s,–—:-]*(?:and|or|as well as|plus|also|at least|&)?[\s,]*(?:at least|about|some|also|as many as|more than)?\s*",
    re.IGNORECASE,
)


def part_phrases(doc: Doc, figures: Sequence[Figure], wholes: Sequence[Harmed]) -> Iterator[tuple[int, Harmed]]:
    """Yield each part with the index in `wholes` of the figure that it is explicitly a part of, in order of place.

    A part that would exceed its whole is none.
    """
    if not wholes:
        return
    text = text_of(doc)
    for cue in _LEADING.finditer(text):
        whole = _whole_before(wholes, cue.start())
        if whole is None:
            continue
        counted = (count_phrase(head, figures, things=False) for head in _listed(doc, figures, cue.end()))
        listed = [h for h in counted if h is not None]
        for harmed in as_one(listed) if all(h.how == "plural" for h in listed) else listed:
            if _fits(harmed, wholes[whole]):
                yield whole, harmed
    yield from _broken_down(doc, figures, wholes)
    yield from _of_whom(doc, figures, wholes)
    for figure in figures:
        cue_of = None if figure.kind in ("distractor", "none") else _TRAILING.match(text, figure.end)
        if cue_of is None or _KIN_OF.search(text[: figure.span_start]):
            continue  # "the wife of one of the victims" is no victim told before
        whole = _whole_before(wholes, figure.span_start)
        part = _of_them(doc, figures, figure, cue_of.end()) if whole is not None else None
        if whole is not None and part is not None and _fits(part, wholes[whole]):
            yield whole, part


def points_back(doc: Doc, words: str, part: Harmed) -> bool:
    """Tell whether the number counts some of those told of in an earlier sentence: "Two of them were children"."""
    cue = _TRAILING.match(words, part.number_end)
    if cue is None:
        return False
    if len(cue[0].split()) > 2:
        return True
    return not any(t.tag_ in ("NNS", "NNPS") or t.like_num for t in doc if t.idx < part.number_start)


def _broken_down(doc: Doc, figures: Sequence[Figure], wholes: Sequence[Harmed]) -> Iterator[tuple[int, Harmed]]:
    """Yield the parts behind a colon or dash where they add up to the figure before: "five: three men, two girls"."""
    for cue in _APART.finditer(text_of(doc)):
        whole = _whole_before(wholes, cue.start())
        if whole is None:
            continue
        parts = [count_phrase(head, figures, things=False) for head in _listed(doc, figures, cue.end())]
        counted = [p for p in parts if p is not None and p.count.number]
        total = wholes[whole].count
        if len(counted) > 1 and sum(p.count.low for p in counted) == total.low and total.high in (None, total.low):
            yield from ((whole, part) for part in counted)


def _of_whom(doc: Doc, figures: Sequence[Figure], wholes: Sequence[Harmed]) -> Iterator[tuple[int, Harmed]]:
    """Yield the parts that a relative clause says who they were: "of whom 96 were children and 71 women"."""
    for cue in _WHOM.finditer(doc.text):
        whole, end = _whole_before(wholes, cue.start()), cue.end()
        for figure in figures:
            if whole is None or figure.start < cue.end() or figure.count is None:
                continue
            if _WHO_BETWEEN.fullmatch(doc.text, end, figure.span_start) is None:
                break
            part = _of_them(doc, figures, figure, figure.end)
            if part is None or part.victims is None:
                break
            end = part.end
            if _fits(part, wholes[whole]):
                yield whole, part


def described(part: Harmed, verb: Token | None) -> Harmed:
    """Return `part` as the people that a predicate says they were: "two of the dead were children"."""
    said = next((a for a in children(verb, "attr") if noun_lemma(a) in lex.PERSONS), None) if verb is not None else None
    if said is None or part.population:
        return part
    start, end = victims_words(said, said)
    return replace(part, population=population_of(said), victims=text_of(said.doc)[start:end], end=max(part.end, end))


def _whole_before(wholes: Sequence[Harmed], at: int) -> int | None:
    before = [i for i, w in enumerate(wholes) if w.number_start < at and w.end <= at + 1]
    return max(before, key=lambda i: wholes[i].end, default=None)


def _fits(part: Harmed, whole: Harmed) -> bool:
    if part.number_start == whole.number_start:
        return False
    return whole.count.high is None or part.count.low <= whole.count.high


def _listed(doc: Doc, figures: Sequence[Figure], at: int) -> Iterator[Token]:
    """Yield the heads of the noun phrases listed from code point `at` on, as long as only list words stand between."""
    end = at
    if not any(at - 1 <= c.start_char <= at + 2 for c in _chunks(doc)):
        bare = next((f for f in figures if f.kind != "distractor" and at - 1 <= f.span_start <= at + 2), None)
        if bare is not None and (span := doc.char_span(bare.start, bare.end, alignment_mode="expand")) is not None:
            own = span[-1]
            yield own.head if own.dep_ == "nummod" and own.head.i > own.i else own
        elif bare is None and (head := _phrase_at(doc, at)) is not None:
            end = head.idx + len(head.text)
            yield head
    for chunk in _chunks(doc):
        if chunk.start_char < at - 1:
            continue
        if _BETWEEN.fullmatch(text_of(doc), end, max(end, chunk.start_char)) is None:
            link = text_of(doc)[end : chunk.start_char].strip().casefold()
            if (number := _out_of(doc, figures, end, chunk.start_char)) is not None:
                end = chunk.end_char
                yield number
                continue
            if link not in ("of", "with"):
                return
            if link == "of" or noun_lemma(chunk.root) not in lex.KIN:
                end = chunk.end_char
                continue
        beside = text_of(doc)[end : chunk.start_char].isspace() and end > at + 1
        end = chunk.end_char
        if not beside:  # "including their leader Ann Ray" is one
            yield chunk.root


def _out_of(doc: Doc, figures: Sequence[Figure], end: int, start: int) -> Token | None:
    """Return the number that counts some of the phrase at `start`: "including the driver and two of the guards"."""
    text = text_of(doc)
    for f in figures:
        if f.count is not None and end < f.span_start < start and _BETWEEN.fullmatch(text, end, f.span_start):
            span = doc.char_span(f.start, f.end, alignment_mode="expand")
            return span[-1] if span is not None and text[f.end : start].strip() == "of" else None
    return None


def _phrase_at(doc: Doc, at: int) -> Token | None:
    """Return the head of the phrase that begins behind code point `at`, where the parser sees none."""
    first = next((t for t in doc if t.idx >= at), None)
    counted = first is not None and first.i > 0 and (first.lower_ in ("a", "an", "the") or first.tag_ == "PRP$")
    return active_head(doc, first.nbor(-1)) if first is not None and counted else None


def _chunks(doc: Doc) -> list[Span]:
    return sorted(doc.noun_chunks, key=lambda c: c.start)


def _of_them(doc: Doc, figures: Sequence[Figure], figure: Figure, at: int) -> Harmed | None:
    span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
    if span is None:
        return None
    part = count_phrase(span[-1], figures, things=False)
    if part is None:
        return None
    noun = _named_after(doc, at)
    if noun is None:
        return part
    noun = noun_of(noun)
    start, end = victims_words(noun, noun)
    victim = victim_of(noun, figures) if part.count.low == part.count.high == 1 else None
    words = text_of(doc)[start:end]
    return replace(part, population=population_of(noun), victims=words, victim=victim, end=max(part.end, end))


def _named_after(doc: Doc, at: int) -> Token | None:
    """Return the noun of persons right behind "of them": "a 12-year-old girl", "women"; None behind a comma or verb."""
    for token in (t for t in doc if t.idx >= at):
        if noun_lemma(token) in lex.PERSONS:
            return token
        be = token.lower_ in ("were", "are", "was")
        if token.text in (",", ";", ".", ")") or (token.pos_ in ("VERB", "AUX", "ADP") and not be):
            return None
    return None
