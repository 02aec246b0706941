"""How sure the reading is of a claim: the share of right figures among claims like it. Rule: codebook 3.11.

A table, set by hand from the texts of evals/gold: how often a figure of each kind is wrong, and how much more or less
often where the sentence gives a reason. `evals/scores.md` shows how far that holds on texts it was not set from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onrecord.extract.grammar.tree import noun_lemma
from onrecord.extract.harm.merging import Hit
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.people.phrases import noun_of
from onrecord.model.claim import Modality, Unit
from onrecord.model.count import Qualifier

# The share of wrong figures by what stands for the number.
WRONG: Mapping[str, float] = {
    "written": 0.025,  # a number, and a noun that is known to count persons or things: "nine soldiers"
    "numeral": 0.04,  # a number that stands alone: "killed nine"
    "written, unknown noun": 0.07,
    "single": 0.10,
    "named": 0.15,
    "single, unknown noun": 0.18,
    "plural": 0.22,
    "list": 0.30,
}
# What makes a wrong figure more likely, and how many times.
DOUBTS: Mapping[str, float] = {
    "word order": 2.0,  # the tree does not tie the number to the harm; only the order of the words does
    "far": 2.5,  # many words between the number and the harm
    "part": 1.5,  # a part of another figure
    "unreal": 2.0,  # what may come to be, or would
}
BOUNDED = 0.5  # "at least", "more than", "no": words that go with figures and with little else
FAR = 12  # tokens between the number's noun and the word of harm
LEAST = 0.40  # below this nothing more is said


def confidence_of(hit: Hit, modality: Modality) -> float:
    """Return how sure it is that `hit` was read with the right figure, from 0 to 1 in hundredths."""
    bounded = hit.harmed.count.qualifier not in (Qualifier.EXACT, Qualifier.INDEFINITE)
    return confidence(kind_of(hit), doubts_of(hit, modality), bounded=bounded)


def confidence(kind: str, doubts: Collection[str], *, bounded: bool = False) -> float:
    """Return the share of right figures among those of `kind` that give these reasons for doubt."""
    wrong = WRONG[kind] * (BOUNDED if bounded else 1.0)
    for doubt in sorted(doubts):
        wrong *= DOUBTS[doubt]
    return round(max(LEAST, 1.0 - wrong), 2)


def kind_of(hit: Hit) -> str:
    """Return which row of `WRONG` a figure belongs to."""
    harmed = hit.harmed
    if harmed.how not in ("written", "single"):
        return harmed.how
    if harmed.how == "written" and harmed.victims is None:
        return "numeral"
    lemma = noun_lemma(noun_of(harmed.head))
    known = lemma in lex.PERSONS or lemma in lex.THINGS or harmed.unit in (Unit.FAMILY, Unit.HOUSEHOLD)
    return harmed.how if known else f"{harmed.how}, unknown noun"


def doubts_of(hit: Hit, modality: Modality) -> frozenset[str]:
    """Return the reasons to doubt a figure that the sentence gives."""
    frame = hit.frame
    found = {
        "word order": frame.guessed,
        "far": abs(hit.harmed.head.i - frame.trigger.i) >= FAR,
        "part": hit.parent is not None or frame.part,
        "unreal": modality in (Modality.FUTURE, Modality.HYPOTHETICAL),
    }
    return frozenset(name for name, holds in found.items() if holds)
