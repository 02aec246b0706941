"""The words that carry harm, persons, things and credit, with the frame each takes. Data: no behaviour but look-up.

The words stand in `lists/lexicon.toml`, where each table says what it is. Lemmas are lower case. The prefilter, the
rules and the documentation read the same tables.
"""

from __future__ import annotations

from onrecord.extract.lexis.lexicon_file import LexiconFile, shipped
from onrecord.model.claim import Context, Harm, Population, Unit

_FILE = LexiconFile(shipped())
_words = _FILE.words


def _pairs(name: str) -> dict[tuple[str, str], Harm]:
    return {(key[0], key[-1]): harm for key, harm in _FILE.take(name).phrases(Harm).items()}


# How a word says that somebody or something was harmed, and where the harmed stand. Codebook 3.1.
EITHER = _words("frames.either")
TRANSITIVE = _FILE.take("frames.object_harmed").each(Harm) | dict.fromkeys(sorted(EITHER), Harm.INJURED)
INTRANSITIVE = _FILE.take("frames.subject_harmed").each(Harm)
COMPLEMENTS = _pairs("frames.complement")  # (verb, what completes it)
SUBJECT_IDIOMS = _pairs("frames.subject_idiom")  # (verb, object)
OBJECT_IDIOMS = _pairs("frames.object_idiom")
LOSSES = _words("frames.loss")
BLASTS = _words("frames.blasts")
THINGS_ONLY = _words("frames.things_only")
PERSONS_ONLY = _words("frames.persons_only")
MAIMING = _words("frames.maiming")
BEREFT = _words("frames.bereft")
OBLIQUES = {(k[0], k[1], k[2]): harm for k, harm in _FILE.take("frames.oblique").phrases(Harm, length=3).items()}
CAUSATIVES = _words("frames.causative")
STATES = _FILE.take("frames.state").by_kind(Harm, neither="unharmed")
NOUNS = _FILE.take("frames.noun").each(Harm)
NOUNS_OF_PEOPLE = _words("frames.noun_of_people")
MOVED = frozenset({Harm.DISPLACED, Harm.SHELTERED})
ACTS = _words("frames.act")
BODIES = _words("frames.body")
UNCOUNTED = _words("frames.bare")
CAUSERS = _words("frames.causer")
RECORDERS = _words("frames.recorder")
FINDERS = _words("frames.finder")
SAID_OF = _words("frames.said_of")
TOLL_VERBS = _words("frames.toll_verbs")
TOLLS = _words("frames.toll")

# Persons. Codebook 3.2.
PERSONS: dict[str, tuple[Population, ...]] = {}
for _population, _nouns in _FILE.take("persons.nouns").entries.items():
    for _noun in _nouns:
        PERSONS[_noun] = PERSONS.get(_noun, ()) + ((Population(_population),) if _population != "unsaid" else ())
MODIFIERS = _FILE.take("persons.modifiers").each(Population)
PEOPLE_OF = _words("persons.people")
GROUPS = _words("persons.groups")
ARMED_GROUPS = _words("persons.armed_groups")
HOMES = _words("persons.homes")
AMOUNTS = _words("persons.amounts")
NOBODY = _words("persons.nobody")
NOT_PERSONS = _words("persons.no_persons")
BACK_REFERENCES = _words("persons.back_references")
COMRADES = _words("persons.comrades")
COLLECTIVE = _words("persons.collective")
KIN = _words("persons.kin")
FEMALE = _words("persons.female")
MALE = _words("persons.male")
RANKS = _words("persons.ranks")

# Things.
THINGS = _FILE.take("things.nouns").each(Unit)
TARGETS = _words("things.targets")
ATTACKS = {
    word: None if mode == "unsaid" else mode  # the mode of ASSAULT in PLOVER
    for mode, words in _FILE.take("attacks.modes").entries.items()
    for word in words
}
WEAPONS = _FILE.take("attacks.weapons").words()
WEAPON_WORDS = frozenset(w for phrase in WEAPONS for w in phrase.split())

