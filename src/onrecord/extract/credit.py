"""Whom the text credits with a figure: the chain of speakers from the outermost to the origin. Rule: codebook 3.4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract import lexicon as lex
from onrecord.extract.tree import SUBJECTS, children, lemma_of, pobjs

PRONOUNS = frozenset("he she it they who we i".split())
GROUPS = frozenset({"group", "agency", "monitor"})  # nouns that any named organisation may be called by
_STAND_INS = frozenset(
    "group statement agency ministry spokesman spokeswoman spokesperson official source report monitor".split()
)
_KEPT = frozenset(
    "det amod compound nmod poss case prep pobj pcomp appos conj cc nummod quantmod punct npadvmod nsubj dep".split()
)
_STOP_PREPS = frozenset("on after during since before as by".split())
_HEADLINE_HEAD = re.compile(r"^([A-Z][\w.'’ -]{1,40}?): ")
_HEADLINE_TAIL = re.compile(r" [-–—] ([A-Za-z][\w.'’ -]{1,40})$|: ([A-Za-z][\w.'’ -]{1,40})$")
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday week month year".split())
_WHERE = frozenset("in at near on".split())
_LABELS = frozenset("correction update clarification editor note breaking analysis exclusive".split())
PLACELESS = "reportedly"


@dataclass(frozen=True, slots=True)
class Credit:
    """`chain`: verbatim names, outermost first, origin last. `spans`: where they stand in the sentence.

    `verb`: the reporting word, whose own date ("said on Sunday") dates the statement and not the harm.
    `hearsay`: credited to nobody named ("reportedly"). `denied`: the verb denies.
    """

    chain: tuple[str, ...]
    verb: Token | None = None
    hearsay: bool = False
    denied: bool = False
    stand_in: str | None = None  # the pronoun or bare noun ("the ministry") that stands for an earlier speaker

    @property
    def speaker(self) -> str | None:
        return self.chain[-1] if self.chain else None


def name_words(head: Token) -> str:
    """Return the speaker's noun phrase verbatim: with what belongs to the name, without relative clauses and dates."""
    tokens = [head]
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            if child.dep_ not in _KEPT or (child.dep_ == "prep" and child.lower_ in _STOP_PREPS):
                continue
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
                continue
            if child.dep_ == "npadvmod" and child.i > token.i:
                continue
            if child.dep_ == "dep" and child.pos_ not in ("PROPN", "NOUN"):
                continue
            tokens.append(child)
            stack.append(child)
    chosen = {t.i for t in tokens}
    low = high = head.i
    while low - 1 in chosen:
        low -= 1
    while high + 1 in chosen:
        high += 1
    while (
        high > head.i
        and head.doc[high].dep_ in ("punct", "cc", "prep", "case")
        and head.doc[high].text not in (")", "'s")
    ):
        high -= 1
    while low < head.i and head.doc[low].dep_ in ("punct", "cc"):
        low += 1
    name = str(head.doc[low : high + 1].text)
    return name.rpartition(": ")[2]


def _subject(verb: Token) -> Token | None:
    own = children(verb, *SUBJECTS)
    if own:
        subject = own[0]
        if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
            return verb.head
        return subject
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if verb.dep_ in ("advcl", "xcomp") and verb.head.pos_ == "VERB" and verb.tag_ == "VBG":
        return _subject(verb.head)
    return None


def _speaks(verb: Token) -> bool:
    lemma = lemma_of(verb)
    if verb.pos_ not in ("VERB", "AUX") or lemma not in lex.SPEECH | lex.DENIAL_CUES:
        return False
    if any(
        c.dep_ == "dobj" and c.lemma_.lower() in ("life", "responsibility", "victory", "target") for c in verb.children
    ):
        return False
    if lemma in lex.WEAK_SPEECH:
        return any(c.dep_ in ("ccomp", "dobj") for c in verb.children)
    return True


def _of_verb(verb: Token) -> Credit | None:
    """Return the credit that the reporting verb `verb` gives, if its subject can speak."""
    denied = lemma_of(verb) in lex.DENIAL_CUES
    if children(verb, "nsubjpass") or (verb.tag_ == "VBN" and children(verb, "auxpass")):
        by = pobjs(verb, "by")
        if by:
            return Credit((name_words(by[0]),), verb, denied=denied)
        return Credit((), verb, hearsay=True, denied=denied) if lemma_of(verb) in ("report", "say", "allege") else None
    subject = _subject(verb)
    if subject is None or not _can_speak(subject):
        return None
    hearers = [
        d.text for d in children(verb, "dobj", "dative") if d.lower_ in lex.HEARERS and lemma_of(verb) in lex.RELAYS
    ]
    bare = all(c.dep_ == "det" and c.lower_ in ("the", "its") for c in subject.children)
    lemma = subject.lemma_.lower()
    stand_in = subject.lower_ if subject.lower_ in PRONOUNS else lemma if lemma in _STAND_INS and bare else None
    return Credit((*hearers, _named(subject)), verb, denied=denied, stand_in=stand_in)


def _can_speak(subject: Token) -> bool:
    """Tell whether `subject` can be credited: no counted victims, no strike or blast, no day."""
    lemma = subject.lemma_.lower()
    if lemma in _LABELS or subject.lower_ in lex.STATES or lemma in lex.TOLLS:
        return False
    if subject.pos_ == "NUM" or lemma in _DAYS or lemma in lex.MEANS:
        return False
    return not any(c.dep_ == "nummod" for c in subject.children) or lemma in (
        "source",
        "official",
        "witness",
        "resident",
    )


