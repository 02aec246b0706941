"""Word classes and lemmas by rule: what spaCy's attribute ruler sets, looked up once for each kind of word."""

from __future__ import annotations

from typing import Any

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs  # what the ruler itself sets them with
from spacy.vocab import Vocab

_MOST_KINDS = 20_000  # remembered at once

Attributes = dict[int, int]


class WordAttributes:
    """Takes the place of a ruler in a pipeline, in a tenth of its time.

    A rule for one word sees its tag, its letters and its place in the tree: what it sets is remembered under the three.
    (A test holds the model's rules to that.)
    Rules for two words are few, and are looked for in every sentence.
    """

    def __init__(self, ruler: AttributeRuler, vocab: Vocab) -> None:
        self._ruler = ruler
        self._strings = vocab.strings
        self._pairs = Matcher(vocab, validate=False)
        self._known: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._merged: dict[tuple[int, ...], Attributes] = {}
        for number, rule in enumerate(ruler.patterns):
            wide: list[Any] = [pattern for pattern in rule["patterns"] if len(pattern) > 1]  # type: ignore[union-attr]
            if wide:
                self._pairs.add(str(number), wide)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc`, its words given what the rules say of them, the later rule over the earlier."""
        beside: dict[int, list[int]] = {}
        for key, start, _ in self._pairs(doc, allow_missing=True):
            number = int(self._strings[key])
            beside.setdefault(start + self._ruler.indices[number], []).append(number)
        for at, token in enumerate(doc):
            kind = (token.tag, token.lower, token.dep)
            rules = self._known.get(kind)
            if rules is None:
                rules = self._look(doc, at, kind)
            if at in beside:
                rules = tuple(sorted({*rules, *beside[at]}))
            if rules:
                set_token_attrs(token, self._merged.get(rules) or self._merge(rules))
        return doc

    def _look(self, doc: Doc, at: int, kind: tuple[int, int, int]) -> tuple[int, ...]:
        """Return the rules for one word that fit the word at `at`, in their order, and remember them."""
        found = self._ruler.matcher(doc[at : at + 1], allow_missing=True)
        if len(self._known) >= _MOST_KINDS:
            self._known.clear()
        self._known[kind] = rules = tuple(sorted(int(self._strings[key]) for key, _, _ in found))
        return rules

    def _merge(self, rules: tuple[int, ...]) -> Attributes:
        """Return what `rules` set when they are applied one after the other, and remember it."""
        merged: Attributes = {}
        for number in rules:
            merged |= self._ruler.attrs[number]
        self._merged[rules] = merged
        return merged
