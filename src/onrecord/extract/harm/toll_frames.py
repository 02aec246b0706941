"""The frame of a toll: "the death toll rose to 15", "the number of people killed stands at 15"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.grammar.tree import SUBJECTS, children, governor, lemma_of, noun_lemma, pobjs
from onrecord.extract.grammar.word_order import toll_told
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Harm


def toll_frames(token: Token) -> Iterator[Frame]:
    """Yield the frame of "the death toll rose to 15" or "the number of people killed stands at 15"."""
    lemma = token.lemma_.lower()
    harm: Harm | None = None
    words: tuple[Token, ...] = (token,)
    if lemma in lex.TOLLS:
        mark = next((c for c in token.children if c.lower_ in ("death", "dead", "injury", "casualty")), None)
        harm = {"injury": Harm.INJURED, "casualty": Harm.CASUALTIES}.get(mark.lower_ if mark else "", Harm.KILLED)
        if mark is None and lemma != "toll":
            return
        words = (token,) if mark is None else (mark, token)
    elif lemma == "number" and token.dep_ in (*SUBJECTS, "dobj", "pobj"):
        inner = next((t for t in token.subtree if _harm_of(t) is not None), None)
        if inner is None:
            return
        harm = _harm_of(inner)
        words = (token, inner)
    if harm is None:
        return
    verb = governor(token)
    told = toll_told(token.doc, words[-1].i if lemma == "number" else token.i)
    heads = [told] if told is not None else _spots(token, verb)
    if heads:
        counts = next(iter(pobjs(token, "of")), None) if lemma == "number" else None
        yield Frame(harm, words[0], tuple(heads[:1]), words, counted=True, verb=verb, counts=counts)


def _harm_of(word: Token) -> Harm | None:
    return lex.STATES.get(word.lower_) or lex.TRANSITIVE.get(lemma_of(word)) or lex.NOUNS.get(noun_lemma(word))


def _spots(token: Token, verb: Token) -> list[Token]:
    """Return where the tree puts the figure of the toll `token` under `verb`."""
    spots = pobjs(token, "of", "at", "to") + children(token, "appos", "nummod")
    if verb.pos_ in ("VERB", "AUX"):
        spots += [o for p in children(verb, "prep") for o in pobjs(p, "to")]
        spots += pobjs(verb, "to", "at", "of", "by") + children(verb, "attr", "dobj", "npadvmod", "oprd", "nummod")
    spots += [o for c in children(verb, "acomp") for o in pobjs(c, "to")]
    spots += [o for c in children(verb, "xcomp", "advcl") for o in pobjs(c, "to", "at") + children(c, "dobj", "attr")]
    return [
        h for h in spots if h.i != token.i and any(t.like_num or t.lower_ in ("dozens", "hundreds") for t in h.subtree)
    ]
