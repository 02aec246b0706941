"""Who can speak, and in which words a text names them. Rule: codebook 3.4."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from spacy.tokens import Token

from onrecord.extract.grammar.tree import children, noun_lemma, pobjs
from onrecord.extract.lexis import lexicon as lex

_KEPT = frozenset(
    "det amod compound nmod poss case prep pobj pcomp appos conj cc nummod quantmod punct npadvmod nsubj dep".split()
)
_STOP_PREPS = frozenset("on after during since before as by".split())
_ARTICLES = frozenset("the a an".split())
_INNER = frozenset("of for from at in with on inside near".split())  # prepositions inside the name of a speaker
_NOUNS = ("NOUN", "PROPN")
_PLACED = frozenset("in near at on outside across around to from towards toward".split())
_NOT_INSIDE = frozenset("alone more other others most many several".split())
IS = "IS"  # a name that taggers take for a form of "to be"
_NOT_PEOPLE = lex.MEANS | lex.TOLLS | lex.NOUNS.keys() | lex.BODIES


PRONOUNS = frozenset("he she it they who we i".split())


class Kind(Enum):
    """What stands behind a speaker's name: a "he", a "they" or an "it"."""

    PERSON = "person"
    PEOPLE = "people"
    BODY = "body"


def kind_of(head: Token) -> Kind | None:
    """Return by which pronoun a text goes on speaking of `head`: None if a bare name does not tell."""
    if head.tag_ == "NNS" or any(c.dep_ == "conj" and c.pos_ in _NOUNS for c in head.children):
        return Kind.PEOPLE
    lemma = noun_lemma(head)
    if lemma in lex.SPOKESPEOPLE or (lemma in lex.PERSONS and lemma != "police"):
        return Kind.PERSON
    return _kind_of_name(head) if head.pos_ == "PROPN" else Kind.BODY


def _kind_of_name(head: Token) -> Kind | None:
    """Return what a name names: a body by an article, capitals or a word of bodies, a person by a role or two names."""
    beside = [c for c in head.children if c.dep_ in ("compound", "amod", "appos", "nmod", "det")]
    words = {noun_lemma(c) for c in beside} | {head.lower_}
    roles = {noun_lemma(c) for c in beside if c.is_lower}
    if roles & lex.SPOKESPEOPLE or words & lex.RANKS or any(w in lex.PERSONS and w != "police" for w in roles):
        return Kind.PERSON
    if any(c.dep_ == "det" for c in beside) or (head.is_upper and len(head) > 1):
        return Kind.BODY
    if words & (lex.SPEAKER_NOUNS | lex.ACTOR_NOUNS | lex.BODY_WORDS):
        return Kind.BODY
    names = [c for c in beside if c.dep_ == "compound" and c.text[:1].isupper()]
    return Kind.PERSON if names else None


_KNOWN = lex.SPEAKER_NOUNS | lex.ACTOR_NOUNS | lex.CREDIT_NOUNS | lex.PICTURES
_SPEAKING = lex.SPEAKER_NOUNS | lex.ACTOR_NOUNS | lex.SPOKESPEOPLE


def can_speak(subject: Token, *, counted: bool = False) -> bool:
    """Tell whether `subject` can be credited: no counted victims, no strike or blast, no place, thing or day.

    `counted`: a number before it may belong to what stands before the speaker.
    """
    lemma = subject.lemma_.lower()
    if subject.lower_ in lex.STATES or subject.pos_ == "NUM" or lemma in _NOT_PEOPLE or _is_day(subject):
        return False
    if lemma == "meanwhile" or subject.tag_ == "WDT":
        return False
    known = lemma in _KNOWN
    if subject.pos_ == "NOUN" and not known and (lemma in lex.PLACE_NOUNS or noun_lemma(subject) in lex.THINGS):
        return False
    counted = counted or lemma in lex.NUMBERED | lex.SPEAKER_NOUNS | lex.SPOKESPEOPLE
    return counted or not any(c.dep_ == "nummod" for c in subject.children)


def is_speaker(subject: Token) -> bool:
    """Tell whether `subject` is somebody known to speak: a person, a name, a body, the media."""
    if subject.pos_ == "PROPN":
        return can_speak(subject) and not behind_place(subject)
    lemma = noun_lemma(subject)
    known = lemma in _SPEAKING or lemma in lex.PERSONS or subject.lower_ in _SPEAKING
    return known and can_speak(subject)


