"""Name, age, sex and role of single persons among the harmed, as far as their own phrase tells. Rule: codebook 3.9.

A phrase reaches from its first word to the last of the words that only describe: "Lena Orvik, a 34-year-old nurse",
"his wife, Lina (33)". It stops at "and", at a verb, and at a number that counts others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.extract.grammar.tree import noun_lemma, text_of
from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.numbers.figure_atoms import word_value
from onrecord.extract.numbers.figures import Figure
from onrecord.extract.people.people import is_no_name
from onrecord.model.claim import Victim

_AGED = frozenset({"aged", "age", "ages", "named", "called", "known", "identified"})  # verbs that only describe
_UNITS = re.compile(r"[-\s]?(month|week|day)", re.IGNORECASE)
_AGES = re.compile(r"\d{1,3}|[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
_PARTICLES = frozenset("alias al el bin ibn abu de del de la da dos van von der den y san bint ben".split())
_BESIDE = frozenset("appos compound amod det nummod punct nmod npadvmod advmod flat".split())
_JOINS = frozenset({"-", "'", "’", "."})
_FAR = 24  # tokens that a description goes on behind its noun, at most
_OLDEST = 120
_NO_ROLES = frozenset("man woman boy girl child person people old".split())


def victim_of(noun: Token, figures: Sequence[Figure], *, named: bool = False) -> Victim | None:
    """Return what the phrase of `noun` tells of one person, None if neither name, age nor sex.

    `named`: a proper noun alone is a name, and not a trade with a capital ("Baker wounded").
    """
    span = _description(noun, figures)
    age = next(_ages(span, figures), None)
    sex = next((s for t in span if (s := _sex(t, noun)) is not None), None)
    name = _name(noun, span, named=named)
    roles = [t for t in span if t.pos_ == "NOUN" and noun_lemma(t) in lex.PERSONS and noun_lemma(t) not in _NO_ROLES]
    own = noun if noun.pos_ == "NOUN" and noun_lemma(noun) not in _NO_ROLES else None
    role = own if own is not None else next(iter(roles), None)
    told = name or age is not None or sex
    return Victim(name=name, age=age, sex=sex, role=role.text if role is not None else None) if told else None


def victims_of(noun: Token, figures: Sequence[Figure], number: int) -> tuple[Victim, ...]:
    """Return the `number` persons that a counted phrase goes on to describe one by one: "two girls, aged 5 and 7"."""
    span = _description(noun, figures, several=True)
    sex = _sex(noun, noun)
    ages = list(_ages([t for t in span if t.i > noun.i], figures))
    if len(ages) == number:
        return tuple(Victim(age=age, sex=sex) for age in ages)
    return ()


def _description(noun: Token, figures: Sequence[Figure], *, several: bool = False) -> list[Token]:
    """Return the words of the phrase of `noun`, from its modifiers to the end of what is put beside it."""
    out = [t for t in noun.doc[_first(noun) : noun.i + 1] if t.dep_ != "poss" and t.head.dep_ != "poss"]
    counts = {f.start for f in figures if f.kind != "distractor"}
    ages = {f.start for f in figures if f.distractor == "age"}
    aged, near = False, True
    for token in noun.doc[noun.i + 1 : noun.i + _FAR] if noun.pos_ in ("NOUN", "PROPN", "ADJ") else ():
        joined = token.pos_ == "CCONJ" and not (several and _between_ages(token))
        verb = token.pos_ in ("VERB", "AUX") and token.lower_ not in _AGED
        named = aged and token.pos_ == "PROPN" and noun.pos_ == "PROPN"
        if joined or verb or named or token.idx in counts or token.text in (";", ":") or token.lower_ == "who":
            break
        held = _describes(token, noun)
        age = near and (token.idx in ages or token.like_num or token.is_punct or token.lower_ in _AGED)
        near = held or age or (near and token.pos_ == "CCONJ")
        aged |= token.idx in ages
        out += [token] if near else []
    return out


def _describes(token: Token, noun: Token) -> bool:
    """Tell whether `token` hangs on `noun` by apposition alone: "a trader, identified as Omar Hadi"."""
    while token != noun:
        as_named = token.dep_ in ("acl", "prep", "pobj", "oprd") and token.lower_ in _AGED | {"as"}
        named = token.dep_ in ("pobj", "oprd", "dobj") and token.head.lower_ in _AGED | {"as"}
        if (token.dep_ not in _BESIDE and not as_named and not named) or token.head == token:
            return False
        token = token.head
    return True


def _first(noun: Token) -> int:
    """Return where the phrase of `noun` begins: its leftmost modifier, behind any "and" or comma."""
    start = noun.left_edge.i
    for token in noun.doc[start : noun.i]:
        if token.pos_ == "CCONJ" or token.text in (",", ";", ":", "(", ")"):
            start = token.i + 1
    return start


def _between_ages(token: Token) -> bool:
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    return token.i > 0 and token.nbor(-1).like_num and after.like_num


def _ages(span: Sequence[Token], figures: Sequence[Figure]) -> Iterator[int]:
    """Yield the ages told in `span`, in years; a baby of some months is 0."""
    starts = {t.idx for t in span}
    for figure in figures:
        if figure.distractor != "age" or figure.start not in starts:
            continue
        text = text_of(span[0].doc)
        months = _UNITS.match(text, figure.end)
        for word in _AGES.findall(text[figure.start : figure.end]):
            value = int(word) if word.isdigit() else word_value(word.lower())
            if value is not None and value <= _OLDEST and word.lower() not in ("and", "or", "to"):
                yield value // {"month": 12, "week": 52, "day": 365}[months[1].lower()] if months else value


def _sex(token: Token, noun: Token) -> str | None:
    """Return the sex that a word of the phrase of `noun` says. "her brother" is none of hers."""
    lemma = noun_lemma(token)
    if token != noun and (token.dep_ in ("poss", "pobj") or token.head.dep_ == "poss"):
        return None
    word = lemma if lemma in lex.FEMALE | lex.MALE else token.lower_.rstrip(".")
    return "female" if word in lex.FEMALE else "male" if word in lex.MALE else None


def _name(noun: Token, span: Sequence[Token], *, named: bool) -> str | None:
    """Return the name in the phrase: of the noun itself, or put beside it; without rank, role and relation."""
    runs = [r for r in _runs(span) if any(t.i >= noun.i for t in r)] if noun.pos_ == "PROPN" else list(_runs(span))
    for run in runs:
        at = max((i for i, t in enumerate(run) if _is_title(t)), default=-1)
        kept = [t for t in run[at + 1 :] if t.pos_ == "PROPN" and t.text[:1].isalnum()]
        if kept and (named or len(run) > 1 or run[0] != noun) and not is_no_name(run[-1]):
            last = run[-1]
            return str(text_of(noun.doc)[kept[0].idx : last.idx + len(last.text)])
    return None


def _runs(span: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the stretches of proper nouns in `span`, with the particles and hyphens inside a name."""
    run: list[Token] = []
    for token in span:
        beside = bool(run) and run[-1].i + 1 == token.i
        inner = beside and (token.text in _JOINS or token.lower_ in _PARTICLES)
        if (token.pos_ == "PROPN" and (beside or not run)) or inner:
            run.append(token)
            continue
        if run:
            yield _trimmed(run)
        run = [token] if token.pos_ == "PROPN" else []
    if run:
        yield _trimmed(run)


def _trimmed(run: list[Token]) -> list[Token]:
    while run and run[-1].pos_ != "PROPN":
        run = run[:-1]
    return run


def _is_title(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    return word in lex.RANKS or noun_lemma(token) in lex.PERSONS or word in lex.MODIFIERS or word in _AGED
