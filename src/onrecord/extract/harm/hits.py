"""Who is counted as harmed in one sentence: frames joined with counted phrases and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.extract.grammar.tree import children, companions, kin_with, lemma_of, noun_lemma, resolved
from onrecord.extract.grammar.word_order import continued
from onrecord.extract.harm.frame import Frame
from onrecord.extract.harm.frames import find_frames
from onrecord.extract.harm.gapped import gaps
from onrecord.extract.harm.labels import labelled
from onrecord.extract.harm.merging import Hit, settled
from onrecord.extract.harm.parts import described, part_phrases
from onrecord.extract.harm.surface import by_word_order, otherwise, surface_frames
from onrecord.extract.harm.told_before import frames_told_before
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figures import Figure
from onrecord.extract.people.heads import heads_of
from onrecord.extract.people.listing import as_one, lists_of, untold
from onrecord.extract.people.people import is_no_name, is_person_name, is_personal, population_of
from onrecord.extract.people.phrases import Harmed, count_phrase, named_by, noun_of
from onrecord.model.claim import Harm, Population, Unit

_COUNTED = ("written", "plural")  # how a noun of harm may count without a verb of its own
THINGS = frozenset({Harm.DAMAGED, Harm.DESTROYED})
_OF_PERSONS = frozenset({Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.CASUALTIES})


def find_hits(doc: Doc, figures: Sequence[Figure]) -> list[Hit]:
    """Return who is counted as harmed in the sentence, in order of place; a part points to its whole.

    Labels come first, then the tree's frames, then those of word order for figures that no frame counts, then parts.
    """
    hits = [Hit(frame, frame.harm, harmed, *span) for frame, harmed, span in labelled(doc, figures)]
    spoken = {hit.frame.trigger.i for hit in hits}
    for frame in find_frames(doc):
        if frame.trigger.i not in spoken:
            known = len(hits)
            _collect(by_word_order(frame), figures, hits)
            if len(hits) == known and (other := otherwise(frame)) is not None:
                _collect(other, figures, hits)
    counted = {(h.harm, h.harmed.number_start) for h in hits}
    for frame in surface_frames(doc, figures, counted):
        _collect(frame, figures, hits)
    _continue_lists(doc, figures, hits)
    _fill_gaps(doc, figures, hits)
    _add_parts(doc, figures, hits)
    return settled(hits)


def hits_told_before(doc: Doc, figures: Sequence[Figure], harm: Harm) -> list[Hit]:
    """Return the parts of what an earlier sentence told that a sentence without a word of harm tells of."""
    hits: list[Hit] = []
    for frame in frames_told_before(doc, harm):
        _collect(frame, figures, hits)
    return settled(hits)


def _collect(frame: Frame, figures: Sequence[Figure], hits: list[Hit]) -> None:
    """Add to `hits` what `frame` counts: each phrase with a number, and a list without numbers as one."""
    for heads in _lists(frame):
        counted = [found for head in heads if (found := _counted(frame, head, figures)) is not None]
        for harm in dict.fromkeys(harm for harm, _ in counted):
            for harmed in as_one([h for own, h in counted if own is harm]):
                if any(h.harm is harm and h.harmed.number_start == harmed.number_start for h in hits):
                    continue
                start = min(harmed.start, *(w.idx for w in frame.words))
                end = max(harmed.end, *(w.idx + len(w.text) for w in frame.words))
                hits.append(Hit(frame, harm, harmed, start, end))


def _lists(frame: Frame) -> list[list[Token]]:
    """Return the heads of the phrases that `frame` harms, each with what is listed beside it.

    Companions go on the last list: "Tolan was killed along with his wife" counts two.
    """
    apart = [[p for h in _persons(frame, head) for p in (h, *kin_with(h))] for head in frame.heads]
    lists = lists_of(frame.heads, apart)
    beside = [] if frame.harm in THINGS else companions(frame.verb or frame.trigger)
    more = [h for c in beside if is_personal(noun_of(c)) or is_person_name(c) for h in heads_of(c)]
    return [*lists[:-1], lists[-1] + more] if lists else [more]


def _persons(frame: Frame, head: Token) -> list[Token]:
    """Return the heads listed, one where "was" says that all are one person: "a teacher as well as a party leader"."""
    found = list(heads_of(resolved(head)))
    verb = frame.verb or frame.trigger
    single = any(c.lower_ in ("was", "is") for c in children(verb, "auxpass"))
    alike = all(h.tag_ == "NN" and not children(h, "nummod", "poss") for h in found)
    return found[:1] if single and alike else found


def _counted(frame: Frame, head: Token, figures: Sequence[Figure]) -> tuple[Harm, Harmed] | None:
    """Return how many the phrase of `head` counts under `frame`, and of which harm; None if it counts nobody."""
    if frame.harm is Harm.CASUALTIES and not frame.counted and head.i == frame.words[0].i and len(frame.words) > 1:
        numbered = count_phrase(head, figures, things=False, attributive=True)
        return frame.harm, untold(*frame.words) if numbered is None else numbered
    if _is_next(frame, head):
        return None
    if head.i > frame.trigger.i and _telegraphic(frame.trigger, head, figures):
        return None
    if head.i > frame.trigger.i and _counts_itself(frame, head):
        return _neither(frame, head, figures)
    things = frame.harm in THINGS
    named = frame.attributive and frame.harm in _OF_PERSONS and _has_name(head)  # "the murdered Archbishop Ray"
    attributive = (frame.attributive and not named and not _one_seen(frame, head)) or frame.counted
    harmed = count_phrase(head, figures, things=things, attributive=attributive, animate=_takes_persons(frame))
    harm = frame.harm
    if harmed is None and frame.harm in lex.MOVED and noun_lemma(head) in lex.HOMES:
        harmed = count_phrase(head, figures, things=True, attributive=True)  # "80 homes were evacuated"
        harmed = replace(harmed, unit=Unit.HOUSEHOLD) if harmed is not None else None
    if _either(frame, head) and (harmed is None or (harmed.how != "named" and not is_personal(noun_of(head)))):
        harm, harmed = _to_things(frame), count_phrase(head, figures, things=True, attributive=attributive)
    if harmed is None or _runs_away(frame, harmed) or _spares(frame, head, harmed):
        return None
    if harm is Harm.MISSING and _is_dead(head):
        return None
    found = noun_lemma(head) in lex.BODIES and harmed.how == "single"  # "a body was found"
    if head.i == frame.trigger.i and not frame.counted and harmed.how not in _COUNTED and not found:
        return None
    if frame.counts is not None and frame.counts != head:
        harmed = named_by(harmed, frame.counts, things=things)
    if noun_lemma(frame.trigger) == "victim" and harmed.count.high == 1:
        return None  # "one of the victims" points back
    return harm, described(harmed, frame.verb) if frame.part else harmed


def _either(frame: Frame, head: Token) -> bool:
    """Tell whether the word harms persons and things alike: "burned", "blown up", and "shot down" of aircraft."""
    lemma = lemma_of(frame.trigger)
    if frame.words[-1].lower_ == "down" and lex.THINGS.get(noun_lemma(head)) is Unit.VEHICLE:
        return True
    return lemma in lex.EITHER or (lemma in lex.BLASTS and frame.harm is Harm.KILLED)


def _to_things(frame: Frame) -> Harm:
    """Return what a verb that injures persons does to things: "17 huts were burned" down, or "badly burned"."""
    partly = any(c.dep_ == "advmod" and c.lower_ != "down" for c in frame.trigger.children)
    return Harm.DAMAGED if partly else Harm.DESTROYED


def _spares(frame: Frame, head: Token, harmed: Harmed) -> bool:
    """Tell whether a verb that does other things to things has no person before it: "neutralized an arms unit"."""
    known = harmed.how == "named" or is_personal(noun_of(head)) or harmed.victims is None
    if lemma_of(frame.trigger) in lex.THINGS_ONLY and noun_lemma(noun_of(head)) not in lex.THINGS:
        return True  # "charges were levelled"
    return lemma_of(frame.trigger) in lex.PERSONS_ONLY and not known


def _is_next(frame: Frame, head: Token) -> bool:
    """Tell whether a bare number belongs to the harm word right behind it: the 40 of "17 bodies and 40 wounded"."""
    after = head.nbor() if head.i + 1 < len(head.doc) else frame.trigger
    told = lex.STATES.get(after.lower_)
    if head not in frame.words and lex.STATES.get(head.lower_, frame.harm) is not frame.harm and head.dep_ != "pobj":
        return True  # "toll: four dead, nine hurt"
    return head.like_num and after not in frame.words and told is not None and told is not frame.harm


def _counts_itself(frame: Frame, head: Token) -> bool:
    """Tell whether `head` is a noun of another harm beside the one that counts: "21 fatalities and 63 injuries"."""
    return frame.trigger in frame.heads and lex.NOUNS.get(noun_lemma(head), frame.harm) is not frame.harm


def _neither(frame: Frame, head: Token, figures: Sequence[Figure]) -> tuple[Harm, Harmed] | None:
    """Return the other harm of "no damage or injuries": none of it either. None where the first noun counts any."""
    none = count_phrase(frame.trigger, figures, things=frame.harm in THINGS, attributive=True)
    own = children(head, "nummod", "det", "poss") or any(c.lower_ == "but" for c in frame.trigger.children)
    if none is None or none.count.high != 0 or own:
        return None
    harm, end = lex.NOUNS[noun_lemma(head)], max(none.end, head.idx + len(head.text))
    return harm, replace(none, head=head, end=end, victims=None, unit=Unit.OTHER if harm in THINGS else Unit.PERSON)


def _telegraphic(trigger: Token, head: Token, figures: Sequence[Figure]) -> bool:
    """Tell whether a participle has its own number right before it: the 12 of "6 Killed 12 Wounded" are not killed.

    The number of "42,000 displaced households" is that of the households, and a year is none.
    """
    if trigger.tag_ not in ("VBN", "VBD", "JJ", "NNP"):
        return False
    described = trigger.dep_ == "amod" and trigger.head == head and not head.like_num
    return not described and any(f.count is not None and f.end + 1 == trigger.idx for f in figures)


def _has_name(head: Token) -> bool:
    full = head.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in children(head, "compound"))
    return is_person_name(head) or (full and head.tag_ == "NNP" and not is_no_name(head))


def _one_seen(frame: Frame, head: Token) -> bool:
    """Tell whether a participle before a noun tells of one person or thing: "a damaged ambulance", no "the injured"."""
    one = any(c.lower_ in ("a", "an", "another") for c in head.lefts)
    return one and head.tag_ == "NN" and frame.harm in (Harm.DAMAGED, Harm.DESTROYED, Harm.INJURED)


def _takes_persons(frame: Frame) -> bool:
    """Tell whether only persons stand where `frame` has the harmed: under its verb, or as owner of "murder"."""
    act = frame.trigger.pos_ == "VERB" or (frame.trigger.tag_ == "NN" and frame.trigger.lemma_.lower() in lex.ACTS)
    return frame.harm in _OF_PERSONS and (act or frame.part)


def _continue_lists(doc: Doc, figures: Sequence[Figure], hits: list[Hit]) -> None:
    """Add what goes on a list that the tree cut short: the "12 more" of "injuring a clerk and 12 more"."""
    starts = {f.start for f in figures if f.count is not None}
    for hit in hits:  # grows as it goes: each number added may lead to the next
        free = [s for s in starts if all(h.harmed.number_start != s for h in hits)]
        last = next((t for t in doc if t.idx + len(t.text) >= hit.harmed.end), None)
        more = continued(doc, last, free) if last is not None and free else None
        if more is not None and hit.harmed.start > hit.frame.trigger.idx:
            _collect(replace(hit.frame, heads=(more,), guessed=True), figures, hits)


def _fill_gaps(doc: Doc, figures: Sequence[Figure], hits: list[Hit]) -> None:
    """Add the numbers that take the harm of the clause before them: "four died at the gate, seven near a mosque"."""
    for gap in list(gaps(doc, figures, hits)):
        before, size = hits[gap.hit], len(hits)
        noun = before.frame.counts or (before.harmed.head if before.harmed.head.pos_ in ("NOUN", "PROPN") else None)
        _collect(replace(before.frame, heads=(gap.head,), counts=noun, counted=False, guessed=True), figures, hits)
        if gap.part and len(hits) > size:
            hits[-1] = replace(hits[-1], parent=None if before.frame.part else gap.hit)


def _runs_away(frame: Frame, harmed: Harmed) -> bool:
    """Tell whether a move is no displacement: armed men's, or one person's who "fled". Rule: codebook 3.1."""
    if frame.harm not in lex.MOVED:
        return False
    lemma = noun_lemma(harmed.head)
    if lemma in lex.BODIES or (lemma in lex.NOUNS and lex.NOUNS[lemma] not in lex.MOVED):
        return True  # "the wounded were evacuated"
    alone = harmed.count.high == 1 and frame.trigger.lower_.startswith("fl")
    beside = [h for h in heads_of(harmed.head) if h != harmed.head]
    return alone or (_armed(harmed.population) and all(_armed(population_of(h)) for h in beside))


def _is_dead(head: Token) -> bool:
    """Tell whether the noun itself says that they died: "ten bodies are still under the rubble" are not missing."""
    lemma = noun_lemma(noun_of(head))
    return noun_lemma(head) in lex.BODIES or lemma in lex.BODIES or lex.NOUNS.get(lemma) is Harm.KILLED


def _armed(population: Sequence[Population]) -> bool:
    return bool({Population.COMBATANT, Population.SECURITY_FORCE} & set(population))


def _add_parts(doc: Doc, figures: Sequence[Figure], hits: list[Hit]) -> None:
    """Add the parts to `hits`, or mark those that a frame has counted already as parts."""
    wholes = list(hits)
    for at, part in part_phrases(doc, figures, [h.harmed for h in wholes]):
        whole = wholes[at]
        held = None if whole.frame.part else at  # beside "among the dead" stand more of them, not parts of the part
        same = [i for i, h in enumerate(hits) if h.harmed.number_start == part.number_start]
        own = next((i for i in same if hits[i].harm is whole.harm), None)
        if own is not None:
            if own != at and hits[own].parent is None:
                hits[own] = replace(hits[own], parent=held)
        elif not same:
            start, end = min(whole.start, part.start), max(whole.end, part.end)
            hits.append(Hit(whole.frame, whole.harm, part, start, end, parent=held))
