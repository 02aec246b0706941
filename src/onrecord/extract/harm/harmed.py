"""Whom a harm word harms on the tree: the heads of the phrases that its verb or state is said of."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from onrecord.extract.grammar.tree import SUBJECTS, antecedent, children, is_passive, lemma_of, noun_lemma, subjects
from onrecord.extract.grammar.word_order import active_head
from onrecord.extract.lexis import lexicon as lex

_SPELLS = frozenset("day night morning evening week month year hour time".split())
_SHARED = 3  # tokens between coordinated verbs that share one object: "killed and wounded 12"
_RELATIVES = ("who", "that", "which")


def harmed_by_verb(verb: Token) -> list[Token]:
    """Return whom the verb harms as its object or, in the passive, its subject; [] where the tree ties nobody to it."""
    if (beside := _side_by_side(verb)) is not None:
        return [beside]
    if verb.is_upper and verb.pos_ != "VERB" and verb.i + 1 < len(verb.doc) and verb.nbor().like_num:
        return [verb.nbor()]  # "GUNMEN KILL 4, WOUND 7"
    passive = children(verb, "nsubjpass") or [s for a in children(verb, "auxpass") for s in children(a, *SUBJECTS)]
    if passive:
        return [antecedent(s) for s in passive]
    if objects := [o for o in children(verb, "dobj", "obj") if noun_lemma(o) not in _SPELLS]:
        return objects
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        if own := [s for s in children(verb, "nsubj", "nsubjpass") if s.lower_ not in _RELATIVES]:
            return own  # "Army: soldier killed in Vell"
        return [_described(verb.head)]
    if verb.dep_ == "relcl":
        relative = any(s.lower_ in _RELATIVES for s in children(verb, "nsubj"))
        return [verb.head] if not relative or verb.tag_ in ("VBN", "VBD") else []
    if verb.i and verb.nbor(-1).lower_ == "another" and verb.lower_ in lex.STATES:
        return [verb.nbor(-1)]  # "two killed, another injured"
    return _lent_by_conjunct(verb) or _lent_by_governor(verb) or _said_left(verb)


def _lent_by_conjunct(verb: Token) -> list[Token]:
    """Return the object or subject that a coordinated verb shares: "killed and wounded 12", "was shot and killed"."""
    joined = [c for c in children(verb, "conj") if c.pos_ == "VERB" and c.i - verb.i <= _SHARED]
    shared = [o for c in joined for o in children(c, "dobj", "obj")]
    if shared and not is_passive(verb) and children(verb, "nsubj") != shared:
        return shared
    head = verb.head
    if verb.dep_ != "conj" or head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return []
    if own := _gapped(verb):
        return own
    if verb.tag_ not in ("VBN", "VBD") or (not is_passive(head) and children(head, "dobj", "obj")):
        return []
    if head.lower_ in lex.STATES or lemma_of(head) in lex.TRANSITIVE:
        return harmed_by_verb(head) if head.pos_ in ("VERB", "AUX") else harmed_by_state(head)
    return subjects(head)


def _lent_by_governor(verb: Token) -> list[Token]:
    """Return whom the verb above says it of: "reported four killed", "were identified as having been killed"."""
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "advcl") and lemma_of(above) in lex.SAID_OF | lex.CAUSATIVES:
        held = children(above, "dobj", "obj", "nsubjpass") or children(verb, "nsubj")
        if not held and verb.tag_ == "VBN" and lemma_of(above) in lex.SAID_OF:  # "nine civilians reported killed"
            held = [above.head] if above.dep_ == "acl" else children(above, "nsubj")
        if held:
            return held
    if verb.dep_ == "xcomp" and is_passive(verb):
        return subjects(verb)
    if (matrix := _said_as(verb)) is not None and matrix.tag_ == "VBN":
        return subjects(matrix)
    if matrix is not None and lemma_of(matrix) in lex.SAID_OF:
        return children(matrix, "dobj", "obj", "nsubjpass")
    if verb.dep_ in ("acomp", "xcomp") and lemma_of(above) in ("remain", "stay", "be", "get", "lie"):
        return subjects(above)
    return []


def _said_as(verb: Token) -> Token | None:
    """Return the verb that "as" ties `verb` to: the reported of "reported as killed"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":
        return verb.head.head
    marked = verb.dep_ == "advcl" and any(c.lower_ == "as" for c in children(verb, "mark", "prep"))
    return verb.head if marked else None