# Who or what does harm. Codebook 3.7.
ACTOR_NOUNS = _words("attacks.actors")
SIDES = _words("attacks.sides")
LANDING = _words("attacks.landing")
SINGLE_ATTACKS = _words("attacks.single")
MEANS = _words("attacks.means")
FOUGHT_FOR = MEANS | _words("attacks.fought")
MEANS_STEMS = tuple(sorted(MEANS - _words("attacks.weak_means")))  # to find the sentence that tells of an attack

# Who says so. Codebook 3.4.
SPEECH = _words("speech.verbs")
NO_SAYING = _words("speech.no_saying")
WEAK_SPEECH = _words("speech.weak")
CLOSING_SPEECH = _words("speech.closing")
CREDIT_NOUNS = _words("speech.nouns")
NUMBERED = _words("speech.numbered")
SPEAKER_NOUNS = _words("speech.speakers")
ACRONYMS = _words("speech.acronyms")
HEARERS = _words("speech.hearers")
RELAYS = _words("speech.relays")
SPOKESPEOPLE = _words("speech.spokespeople")
SHOWN = _words("speech.shown")
PICTURES = _words("speech.pictures")
BODY_WORDS = _words("speech.body_words")
DAYS = _words("speech.days")
UNOWNED = _words("speech.unowned")
TELLING = _words("speech.telling")
REPORTED = _words("speech.reported")
GROUPS_BY_NAME = _words("speech.groups")
GOING_ON = _words("speech.going_on")
STAGE = _words("speech.stage")
ASKERS = _words("speech.askers")
POINTERS = _words("speech.pointers")
SPEAKER_KINDS = {kind: frozenset(words) for kind, words in _FILE.take("speech.kinds").entries.items()}

# How sure, and of what kind. Codebook 3.5, 3.6.
BEARING = _words("modality.bearing")
FEARED = _words("modality.feared")
DENIAL_CUES = _words("modality.denial")
HYPOTHETICAL_AUX = _words("modality.hypothetical")
FUTURE_AUX = _words("modality.future")
IRREALIS_VERBS = _words("modality.unreal")
CONTEXT_CUES = {Context(kind): cues for kind, cues in _FILE.take("context.kinds").entries.items()}
CONFLICT_CUES = _FILE.take("context.conflict").words()
ARMED_CUES = _FILE.take("context.armed").words()
IDIOMS = _FILE.take("context.idioms").words()  # one is enough
FIGURATIVE = IDIOMS + _FILE.take("context.subjects").words()  # two are enough
PLACE_NOUNS = _words("context.places")

# How the figures of one report stand to each other. Codebook 3.8.
ANYBODY = _words("links.anybody")
ONE_PERSON = _words("links.pronouns")
APART = _FILE.take("links.apart").words()
SPREAD = _FILE.take("links.spread").words()
TOTAL = _FILE.take("links.total").words()

AUXILIARIES = _words("forms.linking") | {","}

SPEECH_STEMS = tuple(
    sorted(
        {"according", "said", "told", "wrote", "deni", "gave", "spoke"}
        | {w[:6].rstrip("ey") for w in SPEECH | DENIAL_CUES | SHOWN}
    )
)


def _forms() -> dict[str, str]:
    irregular = {form: lemma for lemma, forms in _FILE.take("forms.irregular").entries.items() for form in forms}
    out: dict[str, str] = {}
    for lemma in sorted({*TRANSITIVE, *INTRANSITIVE, *(v for v, _ in COMPLEMENTS), *MAIMING, "burn", "treat", "admit"}):
        last = lemma[-1]
        for form in ("", "s", "es", "d" if last == "e" else "ed", f"{last}ed", f"{last}ing"):
            out.setdefault(lemma + form, lemma)
        out.setdefault((lemma if lemma.endswith(("ee", "ie")) else lemma.removesuffix("e")) + "ing", lemma)
    return out | irregular


FORMS = _forms()
NOUN_FORMS = {form: lemma for lemma, forms in _FILE.take("forms.nouns").entries.items() for form in forms}
_FILE.close()
