"""One sentence to its claims: frames, counted phrases, parts, and what the sentence and its neighbours lend them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from onrecord.extract.confidence import confidence_of
from onrecord.extract.credit.credit import credit_of
from onrecord.extract.credit.credit_scope import Why
from onrecord.extract.credit.reporting import Credit
from onrecord.extract.grammar.word_order import place_behind
from onrecord.extract.harm.frame import Frame
from onrecord.extract.harm.hits import find_hits, hits_told_before
from onrecord.extract.harm.merging import Hit
from onrecord.extract.harm.parts import points_back
from onrecord.extract.numbers.figures import Figure, find_figures
from onrecord.extract.numbers.times import times_of
from onrecord.extract.report.discourse import Discourse
from onrecord.extract.setting import setting, standing
from onrecord.extract.setting.perpetrators import perpetrator_of
from onrecord.extract.setting.scopes import scope_of
from onrecord.model.claim import Claim, Doubt, Harm, Modality, Reason, Scope
from onrecord.model.count import Qualifier
from onrecord.model.report import BlockKind, Quote, Report

_TOO_LONG = re.compile(r"\d{12,}")


@dataclass(slots=True)
class Found:
    """What one sentence yields."""

    claims: list[Claim] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # claims that are parts of something told in an earlier sentence


def claims_of_sentence(
    report: Report, kind: BlockKind, discourse: Discourse, index: int, *, before: Harm | None = None
) -> Found:
    """Return the claims and doubts of sentence `index`, offsets into the block's part of the report.

    `before`: the one harm that the sentence before tells of; a sentence without harm of its own may go on with it.
    """
    doc, words = discourse.doc(index), discourse.words(index)
    figures = find_figures(words)
    hits = find_hits(doc, figures) or (hits_told_before(doc, figures, before) if before is not None else [])
    found = Found()
    found.doubts += _unreadable(report, kind, discourse, index, figures)
    credited = {hit.frame.trigger.i: _credit(discourse, index, doc, hit.frame) for hit in hits}
    claims = [_claim(report, kind, discourse, index, hit, credited[hit.frame.trigger.i]) for hit in hits]
    for hit, claim in zip(hits, claims, strict=True):
        if _counts_speaker(words, hit, credited[hit.frame.trigger.i]):
            continue
        whole = hit.parent if hit.parent is not None or not hit.frame.part else _whole_of(hit, hits)
        if whole is not None and not _counts_speaker(words, hits[whole], credited[hits[whole].frame.trigger.i]):
            found.claims.append(replace(claim, part_of=claims[whole].id))
            continue
        if hit.frame.part or points_back(doc, words, hit.harmed):
            found.loose.append(claim.id)
        found.claims.append(claim)
    return found


def _counts_speaker(words: str, hit: Hit, credit: Credit | None) -> bool:
    """Tell whether the counted are whoever speaks: "including children a monitor and two medics said"."""
    if credit is None or not credit.chain or credit.verb is None:
        return False
    start = words.rfind(credit.chain[-1], 0, credit.verb.idx)
    return start >= 0 and start <= hit.harmed.number_start < min(credit.verb.idx, start + len(credit.chain[-1]))


def _unreadable(
    report: Report, kind: BlockKind, discourse: Discourse, index: int, figures: Sequence[Figure]
) -> list[Doubt]:
    """Return a doubt for each number beside harm words that cannot be read with certainty."""
    base, text = discourse.sentences[index].start, report.part(kind)
    out = []
    spots = [(f.start, f.end) for f in figures if f.distractor == "unclear"]
    spots += [m.span() for m in _TOO_LONG.finditer(discourse.words(index))]
    for first, last in sorted(set(spots)):
        start, end = base + first, base + last
        message = f"the number {text[start:end]!r} cannot be read with certainty: give it by hand if it counts harm"
        out.append(Doubt(Reason.UNREADABLE_COUNT, message, Quote(report.id, kind, start, end, text[start:end])))
    return out


def _whole_of(part: Hit, hits: Sequence[Hit]) -> int | None:
    """Return the index of the figure in the same sentence that holds `part`: "11 were among the 26 killed"."""
    fits = [
        i for i, h in enumerate(hits)
        if h is not part and h.harm is part.harm and not h.frame.part and h.harmed.count.low >= part.harmed.count.low
    ]  # fmt: skip
    return fits[0] if fits else None


def _credit(discourse: Discourse, index: int, doc: Doc, frame: Frame) -> Credit | None:
    """Return the credit that covers `frame`. History told beside what somebody says is the outlet's own."""
    credit, why = discourse.credit(index, credit_of(doc, frame.trigger), frame.trigger)
    words = discourse.words(index)
    if why in (Why.GOES_ON, Why.COMPANION):
        dated = " ".join(words[t.start : t.end] for t in times_of(words))
        return None if standing.is_historical(dated or None, words, discourse.published) else credit
    return credit


