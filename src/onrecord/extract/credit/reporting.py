"""One reporting verb: whether it reports, and whom it credits. Rule: codebook 3.4."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.extract.credit.speakers import (
    IS,
    Kind,
    authored,
    before,
    behind_place,
    belonging,
    can_speak,
    is_acronym,
    is_cut_short,
    is_speaker,
    kind_of,
    name_words,
    stand_in_of,
    stands_in,
)
from onrecord.extract.grammar.tree import SUBJECTS, children, governor, is_passive, lemma_of, noun_lemma, once, pobjs
from onrecord.extract.lexis import lexicon as lex

CITING = frozenset({"cite", "quote"})


@dataclass(frozen=True, slots=True)
class Credit:
    """`chain`: verbatim names, outermost first, origin last.

    `verb`: the reporting word, whose own date ("said on Sunday") dates the statement and not the harm.
    `hearsay`: credited to nobody named ("reportedly"). `denied`: the verb denies.
    `stand_in`: the pronoun or bare noun ("the ministry") that stands for a speaker named elsewhere.
    """

    chain: tuple[str, ...]
    verb: Token | None = None
    hearsay: bool = False
    denied: bool = False
    stand_in: str | None = None
    kind: Kind | None = None

    @property
    def speaker(self) -> str | None:
        return self.chain[-1] if self.chain else None


def speaks(verb: Token) -> bool:
    lemma = lemma_of(verb)
    if verb.pos_ not in ("VERB", "AUX") or (verb.text == "Said" and verb.i > 0):
        return False  # inside a sentence that is a name
    if lemma in lex.SHOWN:
        return _shows(verb)
    if lemma not in lex.SPEECH and lemma not in lex.DENIAL_CUES:
        return False
    if any(c.dep_ == "dobj" and c.lemma_.lower() in lex.NO_SAYING for c in verb.children):
        return False
    if lemma in lex.WEAK_SPEECH:
        if lemma == "post" and any(t.lower_ == "to" for c in children(verb, "xcomp", "advcl") for t in c.lefts):
            return True  # "posted to mourn her son"
        if lemma in ("speak", "post") and any(c.lower_ in ("of", "about") for c in verb.children):
            return True
        return bool(children(verb, "ccomp", "auxpass")) or any(_is_told(o) for o in children(verb, "dobj"))
    return True


def speaking(doc: Doc, first: int = 0, last: int | None = None) -> Iterator[Token]:
    """Yield the words from `first` on and before `last` that report something."""
    end = len(doc) if last is None else last
    return (doc[i] for i in once(doc, _reporting) if first <= i < end)


def _reporting(doc: Doc) -> tuple[int, ...]:
    return tuple(t.i for t in doc if speaks(t))


def hedges(doc: Doc) -> Iterator[Token]:
    """Yield each "reportedly"."""
    return (doc[i] for i in once(doc, _hedges))


def _hedges(doc: Doc) -> tuple[int, ...]:
    return tuple(t.i for t in doc if t.lower_ == "reportedly")


_TOLD = lex.PICTURES | lex.REPORTED | lex.CREDIT_NOUNS | lex.TOLLS | lex.NOUNS.keys() | lex.BODIES | lex.TELLING


def _is_told(thing: Token) -> bool:
    """Tell whether `thing` can be told: "documented nine deaths", "shared photos", but not "put out a fire"."""
    lemma = noun_lemma(thing)
    if thing.lower_ == "them":
        return lemma_of(thing.head) in ("name", "identify", "list")
    if thing.lower_ == "it":
        return bool(children(thing.head, "prep"))  # "had put it at 20"
    narrow = {"give": lex.TOLLS | lex.CREDIT_NOUNS, "mourn": lex.NOUNS.keys(), "grieve": lex.NOUNS.keys()}
    if (verb := lemma_of(thing.head)) in narrow:
        return lemma in narrow[verb]
    if any(o.lemma_.lower() in lex.PICTURES for o in pobjs(thing, "of")):
        return True  # "a series of images"
    return lemma in _TOLD or lemma in lex.PERSONS or bool(children(thing, "nummod"))


def _shows(verb: Token) -> bool:
    """Tell whether a picture or a paper shows something: "footage showed four bodies"."""
    subject = _subject(verb)
    shown = subject is not None and subject.lemma_.lower() in lex.PICTURES | lex.CREDIT_NOUNS
    return shown and verb.tag_ != "VBG"


def _subject(verb: Token) -> Token | None:
    own = children(verb, *SUBJECTS)
    behind = [s for s in own if s.i > verb.i and verb.i and verb.nbor(-1).text == "," and can_speak(s)]
    if behind:
        own = behind  # "200 dead, says WHO"
    elif len(own) > 1:
        own = [s for s in own if can_speak(s)][:1] or own  # "3 killed, says army"
    if own:
        relative = own[0].lower_ in ("who", "which", "that") and own[0].tag_ in ("WDT", "WP") and not is_acronym(own[0])
        return _antecedent(own[0], verb) if relative else own[0]
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return None if verb.tag_ == "VBN" and is_passive(verb.head) else _subject(verb.head)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and (children(verb, "ccomp") or governor(verb.head) == verb.head):
        return verb.head  # the tree takes "posted that" for "what was posted"
    if verb.tag_ != "VBG" and not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return None
    holder = verb.head
    if holder.pos_ in ("VERB", "AUX") and holder != verb:
        return _subject(holder)
    if holder.pos_ in ("NOUN", "PROPN"):
        above = governor(holder)
        lent = _subject(above) if above.pos_ in ("VERB", "AUX") and above != verb else None
        issued = holder.dep_ == "dobj" and lent is not None and is_speaker(lent)  # "issued a statement saying"
        text = holder.lemma_.lower() in lex.CREDIT_NOUNS | lex.PICTURES and not issued
        if text or (is_speaker(holder) and (holder.dep_ not in ("pobj", "attr") or lent is None)):
            return holder
        return lent if lent is not None and is_speaker(lent) else None
    return None


def _antecedent(relative: Token, verb: Token) -> Token:
    """Return whom a relative pronoun stands for: where the tree does not say, the noun right before it."""
    if verb.dep_ == "relcl":
        return verb.head
    nouns = (t for t in reversed(relative.doc[: relative.i]) if not t.is_punct)
    before_it = next(nouns, relative)
    return before_it if before_it.pos_ in ("NOUN", "PROPN") else relative


def credit_of_verb(verb: Token) -> Credit | None:
    """Return the credit that the reporting verb `verb` gives, if its subject can speak."""
    lemma = lemma_of(verb)
    denied = lemma in lex.DENIAL_CUES
    if children(verb, "nsubjpass") or (verb.tag_ == "VBN" and any(c.is_lower for c in children(verb, "auxpass"))):
        if lemma in CITING and (named := children(verb, "nsubjpass")) and is_speaker(named[0]):
            return Credit((name_words(named[0]),), verb, kind=kind_of(named[0]))  # "she was quoted as saying"
        by = pobjs(verb, "by") or [o for o in pobjs(verb, "in") if o.lemma_.lower() in lex.PICTURES | lex.CREDIT_NOUNS]
        if by:
            return Credit((authored(by[0]),), verb, denied=denied, kind=kind_of(by[0]))
        return Credit((), verb, hearsay=True, denied=denied) if lemma in ("report", "say", "allege") else None
    found = _speaker_of(verb)
    if found is None:
        return None
    quoted = [d for d in children(verb, "dobj") if lemma in CITING and can_speak(d)]
    if not found.chain:
        return found
    chain = (*_hearers(verb), found.chain[-1], *(authored(d) for d in quoted))
    stand_in, kind = (None, kind_of(quoted[-1])) if quoted else (found.stand_in, found.kind)
    return Credit(chain, verb, denied=denied, stand_in=stand_in, kind=kind)


def _hearers(verb: Token) -> tuple[str, ...]:
    told = children(verb, "dobj", "dative") if lemma_of(verb) in lex.RELAYS else ()
    return tuple(d.text for d in told if d.lower_ in lex.HEARERS)


def _speaker_of(verb: Token) -> Credit | None:
    """Return the verb's speaker: its subject in the tree, unless other words stand between; then by word order."""
    if any(c.text == IS for c in verb.lefts):
        return Credit((IS,), verb, kind=Kind.BODY)
    subject = _subject(verb)
    if subject is not None and can_speak(subject):
        if subject == next(iter(subject.subtree)) and subject.lower_ in ("reports", "rumours", "rumors"):
            return Credit((), verb, hearsay=True)
        name = authored(subject)
        apart = subject.i < verb.i and (is_cut_short(subject) or not _reaches(subject, verb))
        near = before(verb) if _finite(verb) and apart else None
        if near is None or (near in name and not behind_place(subject)):
            return Credit((name,), verb, stand_in=stand_in_of(subject), kind=kind_of(subject))
        return Credit((near,), verb, stand_in=stands_in(near), kind=_kind_before(verb))
    closing = lemma_of(verb) in lex.CLOSING_SPEECH | lex.RELAYS or subject is None
    near = before(verb) if closing and _finite(verb) else None
    return Credit((near,), verb, stand_in=stands_in(near), kind=_kind_before(verb)) if near else None


def _finite(verb: Token) -> bool:
    """Tell whether `verb` can have a subject right before it: no participle, no infinitive."""
    bare = verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return not bare and (verb.tag_ != "VBN" or bool(children(verb, "aux", "ccomp")))


def _reaches(subject: Token, verb: Token) -> bool:
    """Tell whether the noun before `verb` belongs to the name of `subject`, which is no mere place."""
    last = verb.i - 1
    while last > subject.i and (verb.doc[last].pos_ in ("AUX", "ADV", "PART") or verb.doc[last].lower_ in lex.DAYS):
        last -= 1
    if subject.i == last and behind_place(subject):
        return False
    if verb.doc[last].pos_ not in ("NOUN", "PROPN") or last in {t.i for t in belonging(subject)}:
        return True
    relative = [c for c in children(subject, "relcl") if any(t.tag_ in ("WDT", "WP") for t in c.lefts)]
    return any(last in {t.i for t in c.subtree} for c in relative)


def _kind_before(verb: Token) -> Kind | None:
    noun = next((t for t in reversed(verb.doc[: verb.i]) if t.pos_ in ("NOUN", "PROPN")), verb)
    return kind_of(noun)
