"""Harm frames: which word of a sentence says that somebody or something was harmed, and who or what that was.

A frame is found on the dependency tree. It names heads of noun phrases; phrases.py counts them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract import lexicon as lex
from onrecord.extract.frame import Frame
from onrecord.extract.idioms import complement_of, idiom_of
from onrecord.extract.noun_frames import among, noun_frames, opens_with_of, wounded_beside
from onrecord.extract.toll_frames import toll_frames
from onrecord.extract.tree import (
    SUBJECTS,
    antecedent,
    children,
    governor,
    is_passive,
    lemma_of,
    noun_lemma,
    pobjs,
    subjects,
)
from onrecord.model.claim import Harm


def _side_by_side(verb: Token) -> Token | None:
    """Return whom `verb` harms in "2 killed 5 injured", where a number on each side has a harm of its own."""
    doc, at = verb.doc, verb.i
    if not 0 < at < len(doc) - 2 or not doc[at + 1].like_num or doc[at + 2].lower_ not in lex.STATES:
        return None
    counted = doc[at - 1].like_num or (at > 1 and doc[at - 1].pos_ == "NOUN" and doc[at - 2].like_num)
    return doc[at - 1] if counted else None


def _harmed_by_transitive(verb: Token) -> list[Token]:
    if (beside := _side_by_side(verb)) is not None:
        return [beside]
    passive = children(verb, "nsubjpass") or [s for a in children(verb, "auxpass") for s in children(a, *SUBJECTS)]
    if passive:
        return [antecedent(s) for s in passive]
    if objects := children(verb, "dobj", "obj"):
        return objects
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        return [_described(verb.head)]
    if verb.dep_ == "relcl":
        own = children(verb, "nsubj")
        relative = [s for s in own if s.lower_ in ("who", "that", "which")]
        return [verb.head] if not relative or verb.tag_ in ("VBN", "VBD") else []
    shared = [o for c in children(verb, "conj") if c.pos_ == "VERB" for o in children(c, "dobj", "obj")]
    if shared and not is_passive(verb) and children(verb, "nsubj") != shared:
        return shared
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        if own := _gapped(verb):
            return own
        head = verb.head
        if verb.tag_ in ("VBN", "VBD") and (is_passive(head) or not children(head, "dobj", "obj")):
            if head.lower_ in lex.STATES or lemma_of(head) in lex.TRANSITIVE:
                return _harmed_by_transitive(head) if head.pos_ in ("VERB", "AUX") else _harmed_by_state(head)
            return subjects(head)
    if (
        verb.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "advcl")
        and lemma_of(verb.head) in lex.SAID_OF | lex.CAUSATIVES
    ):
        held = children(verb.head, "dobj", "obj", "nsubjpass") or children(verb, "nsubj")
        if held:
            return held
    if verb.dep_ == "xcomp" and is_passive(verb):
        return subjects(verb)
    as_said = verb.dep_ in ("pcomp", "advcl") and any(
        t.lower_ == "as" for t in (verb.head, *children(verb, "mark", "prep"))
    )
    if as_said and (matrix := verb.head.head if verb.dep_ == "pcomp" else verb.head).tag_ == "VBN":
        return subjects(matrix)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and lemma_of(verb.head.head) in lex.SAID_OF:
        return children(verb.head.head, "dobj", "obj", "nsubjpass")
    if verb.dep_ in ("acomp", "xcomp") and lemma_of(verb.head) in ("remain", "stay", "be", "get", "lie"):
        return subjects(verb.head)
    if verb.tag_ in ("VBN", "VBD", "VB", "VBP") or verb.dep_ in ("ROOT", "ccomp", "dep", "parataxis"):
        left = children(verb, "nsubj", "npadvmod", "nummod", "dep")
        return [s for s in left if s.i < verb.i and not children(s, "acl")]
    return []


def _described(noun: Token) -> Token:
    """Return whom `noun` describes in part, where it does: "10 people, mostly children, killed" are 10 killed."""
    mostly = any(c.lower_ in ("mostly", "mainly", "all", "both", "including") for c in noun.children)
    return noun.head if noun.dep_ == "appos" and mostly else noun


def _gapped(verb: Token) -> list[Token]:
    """Return what stands left of a coordinated participle without auxiliary: 15 of "... killed and 15 injured"."""
    floor = verb.head.i
    own = [
        c for c in verb.children if floor < c.i < verb.i and c.dep_ not in ("punct", "cc", "aux", "auxpass", "advmod")
    ]
    heads = [c for c in own if c.dep_ in ("nsubj", "nsubjpass", "npadvmod", "nummod", "dep", "dobj") or c.like_num]
    if heads:
        return heads
    before = [
        t
        for t in verb.doc[floor + 1 : verb.i]
        if t.like_num or t.lower_ in ("dozens", "scores", "hundreds", "several", "many")
    ]
    return before[-1:] if before and before[-1].dep_ != "nummod" else [t.head for t in before[-1:]]


def _harmed_by_state(token: Token) -> list[Token]:
    own = [s for s in children(token, "nsubj", "nsubjpass") if s.lower_ not in ("who", "that", "which")]
    if own:
        return own  # "twelve men were found, four of them dead"
    if token.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "dep"):
        head = token.head
        if held := children(head, "dobj", "obj"):
            return [h for h in held if h != token]
        return children(token, "nsubj", "nsubjpass") or [s for s in subjects(head) if s != token]
    if token.dep_ == "conj" and (token.head.lower_ in lex.STATES or lemma_of(token.head) in lex.TRANSITIVE):
        head = token.head
        return _gapped(token) or (_harmed_by_state(head) if head.pos_ != "VERB" else _harmed_by_transitive(head))
    if token.dep_ == "amod" and token.i < token.head.i:
        return [token.head]
    if token.dep_ in ("acl", "amod", "relcl", "appos", "nmod"):
        return [token.head]
    return children(token, "nsubj", "nsubjpass", "npadvmod")


def _agents(verb: Token, heads: list[Token]) -> tuple[Token, ...]:
    by = pobjs(verb, "by")
    if by:
        return tuple(by)
    if is_passive(verb):
        return ()
    return tuple(s for s in subjects(verb) if all(s.i != h.i for h in heads) and children(verb, "dobj", "obj"))


def _went_off(verb: Token, head: Token) -> bool:
    """Tell whether `head` is what did harm rather than was harmed: "a bomb blew up"."""
    return head in children(verb, "nsubj") and noun_lemma(head) in lex.WEAPON_WORDS


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
        heads = [h for h in _harmed_by_transitive(token) if not _went_off(token, h)]
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
        heads = _harmed_by_transitive(token) or (subjects(token) if lemma in lex.INTRANSITIVE else [])
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
    heads = _harmed_by_state(token)
    attributive = token.dep_ == "amod" and token.i < token.head.i
    yield Frame(harm, token, tuple(heads), (token,), attributive=attributive, verb=verb)


def find_frames(doc: Doc) -> list[Frame]:
    """Return the harm frames of one parsed sentence, in order of their triggers."""
    out: list[Frame] = []
    for token in doc:
        if out and token in out[-1].words:
            continue  # "martyrs and wounded" is one frame
        if (pair := wounded_beside(token)) is not None and not _was_near(token):
            out.append(Frame(Harm.CASUALTIES, token, (token,), (token, pair), verb=governor(token)))
            continue
        found = list(_verb_frames(token)) if token.pos_ in ("VERB", "AUX") or _looks_verbal(token) else []
        if not found:
            found = list(_state_frames(token)) if token.lower_ in lex.STATES else list(noun_frames(token))
        found = found or list(toll_frames(token))
        out += found if found and not _was_near(token) else []
    return out


def _looks_verbal(token: Token) -> bool:
    """Tell whether a mistagged token is a harm verb's form: "3 KILLED", "Kurds Kill 13"."""
    lemma = lex.FORMS.get(token.lower_)
    if lemma not in lex.TRANSITIVE:
        return False
    nominal = token.lower_ in lex.STATES or token.lemma_.lower() in lex.NOUNS
    return not nominal and token.pos_ in ("ADJ", "NOUN", "PROPN") and token.lower_ != lemma
