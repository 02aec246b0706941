"""Where, when and with what, in the words of the sentence. Grounding them is another room's work."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from onrecord.extract.credit.reporting import Credit
from onrecord.extract.grammar.tree import STRONG_PREPS, children, lemma_of, once, text_of
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.lexis.stems import stem_finder
from onrecord.extract.numbers.times import TimeWords, times_of

_PLACE_PREPS = frozenset(
    "in at near outside on inside around across from of to within into off toward towards along".split()
)
_MAY_PLACE = _PLACE_PREPS | {"for"}
# A name behind one of these is a place, whatever the tagger says.
_LOCATIVE = frozenset("in at near outside inside around".split())
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NOT_PLACES = frozenset({"MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LAW", "EVENT"})
_WEAPON = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(lex.WEAPONS, key=len, reverse=True))) + r")s?\b", re.IGNORECASE
)
_may_arm = stem_finder({word.lower() for word in lex.WEAPONS})


@dataclass(frozen=True, slots=True)
class Words:
    """Verbatim words and where they stand in the sentence."""

    text: str
    start: int
    end: int


def _chain(token: Token) -> list[Token]:
    out = [token]
    while token.head != token:
        token = token.head
        out.append(token)
    return out


def place_phrases(doc: Doc) -> list[tuple[Token, Words]]:
    """Return the place phrases of a sentence with their prepositions, in order: names behind a preposition of place."""
    out = []
    dated: set[int] | None = None
    for prep in doc:
        if prep.lower_ not in _MAY_PLACE or (prep.dep_ != "prep" and prep.pos_ != "ADP"):
            continue
        struck = prep.lower_ in ("for", "of", "on") and _struck(prep.head)
        if prep.lower_ not in _PLACE_PREPS and not struck:
            continue
        if dated is None:
            dated = {i for t in times_of(text_of(doc)) for i in range(t.start, t.end)}
        for obj in children(prep, "pobj"):
            sure = prep.lower_ in _LOCATIVE or any(t.ent_type_ in _PLACE_LABELS for t in obj.subtree)
            if (sure or (struck and _nameless(prep, obj))) and (found := _place_words(obj, dated)):
                out.append((prep, found))
    return out


def _nameless(prep: Token, obj: Token) -> bool:
    """Tell whether a name that the tagger does not know as a place may be one: "attack on Hamas" is none."""
    if lemma_of(prep.head) in lex.LANDING:
        return True  # "shells fell on Dorrum": on whatever the tagger takes it for
    return obj.ent_type_ == "" or (prep.lower_ == "for" and obj.ent_type_ != "NORP")


def _struck(head: Token) -> bool:
    """Tell whether `head` is what comes over a place: "the battle for Tripoli", "shells fell on Dorrum"."""
    return head.lemma_.lower() in lex.FOUGHT_FOR or lemma_of(head) in lex.LANDING


def _place_words(obj: Token, dated: Collection[int]) -> Words | None:
    subtree = [t for t in obj.subtree if not _beyond(t, obj)]
    names = [t for t in subtree if t.pos_ == "PROPN" and t.ent_type_ not in _NOT_PLACES and t.idx not in dated]
    if not names or obj.idx in dated or obj.ent_type_ in ("CARDINAL", "MONEY", "PERCENT"):
        return None
    if (
        obj.pos_ == "NOUN"
        and obj.lemma_.lower() not in lex.PLACE_NOUNS
        and not any(t.ent_type_ in _PLACE_LABELS for t in names)
    ):
        return None
    if obj.lemma_.lower() in lex.PERSONS or obj.lemma_.lower() in lex.MEANS:
        return None
    chosen = sorted(t.i for t in subtree)
    low = high = obj.i
    allowed = set(chosen)
    while low - 1 in allowed:
        low -= 1
    while high + 1 in allowed:
        high += 1
    while high > obj.i and obj.doc[high].dep_ in ("punct", "cc", "prep", "case"):
        high -= 1
    span = obj.doc[low : high + 1]
    return Words(span.text, span.start_char, span.end_char)


def _beyond(token: Token, obj: Token) -> bool:
    """Tell whether `token` hangs in a clause or date below `obj` rather than in the place's name."""
    while token.i != obj.i:
        if token.dep_ in ("relcl", "acl", "advcl", "npadvmod", "tmod"):
            return True
        if token.dep_ == "prep" and token.lower_ in (
            "on",
            "during",
            "after",
            "since",
            "by",
            "for",
            "with",
            "including",
            "before",
        ):
            return True
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
            return True
        if obj.pos_ == "PROPN" and _of_others(token):
            return True
        token = token.head
    return False


def _of_others(token: Token) -> bool:
    """Tell whether an "of" joins no name to a name: "the murder in Merrow of two teachers"."""
    of = token.dep_ == "prep" and token.lower_ == "of"
    return of and all(o.pos_ != "PROPN" for o in children(token, "pobj"))


