"""Whom a harm word harms by word order alone, where the tree ties nobody to it. Shallow: tags and places, no arcs.

three clerks of the mill in Sarn (the oldest, now shut) [were killed]      the phrase that leads there
gunmen [killed] a dealer of Sarn                                                       the phrase behind it
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from onrecord.extract.grammar.tree import noun_lemma
from onrecord.extract.lexis import lexicon as lex

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_INSIDE = _NOMINAL | {"DET", "ADJ", "PART"}
_PASSIVE = frozenset("was were is are been being be got get gets".split())
_BETWEEN = frozenset("has have had also then later allegedly reportedly all both not n't and since".split())
_RELATIVES = frozenset({"who", "that", "which", "whom"})
_CLOSED_BY = {")": "(", ",": ",", "-": "-", "–": "–", "—": "—", "]": "["}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MARKS = frozenset({",", ";", ":", "(", '"', "“", "–", "—"})
_OPENING = frozenset({"that", "when", "while", "but", "after", "as"})
_NAMING = frozenset({"called", "named", "identified", "known"})  # "two clerks called Ann Ray and Bo Lind"
_LONGEST = 40  # tokens looked over for a phrase


def passive_head(doc: Doc, verb: Token) -> Token | None:
    """Return the head of the phrase that a passive or intransitive `verb` is said of, or None if none leads to it."""
    at = verb.i - 1
    passive = False
    while at >= 0 and (doc[at].pos_ in ("ADV", "AUX") or doc[at].lower_ in _PASSIVE | _BETWEEN or _is_held(doc, at)):
        passive = passive or doc[at].lower_ in _PASSIVE
        at -= 1
    if at < 0 or (verb.tag_ in ("VBN", "VBD") and not passive and verb.lower_ not in _SELF):
        return None
    if doc[at].lower_ in _RELATIVES and at:
        at -= 2 if doc[at - 1].text == "," else 1
    elif doc[at].text in _CLOSED_BY:
        at = _before_insertion(doc, at)
    start = _region(doc, at)
    return _leading_head(doc[start : at + 1]) if at >= start else None


def _is_held(doc: Doc, at: int) -> bool:
    """Tell whether the word only says how sure the passive behind it is: "were believed to have been killed"."""
    return doc[at].lower_ == "to" or (doc[at].tag_ == "VBN" and doc[at].lemma_.lower() in lex.SAID_OF)


def subject_before(doc: Doc, verb: Token) -> Token | None:
    """Return the head of the phrase that leads to an active `verb`, or None if none does."""
    at = verb.i - 1
    if at > 0 and doc[at].text in _CLOSED_BY:
        at = _before_insertion(doc, at)
    if at > 0 and doc[at].lemma_.lower() in lex.PERSONS and doc[at - 1].lower_ in ("a", "an"):
        return doc[at]  # tagged as an adjective
    start = _region(doc, at) if at >= 0 else 0
    return _leading_head(doc[start : at + 1]) if at >= start else None


_SELF = frozenset("died dies drowned fled perished".split())


def active_head(doc: Doc, verb: Token) -> Token | None:
    """Return the head of the noun phrase right behind an active `verb`, or None if none stands there."""
    end = verb.i + 1
    while end < len(doc) and end - verb.i <= _LONGEST and _is_inside(doc[end]):
        end += 1
    phrase = doc[verb.i + 1 : end]
    nouns = [t for t in phrase if t.pos_ in _NOMINAL]
    return nouns[-1] if nouns else None


def _is_inside(token: Token) -> bool:
    """Tell whether `token` can stand within a noun phrase before its head."""
    return token.pos_ in _INSIDE or token.tag_ in ("PRP$", "JJ", "JJR", "RB", "VBN", "HYPH") or token.text == "-"


def _before_insertion(doc: Doc, close: int) -> int:
    """Return the place before what two commas, dashes or brackets enclose: the phrase that it belongs to ends there."""
    opening = _CLOSED_BY[doc[close].text]
    for at in range(close - 1, max(-1, close - _LONGEST), -1):
        if doc[at].text == opening:
            return at - 1
        if doc[at].text in (";", ".", ":"):
            break
    return -1


def _region(doc: Doc, last: int) -> int:
    """Return where the clause of the phrase that ends at `last` begins: behind a finite verb, a mark or "that"."""
    at = last
    while at >= 0 and last - at < _LONGEST:
        token = doc[at]
        if token.text in _MARKS or (token.pos_ == "SCONJ" and token.tag_ != "IN") or token.lower_ in _OPENING:
            break
        if (token.pos_ in ("VERB", "AUX") or token.tag_ in _FINITE) and not _reduced(doc, at):
            break
        at -= 1
    return at + 1


def _reduced(doc: Doc, at: int) -> bool:
    """Tell whether the verb form at `at` belongs to a noun phrase: "guests staying there", "alleged members"."""
    token = doc[at]
    if token.lower_ in _NAMING and at > 0 and doc[at - 1].pos_ in ("NOUN", "PROPN"):
        return True
    if token.tag_ == "VB" or token.tag_ in _FINITE or (token.pos_ == "AUX" and token.lower_ != "being"):
        return False
    if token.tag_ == "VBN" and at > 0 and doc[at - 1].lower_ == "being":
        return True
    behind = doc[at + 1] if at + 1 < len(doc) else None
    if token.tag_ == "VBN" and behind is not None and behind.pos_ in _NOMINAL:
        return True
    ahead = at - 2 if at > 1 and doc[at - 1].text in ("'", "’", "”", '"') else at - 1
    return ahead >= 0 and doc[ahead].pos_ in ("NOUN", "PROPN")


def _leading_head(region: Span) -> Token | None:
    """Return the head of the last noun phrase of `region` that no preposition governs: the subject's."""
    best: Token | None = None
    at = 0
    while at < len(region):
        end = at
        while end < len(region) and _is_inside(region[end]) and not (end > at and _starts_anew(region, end)):
            end += 1
        nouns = [t for t in region[at:end] if t.pos_ in _NOMINAL]
        ahead = region[at - 1].pos_ if at else ""
        governed = ahead in ("ADP", "VERB", "CCONJ") and not _qualifies(region, at - 1)
        if nouns and (not governed or (best is None and (ahead == "CCONJ" or _has_trade(nouns)))):
            best = nouns[-1]
        at = max(end, at + 1)
    return best


