"""Harm frames of nouns: "12 deaths", "the murder of Tolan", "bodies were found", "among the dead"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.extract.grammar.tree import children, governor, lemma_of, noun_lemma, noun_lemma_of, pobjs, subjects
from onrecord.extract.grammar.word_order import active_head, subject_before
from onrecord.extract.harm.frame import Frame
from onrecord.extract.lexis import lexicon as lex
from onrecord.model.claim import Harm

_NOMINAL = ("pobj", "dobj", "nsubj", "nsubjpass", "attr", "ROOT", "conj")


def among(token: Token, harm: Harm, verb: Token, told: Token | None = None) -> Iterator[Frame]:
    """Yield the frame of those said to be among the harmed. `told`: the word of harm, where `token` is "those"."""
    heads = children(verb, "nsubj", "attr", "nsubjpass", "dobj") or subjects(verb)
    clause = [c for c in heads if c.i != token.i]
    if not clause and token.head.head.pos_ in ("NOUN", "PROPN", "NUM"):
        clause = [token.head.head]
    yield Frame(harm, told or token, tuple(clause), (told or token,), part=True, verb=verb)


def opens_with_of(token: Token) -> bool:
    """Return whether `token` is what a sentence's opening "of" is about: "Of the dead, eleven were women"."""
    return token.head.lower_ == "of" and token.head.i <= 1 and token.head.head.pos_ in ("VERB", "AUX")


def _lemma(token: Token) -> str:
    """Return the lemma of a noun, also where a capital made a name of a plural: "Martyrs"."""
    return harm_noun(token.lower_, token.lemma_, token.pos_)


def harm_noun(lower: str, lemma: str, pos: str) -> str:
    """Return the lemma of a noun of these small letters, this lemma and class, also of a capitalised plural."""
    found = noun_lemma_of(lower, lemma, pos)
    return found.removesuffix("s") if pos == "PROPN" and found.removesuffix("s") in lex.NOUNS else found


def noun_frames(token: Token) -> Iterator[Frame]:
    """Yield the frame of a noun of harm, if `token` is one."""
    lemma = _lemma(token)
    harm = lex.NOUNS.get(lemma) or (Harm.KILLED if lemma in lex.BODIES or lemma in lex.LOSSES else None)
    if harm is None:
        return
    verb = governor(token)
    if token.dep_ == "compound" or (token.dep_ == "amod" and lemma not in lex.NOUNS_OF_PEOPLE):
        return
    if token.dep_ == "pobj" and token.head.lower_ in ("among", "amongst") and lemma in lex.NOUNS_OF_PEOPLE:
        yield from among(token, harm, verb)
        return
    if lemma in lex.LOSSES:
        held = [o for o in pobjs(token, "of") if noun_lemma(o) in lex.KIN]
        yield Frame(harm, token, tuple(held), (token,), verb=verb)
        return
    if (bearer := _mistaken_bearer(token, lemma)) is not None:
        yield Frame(harm, token, (bearer,), (token,), verb=verb, guessed=True)
        return
    held = [o for o in _told_of(token) if lemma not in ("arrest", "capture") or o.pos_ != "PROPN"]
    found = lemma not in lex.BODIES or (token.tag_ == "NN" and lemma_of(verb) in lex.FINDERS)  # "found the man's body"
    owner = [c for c in children(token, "poss") if c.pos_ in ("PROPN", "NOUN")] if found else []
    owner += [c for c in children(token, "poss") if c.lower_ in ("his", "her") and found and lemma in lex.BODIES]
    agents = tuple(pobjs(token, "by"))
    if lemma == "damage":
        held = pobjs(token, "to") or _behind_to(token)
    own = lemma in lex.BODIES and any(c.dep_ == "nummod" or c.like_num for c in token.lefts)
    if own and held:
        yield Frame(harm, token, (token,), (token,), agents, verb=verb)
    elif held and lemma not in ("casualty", "victim", "wounded", "injured"):
        yield Frame(harm, token, tuple(held), (token,), agents, verb=verb)
    elif owner and lemma not in lex.NOUNS_OF_PEOPLE:
        yield Frame(harm, token, tuple(owner), (token,), agents, verb=verb)
    else:
        bare = _bare(token, lemma, verb)
        yield Frame(harm, token, (token,), (token,), agents, counted=not bare, verb=verb)


def _mistaken_bearer(noun: Token, lemma: str) -> Token | None:
    """Return who bears the harm where the tree takes the verb for an adjective: "A constable sustained injuries"."""
    if noun.i < 2:
        return None
    verb = noun.nbor(-1) if noun.nbor(-1).tag_ in ("VBD", "VBN") else noun.nbor(-2)
    if verb.head != noun or verb.dep_ != "amod" or (verb.lower_.removesuffix("ed"), lemma) not in lex.SUBJECT_IDIOMS:
        return None
    return subject_before(noun.doc, verb)


def _behind_to(noun: Token) -> list[Token]:
    """Return what stands behind the "to" right after `noun`, wherever the tree hangs it."""
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    head = active_head(noun.doc, after) if after is not None and after.lower_ == "to" else None
    return [head] if head is not None else []


def wounded_beside(token: Token) -> Token | None:
    """Return the "wounded" of "martyrs and wounded", told without a number: killed and injured together."""
    if token.dep_ not in _NOMINAL:
        return None
    lemma = _lemma(token)
    if lemma not in lex.NOUNS_OF_PEOPLE or lex.NOUNS.get(lemma) is not Harm.KILLED or token.i + 2 >= len(token.doc):
        return None
    link, other = token.nbor(1), token.nbor(2)
    told = any(c.dep_ in ("nummod", "det", "poss") for c in (*token.lefts, *other.lefts))
    pair = link.lower_ in ("and", "or") and lex.STATES.get(other.lower_) is Harm.INJURED and not told
    return other if pair and not children(other, "dobj", "obj", "auxpass") else None


def _told_of(noun: Token) -> list[Token]:
    """Return whom a noun of harm has behind "of", also with a place between: "the murder in Merrow of two teachers"."""
    return pobjs(noun, "of") or [o for place in pobjs(noun, "in") for o in pobjs(place, "of") if place.pos_ == "PROPN"]


def _bare(noun: Token, lemma: str, verb: Token) -> bool:
    """Tell whether a plural noun of harm counts without a number: "caused casualties", "injuries were reported"."""
    said = lemma_of(verb)
    if any(c.lower_ in ("whether", "if") for c in verb.children):
        return False
    if lemma in lex.BODIES:
        return said in lex.FINDERS
    if noun.dep_ == "pobj":
        return (said, noun.head.lower_) in (("result", "in"), ("lead", "to"))
    if noun.dep_ in ("dobj", "nsubjpass", "nsubj"):
        return said in lex.CAUSERS or (said in lex.RECORDERS and lemma != "arrest")
    return noun.dep_ == "attr" and said == "be" and bool(children(verb, "expl"))