def _named(head: Token) -> str:
    """Return the speaker behind `head`: the author of a report ("a report by the Bureau"), else its own phrase."""
    if head.lemma_.lower() in lex.CREDIT_NOUNS:
        acts = [head, *children(head, "acl")]
        authors = [a for act in acts for a in pobjs(act, "by", "from") if a.pos_ in ("NOUN", "PROPN")]
        authors += [c for c in children(head, "poss") if c.pos_ in ("PROPN", "NOUN")]
        if authors:
            return name_words(authors[0])
    return name_words(head)


def _governing(trigger: Token) -> Iterator[Credit]:
    """Yield the credits of the reporting verbs above `trigger`, the nearest first.

    A verb that another only stands beside ("denied the charge and said its forces had killed 22") does not govern it.
    """
    token, spoken = trigger, False
    while token.head != token:
        beside = token.dep_ == "conj"
        token = token.head
        if not _speaks(token) or (beside and spoken):
            continue
        credit = _of_verb(token)
        if credit is not None and not (beside and credit.denied):
            yield credit
            spoken = True


def _according(doc: Doc) -> list[tuple[int, Credit]]:
    out = []
    for token in doc:
        if token.lower_ == "according":
            names = [o for p in token.children if p.lower_ == "to" for o in p.children if o.dep_ in ("pobj", "dobj")]
            if not names and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
                names = [o for o in doc[token.i + 1].children if o.dep_ == "pobj"]
            out += [(token.i, Credit((_named(names[0]),), token))] if names else []
        elif token.lower_ in ("per", "citing", "quoting") and (names := children(token, "pobj", "dobj")):
            out.append((token.i, Credit((_named(names[0]),), token)))
    return out


def credit_of(doc: Doc, trigger: Token) -> Credit | None:
    """Return whom this sentence credits with what `trigger` says, or None if its own words credit nobody.

    Order: "according to"; the reporting verbs that govern the trigger, the nearest being the origin; a reporting
    clause beside it; a headline's colon or dash; "reportedly".
    """
    governing = list(_governing(trigger))
    outer = [n for c in reversed(governing) for n in c.chain]
    named = _according(doc)
    if named:
        nearest = min(named, key=lambda pair: abs(pair[0] - trigger.i))[1]
        return Credit((*outer, *nearest.chain), nearest.verb, denied=any(c.denied for c in governing))
    if outer:
        first = next(c for c in governing if c.chain)
        outer_name = next((c for c in governing if c.chain and c.stand_in is None), None)
        if first.stand_in in PRONOUNS and outer_name is not None:
            return Credit(outer_name.chain, outer_name.verb, denied=any(c.denied for c in governing))
        return Credit(tuple(outer), first.verb, denied=any(c.denied for c in governing), stand_in=first.stand_in)
    beside = _beside(doc, trigger)
    if beside is not None:
        return beside
    if (label := _label(doc.text)) is not None:
        return Credit((label,))
    if governing or any(t.lower_ in ("reportedly", "allegedly") and t.head in (trigger, trigger.head) for t in doc):
        return Credit((), governing[0].verb if governing else None, hearsay=True)
    return None


def _label(text: str) -> str | None:
    """Return the speaker that a headline names before its colon or behind its dash, if the words can speak."""
    head, tail = _HEADLINE_HEAD.match(text), _HEADLINE_TAIL.search(text)
    for name in (head.group(1) if head else None, (tail.group(1) or tail.group(2)) if tail else None):
        if name and (name in lex.ACRONYMS or name.split()[-1].casefold() in lex.SPEAKER_NOUNS):
            return name
    return None


def any_credit(doc: Doc) -> Credit | None:
    """Return whom a sentence credits, whatever it says: by "according to", else by its first verb of reporting."""
    named = _according(doc)
    if named:
        return named[0][1]
    for token in doc:
        if not _speaks(token):
            continue
        content = any(c.dep_ in ("ccomp", "parataxis", "dobj") for c in token.children) or token.dep_ in (
            "parataxis",
            "ccomp",
        )
        if content and (credit := _of_verb(token)) is not None and credit.chain:
            return credit
    return None


def _beside(doc: Doc, trigger: Token) -> Credit | None:
    """Return the credit of a reporting clause that the parser hung beside the trigger's clause."""
    for token in doc:
        if token.i == trigger.i or not _speaks(token):
            continue
        if token.dep_ in ("parataxis", "ccomp", "advcl", "dep", "ROOT", "conj") and _clause_open(token, trigger):
            credit = _of_verb(token)
            if credit is not None and credit.chain:
                return credit
    return _trailing(doc, trigger)


def _trailing(doc: Doc, trigger: Token) -> Credit | None:
    """Return the credit of a closing "... the monitor and medics said" that the parser lost for want of a comma."""
    verb = next((t for t in reversed(doc) if not t.is_punct and not t.is_quote), None)
    if verb is None or lemma_of(verb) not in lex.CLOSING_SPEECH or verb.i <= trigger.i + 1:
        return None
    chunks = [c for c in doc.noun_chunks if c.end <= verb.i and c.start > trigger.i]
    if not chunks or chunks[-1].end != verb.i:
        return None
    start = last = chunks[-1]
    for chunk in reversed(chunks[:-1]):
        link = [t.lower_ for t in doc[chunk.end : start.start]]
        if link not in (["and"], ["for"], ["of"], ["at"]) or chunk.root.head.lower_ in _WHERE:
            break
        start = chunk
    head = last.root
    return Credit((str(doc[start.start : last.end].text),), verb) if _can_speak(head) else None


def _clause_open(verb: Token, trigger: Token) -> bool:
    """Tell whether `verb` reports the trigger's clause: it follows it with no clause of its own."""
    if verb.i > trigger.i:
        return not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children) and verb.dep_ != "conj"
    return any(trigger in c.subtree for c in verb.children if c.dep_ in ("ccomp", "dobj", "xcomp"))
