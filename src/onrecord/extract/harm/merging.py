"""Hits of one sentence settled: two harms of one number made one, what another holds left out, in order of place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.extract.grammar.tree import noun_lemma
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.people.phrases import Harmed
from onrecord.model.claim import Harm


@dataclass(frozen=True, slots=True)
class Hit:
    """One counted phrase under one frame: code points within the sentence; `parent` is the index of its whole."""

    frame: Frame
    harm: Harm
    harmed: Harmed
    start: int
    end: int
    parent: int | None = None


def settled(hits: list[Hit]) -> list[Hit]:
    """Return `hits` as they stand in the sentence's claims, in order of place; parents are indexes into the result."""
    return _ordered(_without_shadows(_merged(hits)))


def _merged(hits: list[Hit]) -> list[Hit]:
    """Return `hits` with killed and injured over one number made one hit of harm casualties. Rule: codebook 3.1."""
    out = list(hits)
    gone: dict[int, int] = {}
    doubled = {h.frame.trigger.i for h in hits if _doubled(h)}
    for i, killed in enumerate(hits):
        if killed.harm is Harm.KILLED and killed.frame.trigger.i in doubled:
            out[i] = replace(killed, harm=Harm.CASUALTIES)
        for j, injured in enumerate(hits):
            if killed.harm is not Harm.KILLED or injured.harm is not Harm.INJURED or j in gone:
                continue
            one = killed.harmed.number_start == injured.harmed.number_start
            if one and (out[i].harm is Harm.CASUALTIES or _adjoining(killed, injured)):
                start, end = min(killed.start, injured.start), max(killed.end, injured.end)
                out[i] = replace(killed, harm=Harm.CASUALTIES, start=start, end=end)
                gone[j] = i
    return _dropped(out, gone | _told_elsewhere(out))


def _told_elsewhere(hits: list[Hit]) -> dict[int, int]:
    """Return the indexes of "victims" and "hostages" whose harm another word tells: "nine victims were shot dead"."""
    own = {h.harmed.number_start: i for i, h in enumerate(hits) if not _names_only(h.frame)}
    return {
        i: own[h.harmed.number_start]
        for i, h in enumerate(hits)
        if _names_only(h.frame) and h.harmed.number_start in own and hits[own[h.harmed.number_start]].harm is not h.harm
    }


def _names_only(frame: Frame) -> bool:
    """Tell whether the word of harm only names people whose end another word may tell: "two hostages were killed"."""
    return noun_lemma(frame.trigger) in ("victim", "hostage", "captive")


def _doubled(hit: Hit) -> bool:
    """Tell whether a second harm word stands right behind the first, as headlines have it: "14 killed, injured"."""
    behind = hit.harmed.number_start < hit.frame.trigger.idx
    many = hit.harm is Harm.KILLED and hit.harmed.count.high != 1 and hit.harmed.how == "written"
    if not many or not behind:
        return False
    after = [t for t in hit.frame.trigger.doc[hit.frame.trigger.i + 1 : hit.frame.trigger.i + 5] if t.text not in ",/&"]
    if len(after) > 1 and after[0].lower_ in ("and", "or"):
        after = after[1:]
    own = len(after) > 1 and (after[1].like_num or after[1].tag_ in ("DT", "CD", "PRP$", "NN", "NNS", "VBD", "VBP"))
    return bool(after) and lex.STATES.get(after[0].lower_) is Harm.INJURED and not own


def _dropped(hits: list[Hit], gone: dict[int, int]) -> list[Hit]:
    """Return `hits` without the indexes in `gone`, parents renumbered; what took a parent's place is the parent."""
    kept = [i for i in range(len(hits)) if i not in gone]
    at = {old: new for new, old in enumerate(kept)}
    at |= {old: at[new] for old, new in gone.items() if new in at}
    return [_under(hits[i], at.get(p) if (p := hits[i].parent) is not None else None) for i in kept]


def _under(hit: Hit, parent: int | None) -> Hit:
    return hit if hit.parent == parent else replace(hit, parent=parent)


def _adjoining(a: Hit, b: Hit) -> bool:
    """Tell whether two harm words stand together over a number of more than one: "dozens killed and wounded"."""
    low, high = sorted((a.frame.trigger.i, b.frame.trigger.i))
    if a.harmed.count.high == 1:
        return False
    between = a.frame.trigger.doc[low + 1 : high]
    return len(between) <= 2 and all(t.lower_ in ("and", "or", "/", "&", "been", "either") for t in between)


def _without_shadows(hits: list[Hit]) -> list[Hit]:
    """Return `hits` without a phrase that another hit of the same harm holds whole: "members" of "members of X"."""
    gone = {i: j for i, hit in enumerate(hits) if (j := _claimed_by(hit, hits)) is not None}
    for i, inner in enumerate(hits):
        for j, outer in enumerate(hits):
            twice = inner.harmed.number_start == outer.harmed.number_start and j not in gone
            if twice and i != j and _only_says(inner) and not _only_says(outer):
                gone[i] = j  # "4,000 displaced people are living in camps" counts them once
            if i != j and inner.harm is outer.harm and inner.harmed.how != "written" and j not in gone:
                inside = outer.harmed.number_start < inner.harmed.number_start and inner.harmed.end <= outer.harmed.end
                if (inside or _goes_on_in(outer, inner)) and inner.parent is None:
                    gone[i] = j
            if _died_of(inner, outer) and j not in gone:
                gone[i] = j
    return _dropped(hits, gone)


def _goes_on_in(outer: Hit, inner: Hit) -> bool:
    """Tell whether one person's phrase goes on in the next word: the rebel of "a woman rebel was killed"."""
    one = outer.harmed.count.high == inner.harmed.count.high == 1
    return one and outer.frame.trigger == inner.frame.trigger and inner.harmed.start == outer.harmed.end + 1


def _only_says(hit: Hit) -> bool:
    """Tell whether the harm word only says what kind of people are counted: "displaced people", "refugees"."""
    kind = hit.frame.counted and hit.harm in lex.MOVED and hit.frame.trigger == hit.harmed.head
    return hit.frame.attributive or kind


def _died_of(wound: Hit, death: Hit) -> bool:
    """Tell whether `wound` is only how somebody came to die: "a guard died after he was hit by shrapnel"."""
    verb, above = wound.frame.verb, death.frame.verb
    if (wound.harm, death.harm) != (Harm.INJURED, Harm.KILLED) or verb is None or above is None:
        return False
    return verb.dep_ == "advcl" and verb.head == above and wound.harmed.head.lower_ in ("he", "she")


def _claimed_by(hit: Hit, hits: Sequence[Hit]) -> int | None:
    """Return who else counts what a harm word with people of its own reaches over to: "one killed, six wounded"."""
    word = hit.frame.trigger
    own = any(h.frame.trigger.i == word.i and h.harmed.number_start < word.idx for h in hits)
    if not own or hit.harmed.number_start < word.idx:
        return None
    rivals = (n for n, h in enumerate(hits) if h.harmed.number_start == hit.harmed.number_start)
    return next(
        (n for n in rivals if hits[n].harm is not hit.harm and hits[n].frame.trigger.i > hit.harmed.head.i), None
    )


def _ordered(hits: list[Hit]) -> list[Hit]:
    order = sorted(range(len(hits)), key=lambda i: (hits[i].harmed.number_start, hits[i].harm))
    at = {old: new for new, old in enumerate(order)}
    return [_under(hits[i], at[p] if (p := hits[i].parent) is not None else None) for i in order]
