"""Names as keys: one spelling for case, accents, apostrophes, hyphens and the Arabic article."""

from __future__ import annotations

import re
import unicodedata


class _Signs(dict[int, int | str | None]):
    """What str.translate makes of a sign; remembers what it was asked, since a lookup that fails is dear."""

    def __missing__(self, code: int) -> int | None:
        """Return None for a combining mark (accents, vowel signs), which goes; else the code itself."""
        kept = None if 0x300 <= code < 0xFE30 and unicodedata.combining(chr(code)) else code
        if code < 0x3000:  # alphabets: no text can make this large
            self[code] = kept
        return kept


_SIGNS = _Signs(
    str.maketrans(
        {
            "ø": "o",
            "ł": "l",
            "đ": "d",
            "ð": "d",
            "þ": "th",
            "æ": "ae",
            "œ": "oe",
            "ı": "i",
            "ħ": "h",
            "ŧ": "t",
            "ə": "e",
        }
        | dict.fromkeys("'`´’‘ʼʻʿʾʽʹ′\"“”ˈ\u200c\u200d\u200e\u200f\u0640", None)
        | dict.fromkeys("-‐‑‒–—_/.,;:()[]·&+\t\n\r\u00a0", " ")
    )
)
# "ash-Shati" is "al-Shati": before a sun letter the article takes its sound. "el" is the same article.
_ARTICLE = re.compile(r"(?:^|(?<= ))(?:[ae]l|[ae](sh|th|dh|[dlnrstz])(?= +\1)) +(?=\w)")


def folded(name: str) -> str:
    """Return `name` as a key: equal for spellings that differ in case, accents, apostrophes, hyphens or blanks only.

    The Arabic article becomes "al" in all its forms ("el-", "ash-Sh", "ar-R"). Any script.
    """
    key = name.casefold()
    if not key.isascii():
        key = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", key).casefold())
        if key.isalpha() and min(key) > "\u036f" and "\u0640" not in key:
            return key  # one plain word in another script: most names of a gazetteer
    elif key.isalpha():
        return key
    key = " ".join(key.translate(_SIGNS).split())
    if " " in key and (key.startswith(("a", "e")) or " a" in key or " e" in key):
        key = _ARTICLE.sub("al ", key)
    return key


def without_article(key: str) -> str:
    """Return a folded key without a leading "al" or "the"; the key itself if it has none."""
    for article in ("al ", "the "):
        if key.startswith(article) and len(key) > len(article) + 2:
            return key[len(article) :]
    return key


def without_final_h(key: str) -> str:
    """Return a folded key with the Arabic ending -ah or -eh of each word as -a: "hudaydah" and "hudayda" are one."""
    return _FINAL_H.sub("a", key)


_FINAL_H = re.compile(r"(?<=[^\W\d_aeiou])[ae]h\b")
