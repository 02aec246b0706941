"""What one paragraph is by its own words: caption, credit, boilerplate, or something that may be a headline."""

from __future__ import annotations

import re
from typing import Final

from onrecord.ingest.agencies import AGENCY, PHOTO_CREDIT
from onrecord.ingest.dates import DATE, WEEKDAY

SENTENCE_END: Final = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*$")

_BOILERPLATE: Final = re.compile(
    r"""(?xi) ^[\W_]*(?:
    (?:powered\ by|provided\ by)\ (?:an\ )?(?:automated?|machine)\ translation .{0,40}
    | (?:this\ (?:article|text|story|page|report)\ (?:was|has\ been)\ )?(?:automatically|machine)[-\ ]translated\b.{0,80}
    | read\ (?:more|also|next|on)\b (?:\s*[:\-–—|>»…].{0,200} | [\W_]{0,5} | \ (?:about|from|on|here|at)\b.{0,120})
    | (?:also\ read|see\ also|related(?:\ (?:articles?|stories|topics?|news|links?|content))?|more\ on\ this(?:\ story)?
        |most\ read|most\ viewed|top\ stories|recommended(?:\ for\ you)?|you\ (?:may|might)\ also\ like|watch|don't\ miss)
      \s* (?:[:|>»].{0,200} | [\W_]{0,5})
    | (?:copyright\b|©|\(c\)\s).{0,200} | all\ rights\ reserved.{0,120}
    | .{0,80}\b(?:may\ not\ be\ (?:published|reproduced)|all\ rights\ reserved)\b.{0,160}
    | (?:advertisement|sponsored(?:\ content)?|story\ continues\ below(?:\ advertisement)?|skip\ (?:to|ad)\b.{0,40}) [\W_]*
    | (?:sign\ up|subscribe|register)\b (?:\ now|\ here|\ today|\ to|\ for|\ and)? .{0,120}
        (?:newsletters?|updates|alerts?|inbox|e-?mail|channel|briefing|whatsapp|telegram|now|today).{0,60}
    | get\ the\ (?:latest|best|day's)\b.{0,140}(?:inbox|newsletters?|e-?mail|app).{0,40}
    | (?:follow|like|join|find)\ us\b.{0,100} | follow\ @?\w+\ on\ .{0,60}
    | (?:share|tweet|print|e-?mail|save|listen|comments?)(?:\ (?:this|the)\ (?:article|story|page|post)|\ on\ \w+|\ this)? [\W_]*
    | (?:click|tap)\ here\b.{0,120} | loading\b[\W_]*
    | (?:we\ use|this\ (?:site|website)\ uses)\ cookies\b.{0,300} | accept(?:\ all)?\ cookies\b.{0,60}
    | (?:tags?|topics?|keywords|categories|filed\ under)\s*:.{0,300}
    | end\ of\ (?:document|report|bulletin|story)\b[\W_]* | page\ \d+(?:\ of\ \d+)? | \d{1,3}\ /\ \d{1,3} | - \s* \d{1,3} \s* -
    )\s*$"""
)
_NAME: Final = r"[A-Z][\w.'’-]*"
_CREDIT: Final = re.compile(
    rf"""(?x) ^(?:
    [Bb][Yy]\s+(?:{AGENCY}\b.{{0,60}} | (?:[A-Z][\w.'’-]*[,]?\s*(?:and\s+|&\s*|in\s+|al-|el-|de\s+|van\s+|von\s+|bin\s+)?){{1,12}})
    | [([]?(?:(?:Additional\s)?[Rr]eporting|[Ww]riting|[Ee]diting|Compiled|Translat(?:ed|ion)|Written|Edited)\s+(?:and\s+\w+\s+)?by\s.{{1,300}}
    | (?:{_NAME}\s+){{1,4}}(?:contributed|reported)\s+(?:to|from)\b.{{1,200}}
    | (?:[Ss]ources?|[Vv]ia|SOURCE|[Ff]rom|[Cc]redit)\s*[:\-–—]\s*\S.{{0,80}}
    | (?:[Ww]ith\ (?:input|reporting|files|additional\ reporting)\ from|[Aa]gencies)\b.{{0,80}}
    | [\W_]*(?:{AGENCY}|[Aa]gencies|[Nn]ews\ [Aa]gencies|[Ww]ires?)(?:\s*(?:[/,&+|]|and)\s*(?:{AGENCY}|[Aa]gencies))*[\W_]*
    )\s*$"""
)
_DATE_LINE: Final = re.compile(
    rf"""^[\W_]*(?:(?:published|posted|updated|last\ updated|created|issued|date(?:\ of\ publication)?|first\ published)
    (?:\ on|\ at)?\s*[:\-–—]?\s*)?(?:{DATE.replace(" ", chr(92) + " ")}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})
    (?:\s*[,|@\-–—•]?\s*(?:at\s*)?\d{{1,2}}[:.h]?\d{{2}}\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{{2,4}}\)?(?:[+-]\d+)?)?)?
    (?:\s*[|,\-–—•]\s*{AGENCY})?[\W_]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION_CREDIT: Final = re.compile(
    rf"""(?x) (?P<credit>
      (?:(?<=[.!?”"'\s])|(?<=\s))/\s*(?:{PHOTO_CREDIT})\b(?:\s*/\s*[\w.'’&\ -]{{0,60}})*          # ". / AFP / Name / -"
    | [([](?:[Ff]ile(?:\s[Pp]hoto)?\s*[:/,]\s*)?(?:[Pp]hotos?(?:graph)?|[Ii]mage|[Pp]icture|[Cc]redit|[Cc]ourtesy)s?\s*
        (?:by|[:/]|of|courtesy\ of)\s*[^()\[\]]{{2,100}}[)\]]                                       # "(Photo by Name / AFP)"
    | [([](?:AP\ Photo|AFP\ PHOTO|AFP\ Photo|Reuters\ [Pp]hoto|EPA\ Photo)\b[^()\[\]]{{0,80}}[)\]]   # "(AP Photo/Name)"
    | [([](?:[Ff]ile\s*[:/]\s*)?[^()\[\]]{{0,60}}/\s*(?:{PHOTO_CREDIT})(?:\s*/\s*{PHOTO_CREDIT})?\s*[)\]]  # "[Name/Reuters]"
    | \b(?:{PHOTO_CREDIT})\s?/\s?(?:{_NAME})(?:\s{_NAME}){{0,3}}(?:/[\w\s.]{{1,40}})?                # "REUTERS/Name Name"
    | (?i:reuters|afp|epa)\s?/\s?(?:{_NAME})(?:\s{_NAME}){{0,3}}(?:/[\w\s.]{{1,40}})?
    | [|•]\s*(?:[Pp]hoto\s*(?:[Cc]redit)?:?\s*)?(?:{PHOTO_CREDIT})\b[\w\s/.]{{0,40}}
    | (?:[Pp]hoto|[Ii]mage|[Pp]icture)(?:\s[Cc]redit)?\s*:\s*[^.]{{2,80}}
    )[\s.\-–—/]*$"""
)
_CAPTION_START: Final = re.compile(
    r"(?:FILE(?:\s+(?:PHOTO|IMAGE|PICTURE))?\s*[:\-–—]|File (?:photo|image|picture)\b"
    r"|(?:A|An|This|In this|The)\s+(?:undated\s+)?(?:handout|file|still|satellite|video grab|screen ?grab|combination)"
    r"\s*(?:\w+\s+)?(?:photo(?:graph)?|picture|image|frame|grab|video)\b"
    r"|(?:A|An|This|In this)\s+(?:photo(?:graph)?|picture|image|frame grab)\s+(?:\w+\s+){0,3}"
    r"(?:taken|released|provided|shows|made|from)\b|(?:Photo|Image|Picture|Caption)(?:\s+\w+)?\s*:)"
)
_MOST_CAPTION_WORDS: Final = 130
DATELINE: Final = re.compile(
    rf"""(?x) ^(?P<place>[A-Z][\w'’.\-]*(?:[\s,/]+(?:(?:al|el|an|ad|ar|as|ash|at|az)-)?[A-Z][\w'’.\-]*){{0,5}}(?:\s\([A-Z][\w\s]+\))?)
    (?:,?\s+(?P<when>(?i:{DATE})|(?i:{WEEKDAY})|[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}))?,?
    \s*(?:\(\s*(?P<agency>{AGENCY})(?:\s*[/,-]\s*\w+)?\s*\)|(?P<named>[(][^()]{{2,40}}[)]))?
    \s*(?P<dash>--|[-–—:])\s+(?=\S)"""
)


def is_boilerplate(words: str) -> bool:
    """Return whether `words` are the page's, not the report's: translation notes, teasers, copyright, sign-ups."""
    return len(words) <= 400 and bool(_BOILERPLATE.match(words))


def is_credit(words: str) -> bool:
    """Return whether `words` only say who wrote the text or when: byline, agency line, date line."""
    return len(words) <= 400 and bool(_CREDIT.match(words) or _DATE_LINE.match(words))


def is_date_line(words: str) -> bool:
    """Return whether `words` are nothing but when the text was published."""
    return len(words) <= 120 and bool(_DATE_LINE.match(words))


def caption_credit(words: str) -> tuple[bool, str | None]:
    """Return whether `words` are a picture's caption, and the credit at its end."""
    if len(words.split()) > _MOST_CAPTION_WORDS:
        return False, None
    match = _CAPTION_CREDIT.search(words[-200:])
    if match:
        return True, match["credit"].strip(" /")
    return bool(_CAPTION_START.match(words)), None


def has_dateline(words: str) -> bool:
    """Return whether `words` begin as agency copy does: "PLACE, April 3 (Agency) -"."""
    match = DATELINE.match(words[:200])
    return bool(match and (match["agency"] or match["named"] or match["when"] or match["place"].isupper()))


def may_be_headline(words: str) -> bool:
    """Return whether `words` have the form of a headline: short, on one line, not closed like a sentence."""
    if "\n" in words or len(words) > 220 or not 2 <= len(words.split()) <= 32:
        return False
    if words[-1] in ":;," or (SENTENCE_END.search(words) and not words.rstrip("\"'”’").endswith("?")):
        return False
    return words[0] not in "-*•(" and not has_dateline(words) and not is_credit(words) and not is_boilerplate(words)
