"""What a described speaker is: a hospital, a policeman, a witness, an army. Codebook 4.4."""

from __future__ import annotations

import re

CREDIBILITY = {
    "belligerent": 4,
    "party_affiliated": 4,
    "state_media": 4,
    "government_civil": 3,
    "international_org": 2,
    "ngo": 3,
    "health_facility": 2,
    "local_authority": 3,
    "wire": 2,
    "news_outlet": 3,
    "social_media": 5,
    "witness": 3,
    "anonymous": 4,
    "unknown": 4,
}
# In this order: "a health ministry official" is of the ministry, "a military hospital doctor" of the hospital.
_ROLES = tuple(
    (kind, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I))
    for kind, words in (
        ("state_media", r"(?:state|official|government)[- ](?:run |owned )?(?:media|tv|television|radio|news agency)"),
        (
            "social_media",
            r"facebook|twitter|telegram|tiktok|youtube|instagram|social media|tweets?|videos?|footage|posts?",
        ),
        ("belligerent", r"defen[cs]e ministr?y|ministry of defen[cs]e|defen[cs]e minister"),
        ("government_civil", r"ministr(?:y|ies)|ministers?|directorates?|health authorit(?:y|ies)|health officials?"),
        (
            "health_facility",
            r"hospitals?|clinics?|medics?|medical\s\w+|doctors?|paramedics?|ambulances?|morgues?|surgeons?|nurses?"
            r"|health (?:workers?|cent(?:er|re)s?)|physicians?|first responders?",
        ),
        (
            "local_authority",
            r"police|policem[ae]n|mayors?|governors?|governorate|municipal\w*|prosecutors?|civil defen[cs]e|fire"
            r"|firefighters?|rescue|rescuers?|emergency (?:services?|workers?|officials?)|sheriff|coroner|councils?"
            r"|(?:local|district|provincial|county|city|regional|village|town) (?:officials?|authorit(?:y|ies)|chiefs?"
            r"|heads?|administrators?|leaders?|administration|commissioners?)|(?:tribal|community) (?:elders?|leaders?)"
            r"|elders?|chiefs? of the village|security (?:officials?|sources?)|lawmakers?|councillors?",
        ),
        (
            "belligerent",
            r"arm(?:y|ies)|militar\w+|soldiers?|commanders?|generals?|colonels?|captains?|air force|navy|troops?"
            r"|rebels?|militias?|militiam[ae]n|militants?|fighters?|insurgents?|guerrillas?|coalition|brigades?"
            r"|security forces?|armed forces|forces|junta|jihadists?|gunm[ae]n|paramilitar\w+|separatists?",
        ),
        (
            "ngo",
            r"monitors?|monitoring\s\w+|activists?|(?:human )?rights\s\w+|aid (?:groups?|agenc(?:y|ies)|workers?)"
            r"|humanitarian\s\w+|charit(?:y|ies)|ngos?|observatory|campaigners?|watchdogs?|observers?|union",
        ),
        (
            "witness",
            r"(?:eye)?witness(?:es)?|residents?|villagers?|survivors?|relatives?|famil(?:y|ies)|fathers?|mothers?"
            r"|brothers?|sisters?|uncles?|cousins?|sons?|daughters?|wife|husband|widow|neighbou?rs?|locals"
            r"|inhabitants?|farmers?|shopkeepers?|drivers?|teachers?|refugees?|bystanders?|opponents?|critics?",
        ),
        (
            "news_outlet",
            r"newspapers?|news agenc(?:y|ies)|television|tv|radio|media|correspondents?|reporters?|journalists?"
            r"|broadcasters?|websites?|news outlets?|news sites?|press|dail(?:y|ies)|photographers?",
        ),
        (
            "government_civil",
            r"governments?|presidents?|presidency|prime minister|cabinet|embass(?:y|ies)|ambassadors?|foreign office"
            r"|state department|parliament|authorit(?:y|ies)|white house|kremlin|administration|senators?",
        ),
        ("anonymous", r"officials?|sources?|reports?|analysts?|diplomats?|experts?|people|spokes\w+|statements?"),
    )
)
_SPEAK_OF = ("anonymous", "belligerent", "government_civil")
# "a spokesman for X", "X's office", "figures of X", "the head of X": X speaks.
_FOR = re.compile(
    r"^(?:an?|the|one|two|three|some|senior|top|several|other|its|his|her)?\s*(?:\w+\s)?(?:spokes\w+|officials?|statements?|reports?|figures?"
    r"|tall(?:y|ies)|data|representatives?|envoys?|heads?|chiefs?|directors?|leaders?|members?|sources?|counts?"
    r"|coordinators?|commanders?|media arms?|press offices?|office)\s+(?:for|of|at|from|with|within|by|close to)\s+",
    re.I,
)
_AFTER = re.compile(r"\s(?:in|near|from|at|with|who|whose|inside|outside|around|across|of|close to)\s|,\s", re.I)


def speaks_for(words: str) -> int:
    """Return up to where a credit says who speaks; what follows says where he stands or whom he knows.

    "a spokesman for the LNA" counts whole; of "residents near the UN base" only "residents".
    """
    cut = _AFTER.search(words)
    if cut is None or _FOR.match(words):
        return len(words)
    if cut.group().strip() == "of" and role_of(words[: cut.start()]) in (None, *_SPEAK_OF):
        return len(words)  # "the army of the Orlan government"
    return cut.start()


def described_role(words: str) -> str | None:
    """Return the kind that a credit describes: by who speaks, or, where that is a mere source, by where he belongs."""
    cut = _AFTER.search(words)
    first = role_of(words[: cut.start()] if cut else words)
    return role_of(words) if first in (None, "anonymous") else first


def role_of(words: str) -> str | None:
    """Return the kind of origin that the role nouns in `words` tell, or None."""
    if words.startswith("@"):
        return "social_media"
    for kind, pattern in _ROLES:
        if pattern.search(words):
            return kind
    return None