def _starts_anew(region: Span, at: int) -> bool:
    """Tell whether a number begins a phrase of its own behind another noun: "issued today 11 persons"."""
    return region[at].like_num and region[at - 1].pos_ in ("NOUN", "PROPN")


def _has_trade(nouns: Sequence[Token]) -> bool:
    """Tell whether a name with its trade is run into a place before it: "of Sarn baker Ann Ray was killed"."""
    if len(nouns) > 2 and all(t.pos_ == "PROPN" for t in nouns[-2:]) and nouns[0].is_lower:
        return True  # "according to the claim Ann Ray was killed"
    trades = [i for i, t in enumerate(nouns) if t.is_lower and noun_lemma(t) in lex.PERSONS]
    return (
        bool(trades)
        and trades[0] > 0
        and all(t.pos_ == "PROPN" for t in nouns[trades[-1] + 1 :])
        and nouns[-1].pos_ == "PROPN"
    )


def _qualifies(region: Span, at: int) -> bool:
    """Tell whether the word at `at` belongs to a figure rather than governs it: "at least", "more than", "up to"."""
    behind = region[at + 1].lower_
    ahead = region[at - 1].lower_ if at else ""
    return behind in ("least", "most") or ahead in ("more", "less", "fewer", "up", "close", "many")


_PLACING = frozenset({"in", "at", "near", "outside"})


def _behind_place(doc: Doc, at: int) -> int:
    """Return where the words behind "in Astor" begin, `at` itself where no place stands there."""
    if at >= len(doc) or doc[at].lower_ not in _PLACING:
        return at
    end = at + 1
    while end < len(doc) and (doc[end].pos_ in ("PROPN", "DET", "NOUN") or doc[end].lower_ in ("of", "-")):
        end += 1
    return end


def place_behind(doc: Doc, end: int) -> str | None:
    """Return the name of the place that "in" or "near" gives right behind code point `end`, or None."""
    at = next((t.i for t in doc if t.idx >= end), len(doc))
    stop = at + 1
    while stop < len(doc) and (doc[stop].pos_ == "PROPN" or doc[stop].text == "-"):
        stop += 1
    named = at < len(doc) and doc[at].lower_ in _PLACING and stop > at + 1
    return str(doc[at + 1 : stop].text) if named else None


def continued(doc: Doc, last: Token, counted: Sequence[int]) -> Token | None:
    """Return the number's noun that goes on the list that `last` ends: the "12 more" of "a clerk and 12 more".

    `counted`: code points where numbers begin. None where a verb follows, which has that phrase for its subject.
    """
    at = _behind_place(doc, last.i + 1)
    placed = at > last.i + 1
    while at < len(doc) and (doc[at].text in (",", "&") or doc[at].lower_ in ("and", "plus")):
        at += 1
    if at == last.i + 1 or at >= len(doc) or doc[at].idx not in counted:
        return None
    if placed and doc[at].like_num and at + 1 < len(doc) and doc[at + 1].lower_ in _PLACING:
        return doc[at]  # "four people in Astor, seven in Bremmel"
    if placed:
        return None
    end = at
    while end < len(doc) and _is_inside(doc[end]) and doc[end].lower_ not in lex.STATES:
        end += 1
    nouns = [t for t in doc[at:end] if t.pos_ in _NOMINAL]
    goes_on = end < len(doc) and (
        doc[end].pos_ in ("AUX", "VERB") or doc[end].lower_ in lex.STATES or doc[end].text == "("
    )
    if not nouns or goes_on:
        return None
    return nouns[-1]


_TOLL_REACH = 12


def toll_told(doc: Doc, toll: int) -> Token | None:
    """Return the number that the toll at `toll` is said to be: "rose from 9 by 3 to 12", "reached 330", "at 13".

    None where no verb of counting or "at" leads to a number of its own before the clause ends.
    """
    led: Token | None = None
    first: Token | None = None
    for token in doc[toll + 1 : toll + 1 + _TOLL_REACH]:
        if token.text in (";", ":", "(", "–", "—") or token.lower_ in ("after", "as", "when", "while", "but"):
            break
        if token.lemma_.lower() in lex.TOLL_VERBS:
            led = token
        if token.like_num and not _dates(token):
            before = {t.lower_ for t in doc[max(toll + 1, token.i - 4) : token.i]}
            if "to" in before or ("at" in before - {"least"} and doc[token.i - 1].lower_ != "least"):
                return token
            if led is not None and first is None and "by" not in before and "from" not in before:
                first = token
    return first


def _dates(token: Token) -> bool:
    """Tell whether the number is a day or a year: beside a month, or of four digits behind "in"."""
    near = [t.text[:3] for t in token.doc[max(0, token.i - 1) : token.i + 2]]
    month = any(n in _MONTHS for n in near)
    return month or (len(token.text) == 4 and token.i > 0 and token.nbor(-1).lower_ == "in")


_MONTHS = frozenset("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
