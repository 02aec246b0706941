"""Numbers that take the harm of the clause before them, told without a verb of their own.

four soldiers died at the gate, [another seven near the mosque]     more of them
six were wounded, [three seriously]                                  some of them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.harm.merging import Hit
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figures import Figure

_PLACING = frozenset("in at near outside on by inside during along".split())
_HOW_BADLY = frozenset("seriously critically severely badly gravely lightly slightly fatally".split())
_MORE = frozenset({"another", "a", "further"})
_ENDS = frozenset({",", ";", ".", ":", "and", "while", "as", "after", "when", "but"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BROKEN_BY = frozenset({":", "(", ")", "–", "—", "-", "to", "than"})
_LONGEST = 30  # tokens between the two numbers, at most


@dataclass(frozen=True, slots=True)
class Gap:
    """A number without a verb: `hit` is the index of the one whose harm it takes, `part` if it is of those counted."""

    hit: int
    head: Token
    part: bool


def gaps(doc: Doc, figures: Sequence[Figure], hits: Sequence[Hit]) -> Iterator[Gap]:
    """Yield each number that a place, an agent or "seriously" follows where its clause has no verb, in order."""
    taken = {h.harmed.number_start for h in hits}
    for figure in figures:
        some = figure.count is not None and figure.count.number.lower() == "some"  # "46 wounded, some critically"
        if figure.count is None or some or figure.kind not in ("number", "vague") or figure.start in taken:
            continue
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        first = doc.char_span(figure.span_start, figure.end, alignment_mode="expand")
        if span is None or first is None or not _told_alone(doc, span.end):
            continue
        start = first.start
        while start > 1 and doc[start - 1].lower_ in _MORE:
            start -= 1
        at = _before(doc, start, hits)
        if at is None or _others(doc, figures, hits[at], doc[start]):
            continue
        yield Gap(at, span[-1], _is_part(doc, hits[at], start, span.end) and _fits(figure, hits[at]))


def _told_alone(doc: Doc, end: int) -> bool:
    """Tell whether nothing but an adjunct follows the number that ends at token `end`, and no verb of its own."""
    if end < len(doc) and doc[end].lower_ in ("more", "others"):
        end += 1
    if end >= len(doc) or doc[end].lower_ not in _PLACING | _HOW_BADLY:
        return False
    for token in doc[end : end + _LONGEST]:
        if token.lower_ in _ENDS:
            return True
        if token.tag_ in _FINITE or token.pos_ == "AUX" or token.lower_ in lex.STATES:
            return False
    return True


def _before(doc: Doc, start: int, hits: Sequence[Hit]) -> int | None:
    """Return the index of the hit whose clause runs up to token `start`, None if a verb or a bracket is between."""
    if start < 2 or doc[start - 1].lower_ not in (",", ";", "and"):
        return None
    ends = [(_end(h), n) for n, h in enumerate(hits) if _end(h) <= doc[start].idx]
    if not ends:
        return None
    end, at = max(ends)
    between = [t for t in doc[max(0, start - _LONGEST) : start] if t.idx >= end]
    broken = any(t.tag_ in _FINITE or t.pos_ == "AUX" or t.lower_ in _BROKEN_BY for t in between)
    near = bool(between) and (between[0].i == 0 or between[0].nbor(-1).idx < end)
    return None if broken or not near or hits[at].frame.attributive else at


def _end(hit: Hit) -> int:
    word = hit.frame.trigger
    return max(hit.harmed.end, hit.harmed.number_end, word.idx + len(word.text))


def _others(doc: Doc, figures: Sequence[Figure], hit: Hit, start: Token) -> bool:
    """Tell whether the clause counts something else as well: "nine died in three attacks, two in Merrow"."""
    return any(
        f.count is not None and f.kind != "pronoun" and _end(hit) <= f.start and f.end < start.idx for f in figures
    )


def _is_part(doc: Doc, hit: Hit, start: int, end: int) -> bool:
    """Tell whether the number is of those counted: "six were hurt, three badly", "nine died, four in Astor"."""
    if doc[start].lower_ in _MORE or any(t.lower_ in ("more", "others", "other") for t in doc[start : end + 1]):
        return False
    if doc[end].lower_ in _HOW_BADLY or any(t.lower_ == "alone" for t in doc[end : end + 5]):
        return True
    return doc[start - 1].text == "," and doc[start - 2].idx < _end(hit)


def _fits(figure: Figure, hit: Hit) -> bool:
    return figure.count is not None and (hit.harmed.count.high is None or figure.count.low <= hit.harmed.count.high)
