"""Word classes and lemmas by rule: what spaCy's ruler and lemmatizer set, looked up once for each kind of word."""

from __future__ import annotations

from typing import Any

from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs  # what the ruler itself sets them with
from spacy.vocab import Vocab

_MOST_KINDS = 20_000  # remembered at once

Attributes = dict[int, int]


class WordAttributes:
    """Takes the place of a ruler and a lemmatizer behind it in a pipeline, in a tenth of their time.

    A rule for one word sees its tag, its letters and its place in the tree: what it sets is remembered under the three.
    (A test holds the model's rules to that.)
    Rules for two words are few, and are looked for in every sentence. A lemma that no rule sets is remembered under
    the word and the rules that fit it: the lemmatizer looks at the word, and at the class and form that these set.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer, vocab: Vocab) -> None:
        self._ruler = ruler
        self._lemma_of = lemmatizer.lemmatize
        self._lemmas: dict[tuple[int, tuple[int, ...]], str] = {}
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
            if not token.lemma:
                token.lemma_ = self._lemmas.get((token.orth, rules)) or self._lemmatize(token, rules)
        return doc

    def _lemmatize(self, token: Token, rules: tuple[int, ...]) -> str:
        """Return the lemma of `token`, which `rules` gave its class, and remember it."""
        if len(self._lemmas) >= _MOST_KINDS:
            self._lemmas.clear()
        lemma = self._lemmas[token.orth, rules] = self._lemma_of(token)[0]
        return lemma

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