def _object_behind(verb: Token) -> Token | None:
    """Return the noun of the phrase that an article or "his" opens right behind the verb and what completes it."""
    doc, at = verb.doc, verb.i + 1
    while at < len(doc) and (doc[at].lower_ in ("dead", "down", "to", "death") or doc[at].pos_ == "ADV"):
        at += 1
    if at >= len(doc) or doc[at].tag_ not in ("DT", "PRP$"):
        return None
    head = active_head(doc, doc[at - 1])
    return None if head is None or noun_lemma(head) in _SPELLS else head


def _said_left(verb: Token) -> list[Token]:
    """Return what stands left of a participle without auxiliary, as headlines have it: "12 rebels killed"."""
    doing = verb.tag_ == "VBG"  # "barricades were burning": who does it
    if doing or (
        verb.tag_ not in ("VBN", "VBD", "VB", "VBP") and verb.dep_ not in ("ROOT", "ccomp", "dep", "parataxis")
    ):
        return []
    if not is_passive(verb) and (behind := _object_behind(verb)) is not None:
        return [behind]  # "rebels shot dead a farmer": they did it, whatever the tree says
    left = children(verb, "nsubj", "npadvmod", "nummod", "dep")
    return [s for s in left if s.i < verb.i and not children(s, "acl")]


def _side_by_side(verb: Token) -> Token | None:
    """Return whom `verb` harms in "2 killed 5 injured", where a number on each side has a harm of its own."""
    doc, at = verb.doc, verb.i
    if not 0 < at < len(doc) - 2 or not (doc[at + 1].like_num or doc[at + 1].lower_ == "another"):
        return None
    state = at + 2
    while (
        state < min(at + 5, len(doc) - 1) and doc[state].pos_ in ("NOUN", "PROPN", "ADJ") and not _is_state(doc[state])
    ):
        state += 1
    described = state > at + 2 and state + 1 < len(doc) and doc[state + 1].pos_ in ("NOUN", "PROPN", "ADJ")
    if not _is_state(doc[state]) or described:
        return None
    return doc[at - 1] if _numbered_up_to(doc, at) else None


def _is_state(word: Token) -> bool:
    return word.lower_ in lex.STATES


def _numbered_up_to(doc: Doc, at: int) -> bool:
    """Tell whether a number and its noun open the clause that ends before token `at`: "1 police officer [killed]"."""
    start = at - 1
    while start > max(0, at - 4) and doc[start].pos_ in ("NOUN", "PROPN", "ADJ") and not doc[start].like_num:
        start -= 1
    return doc[start].like_num and (start == at - 1 or start == 0 or doc[start - 1].is_punct or start == at - 2)


def _right_before(state: Token) -> Token | None:
    """Return the lone noun before a state in a telegraphic list: the boy of "Three Shot, Boy Dead"."""
    doc, at = state.doc, state.i
    if at < 2 or doc[at - 2].text != "," or doc[at - 1].pos_ not in ("NOUN", "PROPN") or state.dep_ == "amod":
        return None
    return doc[at - 1] if at + 1 == len(doc) or doc[at + 1].pos_ in ("ADP", "PUNCT") else None


def _described(noun: Token) -> Token:
    """Return whom `noun` describes in part, where it does: "30 clerks, mostly women, killed" are 30 killed."""
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


def harmed_by_state(token: Token) -> list[Token]:
    """Return whom a state is said of: "40 dead", "were left dead", "the dead guards"."""
    if (beside := _right_before(token)) is not None:
        return [beside]
    below = token.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl", "dep")
    if below and token.i and token.nbor(-1).like_num and not children(token, "dobj", "obj"):
        return [token.nbor(-1)]  # "caused 23 casualties, including 15 dead"
    if token.i and token.nbor(-1).lower_ == "another" and token.dep_ != "amod":
        return [token.nbor(-1)]  # "one dead and another missing"
    own = [s for s in children(token, "nsubj", "nsubjpass") if s.lower_ not in _RELATIVES]
    if own:
        return own  # "twelve men were found, four of them dead"
    if below:
        head = token.head
        if held := children(head, "dobj", "obj"):
            return [h for h in held if h != token]
        return children(token, "nsubj", "nsubjpass") or [s for s in subjects(head) if s != token]
    if token.dep_ == "conj" and (token.head.lower_ in lex.STATES or lemma_of(token.head) in lex.TRANSITIVE):
        head = token.head
        return _gapped(token) or (harmed_by_state(head) if head.pos_ != "VERB" else harmed_by_verb(head))
    if token.dep_ == "amod" and token.i < token.head.i:
        return [token.head]
    if token.dep_ in ("acl", "amod", "relcl", "appos", "nmod"):
        return [token.head]
    return children(token, "nsubj", "nsubjpass", "npadvmod")