def name_words(head: Token) -> str:
    """Return the speaker's noun phrase verbatim: with what belongs to the name, without relative clauses and dates."""
    chosen = {t.i for t in belonging(head)}
    low = high = head.i
    while low - 1 in chosen:
        low -= 1
    while high + 1 in chosen:
        high += 1
    doc = head.doc
    while high > head.i and doc[high].dep_ in ("punct", "cc", "prep", "case") and doc[high].text not in (")", "'s"):
        high -= 1
    if high > head.i and doc[high].dep_ == "case" and doc[high].head == head:
        high -= 1  # "the ministry's count" is the ministry's
    articles = [c.i for c in head.children if c.dep_ == "det" and low <= c.i < head.i and c.lower_ in _ARTICLES]
    low = articles[-1] if articles else low
    one = head.tag_ in ("NN", "NNP")  # "injured seven the governor said": the number is not his
    while low < head.i and (
        doc[low].dep_ in ("punct", "cc") or (one and doc[low].pos_ == "NUM" and doc[low].lower_ != "one")
    ):
        low += 1
    name = str(doc[low : high + 1].text)
    return name.rpartition(": ")[2]


def belonging(head: Token) -> Iterator[Token]:
    """Yield the words that belong to the name of `head`, in no order of place."""
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        for child in token.children:
            if child.dep_ == "acl" and child.lower_ in ("named", "called"):
                yield from child.subtree
            if child.lower_ == "so" and token.lower_ == "called":
                yield child
            if child.dep_ not in _KEPT or (child.dep_ == "prep" and child.lower_ in _STOP_PREPS):
                continue
            if child.lower_ == "at" and any(o.like_num or o.text[:1].isdigit() for o in child.children):
                continue  # "the agency at 5:31 said"
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
                continue
            if child.i > token.i and (child.dep_ == "npadvmod" or child.pos_ == "NUM"):
                continue
            if child.dep_ == "dep" and child.pos_ not in ("PROPN", "NOUN"):
                continue
            stack.append(child)


def authored(head: Token) -> str:
    """Return the speaker behind `head`: the author of a report ("a report by the Bureau"), else its own phrase."""
    found = author_of(head)
    return name_words(found if found is not None else head)


def author_of(head: Token) -> Token | None:
    """Return who stands behind a text that `head` names: "figures from X", "X's count", "a post shared by X"."""
    if head.lemma_.lower() not in lex.CREDIT_NOUNS | lex.PICTURES | lex.REPORTED:
        return None
    acts = [head, *children(head, "acl")]
    authors = [a for act in acts for a in pobjs(act, "by") if a.pos_ in _NOUNS]
    authors += [a for act in acts for a in pobjs(act, "from") if is_speaker(a)]
    authors += [c for c in children(head, "poss") if c.pos_ in _NOUNS]
    return authors[0] if authors else None


def is_acronym(word: Token) -> bool:
    """Return whether `word` is written in capitals, as WHO is where no pronoun is meant."""
    return word.is_upper and len(word) > 1


def stand_in_of(head: Token) -> str | None:
    """Return the pronoun, or the noun that stands for a speaker named elsewhere: "the Hill-based group", "report"."""
    if head.lower_ in PRONOUNS and not is_acronym(head):
        return str(head.lower_)
    lemma = head.lemma_.lower()
    if lemma not in lex.POINTERS or any(c.dep_ in ("prep", "poss", "appos", "conj") for c in head.children):
        return None
    first = next(iter(head.subtree))
    own = [t for t in head.doc[first.i : head.i] if t.text[:1].isupper() and t.lower_ not in ("the", "its")]
    based = any(t.lower_.endswith("based") for t in head.subtree)
    definite = first.lower_ in ("the", "its", "this", "that") or (first == head and head.tag_ == "NN")
    return lemma if definite and (not own or based) else None


def stands_in(name: str) -> str | None:
    """Return the noun by which `name` stands for a speaker named elsewhere: as `stand_in_of`, by the words alone."""
    first, _, rest = name.partition(" ")
    return rest if first.casefold() in ("the", "its", "this") and rest in lex.POINTERS else None


