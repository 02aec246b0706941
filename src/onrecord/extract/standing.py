"""How a claim stands: modality, scope, context, and whether it is history. Rules: codebook 3.3, 3.5, 3.6."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from onrecord.extract import lexicon as lex
from onrecord.extract.frame import Frame
from onrecord.extract.reporting import Credit
from onrecord.extract.tree import children, governor, lemma_of, subjects
from onrecord.model.claim import Context, Harm, Modality, Scope

_CUMULATIVE = re.compile(
    r"\bsince\b|\bso far\b|\bto date\b|\buntil now\b|\b(?:death )?toll (?:\w+ )?(?:has |had )?"
    r"(?:risen|rose|rises|climbed|climbs|stands|stood|reached|reaches|hits|hit|passes|passed|jumps|exceeds|exceeded|now)\b"
    r"|\bas of\b|\bin total\b|\boverall\b|\bbringing the (?:total|toll|number)\b|\btotal (?:number )?of\b.*\bsince\b"
    r"|\balready\b|\bthroughout the\b"
    r"|\bin (?:the|more than|almost|nearly|over) (?:\w+ ){0,3}(?:war|conflict|uprising|insurgency|revolt)\b"
    r"|\bduring the (?:\w+[- ]){0,3}(?:war|conflict|uprising|insurgency|revolt|offensive|fighting|crackdown)\b"
    r"|\b(?:in|over|during|after) (?:\w+ ){1,3}(?:years|months) of (?:\w+ )?"
    r"(?:war|conflict|fighting|violence|unrest|siege)\b"
    r"|\b(?:war|conflict|uprising|insurgency|revolt) (?:that )?(?:has|have|had) (?:\w+ )?"
    r"(?:killed|claimed|left|cost|displaced)\b"
    r"|\bsince the (?:start|beginning|outbreak)\b|\bhas left .{0,40}\bdead\b|\bafter \w+ (?:days|weeks|months) of\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"since\b|so far\b|to date\b|until now\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|first|highest|most \w+)\b[^.;]{0,40}\bsince\b", re.IGNORECASE
)
_PERIOD = re.compile(
    r"\b(?:in|over|during|within|for) the (?:past|last|previous|preceding) (?!night|minute)(?:\w+ )?"
    r"(?:hours?|days?|weeks?|months?|years?)\b"
    r"|\b(?:this|last) (?:week|month|year)\b|\bin (?:19|20)\d\d\b|\b(?:every|each) (?:day|week|month|year)\b"
    r"|\bbetween .{3,30} and .{3,30}\b(?:19|20)\d\d"
    r"|\bin (?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?! \d{1,2}\b)"
    r"|\bduring (?:this|that|the) period\b|\b\w+ days of (?:fighting|clashes|violence)\b"
    r"|\ba (?:day|week|month|year)\b(?= (?:on average|are|were))",
    re.IGNORECASE,
)
_SNAPSHOT = re.compile(
    r"\b(?:currently|remain|remains|are living|are staying|are sheltering|still|is hosting|are being held)\b", re.I
)
_FEARED = re.compile(r"\b(?:feared|presumed|believed|thought|suspected)\b", re.IGNORECASE)
_CONFLICT = re.compile(r"\b(?:" + "|".join(map(re.escape, lex.CONFLICT_CUES)) + r")", re.IGNORECASE)
_ARMED = re.compile(r"\b(?:" + "|".join(map(re.escape, lex.ARMED_CUES)) + r")", re.IGNORECASE)
_APART = re.compile(r"(?:separately|elsewhere|meanwhile|in (?:a|another) (?:separate|other))\b", re.IGNORECASE)
_CONTEXTS = {
    c: re.compile("|".join(r"\b" + re.escape(w) for w in ws), re.IGNORECASE) for c, ws in lex.CONTEXT_CUES.items()
}
_FIGURATIVE = re.compile("|".join(map(re.escape, lex.FIGURATIVE)))
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_WAR_OF = re.compile(
    r"\b(?:war|uprising|revolt|massacre|genocide|siege|battle|offensive|invasion) (?:of|in) (1[89]\d\d|20\d\d)\b", re.I
)
_LONG_AGO = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many|twenty) years? (?:ago|earlier|before)\b"
    r"|\bin the (?:19|20)\d0s\b|\bdecades? ago\b|\banniversary\b|\ba decade ago\b",
    re.IGNORECASE,
)
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
        _FEARED.fullmatch(t.text) for t in [*_chain_up(frame.trigger), *frame.trigger.subtree]
    ):
        return Modality.FEARED
    if credit is not None and (credit.chain or credit.hearsay):
        return Modality.ATTRIBUTED
    return Modality.ASSERTED


def _negated(trigger: Token, verb: Token) -> bool:
    holders = {trigger, verb} if verb in _chain_up(trigger)[:4] else {trigger}
    return any(c.dep_ == "neg" or c.lower_ in ("not", "n't", "never") for t in holders for c in t.children)


def _irrealis(frame: Frame, verb: Token) -> Modality | None:
    """Return FUTURE, HYPOTHETICAL or FEARED where an auxiliary, an infinitive or an "if" says so."""
    clause = {frame.trigger, verb} if frame.trigger.pos_ not in ("VERB", "AUX") else {frame.trigger}
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
            if lemma_of(head) in lex.SPEECH:
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
            "prevent",
            "anticipate",
        ):
            return Modality.FUTURE if lemma_of(governor(head.head)) == "anticipate" else Modality.HYPOTHETICAL
        if any(c.lower_ in ("anticipated", "expected", "potential", "possible", "likely") for c in token.lefts):
            return Modality.FUTURE
    return None


def scope_of(frame: Frame, sentence: str, harm: Harm, *, when: str | None, low: int) -> Scope:
    """Return what stretch the figure covers: one incident, a running total, a period or a stock. Rule: codebook 3.3.

    A running total needs its words near the figure; "since" in another clause than the harm's does not make one.
    """
    clause = _clause_text(frame, sentence)
    if harm is Harm.SHELTERED:
        return Scope.SNAPSHOT
    if harm in (Harm.DETAINED, Harm.ABDUCTED) and _SNAPSHOT.search(clause):
        return Scope.SNAPSHOT
    if _SUPERLATIVE.search(clause) is None and (_CUMULATIVE.search(clause) or _SINCE.match(when or "")):
        return Scope.CUMULATIVE
    if _PERIOD.search(clause) and not _one_attack(frame):
        return Scope.PERIOD
    if harm is Harm.DISPLACED and low >= 1000:
        return Scope.CUMULATIVE
    return Scope.INCIDENT


def _one_attack(frame: Frame) -> bool:
    """Tell whether a single attack is named as having done it: "a bombing killed 31", however vague its date."""
    verb = frame.verb or frame.trigger
    spots = [*frame.agents, *subjects(verb), *(o for p in children(verb, "prep") for o in children(p, "pobj"))]
    one = {"a", "an", "the", "another", "one"}
    return any(t.lemma_.lower() in lex.SINGLE_ATTACKS and one & {c.lower_ for c in t.children} for t in spots)


def _clause_text(frame: Frame, sentence: str) -> str:
    """Return the sentence without relative and participial clauses that do not hold the trigger."""
    doc = frame.trigger.doc
    held = {t.i for t in _chain_up(frame.trigger)}
    dropped: set[int] = set()
    for token in doc:
        link = token.dep_
        if link not in ("relcl", "conj") or token.i in held:
            continue
        if link == "relcl":
            dropped |= {t.i for t in token.subtree if not (t.dep_ == "mark" and t.lower_ == "since")}
        elif token.pos_ in ("VERB", "AUX") and children(token, "nsubj", "nsubjpass"):
            dropped |= {t.i for t in token.subtree} - {t.i for c in _trailing(token) for t in c.subtree}
    return "".join(t.text_with_ws for t in doc if t.i not in dropped) if dropped else sentence


def _trailing(verb: Token) -> list[Token]:
    """Return the "since ..." at the end of the last of several clauses: it covers them all."""
    return [c for c in children(verb, "advcl", "prep") if next(iter(c.subtree)).lower_ == "since" and c.i > verb.i]


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
    whole = _strongest(text)
    return whole if whole is not None and not _ARMED.search(text) else Context.CONFLICT


@lru_cache(maxsize=8)
def _strongest(stretch: str) -> Context | None:
    scores = {c: len(p.findall(stretch)) for c, p in _CONTEXTS.items()}
    best = max(scores, key=lambda c: scores[c])
    return best if scores[best] else None


def is_historical(when: str | None, clause: str, published: date | None) -> bool:
    """Return whether the harm belongs to an older event: another year than the report's, or years ago.

    Rule: codebook 3.5, "historical". A running total since an earlier year is no history.
    """
    if when is not None and re.match(r"since\b", when, re.IGNORECASE):
        return False
    years = [int(y) for y in _YEAR.findall(when or "")] or [int(y) for y in _WAR_OF.findall(clause)]
    if years and published is not None:
        return max(years) < published.year - (0 if published.month > 2 else 1)
    return bool(_LONG_AGO.search(clause))


def is_figurative(sentence: str) -> bool:
    """Return whether the sentence is about sport, money or a figure of speech rather than harm. Rule: codebook 3.1."""
    lower = sentence.casefold()
    if _FIGURATIVE.search(lower) is None:
        return False
    hits = sum(bool(re.search(rf"\b{re.escape(w)}\b", lower)) for w in lex.FIGURATIVE)
    return hits >= 2 or any(w in lower for w in lex.FIGURATIVE[:5])
