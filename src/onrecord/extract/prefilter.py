"""Whether a text may hold what the rules read as harm, told by its words alone: most sentences are never parsed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache

from onrecord.extract import lexicon as lex
from onrecord.extract.stems import stem_finder

_ALWAYS = frozenset({"be"})  # a first word that every text has


def _stems(words: Collection[str], *, short: int) -> set[str]:
    """Return what each form of `words` begins with: under `short` letters a word keeps its e ("die", not "di")."""
    out: set[str] = set()
    for word in words:
        if word.endswith("y"):
            out |= {word, word.removesuffix("y") + "i"}
        else:
            out.add(word if len(word) < short else word.rstrip("e"))
    listed = {form for form, lemma in (*lex.FORMS.items(), *lex.NOUN_FORMS.items()) if lemma in words}
    return out | {form for form in listed if not form.startswith(tuple(out))}


def _pairs() -> dict[str, frozenset[str]]:
    """Return, by the stem of the second word of a pair, the first words with which it tells of harm or of an attack."""
    told = [*lex.COMPLEMENTS, *lex.SUBJECT_IDIOMS, *lex.OBJECT_IDIOMS, *((v, n) for v, _, n in lex.OBLIQUES)]
    told += [(verb, kin) for verb in sorted(lex.BEREFT | lex.LOSSES) for kin in sorted(lex.KIN | lex.COMRADES)]
    told += [(attack, target) for attack in lex.ATTACKS for target in lex.TARGETS]
    firsts: dict[str, set[str]] = defaultdict(set)
    for first, second in told:
        for stem in _stems([second], short=5):
            firsts[stem].add(first)
    within = {stem: [other for other in firsts if stem.startswith(other)] for stem in firsts}  # "bullets": "bullet"
    return {stem: frozenset().union(*(firsts[other] for other in others)) for stem, others in within.items()}


_PAIRS = _pairs()
# "count" tells of harm only with another word of harm: "a count of the dead".
_ALONE = _stems(
    {*lex.TRANSITIVE, *lex.INTRANSITIVE, *lex.STATES, *lex.NOUNS, *lex.BODIES, *(lex.TOLLS - {"count"})}, short=5
) | {stem for stem, words in _PAIRS.items() if words & _ALWAYS}
_alone, _any = stem_finder(_ALONE), stem_finder(_ALONE | _PAIRS.keys())
_seconds = re.compile(r"(?<![^\W_])(?:" + "|".join(sorted(_PAIRS, reverse=True)) + ")")


def may_harm(text: str) -> bool:
    """Return whether `text` holds a word that the rules read as harm, or both words of a pair that they read so.

    Never False where they would read; True for much of which they read nothing ("the killing of time").
    """
    if not _any(text):
        return False
    if _alone(text):
        return True
    seconds = set(_seconds.findall(text.lower()))
    return any(_first(words)(text) for words in {_PAIRS[second] for second in seconds})


@cache
def _first(words: frozenset[str]) -> Callable[[str], bool]:
    return stem_finder(_stems(words, short=0))
