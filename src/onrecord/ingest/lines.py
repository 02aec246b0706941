"""What one paragraph is by its own words: caption, credit, boilerplate, or something that may be a headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from onrecord.ingest.agencies import AGENCY, PHOTO_CREDIT
from onrecord.ingest.dates import DATE, WEEKDAY

SENTENCE_END: Final = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")

_TEASERS: Final = r"""also\ read|see\ also|related|related\ (?:articles?|stories|topics?|news|links?|content)
    |more\ on\ this|more\ on\ this\ story|most\ read|most\ viewed|top\ stories|recommended|recommended\ for\ you
    |watch|don't\ miss|you\ (?:may|might)\ also\ like"""
_BOILERPLATE: Final = re.compile(
    rf"""(?xi) ^[\W_]*(?:
    (?:powered|provided)\ by\ (?:an\ )?(?:automated?|machine)\ translation .{{0,40}}
    | (?:this\ (?:article|text|story|page|report)\ (?:was|has\ been)\ )?(?:automatically|machine)[-\ ]translated
      (?:\ (?:from|by|into|using|with)\ [^.]{{0,60}})?
    | read\ (?:more|also|next|on)\b
      (?:\s*[:\-–—|>»…].{{0,200}} | [\W_]{{0,5}} | \ (?:about|from|on|here|at)\b.{{0,120}})
    | (?:{_TEASERS}) \s* (?:[:|>»].{{0,200}} | [\W_]{{0,5}})
    | (?:copyright\s*(?:©|\(c\)|\d{{4}}|[:\-–—]|by\b|notice\b)|©|\(c\)\s).{{0,200}}
    | advertisement | advertising | sponsored | sponsored\ content | story\ continues\ below(?:\ advertisement)?
    | skip\ (?:to|ad)\b.{{0,40}}
    | (?:sign\ up|subscribe|register)\b (?:\ now|\ here|\ today|\ to|\ for|\ and)? .{{0,100}}
        \b(?:newsletters?|alerts?|inbox|e-?mail|channel|briefing|whatsapp|telegram|notifications?)\b.{{0,60}}
    | (?:sign\ up|subscribe|register)(?:\ (?:now|here|today|for\ free))?
    | get\ the\ (?:latest|best|day's)\b.{{0,140}}\b(?:inbox|newsletters?|e-?mail|app)\b.{{0,40}}
    | (?:follow|like|join|find)\ us\ (?:on|at)\b.{{0,100}} | follow\ @?\w+\ on\ .{{0,60}}
    | (?:share|tweet|print|e-?mail|save|listen|comments?)
      (?:\ (?:this|the)\ (?:article|story|page|post)|\ on\ \w+|\ this)?
    | (?:click|tap)\ here\b.{{0,120}} | loading
    | (?:we\ use|this\ (?:site|website)\ uses)\ cookies\b.{{0,300}} | accept(?:\ all)?\ cookies\b.{{0,60}}
    | (?:tags?|topics?|keywords|categories|filed\ under)\s*:.{{0,300}}
    | end\ of\ (?:document|report|bulletin|story) | page\ \d+(?:\ of\ \d+)?
    | \d{{1,3}}\ /\ \d{{1,3}} | -\s*\d{{1,3}}\s*-
    )[\W_]*$"""
)
_RIGHTS: Final = re.compile(
    r"(?i)[\W_]*(?:.{0,80}\b)?(?:may not be (?:published|reproduced)|all rights reserved)\b.{0,160}[\W_]*$"
)
_HARM: Final = re.compile(
    r"(?i)\b(?:kill|dead|death|die[ds]?\b|dying|wound|injur|casualt|hurt|missing|abduct|kidnap|detain|displac|fled"
    r"|murder|massacre|slain|shelter|destroy|damag)"
)
_NAME: Final = r"[A-Z][\w.'’-]*"
_NAMES: Final = rf"{_NAME}(?:(?:,\s+|\s+&\s+|\s+)(?:(?:and|in|de|van|von|bin|al|el)\s+)?{_NAME}){{0,11}}"
_CREDIT: Final = re.compile(
    rf"""(?x) ^(?:
    [Bb][Yy]\s+(?:{AGENCY}\b.{{0,60}} | {_NAMES} )
    | [([]?(?:(?:Additional\s)?[Rr]eporting|[Ww]riting|[Ee]diting|Compiled|Translat(?:ed|ion)|Written|Edited)
      \s+(?:and\s+\w+\s+)?by\s.{{1,300}}
    | (?:{_NAME}\s+){{1,4}}(?:and\s+(?:{_NAME}\s+){{1,4}})?(?:contributed\s.{{1,120}} | reported\s+from\s+{_NAMES})
    | (?:[Ss]ources?|[Vv]ia|SOURCE|[Ff]rom|[Cc]redit)\s*[:\-–—]\s*(?:[Tt]he\s+)?{_NAMES}(?:\s*[/|]\s*{_NAMES})?
    | [Ww]ith\ (?:input|inputs|reporting|files|additional\ reporting)\ from\b.{{0,80}}
    | [\W_]*(?:{AGENCY}|(?:[Nn]ews\ )?[Aa]gencies|[Ww]ires?)
      (?:\s*(?:[/,&+|]|and)\s*(?:{AGENCY}|(?:[Nn]ews\ )?[Aa]gencies))*
    )[\W_]*$"""
)
_DATE_LINE: Final = re.compile(
    rf"""(?xi) ^[\W_]*
    (?:(?:published|posted|updated|last\ updated|created|issued|date(?:\ of\ publication)?|first\ published)
      (?:\ on|\ at)?\s*[:\-–—]?\s*)?
    (?:{DATE}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})
    (?:\s*[,|@\-–—•]?\s*(?:at\s*)?\d{{1,2}}[:.h]?\d{{2}}\s*(?:[ap]\.?m\.?)?
      \s*(?:\(?[A-Z]{{2,4}}\)?(?:[+-]\d+)?)?)?
    (?:\s*[|,\-–—•]\s*{AGENCY})?[\W_]*$"""
)
_PICTURE: Final = r"(?:[Pp]hotos?(?:graph)?|[Ii]mage|[Pp]icture|[Cc]redit|[Cc]ourtesy)s?"
_BY: Final = rf"(?!{AGENCY}\b){_NAME}(?:\s{_NAME}){{0,3}}(?:/[\w\s.]{{1,40}})?"
_SLASH_CREDIT: Final = rf"""
      (?<=\s)/\s*{PHOTO_CREDIT}\b(?:\s*/\s*[\w.'’&\ -]{{0,60}})*    # "... capital. / AFP / Name / -"
    | \b{PHOTO_CREDIT}\s?/\s?{_BY} | \b(?i:reuters|afp|epa)\s?/\s?{_BY}    # "REUTERS/Name Name"
    | [|•]\s*{PHOTO_CREDIT}\b[\w\s/.]{{0,40}}"""