def _claim(report: Report, kind: BlockKind, discourse: Discourse, index: int, hit: Hit, credit: Credit | None) -> Claim:
    doc, base = discourse.named(index), discourse.sentences[index].start
    frame, harmed, words = hit.frame, hit.harmed, discourse.words(index)
    place, placed_by = _place(discourse, index, hit, credit)
    when, dated_by = _when(discourse, index, doc, frame, credit)
    modality = standing.modality_of(frame, credit, words)
    count = harmed.count
    if count.qualifier is Qualifier.NONE_REPORTED and modality is Modality.DENIED:
        modality = Modality.ATTRIBUTED if credit is not None and credit.chain else Modality.ASSERTED
    following = discourse.words(index + 1) if index + 1 < len(discourse.sentences) else ""
    perpetrator, status = perpetrator_of(frame, credit, words, following)
    scope = scope_of(frame, words, hit.harm, when=when, low=count.low, one=count.high == 1)
    if when is None and scope is Scope.INCIDENT and placed_by != "sentence":  # another town may have another day
        when = discourse.day_before(index)
        dated_by = "context" if when else None
    historical = standing.is_historical(when, words, report.published_at)
    if credit is not None and not credit.chain and not credit.hearsay:
        credit = None
    start, end = base + hit.start, base + hit.end
    text = report.part(kind)
    return Claim(
        quote=Quote(report.id, kind, start, end, text[start:end]), count=count, harm=hit.harm,
        number_start=base + harmed.number_start, number_end=base + harmed.number_end, unit=harmed.unit,
        population=harmed.population, victims=harmed.victims, victim=harmed.victim,
        weapon=setting.weapon_of(words, frame), means=setting.means_of(frame), target=setting.target_of(doc),
        scope=scope, speaker=credit.speaker if credit else None, chain=credit.chain if credit else (),
        modality=modality, historical=historical, context=standing.context_of(words, report.text),
        place=place, placed_by=placed_by, when=when, dated_by=dated_by,
        perpetrator=perpetrator, perpetrator_status=status,
        disjoint=harmed.disjoint, confidence=confidence_of(hit, modality), sentence=words, sentence_start=base,
        listed=harmed.listed,
    )  # fmt: skip


def _place(discourse: Discourse, index: int, hit: Hit, credit: Credit | None) -> tuple[str | None, str | None]:
    own = setting.place_of(discourse.places(index), hit.frame, credit)
    if own is not None and "," in own.text:  # "four people in Astor, seven in Bremmel"
        beside = place_behind(discourse.doc(index), hit.harmed.end)
        return beside or own.text, "sentence"
    if own is not None:
        return own.text, "sentence"
    return discourse.place_before(index)


def _when(
    discourse: Discourse, index: int, doc: Doc, frame: Frame, credit: Credit | None
) -> tuple[str | None, str | None]:
    own = setting.when_of(doc, frame, credit, times_of(discourse.words(index)))
    if own is not None:
        return own.text, "sentence"
    return None, None
