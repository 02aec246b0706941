"""Which stretches of a text could be names of places: capitalised words, and the small words inside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 5
SMALL = frozenset(
    "bin ben ibn de del della di da do dos du des la le les lès el al of the au aux sur upon on ez az".split()
)
_ARTICLE = r"(?:(?:[Aa]l|[Ee]l|[AaEe](?:s|sh|n|r|t|z|d|dh|th)|L[eao]s?|D['’])[-‐‑–'’ ])"
# Words that open a sentence in capitals and begin no name of a place.
_OPENERS = "|".join(
    "The In At On By And Of A An Near Outside Around Inside Between From For With After Before During Since Several"
    " Some But As To This That These Those It He She They We His Her Their Its More Most Other Many No Not Also Both"
    " When While Where If Then There Here What Who Whose Which According Earlier Later Meanwhile However Although"
    " One Two Three Four Five Six Seven Eight Nine Ten About Over Under Against Until Among Across Along Nearly".split()
)
_WORD = (
    rf"{_ARTICLE}?(?:[A-Z]\.(?:[A-Z]\.)+"
    rf"|(?!(?:{_OPENERS})\b)['‘ʿ`]?[^\W\d_a-zß-öø-ÿ][\w'’‘ʿ`\-‐‑]*)"
)
_LINK = rf"(?:(?:{'|'.join(sorted(SMALL))})\s+){{1,2}}"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \u00a0\n](?:{_LINK})?{_WORD})*\.?")
_TOKEN = re.compile(r"[^\s\u00a0]+")
# Words in small letters that end a name: "Jabalia refugee camp", "Rutshuru territory".
_TAIL = re.compile(
    r"[ \u00a0](?:(?:refugee|displacement|IDP) )?(?:camp|airport|crossing|city|province|state|region|territory|island"
    r"|peninsula|valley|nuclear (?:power )?plant|corridor|mountains?|forest|county|oblast|district|desert)\b"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words: its place in the text, its tokens' places, and its end with a tail ("camp")."""

    start: int
    end: int
    text: str
    tokens: tuple[tuple[int, int], ...]
    tail_end: int

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield every stretch of up to five tokens that could be a name, longest first, then from the left."""
        count = len(self.tokens)
        for length in range(min(LONGEST, count), 0, -1):
            for first in range(count - length + 1):
                start, end = self.tokens[first][0], self.tokens[first + length - 1][1]
                if {self._token(first), self._token(first + length - 1)} & SMALL:
                    continue
                if first + length == count and self.tail_end > self.end:
                    yield start, self.tail_end
                yield start, end

    def _token(self, number: int) -> str:
        start, end = self.tokens[number]
        return self.text[start - self.start : end - self.start]


def runs_in(text: str) -> tuple[Run, ...]:
    """Return the runs of capitalised words in `text`, in order."""
    runs = []
    for match in _RUN.finditer(text):
        tokens = tuple((match.start() + m.start(), match.start() + m.end()) for m in _TOKEN.finditer(match.group()))
        tail = _TAIL.match(text, match.end())
        runs.append(Run(match.start(), match.end(), match.group(), tokens, tail.end() if tail else match.end()))
    return tuple(runs)


def plain(words: str) -> str:
    """Return a name without what clings to it in a text: a possessive, a closing stop, a quotation mark."""
    name = words.strip(' \t\n\u00a0,;:!?"“”()[]«»')
    name = re.sub(r"['’]s?$", "", name)
    return name if re.fullmatch(r"(?:[A-Za-z]\.)+", name) else name.rstrip(".")


def is_short(name: str) -> bool:
    """Return whether `name` is so short that only capitals would make it a name ("US", "UK", "CAR")."""
    letters = name.replace(".", "")
    return len(letters) <= 3 and not letters.isupper() and letters.isascii() and letters.lower() in SHORT


def cased(text: str) -> str:
    """Return `text`; one in capitals only (an old wire) with capitals where names could be. Offsets stay."""
    if not text.isascii() or " " not in text.strip() or not _CAPITALS.search(text) or text != text.upper():
        return text
    titled = re.sub(r"[A-Z]+(?:'[A-Z]+)?", lambda m: m.group().capitalize(), text)
    return _SMALL_WORD.sub(lambda m: m.group().lower(), titled)


_CAPITALS = re.compile(r"[A-Z]{3}")
_SMALL_WORD = re.compile(
    r"\b(?:The|A|An|In|At|On|Of|And|Or|Near|From|To|By|With|For|Was|Were|Is|Are|Has|Have|That|This|Who|It|He|She"
    r"|They|His|Her|Their|Said|Province|City|Town|Village|Department|Neighborhood|Hospital|School|Outside|Around"
    r"|North|South|East|West|Northeast|Northwest|Southeast|Southwest|Northern|Southern|Eastern|Western|Central)\b"
)
SHORT = frozenset("us uk car rok opt uae drc usa ksa prc".split())


def pairs(text: str, runs: tuple[Run, ...]) -> Iterator[tuple[Run, Run]]:
    """Yield neighbouring runs that "and" joins, which may be one name: "Bosnia and Herzegovina"."""
    for first, second in pairwise(runs):
        if text[first.end : second.start].strip() in ("and", "&"):
            yield first, second


def names_of(text: str) -> frozenset[str]:
    """Return every name that `text` could hold and that a gazetteer should be asked for."""
    text = cased(text)
    names = {plain(text)} if len(text) < 60 else set()
    runs = runs_in(text)
    for run in runs:
        names |= {plain(text[start:end]) for start, end in run.spans()}
    names |= {plain(text[first.start : second.end]) for first, second in pairs(text, runs)}
    return frozenset(name for name in names if len(name) > 1 and not is_short(name))