_PICTURE_CREDIT: Final = rf"""
      [([](?:[Ff]ile(?:\s[Pp]hoto)?\s*[:/,]\s*)?{_PICTURE}\s*(?:by|[:/]|of|courtesy\ of)\s*[^()\[\]]{{2,100}}[)\]]
    | [([](?:AP\ Photo|AFP\ PHOTO|AFP\ Photo|Reuters\ [Pp]hoto|EPA\ Photo)\b[^()\[\]]{{0,80}}[)\]]
    | [([][^()\[\]]{{0,60}}/\s*{PHOTO_CREDIT}(?:\s*/\s*{PHOTO_CREDIT})?\s*[)\]]    # "[Name/Reuters]"
    | (?:[|•]\s*)?(?:[Pp]hoto|[Ii]mage|[Pp]icture)(?:\s[Cc]redit)?\s*:\s*[^.]{{2,80}}"""
_CAPTION_CREDIT: Final = re.compile(
    rf"(?x) (?: (?P<slash>{_SLASH_CREDIT}) | (?P<picture>{_PICTURE_CREDIT}) ) [\s.\-–—/]*$"
)
_CREDIT_SIGNS: Final = (
    "/",
    "|",
    "•",
    "hoto",
    "PHOTO",
    "mage",
    "icture",
    "redit",
    "ourtesy",
)  # no caption's credit has none
_CAPTION_START: Final = re.compile(
    r"(?:FILE(?:\s+(?:PHOTO|IMAGE|PICTURE))?\s*[:\-–—]|File (?:photo|image|picture)\b"
    r"|(?:Photo|Image|Picture|Caption)\s*:"
    r"|(?:An?|This|In this|The)\s+(?:(?:undated|handout|file|still|satellite|combination)\s+)*"
    r"(?:photo(?:graph)?|picture|image|frame grab|screen ?grab|video grab)s?\s+(?:\S+\s+){0,4}?"
    r"(?:released|provided|obtained|taken|shows?|showing|made|posted|distributed)\b)"
)
_MOST_CAPTION_WORDS: Final = 130
_DATELINE: Final = re.compile(
    rf"""(?x) ^(?P<place>[A-Z][\w'’.\-]*(?:[\s,/]+(?:(?:al|el|an|ad|ar|as|ash|at|az)-)?[A-Z][\w'’.\-]*){{0,5}}
      (?:\s\((?!{AGENCY}\s*[)/,-])[A-Z][\w\s]+\))?)
    (?:,?\s+(?P<when>(?i:{DATE})|(?i:{WEEKDAY})|[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}))?,?
    \s*(?:\(\s*(?P<agency>{AGENCY})(?:\s*[/,-]\s*\w+)?\s*\)|(?P<named>[(][^()]{{2,40}}[)]))?
    \s*(?P<dash>--|[-–—:])\s+(?=\S)"""
)