def place_of(places: Sequence[tuple[Token, Words]], frame: Frame, credit: Credit | None) -> Words | None:
    """Return which of a sentence's `places` is the harm's: the nearest in the tree outside the reporting clause.

    "in Idlib" hangs on the verb, on the victims or on the weapon; a phrase on the speaker's name is no place of harm.
    """
    spoken = credit.chain if credit else ()
    ancestors = {t.i: n for n, t in enumerate(_chain(frame.trigger))}
    best: tuple[tuple[int, int, int], Words] | None = None
    for prep, words in places:
        if any(words.text in name for name in spoken) and not any(t.i in ancestors for t in (prep.head,)):
            continue
        near = prep.lower_ in STRONG_PREPS or _struck(prep.head) or prep.head.lemma_.lower() in lex.PLACE_NOUNS
        near |= prep.lower_ == "from" and prep.head == frame.trigger and frame.harm in lex.MOVED
        if not near:
            continue
        distance = next((ancestors[t.i] + n for n, t in enumerate(_chain(prep)) if t.i in ancestors), 99)
        rank = (distance // 3, 0 if words.start > frame.trigger.idx else 1, abs(words.start - frame.trigger.idx))
        if best is None or rank < best[0]:
            best = (rank, words)
    return best[1] if best else None


def when_of(doc: Doc, frame: Frame, credit: Credit | None, times: Sequence[TimeWords]) -> Words | None:
    """Return the time words that date the harm: not those that date the speaker's statement. Rule: codebook 4.3."""
    reporting = credit.verb if credit else None
    ancestors = {t.i: n for n, t in enumerate(_chain(frame.trigger))}
    best: tuple[tuple[int, int], Words] | None = None
    for time in times:
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None:
            continue
        head = span.root
        path = [t.i for t in _chain(head)]
        if reporting is not None and _dates_statement(head, reporting, frame.trigger):
            continue
        distance = next((ancestors[i] + n for n, i in enumerate(path) if i in ancestors), 99)
        rank = (
            0 if time.kind in ("since", "duration", "so_far") and distance < 9 else distance,
            abs(time.start - frame.trigger.idx),
        )
        if best is None or rank < best[0]:
            best = (rank, Words(text_of(doc)[time.start : time.end], time.start, time.end))
    return best[1] if best else None


def _dates_statement(head: Token, reporting: Token, trigger: Token) -> bool:
    """Tell whether a time hangs on the reporting verb itself: "police said on Friday that a bus had been hit".

    "died on Saturday, officials said" hangs on the harm; where a time stands right after the reporting verb, or the
    parser hung it there and it does not lie between harm word and comma, it dates the statement.
    """
    if reporting.i == trigger.i:
        return False
    token = head
    while token.head != token and token.i != reporting.i:
        if token.i == trigger.i:
            return False
        token = token.head
    if token.i != reporting.i:
        return False
    low, high = sorted((reporting.i, trigger.i))
    between = head.doc[low + 1 : high]
    if head.i > reporting.i:
        return trigger.i < reporting.i or head.i < trigger.i
    return trigger.i > reporting.i or (low < head.i < high and any(t.text == "," for t in between if t.i < head.i))


@lru_cache(maxsize=8)
def _weapons(sentence: str) -> tuple[re.Match[str], ...]:
    return tuple(_WEAPON.finditer(sentence)) if _may_arm(sentence) else ()


def weapon_of(sentence: str, frame: Frame) -> str | None:
    """Return the weapon or means words nearest to the harm word, verbatim, None if the sentence names none."""
    found = _weapons(sentence)
    if not found:
        return None
    return min(found, key=lambda m: abs(m.start() - frame.trigger.idx)).group(0)


def means_of(frame: Frame) -> str | None:
    """Return what did it, as a phrase ("a suicide attack", "shelling"), where an agent or an "in ..." names it.

    Or a clause of its own: "died when a mine exploded".
    """
    verb = frame.verb or frame.trigger
    spots = [*frame.agents, *(o for p in children(verb, "prep", "agent") for o in children(p, "pobj"))]
    spots += [s for clause in children(verb, "advcl") for s in children(clause, "nsubj", "nsubjpass")]
    for token in spots:
        if token.lemma_.lower() in lex.MEANS:
            first = min([token, *children(token, "compound", "amod")], key=lambda t: t.i)
            return str(token.doc[first.i : token.i + 1].text)
    return None


def target_of(doc: Doc) -> str | None:
    """Return the facility or thing that the sentence says was struck, verbatim."""
    return once(doc, _target)


def _target(doc: Doc) -> str | None:
    for token in doc:
        lemma = token.lemma_.lower()
        if lemma in lex.TARGETS and token.pos_ in ("NOUN", "PROPN"):
            head = token.head
            if lemma_of(head) in lex.ATTACKS or (head.dep_ == "prep" and _strikes(head.head)):
                return str(doc[token.left_edge.i : token.i + 1].text)
    return None


def _strikes(word: Token) -> bool:
    """Tell whether what stands behind `word` and a preposition was struck: "strike on", "opened fire on"."""
    fired = lemma_of(word) == "open" and any(o.lower_ == "fire" for o in children(word, "dobj"))
    return fired or lemma_of(word) in lex.ATTACKS or lemma_of(word) == "explode" or word.lower_ == "fire"