def before(verb: Token) -> str | None:
    """Return the noun phrase that ends right before `verb`, read from word order, if it can speak.

    For sentences without commas, where the tree hangs the speaker into the phrase before it: "... in Tovil the
    monitor said". Rule: a determiner opens the phrase; a name's inner preposition needs a speaker before it; a lower
    case noun of speaking after a name behind a preposition is a phrase of its own ("in Tovil activists said").
    """
    doc, last = verb.doc, verb.i - 1
    while last > 0 and doc[last].text != IS and _between(doc[last]):
        last -= 1
    if last >= 0 and doc[last].text == IS:
        return IS
    if doc[last].text == ")":
        last = next((t.i for t in reversed(doc[:last]) if t.text == "("), 0) - 1  # "the Observatory (KVO) said"
    if last < 0 or doc[last].pos_ not in _NOUNS:
        return None
    first = last
    while first > 0 and (step := _leftward(doc[first], last)):
        first -= step
    while first < last and (doc[first].pos_ in ("CCONJ", "PUNCT", "ADP") or doc[first].lower_ == "and"):
        first += 1
    heads = [t for t in doc[first:last] if can_join(t)] if not can_speak(doc[last], counted=True) else [doc[last]]
    return str(doc[first : last + 1].text) if heads else None


def _between(token: Token) -> bool:
    """Tell whether `token` may stand between a speaker and the verb: "the doctors all have since said"."""
    beside = token.dep_ in ("aux", "advmod", "neg") or token.pos_ in ("AUX", "ADV")
    return beside or token.lower_ in ("all", "both")


def _leftward(token: Token, last: int) -> int:
    """Return how many words further left the phrase goes on from `token`: 0 if it begins here."""
    doc, left = token.doc, token.nbor(-1)
    if token.pos_ == "DET" or token.lower_ in _ARTICLES:
        return 2 if _joins(left) and left.i > 0 and can_join(left.nbor(-1)) else 0
    if left.pos_ == "DET" or left.lower_ in _ARTICLES or left.text in ("-", "'s", "’s", "’", "'", "."):
        return 1
    if _joins(left):
        return 1 if left.i > 0 and can_join(left.nbor(-1)) else 0
    if left.pos_ == "NUM" and left.i > 1 and left.nbor(-1).lower_ == "and":
        return 2 if can_join(left.nbor(-2)) else 0
    described = left.tag_ in ("VBN", "VBG") and left.dep_ in ("amod", "compound")
    if left.pos_ not in (*_NOUNS, "ADJ", "X") and not described:
        return 0
    common = left.pos_ == "NOUN" and left.is_lower and left.lemma_.lower() not in lex.PLACE_NOUNS
    if token.pos_ == "PROPN" and common and not can_join(left):
        return 0
    if left.lower_ in _NOT_INSIDE or left.pos_ == "NUM" or _is_day(left) or left.lower_ in lex.STATES:
        return 0
    small = token.pos_ in ("NOUN", "ADJ") and token.is_lower and doc[last].pos_ == "NOUN"
    return 0 if small and left.pos_ == "PROPN" and behind_place(left) else 1


def _joins(token: Token) -> bool:
    return token.lower_ in _INNER or token.lower_ == "and"


def can_join(token: Token) -> bool:
    """Tell whether a speaker's phrase can go on to the right of `token` over a preposition or "and"."""
    lower = token.lower_
    lemma = noun_lemma(token)
    if token.pos_ == "PROPN" and lower not in lex.SPEAKER_NOUNS:
        return not behind_place(token) and (kind_of(token) is Kind.PERSON or _behind_role(token))
    speaks = lower in lex.SPEAKER_NOUNS or lemma in lex.SPEAKER_NOUNS or lemma in lex.SPOKESPEOPLE
    return token.pos_ in _NOUNS and speaks


def is_cut_short(subject: Token) -> bool:
    """Tell whether "and" and another speaker stand before `subject`, whom the tree left out of its name."""
    first = subject.left_edge
    return first.i > 1 and first.nbor(-1).lower_ == "and" and can_join(first.nbor(-2))


def behind_place(name: Token) -> bool:
    """Tell whether the words that end with `name` say where: "in the provincial capital Tovil", "town of Tovil"."""
    first = name
    while first.i > 0 and (first.nbor(-1).pos_ in ("PROPN", "ADJ", "NOUN", "DET") or first.nbor(-1).text == "-"):
        first = first.nbor(-1)
    if first.i == 0:
        return False
    left = first.nbor(-1)
    of = left.lower_ == "of" and left.i > 0 and left.nbor(-1).lemma_.lower() in lex.PLACE_NOUNS
    return of or (left.lower_ in _PLACED and name.dep_ != "pobj" and not _behind_role(name))


def _behind_role(name: Token) -> bool:
    """Tell whether the words of `name` open with what somebody is: "doctor Ahmed Sorin"."""
    first = name
    while first.i > 0 and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    left = first.nbor(-1) if first.i > 0 else None
    return left is not None and (noun_lemma(left) in lex.PERSONS or noun_lemma(left) in lex.SPOKESPEOPLE)


def _is_day(token: Token) -> bool:
    return token.lower_ in lex.DAYS
