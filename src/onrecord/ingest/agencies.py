"""News agencies as datelines, bylines and photo credits name them."""

from __future__ import annotations

import re
from typing import Final

AGENCIES: Final = {
    "AFP": "AFP|Agence France[- ]Presse",
    "Reuters": "Reuters|Thomson Reuters",
    "AP": "AP|(?:The )?Associated Press",
    "Xinhua": "Xinhua",
    "DPA": "dpa|DPA|Deutsche Presse-Agentur",
    "EFE": "EFE",
    "UPI": "UPI",
    "ANSA": "ANSA",
    "TASS": "TASS|ITAR-TASS",
    "Interfax": "Interfax",
    "RIA Novosti": "RIA Novosti",
    "Sputnik": "Sputnik",
    "Anadolu": "Anadolu(?: Agency)?|AA",
    "Bloomberg": "Bloomberg(?: News)?",
    "AAP": "AAP",
    "PA": "PA Media|Press Association",
    "PTI": "PTI",
    "ANI": "ANI",
    "IANS": "IANS",
    "Kyodo": "Kyodo(?: News)?",
    "Yonhap": "Yonhap",
    "MENA": "MENA|Middle East News Agency",
    "SANA": "SANA",
    "WAFA": "WAFA|Wafa",
    "KUNA": "KUNA",
    "QNA": "QNA",
    "WAM": "WAM",
    "SPA": "SPA|Saudi Press Agency",
    "LANA": "LANA",
    "Petra": "Petra News Agency",
    "IRNA": "IRNA",
    "Ukrinform": "Ukrinform",
    "Thomson Reuters Foundation": "Thomson Reuters Foundation",
}

_PATTERNS: Final = {pattern for patterns in AGENCIES.values() for pattern in patterns.split("|")}

AGENCY: Final = "(?:" + "|".join(sorted(_PATTERNS, key=lambda p: (-len(p), p))).replace(" ", r"\s") + ")"
"""A pattern of every agency name, longest first; with no space in it, so that it fits into a verbose pattern."""

PHOTO_CREDIT: Final = rf"(?:{AGENCY}|EPA(?:-EFE)?|Getty(?:\sImages)?|Handout|Shutterstock|Zuma\sPress|NurPhoto)"

_NAMES: Final = tuple((re.compile(rf"(?:{pattern})\Z"), name) for name, pattern in AGENCIES.items())


def agency_name(words: str) -> str | None:
    """Return the one name we use for the agency that `words` (a match of `AGENCY`) name."""
    return next((name for pattern, name in _NAMES if pattern.match(words.removeprefix("The "))), None) or next(
        (name for pattern, name in _NAMES if pattern.match(words)), None
    )
