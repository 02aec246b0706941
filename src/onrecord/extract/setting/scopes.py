"""What stretch a figure covers: one incident, a running total, a period or a stock. Rule: codebook 3.3."""

from __future__ import annotations

import re

from spacy.tokens import Token

from onrecord.extract.grammar.tree import children, subjects
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.lexis.stems import stem_finder
from onrecord.model.claim import Harm, Scope

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WAR = r"(?:war|conflict|uprising|insurgency|revolt)"
_CUMULATIVE = re.compile(
    r"\b(?:(?<!has )(?<!have )(?<!had )\bsince\b|\bso far\b|\bto date\b|\buntil now\b|\b(?:death )?toll "
    r"(?:\w+ )?(?:has |had )?(?:risen|rose|rises|climbed|climbs|stands|stood|reached|reaches|hits|hit|passes"
    r"|passed|jumps|exceeds|exceeded|now)\b"
    r"|\bas of\b|\bin total\b|\boverall\b|\bbringing the (?:total|toll|number)\b|\btotal (?:number )?of\b.*\bsince\b"
    r"|\b(?:number|toll|total)\b (?:(?!from\b)[^.;]){0,50}"
    r"\bto (?:(?:more|less|at|over|about|nearly|almost) )?(?:than |least )?\d"
    r"|\balready\b|\bthroughout the\b"
    rf"|\bin (?:the|more than|almost|nearly|over) (?:\w+ ){{0,3}}{_WAR}\b"
    rf"|\bduring the (?:\w+[- ]){{0,3}}(?:{_WAR}|offensive|fighting|crackdown)\b"
    r"|\b(?:in|over|during|after) (?:\w+ ){1,3}(?:years|months) of (?:\w+ )?"
    r"(?:war|conflict|fighting|violence|unrest|siege)\b"
    rf"|\b{_WAR} (?:that )?(?:(?:has|have|had) )?(?:\w+ )?(?:killed|claimed|left|cost|displaced)\b"
    r"|\bsince the (?:start|beginning|outbreak)\b|\bhas left .{0,40}\bdead\b)",
    re.IGNORECASE,
)
_SINCE = re.compile(r"since\b|so far\b|to date\b|until now\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|first|highest|most \w+)\b[^.;]{0,40}\bsince\b", re.IGNORECASE
)
_PERIOD = re.compile(
    r"\b(?:(?:in|over|during|within|for) the (?:past|last|previous|preceding) (?!night|minute)(?:\w+ )?"
    r"(?:hours?|days?|weeks?|months?|years?)\b"
    r"|\b(?:in|over|within) (?:the course of )?(?:just |only |less than )?(?:\d+|two|three|four|five|six|seven|ten|"
    r"a few|several|recent) (?:hours|days|weeks|months)\b(?! of\b)"
    r"|\b(?:this|last) (?:week|month|year)\b|\bin (?:19|20)\d\d\b|\b(?:every|each) (?:day|week|month|year)\b"
    r"|\bbetween .{3,30} and .{3,30}\b(?:19|20)\d\d"
    rf"|\b(?:between|from) (?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?(?:, \d{{4}})? "
    rf"(?:and|to|until) (?:\d{{1,2}} )?{_MONTH}\b"
    rf"|\bin {_MONTH}\b(?! \d{{1,2}}\b)"
    r"|\bduring (?:this|that|the) (?:same )?(?:period|week|month|year)\b"
    r"|\b\w+ (?:days?|weeks?|months?) of (?!age\b|birth\b|pregnancy\b)\w+"
    r"|\ba (?:day|week|month|year)\b(?= (?:on average|are|were)))",
    re.IGNORECASE,
)
# Words without which neither finds anything: most sentences have none of them.
_may_run_on = stem_finder(
    set(
        "since,so far,to date,until now,toll,as of,in total,overall,bringing,total,number,already,throughout".split(",")
    )
    | set("war,conflict,uprising,insurgency,revolt,offensive,fighting,crackdown,years of,months of,has left".split(","))
)
_may_span = stem_finder(
    {"hour", "day", "week", "month", "year", "period", "19", "20"} | set(_MONTH[3:-1].lower().split("|"))
)
_SNAPSHOT = re.compile(
    r"\b(?:currently|remain|remains|are living|are staying|are sheltering|still|is hosting|are being held)\b", re.I
)


def scope_of(frame: Frame, sentence: str, harm: Harm, *, when: str | None, low: int, one: bool = False) -> Scope:
    """Return what stretch the figure covers: one incident, a running total, a period or a stock. Rule: codebook 3.3.

    A running total needs its words near the figure; "since" in another clause than the harm's does not make one.
    `one`: the figure is a single person, who is no total.
    """
    if harm is Harm.SHELTERED:
        return Scope.SNAPSHOT
    clause = _clause_text(frame, sentence)
    if harm in (Harm.DETAINED, Harm.ABDUCTED) and _SNAPSHOT.search(clause):
        return Scope.SNAPSHOT
    if one:
        return Scope.INCIDENT
    runs_on = (_may_run_on(clause) and _CUMULATIVE.search(clause)) or _SINCE.match(when or "")
    if runs_on and _SUPERLATIVE.search(clause) is None:
        return Scope.CUMULATIVE
    if _may_span(clause) and _PERIOD.search(clause) and not _one_attack(frame):
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


_SUMMING = frozenset({"bringing", "taking", "raising", "pushing"})


def _clause_text(frame: Frame, sentence: str) -> str:
    """Return the sentence without relative and participial clauses that do not hold the trigger."""
    doc = frame.trigger.doc
    held = _held(frame.trigger)
    dropped: set[int] = set()
    for token in doc:
        link = token.dep_
        if link == "advcl" and token.lower_ in _SUMMING and token.i not in held:
            dropped |= {t.i for t in token.subtree}  # "two died, bringing the toll to 15": the 15 is the total
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


def _held(token: Token) -> set[int]:
    out = {token.i}
    while token.head != token:
        token = token.head
        out.add(token.i)
    return out
