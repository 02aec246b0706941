"""Whether a text may hold what the rules read as harm, told by its words alone: most sentences are never parsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache

from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.lexis.stems import END, longest_stems, stem_finder

_ALWAYS = frozenset({"be"})  # a first word that every text has


_SHORT = 5  # letters: of shorter words the forms are written out, since "camp" begins a campaign and "char" a character


def _stems(words: Collection[str]) -> set[str]:
    """Return what each form of `words` begins with, or the whole forms, be they made by rule or listed."""
    out = {form for word in words if len(word) < _SHORT for form in _forms(word)}
    for word in words:
        if len(word) >= _SHORT:
            out |= {word, word.removesuffix("y") + "i"} if word.endswith("y") else {word.rstrip("e")}
    listed = {form for form, lemma in (*lex.FORMS.items(), *lex.NOUN_FORMS.items()) if lemma in words}
    return out | {form + END for form in listed if not form.startswith(tuple(out))}


def _forms(word: str) -> set[str]:
    """Return every form that a rule of spelling may make of `word`, as whole words."""
    made = {word + ending for ending in ("", "s", "es", "d", "ed", "ing", "r", "er", "st", "est")}
    made |= {word + word[-1] + ending for ending in ("ed", "ing")} | {word.removesuffix("e") + "ing"}
    made |= {word.removesuffix("y") + ending for ending in ("ies", "ied")} if word.endswith("y") else set()
    return {form + END for form in made}


def _pairs() -> dict[str, frozenset[str]]:
    """Return, by the stem of the second word of a pair, the first words with which it tells of harm or of an attack."""
    told = [*lex.COMPLEMENTS, *lex.SUBJECT_IDIOMS, *lex.OBJECT_IDIOMS, *((v, n) for v, _, n in lex.OBLIQUES)]
    told += [(verb, kin) for verb in sorted(lex.BEREFT | lex.LOSSES) for kin in sorted(lex.KIN | lex.COMRADES)]
    told += [(attack, target) for attack in lex.ATTACKS for target in lex.TARGETS]
    firsts: dict[str, set[str]] = defaultdict(set)
    for first, second in told:
        for stem in _stems([second]):
            firsts[stem].add(first)
    within = {stem: [o for o in firsts if _holds(stem.rstrip(END), o)] for stem in firsts}  # "bullets": "bullet"
    return {stem: frozenset().union(*(firsts[other] for other in others)) for stem, others in within.items()}


def _holds(word: str, stem: str) -> bool:
    return word == stem.removesuffix(END) or word.startswith(stem)


_PAIRS = _pairs()
# "count" tells of harm only with another word of harm: "a count of the dead".
_ALONE = _stems(
    {*lex.TRANSITIVE, *lex.INTRANSITIVE, *lex.MAIMING, *lex.STATES, *lex.NOUNS, *lex.BODIES, *(lex.TOLLS - {"count"})}
) | {stem for stem, words in _PAIRS.items() if words & _ALWAYS}
_alone, _any = stem_finder(_ALONE), stem_finder(_ALONE | _PAIRS.keys())
_seconds = longest_stems(_PAIRS.keys())


def may_harm(text: str) -> bool:
    """Return whether `text` holds a word that the rules read as harm, or both words of a pair that they read so.

    Never False where they would read; True for much of which they read nothing ("the killing of time").
    """
    if not _any(text):
        return False
    if _alone(text):
        return True
    return any(_first(words)(text) for words in {_PAIRS.get(s) or _PAIRS[s + END] for s in _seconds(text)})


@cache
def _first(words: frozenset[str]) -> Callable[[str], bool]:
    return stem_finder({_begins(word) for word in words} | _stems(words))


def _begins(verb: str) -> str:
    return verb.rstrip("e").removesuffix("y")