def is_boilerplate(words: str) -> bool:
    """Return whether `words` are the page's, not the report's: translation notes, teasers, copyright, sign-ups."""
    if len(words) > 400:
        return False
    lower = words.lower()  # a look for the words is cheap, and the expression tries them at eighty places
    reserved = "all rights reserved" in lower or "may not be " in lower
    return bool(_BOILERPLATE.match(words) or (reserved and _RIGHTS.match(words)))


def is_credit(words: str) -> bool:
    """Return whether `words` only say who wrote the text or when: byline, agency line, date line; never harm."""
    return len(words) <= 400 and bool(_CREDIT.match(words) or _DATE_LINE.match(words)) and not _HARM.search(words)


def is_date_line(words: str) -> bool:
    """Return whether `words` are nothing but when the text was published."""
    return len(words) <= 120 and bool(_DATE_LINE.match(words))


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption by its words. `sure`: it speaks of a picture; else only its end, "/ AFP", tells."""

    credit: str | None
    sure: bool


def caption_of(words: str) -> Caption | None:
    """Return the caption that `words` are, with the credit at its end; None if they are none."""
    shows = bool(_CAPTION_START.match(words))
    end = words[-200:]
    match = _CAPTION_CREDIT.search(end) if any(map(end.__contains__, _CREDIT_SIGNS)) else None
    if (match or shows) and len(words.split()) > _MOST_CAPTION_WORDS:
        return None
    if match:
        return Caption(match[0].strip(" /\n"), shows or match["picture"] is not None)
    return Caption(None, sure=True) if shows else None


def dateline_of(words: str) -> re.Match[str] | None:
    """Return the dateline that `words` begin with: groups place, when, agency, named and dash; None if with none."""
    head = words[:200]
    return _DATELINE.match(head) if any(map(head.__contains__, "-–—:")) else None


def has_dateline(words: str) -> bool:
    """Return whether `words` begin as agency copy does: "PLACE, April 3 (Agency) -"."""
    match = dateline_of(words)
    return bool(match and (match["agency"] or match["named"] or match["when"] or match["place"].isupper()))


def may_be_headline(words: str) -> bool:
    """Return whether `words` have the form of a headline: short, on one line, not closed like a sentence."""
    if "\n" in words or len(words) > 220 or not 2 <= len(words.split()) <= 32:
        return False
    if words[-1] in ":;," or (SENTENCE_END.search(words) and not words.rstrip("\"'”’").endswith("?")):
        return False
    return words[0] not in "-*•(" and not has_dateline(words) and not is_credit(words) and not is_boilerplate(words)
