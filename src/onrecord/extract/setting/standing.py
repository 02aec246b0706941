"""How a claim stands: modality, context, and whether it is history. Rules: codebook 3.5, 3.6."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from onrecord.extract.credit.reporting import Credit
from onrecord.extract.grammar.tree import children, governor, lemma_of
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.lexis.stems import stem_finder
from onrecord.model.claim import Context, Harm, Modality

_FEARED = re.compile(r"\b(?:" + "|".join(sorted(lex.FEARED)) + r")\b", re.IGNORECASE)
_CONFLICT = re.compile(r"\b(?:" + "|".join(map(re.escape, lex.CONFLICT_CUES)) + r")", re.IGNORECASE)
_ARMED = re.compile(r"\b(?:" + "|".join(map(re.escape, lex.ARMED_CUES)) + r")", re.IGNORECASE)
_APART = re.compile(r"(?:separately|elsewhere|meanwhile|in (?:a|another) (?:separate|other))\b", re.IGNORECASE)
_CONTEXTS = {
    c: re.compile(r"\b(?:" + "|".join(map(re.escape, ws)) + ")", re.IGNORECASE) for c, ws in lex.CONTEXT_CUES.items()
}
_cued = stem_finder({word.lower() for words in lex.CONTEXT_CUES.values() for word in words})
_FIGURATIVE = re.compile("|".join(map(re.escape, lex.FIGURATIVE)))
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_WAR_OF = re.compile(
    r"\b(?:war|uprising|revolt|massacre|genocide|siege|battle|offensive|invasion) (?:of|in) (1[89]\d\d|20\d\d)\b"
    r"|\bthe (1[89]\d\d|20\d\d) (?:\w+ )?(?:war|uprising|revolt|massacre|genocide|siege|offensive|invasion|bombing)\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|twenty) years? (?:ago|earlier|before)\b"
    r"|\bin the (?:19|20)\d0s\b|\bdecades? ago\b|\banniversary\b|\ba decade ago\b",
    re.IGNORECASE,
)
_may_date_back = stem_finder({"year", "decade", "anniversary", "18", "19", "20"})  # of both
MOVED = frozenset({Harm.DISPLACED, Harm.SHELTERED})


def _chain_up(token: Token) -> list[Token]:
    out = [token]
    while token.head != token:
        token = token.head
        out.append(token)
    return out


def modality_of(frame: Frame, credit: Credit | None, sentence: str) -> Modality:
    """Return how the claim of `frame` is put forward: exactly one modality. Rule: codebook 3.5."""
    verb = frame.verb or governor(frame.trigger)
    if _negated(frame.trigger, verb) or (credit is not None and credit.denied):
        return Modality.DENIED
    irrealis = _irrealis(frame, verb)
    if irrealis is not None:
        return irrealis
    window = sentence[max(0, frame.trigger.idx - 40) : frame.trigger.idx + 40]
    if _FEARED.search(window) and any(
        _FEARED.fullmatch(t.text) and t.dep_ != "amod" for t in _held_true(frame.trigger)
    ):
        return Modality.FEARED
    if credit is not None and (credit.chain or credit.hearsay):
        return Modality.ATTRIBUTED
    return Modality.ASSERTED


def _held_true(trigger: Token) -> list[Token]:
    """Return the words that say how sure the clause of `trigger` is: those above it in its clause, and right below."""
    out = [trigger, *(c for c in trigger.children if c.dep_ not in ("relcl", "acl", "advcl"))]
    while trigger.head != trigger and trigger.dep_ not in ("advcl", "relcl"):
        trigger = trigger.head
        out.append(trigger)
    return out


def _bears(trigger: Token, verb: Token) -> bool:
    """Tell whether `verb` says of a noun of harm that it was, will be or was not: "caused no deaths"."""
    return trigger.pos_ not in ("VERB", "AUX") and (
        lemma_of(verb) in lex.BEARING or trigger.dep_ in ("dobj", "attr", "acomp", "oprd", "ROOT")
    )


def _negated(trigger: Token, verb: Token) -> bool:
    """Tell whether the harm is denied, not something else about it: "the dead had not been identified"."""
    bears = trigger.pos_ in ("VERB", "AUX") or _bears(trigger, verb)
    holders = {trigger, verb} if bears and verb in _chain_up(trigger)[:4] else {trigger}
    if any(c.dep_ == "neg" or c.lower_ in ("not", "n't", "never") for t in holders for c in t.children):
        return True
    spoken_of = children(trigger, "nsubj", "nsubjpass", "dobj")  # "neither the driver nor his passengers were hurt"
    return any(c.lower_ == "neither" for s in spoken_of for c in s.children)


def _irrealis(frame: Frame, verb: Token) -> Modality | None:
    """Return FUTURE, HYPOTHETICAL or FEARED where an auxiliary, an infinitive or an "if" says so."""
    clause = {frame.trigger, verb} if _bears(frame.trigger, verb) else {frame.trigger}
    for token in clause:
        head = token
        for _ in range(3):
            words = {c.lower_: c for c in children(head, "aux", "auxpass", "mark", "advmod")}
            if words.keys() & lex.FUTURE_AUX:
                return Modality.FUTURE
            if modal := words.keys() & lex.HYPOTHETICAL_AUX:
                return Modality.FEARED if modal & {"may", "might"} and "have" in words else Modality.HYPOTHETICAL
            if words.keys() & {"if", "unless", "lest"}:
                return Modality.HYPOTHETICAL
            if head.dep_ != "conj" or children(head, "nsubj", "nsubjpass"):
                break
            head = head.head
        if head.dep_ in ("xcomp", "advcl", "acl", "ccomp", "pcomp") and "to" in {
            c.lower_ for c in children(head, "aux")
        }:
            above = head.head
            if lemma_of(head) in lex.SPEECH or lemma_of(above) == "post":
                break  # "posted to announce the death"
            if lemma_of(above) in lex.IRREALIS_VERBS or (
                head.dep_ in ("acl", "advcl") and above.pos_ in ("NOUN", "VERB")
            ):
                return (
                    None
                    if lemma_of(above) in lex.CAUSATIVES or above.lemma_ in ("toll", "people")
                    else Modality.HYPOTHETICAL
                )
        if head.dep_ in ("pcomp", "dobj", "pobj", "attr") and lemma_of(governor(head.head)) in (
            "avoid",
            "escape",
            "prevent",
            "anticipate",
        ):
            return Modality.FUTURE if lemma_of(governor(head.head)) == "anticipate" else Modality.HYPOTHETICAL
        if any(c.lower_ in ("anticipated", "expected", "potential", "possible", "likely") for c in token.lefts):
            return Modality.FUTURE
    return None


@lru_cache(maxsize=8)
def context_of(sentence: str, text: str) -> Context:
    """Return what kind of harm the sentence tells of, by its own cues, then by the whole text's. Rule: codebook 3.6.

    An accident's or disaster's word decides only where no word of armed violence stands in the same stretch.
    """
    own = _strongest(sentence)
    if own is not None:
        return own if not _ARMED.search(sentence) or own is Context.DISEASE else Context.CONFLICT
    if _CONFLICT.search(sentence):
        return Context.CONFLICT
    return Context.CONFLICT if _APART.match(sentence) else _context_of_text(text)


@lru_cache(maxsize=4)
def _context_of_text(text: str) -> Context:
    """Return what kind of harm a whole text tells of: looked for once a text, not once a claim."""
    whole = None if _ARMED.search(text) else _strongest(text)
    return Context.CONFLICT if whole is None else whole


@lru_cache(maxsize=8)
def _strongest(stretch: str) -> Context | None:
    if not _cued(stretch):
        return None
    scores = {c: len(p.findall(stretch)) for c, p in _CONTEXTS.items()}
    best = max(scores, key=lambda c: scores[c])
    return best if scores[best] else None


_LAST_YEAR = re.compile(r"(?:in |during )?(?:the )?(?:last|previous) year$", re.IGNORECASE)


def is_historical(when: str | None, clause: str, published: date | None) -> bool:
    """Return whether the harm belongs to an older event: another year than the report's, or years ago.

    Rule: codebook 3.5, "historical". A running total since an earlier year is no history.
    """
    if when is not None and re.match(r"since\b", when, re.IGNORECASE):
        return False
    dated = _may_date_back(clause)
    years = [int(y) for y in _YEAR.findall(when or "")]
    years = years or [int(a or b) for a, b in (_WAR_OF.findall(clause) if dated else ())]
    if when is not None and published is not None and _LAST_YEAR.match(when):
        years.append(published.year - 1)
    if years and published is not None:
        return max(years) < published.year - (0 if published.month > 2 else 1)
    return dated and _LONG_AGO.search(clause) is not None


def is_figurative(sentence: str) -> bool:
    """Return whether the sentence is about sport, money or a figure of speech rather than harm. Rule: codebook 3.1."""
    lower = sentence.casefold()
    if _FIGURATIVE.search(lower) is None:
        return False
    hits = sum(bool(re.search(rf"\b{re.escape(w)}\b", lower)) for w in lex.FIGURATIVE)
    return hits >= 2 or any(w in lower for w in lex.IDIOMS)
