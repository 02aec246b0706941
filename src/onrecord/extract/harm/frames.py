"""Harm frames: which word of a sentence says that somebody or something was harmed, and who or what that was.

A frame is found on the dependency tree. It names heads of noun phrases; phrases.py counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token

from onrecord.extract.grammar.tree import (
    children,
    governor,
    is_passive,
    lemma_of,
    noun_lemma,
    pobjs,
    subjects,
)
from onrecord.extract.harm.frame import Frame
from onrecord.extract.harm.harmed import harmed_by_state, harmed_by_verb
from onrecord.extract.harm.idioms import complement_of, idiom_of
from onrecord.extract.harm.noun_frames import among, harm_noun, noun_frames, opens_with_of, wounded_beside
from onrecord.extract.harm.toll_frames import toll_frames
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.people.people import is_personal
from onrecord.model.claim import Harm


def _agents(verb: Token, heads: list[Token]) -> tuple[Token, ...]:
    by = pobjs(verb, "by")
    if by:
        return tuple(by)
    if is_passive(verb):
        return ()
    return tuple(s for s in subjects(verb) if all(s.i != h.i for h in heads) and children(verb, "dobj", "obj"))


def _went_off(verb: Token, head: Token) -> bool:
    """Tell whether `head` is what did harm rather than was harmed: "a bomb blew up"."""
    doing = head in children(verb, "nsubj")
    return doing and lemma_of(verb) in lex.BLASTS and (noun_lemma(head) in lex.WEAPON_WORDS or is_personal(head))


def _told_of_those(verb: Token, lemma: str) -> Iterator[Frame]:
    """Yield the frame of a clause that picks out the harmed: "among those killed", "those killed included ..."."""
    told = lex.TRANSITIVE.get(lemma) or lex.INTRANSITIVE.get(lemma)
    if told is None or verb.dep_ not in ("acl", "relcl"):
        return
    noun = verb.head
    if noun.dep_ == "pobj" and (noun.head.lower_ in ("among", "amongst") or opens_with_of(noun)):
        yield from among(noun, told, governor(noun), verb)
    if noun.dep_ == "nsubj" and noun.lower_ == "those" and lemma_of(noun.head) == "include":
        held = tuple(children(noun.head, "dobj", "obj"))
        yield Frame(told, verb, held, (verb,), part=True, verb=noun.head)


def _verb_frames(token: Token) -> Iterator[Frame]:
    lemma = lemma_of(token)
    if found := complement_of(token, lemma):
        harm, word = found
        if word.dep_ == "neg":  # "four did not survive"
            supposed = any(c.lower_ in lex.HYPOTHETICAL_AUX | lex.FUTURE_AUX for c in token.children)
            yield from () if supposed else (Frame(harm, word, tuple(subjects(token)), (token, word), verb=token),)
            return
        heads = [h for h in harmed_by_verb(token) if not _went_off(token, h)]
        yield Frame(harm, token, tuple(heads), (token, word), _agents(token, heads), verb=token)
        return
    if idiom := idiom_of(token, lemma):
        yield Frame(idiom.harm, token, idiom.heads, (token, idiom.word), idiom.agents, verb=token)
        if lex.TRANSITIVE.get(lemma) in lex.MOVED and idiom.harm not in lex.MOVED:
            return  # "evacuated to hospital" is a wound, no displacement
    yield from _told_of_those(token, lemma)
    if lemma == "bury" and not _buried_the_dead(token):
        return
    if lemma in lex.TRANSITIVE:
        heads = harmed_by_verb(token) or (subjects(token) if lemma in lex.INTRANSITIVE else [])
        attributive = token.dep_ == "amod" and not heads
        if attributive:
            heads = [token.head]
        yield Frame(
            lex.TRANSITIVE[lemma],
            token,
            tuple(heads),
            (token,),
            _agents(token, heads),
            attributive=attributive,
            verb=token,
        )
    elif lemma in lex.INTRANSITIVE:
        seen = token.dep_ == "amod" and token.head.i > token.i  # "a collapsed building"
        heads = [token.head] if seen else subjects(token) or children(token, "dobj")
        yield Frame(lex.INTRANSITIVE[lemma], token, tuple(heads), (token,), attributive=seen, verb=token)


def _was_near(verb: Token) -> bool:
    """Tell whether the harm did not quite happen: "she was almost killed"."""
    return any(c.lower_ in ("almost", "nearly") and c.i == verb.i - 1 and c.dep_ == "advmod" for c in verb.children)


def _buried_the_dead(verb: Token) -> bool:
    """Tell whether "buried" means a grave: not rubble, and not things."""
    if any(p.lower_ in ("under", "beneath", "in", "by", "alive") for p in verb.children):
        return False
    return any(c.dep_ in ("dobj", "nsubjpass") for c in verb.children)


def _state_frames(token: Token) -> Iterator[Frame]:
    harm = lex.STATES.get(token.lower_)
    if harm is None:
        return
    verb = governor(token)
    if token.dep_ == "pobj" and (token.head.lower_ in ("among", "amongst") or opens_with_of(token)):
        yield from among(token, harm, verb)
        return
    if token.dep_ == "nsubj" and lemma_of(token.head) == "include":
        included = children(token.head, "dobj", "obj")
        yield Frame(harm, token, tuple(included), (token,), part=True, verb=token.head)
        return
    if token.pos_ != "VERB" and any(c.dep_ in ("nummod", "quantmod", "predet") for c in token.children):
        yield Frame(harm, token, (token,), (token,), counted=True, verb=verb)
        return
    heads = harmed_by_state(token)
    attributive = token.dep_ == "amod" and token.i < token.head.i
    yield Frame(harm, token, tuple(heads), (token,), attributive=attributive, verb=verb)


def find_frames(doc: Doc) -> list[Frame]:
    """Return the harm frames of one parsed sentence, in order of their triggers."""
    out: list[Frame] = []
    for token in doc:
        if not _may_harm(token.lower_, token.lemma_, token.pos_):
            continue
        if out and token in out[-1].words:
            continue  # "martyrs and wounded" is one frame
        if (pair := wounded_beside(token)) is not None and not _was_near(token):
            out.append(Frame(Harm.CASUALTIES, token, (token,), (token, pair), verb=governor(token)))
            continue
        if (state := lex.STATES.get(token.lower_)) is not None and _closes_among(token):
            out += among(token, state, governor(token.nbor(-2)))
            continue
        found = list(_verb_frames(token)) if token.pos_ in ("VERB", "AUX") or _looks_verbal(token) else []
        if not found:
            found = list(_state_frames(token)) if token.lower_ in lex.STATES else list(noun_frames(token))
        found = found or list(toll_frames(token))
        out += found if found and not _was_near(token) else []
    return out


@lru_cache(maxsize=20_000)
def _may_harm(lower: str, lemma: str, pos: str) -> bool:
    """Return whether a word of these small letters, this lemma and class may be one of harm; verbs all may."""
    noun = harm_noun(lower, lemma, pos)
    named = noun in lex.NOUNS or noun in lex.BODIES or noun in lex.LOSSES or noun in lex.NOUNS_OF_PEOPLE
    counted = lemma.lower() in lex.TOLLS or lemma.lower() == "number"
    return pos in ("VERB", "AUX") or named or counted or lower in lex.STATES or lower in lex.FORMS


def _closes_among(token: Token) -> bool:
    """Tell whether "among the" stands before a state tied to what follows: "among the injured, it said"."""
    if token.dep_ == "pobj" or token.i < 2 or token.i + 1 >= len(token.doc):
        return False
    return token.nbor(-2).lower_ in ("among", "amongst") and token.nbor(-1).lower_ == "the" and token.nbor().is_punct


def _looks_verbal(token: Token) -> bool:
    """Tell whether a mistagged token is a harm verb's form: "3 KILLED", "Kurds Kill 13"."""
    lemma = lex.FORMS.get(token.lower_)
    if lemma in lex.INTRANSITIVE and token.tag_ == "NNS" and children(token, "nsubj"):
        return True  # "Toddler dies of wounds"
    if lemma not in lex.TRANSITIVE:
        return False
    if token.dep_ == "conj" and token.head.pos_ == "VERB" and children(token, "dobj"):
        return True  # "Gunmen kill teacher, wound pupil"
    nominal = token.lower_ in lex.STATES or token.lemma_.lower() in lex.NOUNS
    if token.is_upper and token.lower_ == lemma and 0 < token.i < len(token.doc) - 1:
        return bool(token.nbor(-1).text == "," and token.nbor().like_num)  # "GUNMEN KILL 4, WOUND 7"
    return not nominal and token.pos_ in ("ADJ", "NOUN", "PROPN") and token.lower_ != lemma
