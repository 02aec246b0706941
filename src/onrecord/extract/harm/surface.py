"""Frames read from word order where the tree gives none: telegraphic, capitals-only and badly parsed sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.grammar.tree import children, governor, is_passive, lemma_of, noun_lemma, text_of
from onrecord.extract.grammar.word_order import active_head, passive_head
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figures import Figure
from onrecord.extract.people.people import is_no_name, is_personal
from onrecord.extract.people.phrases import OUT_OF, noun_of
from onrecord.model.claim import Harm

_COUNTABLE = lex.PERSONS.keys() | lex.THINGS.keys() | lex.GROUPS
_ACTIVE = frozenset({"VB", "VBG", "VBP", "VBZ"})
_INSERTED = 16  # tokens between "leaving" and "dead"
_REACH = 7  # tokens between a figure and the harm word behind it


def by_word_order(frame: Frame) -> Frame:
    """Return `frame` with the head that word order gives, where the tree ties its harm word to nobody or to no word.

    A passive without a subject of its own has been parsed wrongly: there word order goes first.
    """
    verb = frame.trigger
    heads = tuple(h for h in frame.heads if h.text[:1].isalnum() and not _is_predicate(h))
    if not heads and verb.lower_ in lex.STATES and not frame.counted:
        told = verb.nbor(-1) if verb.i and verb.nbor(-1).tag_ == "VBN" else None  # "was reported missing"
        left = left_dead(verb) or (passive_head(verb.doc, told) if told is not None else None)
        if left is not None:
            return replace(frame, heads=(left,))
    if verb.pos_ != "VERB" or verb.dep_ == "amod" or frame.attributive or frame.counted:
        return replace(frame, heads=heads)
    if (nearest := _nearest_person(verb, heads)) is not None:
        return replace(frame, heads=(nearest, *heads[1:]))
    bereft = (
        is_passive(verb) and verb.dep_ in ("ROOT", "ccomp", "advcl", "dep") and not children(verb, "nsubjpass", "nsubj")
    )
    if heads and not bereft:
        return replace(frame, heads=heads)
    found = _head_by_word_order(verb)
    return replace(frame, heads=heads) if found is None else replace(frame, heads=(found,), guessed=True)


def otherwise(frame: Frame) -> Frame | None:
    """Return `frame` with the head of word order, where the tree's counts nobody and is another; None if there is none.

    The tree may take a name within brackets or a committee for who was killed.
    """
    verb = frame.trigger
    if verb.pos_ != "VERB" or not is_passive(verb) or frame.attributive or frame.counted:
        return None
    head = passive_head(verb.doc, verb)
    return None if head is None or head in frame.heads else replace(frame, heads=(head,), guessed=True)


def _is_predicate(head: Token) -> bool:
    """Tell whether the tree takes a verb for who was harmed: the aged of "two men called Ray (aged 49) were killed"."""
    if head.lower_ == "aged":
        return True
    return head.pos_ == "VERB" and head.tag_ in ("VBN", "VBD") and head.lower_ not in lex.STATES and not head.like_num


def _nearest_person(verb: Token, heads: tuple[Token, ...]) -> Token | None:
    """Return the person right before a passive whose subject the tree takes for the organisation before it.

    "A Party of Belin (PB) activist was killed": the activist.
    """
    aux = children(verb, "auxpass")
    if not aux or not heads or heads[0].pos_ != "PROPN" or not is_no_name(heads[0]):
        return None
    nearest = verb.doc[aux[0].i - 1]
    return nearest if nearest.i > heads[0].i and is_personal(nearest) else None


def left_dead(state: Token) -> Token | None:
    """Return whom "left" or "found" before `state` leaves so: "leaving 17 clerks - five women - dead"."""
    for token in reversed(state.doc[max(0, state.i - _INSERTED) : state.i]):
        if lemma_of(token) in ("leave", "find", "render", "make") and token.pos_ == "VERB":
            return active_head(state.doc, token)
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or token.text in (";", ":"):
            return None
    return None


def _head_by_word_order(verb: Token) -> Token | None:
    head = passive_head(verb.doc, verb) if verb.tag_ in ("VBN", "VBD") else None
    if head is not None:
        return head
    active = lemma_of(verb) in lex.TRANSITIVE and (verb.tag_ in _ACTIVE or bool(children(verb, "nsubj")))
    return active_head(verb.doc, verb) if active else None


def surface_frames(doc: Doc, figures: Sequence[Figure], taken: Collection[tuple[Harm, int]]) -> Iterator[Frame]:
    """Yield a frame for each figure that no tree frame counts and that stands right beside a harm word.

    Behind it: "18 people ... killed", "40 dead"; before it: "killing 5". A verb, a full clause or another figure
    between the two breaks the tie.
    """
    counted = {start for _, start in taken}
    for figure in figures:
        if figure.kind == "distractor" or figure.start in counted or _is_base(text_of(doc), figure, figures):
            continue
        span = doc.char_span(figure.start, figure.end, alignment_mode="expand")
        if span is None or _of_somebody(doc, _first(doc, figure, span.start)):
            continue
        found = _behind(doc, span.end, figures) or _before(doc, _first(doc, figure, span.start))
        if found is not None:
            trigger, harm = found
            head = _head(doc, span.start, span.end)
            if head is not None and head.i != trigger.i:
                part = trigger.dep_ == "pobj" and trigger.head.lower_ == "of" and trigger.head.head == head
                yield Frame(harm, trigger, (head,), (trigger,), part=part, verb=governor(trigger), guessed=True)
            elif head is not None:
                yield Frame(harm, trigger, (head,), (trigger,), counted=True, verb=governor(trigger), guessed=True)


def _is_base(text: str, figure: Figure, figures: Sequence[Figure]) -> bool:
    """Tell whether `figure` is what another is out of: the 12 of "eight of the 12 crew members drowned"."""
    return any(f.count is not None and OUT_OF.fullmatch(text, f.end, figure.span_start) for f in figures)


def _of_somebody(doc: Doc, start: int) -> bool:
    """Tell whether a figure belongs to persons named before it: the one of "five members of one family died"."""
    if start < 2 or doc[start - 1].lower_ != "of":
        return False
    noun = noun_lemma(doc[start - 2])
    return noun in lex.PERSONS and noun not in ("crew", "staff", "couple")


def _first(doc: Doc, figure: Figure, start: int) -> int:
    span = doc.char_span(figure.span_start, figure.span_end, alignment_mode="expand")
    return min(start, span.start) if span is not None else start


def _harm_word(token: Token) -> Harm | None:
    state = lex.STATES.get(token.lower_)
    if state is not None:
        return state
    lemma = lemma_of(token)
    if lemma in lex.TRANSITIVE and token.lower_.endswith(("ed", "en", "ain", "pped")):
        return lex.TRANSITIVE[lemma]
    return lex.INTRANSITIVE.get(lemma) if token.lower_ in ("died", "dies", "die", "fled", "flee", "drowned") else None


def _behind(doc: Doc, start: int, figures: Sequence[Figure]) -> tuple[Token, Harm] | None:
    numbers = {f.start for f in figures}
    for token in doc[start : start + _REACH]:
        harm = _harm_word(token)
        if harm is not None:
            doing = lemma_of(token) in lex.TRANSITIVE and not is_passive(token) and children(token, "dobj", "obj")
            return None if doing and not token.is_title else (token, harm)  # "the two blasts killed 40 people"
        if token.text in (",", ";", ":", "-", "–", "—", "(") or token.lower_ in ("and", "who") or token.idx in numbers:
            return None
        if token.lower_ in ("for", "to", "with", "by", "against", "over", "on"):
            return None
        if token.lower_ == "the" and doc[token.i - 1].lower_ != "of":  # "11 of the injured"
            return None
        if token.pos_ in ("VERB", "AUX") and token.lower_ not in lex.AUXILIARIES:
            return None
    return None


def _before(doc: Doc, start: int) -> tuple[Token, Harm] | None:
    dash = start - 1
    if dash > 0 and doc[dash].text in ("–", "—", "-", "(") and (harm := _harm_word(doc[dash - 1])) is not None:
        named = {t.lower_ for t in doc[max(0, dash - 8) : dash]}
        return (doc[dash - 1], harm) if named & {"number", "toll", "total"} else None
    for token in reversed(doc[max(0, start - 2) : start]):
        lemma = lemma_of(token)
        if lemma in lex.TRANSITIVE and token.pos_ in ("VERB", "NOUN", "ADJ", "PROPN"):
            return token, lex.TRANSITIVE[lemma]
        if token.lower_ not in ("another", "a", "further", "the", "estimated"):
            return None
    return None


def _head(doc: Doc, start: int, end: int) -> Token | None:
    """Return the noun that the figure at tokens `start` to `end` counts, or its own last token."""
    own = doc[end - 1]
    if end < len(doc) and noun_lemma(doc[end]) in lex.NOBODY - lex.AMOUNTS:
        return None
    noun = noun_of(own)
    if noun != own:
        return own
    for token in doc[end : end + 5]:
        if token.pos_ in ("NOUN", "PROPN") and noun_lemma(token) in _COUNTABLE:
            following = token.nbor(1) if token.i + 1 < len(doc) else None
            if following is None or following.pos_ not in ("NOUN",) or following.lower_ in lex.STATES:
                return token
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADP", "DET", "ADV") or token.lower_ in lex.STATES:
            break
    return own
