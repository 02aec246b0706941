"""Labels: words of harm before a colon, a dash or a bare number, as tables and briefs write them ("Wounded: 40")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from onrecord.extract.grammar.tree import lemma_of, noun_lemma
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figures import Figure
from onrecord.extract.people.phrases import Harmed, named_by
from onrecord.model.claim import Harm, Unit

_LONGEST = 8  # tokens of a label
_COLONS = frozenset({":", "-", "–", "—", "="})
_ENDS = frozenset({".", ",", ";", "(", ")", "|"})
_SPOKEN = frozenset({"VBZ", "VBP", "VBG", "MD", "PRP"})  # what a sentence has and a label has not
_THINGS = frozenset({Harm.DAMAGED, Harm.DESTROYED})


def labelled(doc: Doc, figures: Sequence[Figure]) -> Iterator[tuple[Frame, Harmed, tuple[int, int]]]:
    """Yield the frame of each label, what it counts, and its code points from the label to the number."""
    for figure in figures:
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if figure.kind == "distractor" or figure.count is None or span is None or not _closed(doc, span.end):
            continue
        label = _label(doc, span)
        found = [(t, harm) for t in label if (harm := _harm_of(t)) is not None]
        if len(found) != 1:
            continue
        trigger, harm = found[0]
        nouns = [t for t in label if _counts(t)]
        things = harm in _THINGS
        harmed = Harmed(
            head=span[-1], count=figure.count, how="written", number_start=figure.start, number_end=figure.end,
            start=label[0].idx, end=figure.span_end, victims=None, unit=Unit.OTHER if things else Unit.PERSON,
            population=(),
        )  # fmt: skip
        harmed = named_by(harmed, nouns[-1], things=things) if nouns and nouns[-1] != trigger else harmed
        frame = Frame(harm, trigger, (span[-1],), (trigger,), counted=True, verb=trigger)
        yield frame, harmed, (label[0].idx, max(figure.span_end, figure.end))


def _counts(word: Token) -> bool:
    """Tell whether `word` names persons, families or things that can be counted."""
    lemma = noun_lemma(word)
    return lemma in lex.PERSONS or lemma in lex.GROUPS or lemma in lex.THINGS


def _closed(doc: Doc, end: int) -> bool:
    """Tell whether nothing more is said of the number that ends at token `end`."""
    return end >= len(doc) or doc[end].text in _ENDS


def _label(doc: Doc, number: Span) -> list[Token]:
    """Return the words of the label before `number`, empty if it has none: no sentence, and all of its line or clause.

    Without a colon only what opens a line is a label, its word of harm before its noun: "Displaced people 4,500".
    """
    end = number.start
    colon = end > 0 and doc[end - 1].text in _COLONS
    end -= colon
    start = end
    while start > 0 and doc[start - 1].text not in _ENDS | _COLONS:
        start -= 1
    label = list(doc[start:end])
    spoken = any(t.pos_ == "AUX" or (t.tag_ in _SPOKEN and _harm_of(t) is None and not _counts(t)) for t in label)
    counted = any(t.like_num for t in label)
    opens = start == 0 and (number.end == len(doc) or doc[number.end].text == "(") and _describes(label)
    return label if label and len(label) <= _LONGEST and not spoken and not counted and (colon or opens) else []


def _describes(label: Sequence[Token]) -> bool:
    """Tell whether the word of harm stands before what it is said of: "Militants killed 5" is no label."""
    at = next((i for i, t in enumerate(label) if _harm_of(t) is not None), len(label))
    return any(t.pos_ in ("NOUN", "PROPN") for t in label[at + 1 :])


def _harm_of(token: Token) -> Harm | None:
    """Return the harm that a word of a label says: a state, a participle or a noun that counts the harmed."""
    state = lex.STATES.get(token.lower_)
    if state is not None:
        return state
    lemma = lemma_of(token)
    if lemma in lex.TRANSITIVE and token.lower_ != lemma and token.lower_.endswith(("ed", "en", "ain")):
        return lex.TRANSITIVE[lemma]
    return lex.NOUNS.get(noun_lemma(token)) if token.pos_ in ("NOUN", "PROPN", "ADJ") else None
