"""Attacks on facilities told without a figure: kept as statements, so that silence on harm stays silence.

Rule: codebook 3.10. Other statements (meetings, aid, accusations) are not read yet.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.credit.credit import credit_of
from onrecord.extract.credit.reporting import Credit
from onrecord.extract.credit.speakers import name_words
from onrecord.extract.grammar.tree import children, is_passive, lemma_of, pobjs, subjects, text_of
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.times import TimeWords, find_times
from onrecord.extract.report.discourse import Discourse
from onrecord.extract.setting import setting, standing
from onrecord.extract.setting.perpetrators import perpetrator_of
from onrecord.model.claim import Harm, Modality, PerpetratorStatus, Statement
from onrecord.model.report import BlockKind, Quote, Report

_AUX = {Modality.FUTURE: ("future",), Modality.HYPOTHETICAL: ("hypothetical",), Modality.DENIED: ("negated",)}


def statements_of_sentence(report: Report, kind: BlockKind, discourse: Discourse, index: int) -> list[Statement]:
    """Return the attacks on facilities that sentence `index` tells, in order of place."""
    doc = discourse.doc(index)
    out = []
    for verb in doc:
        targets = _targets(verb)
        if targets:
            out.append(_statement(report, kind, discourse, index, verb, targets[0]))
    return out


def _targets(verb: Token) -> list[Token]:
    """Return the facilities that `verb` or a noun of attack ("the shelling of a school") says were struck."""
    lemma = lemma_of(verb)
    if lemma not in lex.ATTACKS:
        return []
    if verb.pos_ in ("VERB", "AUX"):
        held = children(verb, "nsubjpass") if is_passive(verb) else children(verb, "dobj", "obj")
    elif verb.pos_ == "NOUN":
        held = pobjs(verb, "on", "of", "against")
    else:
        return []
    return [h for h in held if h.lemma_.lower() in lex.TARGETS]


def _statement(
    report: Report, kind: BlockKind, discourse: Discourse, index: int, verb: Token, target: Token
) -> Statement:
    doc, base = discourse.named(index), discourse.sentences[index].start
    own = credit_of(doc, verb)
    credit, _ = discourse.credit(index, own)
    agents = tuple(pobjs(verb, "by")) or (() if is_passive(verb) or verb.pos_ == "NOUN" else tuple(subjects(verb)))
    frame = Frame(Harm.OTHER, verb, (target,), (verb,), agents, verb=verb)
    place = setting.place_of(discourse.places(index), frame, credit)
    times = find_times(text_of(doc))
    when = setting.when_of(doc, frame, credit, times)
    who, status = perpetrator_of(frame, credit, text_of(doc), "")
    modality = standing.modality_of(frame, credit, text_of(doc))
    unsaid = status is PerpetratorStatus.NOT_ATTRIBUTED or who is not None
    start, end = _span(verb, target, place, doc)
    text = report.part(kind)
    return Statement(
        quote=Quote(report.id, kind, base + start, base + end, text[base + start : base + end]), type="ASSAULT",
        mode=lex.ATTACKS[lemma_of(verb)], aux=_AUX.get(modality, ()), actors=(who,) if who else (), recipients=(),
        target=name_words(target), place=place.text if place else discourse.place_before(index)[0],
        when=when.text if when else None, said_when=_said_when(doc, credit, times, when),
        speaker=credit.speaker if credit and credit.chain else None, modality=modality,
        perpetrator_status=status if unsaid else PerpetratorStatus.NOT_MENTIONED,
        sentence=text_of(doc), sentence_start=base,
    )  # fmt: skip


def _span(verb: Token, target: Token, place: setting.Words | None, doc: Doc) -> tuple[int, int]:
    low, high = min(verb.idx, target.left_edge.idx), max(verb.idx + len(verb.text), target.idx + len(target.text))
    if place is not None and high < place.start and place.start - high < 12:
        high = place.end
    return low, high


def _said_when(doc: Doc, credit: Credit | None, times: tuple[TimeWords, ...], when: setting.Words | None) -> str | None:
    """Return the time words that date the statement: those near the reporting verb that do not date the attack."""
    if credit is None or credit.verb is None:
        return None
    rest = [t for t in times if when is None or t.start != when.start]
    near = [t for t in rest if abs(t.start - credit.verb.idx) < 40]
    return text_of(doc)[near[0].start : near[0].end] if near else None
