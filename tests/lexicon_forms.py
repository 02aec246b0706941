"""Every form of a word of the lexicon, and for each entry sentences in which the rules must read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from onrecord.extract.lexis import lexicon as lex
from onrecord.extract.lexis.lexicon_file import LexiconFile, shipped
from onrecord.model.claim import Harm
from reading_cases import the_parser

THINGS = frozenset({Harm.DAMAGED, Harm.DESTROYED})
_PAIRS = (
    "be been, bear born, beat beaten, bind bound, bleed bled, blow blown, break broken, bring brought, catch "
    "caught, cut cut, drive driven, fall fallen, find found, flee fled, freeze frozen, get got, give given, go "
    "gone, grow grown, hang hanged, hide hidden, hit hit, hold held, hurt hurt, keep kept, lay laid, leave left, "
    "lie lain, lose lost, make made, meet met, mow mown, put put, run run, seek sought, send sent, shoot shot, "
    "shut shut, slay slain, strike struck, sweep swept, take taken, tear torn, throw thrown"
)
_PARTICIPLES = {pair.split()[0]: pair.split()[1] for pair in _PAIRS.split(", ")}
_DOUBLED = frozenset("admit cripple disembowel expel gun kidnap machinegun stab strip transfer trap wrap".split())
_PLURALS = {"life": "lives", "body": "bodies", "injury": "injuries", "casualty": "casualties", "fatality": "fatalities"}


@cache
def _irregular() -> Mapping[str, list[str]]:
    """Return the forms that the lemmatizer or the lexicon brings back to each word by a list of exceptions."""
    lookups = the_parser()._nlp.get_pipe("lemmatizer").lookups
    out: dict[str, list[str]] = defaultdict(list)
    for kind in ("verb", "noun", "adj"):
        for form, lemmas in lookups.get_table("lemma_exc")[kind].items():
            for lemma in lemmas:
                out[lemma].append(form)
    for form, lemma in lex.FORMS.items():
        out[lemma].append(form)
    return out


def forms(word: str) -> set[str]:
    """Return every form that the rules may take for `word`: by rule of spelling (said or not), and by exception."""
    made = {word + ending for ending in ("", "s", "es", "ed", "d", "ing")}
    made |= {word + word[-1] + ending for ending in ("ed", "ing")}
    if word.endswith("y"):
        made |= {word.removesuffix("y") + ending for ending in ("ies", "ied")}
    if not word.endswith(("ie", "ee")):  # nobody is "diing" or "fleing"
        made.add(word.removesuffix("e") + "ing")
    return made | set(_irregular().get(word, ()))


def participle(verb: str) -> str:
    """Return the participle of `verb`."""
    if verb in _PARTICIPLES:
        return _PARTICIPLES[verb]
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ied"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    return verb + ("d" if verb.endswith("e") else "ed")


def plural(noun: str) -> str:
    """Return the plural of `noun`."""
    return _PLURALS.get(noun) or noun + ("" if noun.endswith("s") else "s")


def readings() -> Iterator[tuple[str, str, Harm, tuple[str, ...]]]:
    """Yield each entry of the frames: its table, its words, its harm, and sentences of which one must be read."""
    for verb, harm in lex.TRANSITIVE.items():
        who, done = _who(harm), participle(verb)
        told = (f"Gunmen have {done} forty {who} in Haldun.", f"Forty {who} were {done} in Haldun.")
        yield "object_harmed", verb, harm, (*told, f"40 {who} {done} in Haldun.")
    for verb, harm in lex.INTRANSITIVE.items():
        done = participle(verb)
        yield "subject_harmed", verb, harm, (f"Forty {_who(harm)} have {done} in Haldun.", f"40 {_who(harm)} {done}.")
    for phrase, harm in _complements():
        verb, rest = phrase.split(" ", 1)
        done, who = f"{participle(verb)} {rest}", _who(harm)
        told = (f"Forty {who} were {done} in Haldun.", f"Gunmen have {done} forty {who}.", f"Forty {who} have {done}.")
        yield "complement", phrase, harm, told
    for (verb, noun), harm in lex.SUBJECT_IDIOMS.items():
        told = (f"Forty {_who(harm)} have {participle(verb)} {it} in Haldun." for it in _objects(noun))
        yield "subject_idiom", f"{verb} {noun}", harm, tuple(told)
    for (verb, noun), harm in lex.OBJECT_IDIOMS.items():
        told = (f"The blast has {participle(verb)} the {it} of forty people." for it in (noun, plural(noun)))
        yield "object_idiom", f"{verb} {noun}", harm, tuple(told)
    for (verb, prep, noun), harm in lex.OBLIQUES.items():
        whence = f"{prep} of" if prep == "out" else prep
        doing = [f"were {participle(verb)}", f"have {participle(verb)}", "are" if verb == "be" else f"are {verb}ing"]
        told = (f"Forty {_who(harm)} {do} {whence} {it}." for it in _objects(noun) for do in doing)
        yield "oblique", f"{verb} {prep} {noun}", harm, tuple(told)
    for state, said in lex.STATES.items():
        if said is not None:
            told = (f"Forty people were found {state}.", f"Forty people are {state}.", f"40 {state} in Haldun.")
            yield "state", state, said, tuple(told)
    for noun, harm in lex.NOUNS.items():
        who = _who(harm)
        told = (
            f"The strike caused forty {plural(noun)}.",
            f"The {noun} of forty {who} was reported.",
            f"Forty {noun}.",
        )
        yield "noun", noun, harm, tuple(told)
    for noun in lex.BODIES:
        yield "body", noun, Harm.KILLED, (f"The {plural(noun)} of forty people were found in Haldun.",)
    for noun in lex.TOLLS:
        yield "toll", noun, Harm.KILLED, (f"The death {noun} rose to 40.",)


def _complements() -> Iterator[tuple[str, Harm]]:
    """Yield the phrases of a verb and what completes it, with the words between that the rules do not look at."""
    for phrase, harm in LexiconFile(shipped()).take("frames.complement").each(Harm).items():
        for words in product(*(slot.split("/") for slot in phrase.split())):
            yield " ".join(words), harm


def _who(harm: Harm) -> str:
    return "houses" if harm in THINGS else "people"


def _objects(noun: str) -> tuple[str, ...]:
    return (f"their {plural(noun)}", f"their {noun}", noun, plural(noun), f"a {noun}", f"critical {noun}")
