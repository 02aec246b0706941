"""Whom one sentence credits with a figure: the chain of speakers from outermost to origin. Rule: codebook 3.4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.credit.reporting import CITING, Credit, credit_of_verb, hedges, speaking, speaks
from onrecord.extract.credit.speakers import (
    PRONOUNS,
    Kind,
    author_of,
    authored,
    can_speak,
    is_speaker,
    kind_of,
    name_words,
    stand_in_of,
)
from onrecord.extract.grammar.tree import SUBJECTS, children, governor, lemma_of, once, text_of
from onrecord.extract.lexis import lexicon as lex

_HEADLINE_HEAD = re.compile(r"^([A-Z][\w.'’ -]{1,40}?): ")
_HEADLINE_TAIL = re.compile(r" [-–—] ([A-Za-z][\w.'’ -]{1,40}?)\.?$|: ([A-Za-z][\w.'’ -]{1,40}?)\.?$")
_NO_CLOSING = frozenset({"accuse", "cite", "quote"}) | lex.WEAK_SPEECH | lex.DENIAL_CUES
_CREDITING = frozenset({"according", "per", "by"})
_EARLIER = frozenset("after before when while as since although though following during amid".split())


def credit_of(doc: Doc, trigger: Token) -> Credit | None:
    """Return whom this sentence credits with what `trigger` says, or None if its own words credit nobody.

    Order: the words that govern the trigger, the nearest being the origin, with "according to" and "citing" beside
    them; a reporting clause behind the trigger; a headline's colon or dash; "reportedly".
    """
    governing = list(_governing(trigger))
    named = _nearest_named(doc, trigger, [c.verb for c in governing if c.chain and c.verb is not None])
    if named is not None and named.kind is not None:
        return _joined(governing, named)
    if any(c.chain for c in governing):
        return _deepest(governing)
    if (beside := _and_that(doc, trigger) or _closing(doc, trigger) or _opening(doc, trigger) or named) is not None:
        return beside
    if (label := _label(text_of(doc))) is not None:
        return Credit((label,))
    if governing or any(t.head in (trigger, trigger.head) for t in hedges(doc)):
        return Credit((), governing[0].verb if governing else None, hearsay=True)
    return None


@dataclass(frozen=True, slots=True)
class Given:
    """A credit that a sentence gives to anything, without its parse: kept for the sentences beside.

    `word`, `char`: where its verb stands. `goes_on`: the verb says that the speaker spoke before ("added").
    """

    credit: Credit
    word: int
    char: int
    goes_on: bool


def credits_in(doc: Doc) -> list[Given]:
    """Return all whom a sentence credits with anything, in the order of its words."""
    found = [(token, credit) for token, credit in _named_beside(doc) if credit.chain]
    for verb in speaking(doc):
        if not children(verb, "neg") and (credit := credit_of_verb(verb)) is not None and credit.chain:
            found.append((verb, credit))
    found.sort(key=lambda pair: pair[0].i)
    return [Given(replace(c, verb=None), t.i, t.idx, lemma_of(t) in lex.GOING_ON) for t, c in found]


# ---- The words that govern


def _governing(trigger: Token) -> Iterator[Credit]:
    """Yield the credits of the words of reporting above `trigger`, the nearest first.

    A verb that another only stands beside ("denied the charge and said its forces had killed 22") does not govern it.
    """
    if (counted := _counted_by(trigger)) is not None:
        yield counted
    token, spoken = trigger, False
    while token.head != token:
        child, token = token, token.head
        beside = child.dep_ == "conj"
        if token.pos_ == "NOUN" and (told := _of_noun(token, child)) is not None:
            yield told
            spoken = True
        elif speaks(token) and _told_by(child, token) and not (beside and spoken):
            credit = credit_of_verb(token)
            if credit is not None and not (beside and credit.denied):
                yield credit
                spoken = True


def _counted_by(trigger: Token) -> Credit | None:
    """Return whose count it is: "the ministry's toll of 15", or "its toll" where the clause is about a speaker."""
    for noun in _above(trigger):
        if noun.pos_ != "NOUN":
            return None
        owners = children(noun, "poss")
        if not owners or noun.lemma_.lower() not in lex.TOLLS | lex.CREDIT_NOUNS:
            continue
        owner = owners[0]
        if owner.pos_ == "PRON":
            owner = next((s for s in children(governor(noun), "nsubj") if is_speaker(s)), owner)
        known = is_speaker(owner) and (owner.pos_ != "PROPN" or noun.lemma_.lower() not in lex.TOLLS)
        if known and owner.pos_ != "PRON":
            return Credit((name_words(owner),), None, stand_in=stand_in_of(owner), kind=kind_of(owner))
    return None


def _told_by(child: Token, verb: Token) -> bool:
    """Tell whether `child` is what `verb` reports: not its speaker, not what went on meanwhile."""
    if child.dep_ == "conj" and any(c.lower_ in ("but", "while", "yet") for c in children(verb, "cc")):
        return False
    if child.dep_ in SUBJECTS:
        return child.dep_ == "nsubjpass" or lemma_of(verb) in lex.DENIAL_CUES
    if child.i > verb.i or child.dep_ not in ("advcl", "prep"):
        return True
    return not ({child.lower_} | {c.lower_ for c in child.children if c.i < child.i}) & _EARLIER


def _of_noun(noun: Token, child: Token) -> Credit | None:
    """Return the credit of a noun of reporting over what it reports: "initial reports of 20 killed"."""
    lemma = noun.lemma_.lower()
    of = lemma in ("report", "claim", "account") and any(c.lower_ == "of" for c in noun.children)
    of = of and (child.lower_ == "of" or child.dep_ == "acl")
    clause = child.dep_ in ("acl", "ccomp", "appos") and any(c.lower_ == "that" for c in child.children)
    clause = clause or (child.dep_ in ("acl", "relcl", "ccomp") and bool(children(child, *SUBJECTS)))
    if lemma not in lex.REPORTED or not (of or clause) or children(child, "nsubj", "nsubjpass")[:1] == [noun]:
        return None
    said = [c for c in noun.children if c.dep_ in ("amod", "compound", "poss") and c.i < noun.i]
    author = author_of(noun)
    if not said and author is None:
        return Credit((), None, hearsay=True)
    first = next(iter(noun.subtree))
    name = name_words(author) if author is not None else str(noun.doc[first.i : noun.i + 1].text)
    return Credit((name,), None)


def _deepest(governing: list[Credit]) -> Credit:
    """Return the chain of what governs; pictures that somebody shares are not whom they go back to."""
    named = [c for c in governing if c.chain and not _is_picture(c.chain[-1])]
    governing = [c for c in governing if c in named or not c.chain] if named else governing
    outer = tuple(n for c in reversed(governing) for n in c.chain)
    first = next(c for c in governing if c.chain)
    denied = any(c.denied for c in governing)
    by_name = next((c for c in governing if c.chain and c.stand_in is None), None)
    if first.stand_in in PRONOUNS and by_name is not None:
        return Credit(by_name.chain, by_name.verb, denied=denied, kind=by_name.kind)
    return Credit(outer, first.verb, denied=denied, stand_in=first.stand_in, kind=first.kind)


def _is_picture(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return last in lex.PICTURES or last.removesuffix("s") in lex.PICTURES


# ---- The words beside


def _named_beside(doc: Doc) -> list[tuple[Token, Credit]]:
    """Return the credits of "according to X", "citing X", "by X's count" and where their words stand."""
    out = []
    for token in (doc[i] for i in once(doc, _beside)):
        names: list[Token] = []
        if token.lower_ == "according":
            names = [o for p in token.children if p.lower_ == "to" for o in p.children if o.dep_ in ("pobj", "dobj")]
            if not names and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
                names = [o for o in doc[token.i + 1].children if o.dep_ == "pobj"]
        elif token.lower_ == "per" or ((token.tag_ == "VBG" or token.dep_ == "relcl") and lemma_of(token) in CITING):
            names = [n for n in children(token, "pobj", "dobj") if _is_voice(n)]
        elif token.lower_ == "by" and (counts := [o for o in children(token, "pobj") if children(o, "poss")]):
            names = [o for o in counts if o.lemma_.lower() in lex.CREDIT_NOUNS]
        if names and names[0].lower_ not in ("which", "whom"):
            name = names[0]
            nobody = name.lemma_.lower() in lex.UNOWNED and author_of(name) is None  # "according to initial data"
            kind = None if nobody else kind_of(name) or Kind.BODY
            out.append((token, Credit((authored(name),), token, stand_in=stand_in_of(name), kind=kind)))
    return out


def _beside(doc: Doc) -> tuple[int, ...]:
    """Return where the words stand that may credit somebody beside a clause."""
    return tuple(t.i for t in doc if t.lower_ in _CREDITING or lemma_of(t) in CITING)


def _is_voice(noun: Token) -> bool:
    return is_speaker(noun) or (can_speak(noun) and noun.lemma_.lower() in lex.CREDIT_NOUNS | lex.PICTURES)


def _nearest_named(doc: Doc, trigger: Token, verbs: Sequence[Token]) -> Credit | None:
    """Return the nearest "according to X" or "citing X"; where `verbs` govern the trigger, only one of their clause."""
    named = _named_beside(doc)
    if verbs:
        above = set(_above(trigger))
        named = [p for p in named if p[0].head in above or (_cites(p[0]) and set(_above(p[0])) & set(verbs))]
    return min(named, key=lambda pair: abs(pair[0].i - trigger.i))[1] if named else None


def _above(token: Token) -> Iterator[Token]:
    yield token
    while token.head != token:
        token = token.head
        yield token


def _cites(token: Token) -> bool:
    return lemma_of(token) in CITING


def _joined(governing: list[Credit], named: Credit) -> Credit:
    """Return the chain of what governs and of what stands beside: an outlet relays, anybody else is the origin."""
    denied = any(c.denied for c in governing)
    outer = tuple(n for c in reversed(governing) for n in c.chain if c.stand_in not in PRONOUNS)
    relays = named.verb is not None and not _cites(named.verb) and _is_outlet(named.chain[-1])
    if outer and relays:
        return Credit((*named.chain, *outer), named.verb, denied=denied)
    return replace(named, chain=(*outer, *named.chain), denied=denied)


def _is_outlet(name: str) -> bool:
    return bool({w.casefold() for w in re.findall(r"\w+", name)} & (lex.HEARERS | lex.SPEAKER_KINDS["media"]))


def _closing(doc: Doc, trigger: Token) -> Credit | None:
    """Return the credit of the next reporting clause behind the trigger that has no words of its own to report."""
    for verb in speaking(doc, trigger.i + 1):
        if lemma_of(verb) in _NO_CLOSING or not _left_open(verb, trigger):
            continue
        said = lemma_of(verb) in ("say", "add")
        inverted = [d for d in children(verb, "dobj") if said and d.i > verb.i and is_speaker(d)]
        if inverted:
            return Credit((authored(inverted[0]),), verb, kind=kind_of(inverted[0]))
        credit = credit_of_verb(verb)
        if credit is not None and credit.chain and not _beside_another(verb, credit.chain[-1]):
            return credit
    return None


def _and_that(doc: Doc, trigger: Token) -> Credit | None:
    """Return the credit of "... said A, and that B" over B, wherever the tree hangs the second "that"."""
    clause = next((t for t in _above(trigger) if any(c.dep_ == "mark" and c.lower_ == "that" for c in t.lefts)), None)
    if clause is None or clause.dep_ != "conj":
        return None
    before_it = [t for t in speaking(doc, 0, clause.left_edge.i) if children(t, "ccomp")]
    credit = credit_of_verb(before_it[-1]) if before_it else None
    return credit if credit is not None and credit.chain else None


def _opening(doc: Doc, trigger: Token) -> Credit | None:
    """Return the credit of an "as ..." before the trigger: "As the mayor said on Monday, nine people were killed"."""
    for verb in speaking(doc, 0, trigger.i):
        if verb.dep_ == "advcl" and any(c.lower_ == "as" and c.i < verb.i for c in verb.children):
            credit = credit_of_verb(verb)
            if credit is not None and credit.chain and trigger not in verb.subtree:
                return credit
    return None


def _left_open(verb: Token, trigger: Token) -> bool:
    """Tell whether `verb` reports what stands before it: it governs no clause and no thing behind it."""
    if any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
        return False
    if any(c.dep_ == "dobj" and c.i > verb.i and not is_speaker(c) for c in verb.children):
        return lemma_of(verb) in lex.RELAYS
    subject = next(iter(children(verb, *SUBJECTS)), None)
    last = not any(t.pos_ in ("VERB", "AUX") for t in verb.doc[verb.i + 1 :])
    if (
        subject is not None
        and subject.i > trigger.i
        and trigger in _above(subject)
        and verb.dep_ == "relcl"
        and not last
    ):
        return False
    return not (subject is not None and subject.i < trigger.i and trigger in subject.subtree and is_speaker(subject))


def _beside_another(verb: Token, speaker: str) -> bool:
    """Tell whether `verb` only stands beside another by an "and" that does not belong to its speaker's name."""
    subject = next(iter(children(verb, *SUBJECTS)), verb)
    first = subject.left_edge.i
    joined = verb.dep_ == "conj" and first > 0 and verb.doc[first - 1].pos_ == "CCONJ"
    return joined and " and " not in speaker


def _label(text: str) -> str | None:
    """Return the speaker that a headline names before its colon or behind its dash, if the words can speak."""
    head, tail = _HEADLINE_HEAD.match(text), _HEADLINE_TAIL.search(text)
    for name in (head.group(1) if head else None, (tail.group(1) or tail.group(2)) if tail else None):
        if name and (name in lex.ACRONYMS or name.rsplit(maxsplit=1)[-1].casefold() in lex.SPEAKER_NOUNS):
            return name
    return None
