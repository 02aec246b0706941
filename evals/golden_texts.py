"""The golden texts of evals/gold: a report, and one line for each claim that a recorder finds in it.

    python evals/golden_texts.py [--part seen|unseen]            the texts as JSON Lines, for `onrecord extract`
    python evals/golden_texts.py --claims [--part seen|unseen]   the claims as JSON Lines, for score.py

A file NN-name.txt holds what it shows, a line "date ... | part ...", the report, a line of dashes and the claims in
order of place, each on one line:

    1 killed 26.. at_least child+woman incident attributed | speaker | notes | quote with its [number]

number, harm, bounds (7, 14.. open above, 15..20), qualifier, unit (left out for persons), populations ("unstated" for
none), scope, modality, `historical` where it is history, a context other than conflict; then the speaker ("nobody"
where the text credits nobody); notes; and the quote, letter for letter, its number in square brackets (no brackets
where a plural or a name stands for it). Notes are: victims W; place W; when W = DAY or DAY..DAY (the words, and the
days they come to); dated DAY..DAY (days that the text gives without words of their own); by W; part of N; same as N.
What is not noted is not told. `part` says whether rules may have been written after reading the text ("seen") or not.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
PARTS = ("seen", "unseen")
OUTLET = "Example Wire"
DASHES = "\n-----\n"
CONTEXTS = ("crime", "accident", "disaster", "disease")
UNITS = ("household", "family", "facility", "vehicle", "building", "other")
WORDS = ("victims", "place", "by")
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One golden file. `claims` are rows as `onrecord extract` names them; `subset_of` and `same_as` are indexes."""

    doc: str
    shows: str
    date: str
    part: str
    text: str
    claims: tuple[Fields, ...]


def parse(doc: str, file: str) -> Case:
    """Return the case written in `file`. Raises: ValueError naming the document and what is wrong with which line."""
    head, _, rest = file.partition("\n\n")
    shows, _, about = head.rpartition("\n")
    named = dict(item.split(" ", 1) for item in about.split(" | "))
    if named.keys() != {"date", "part"} or named["part"] not in PARTS:
        raise ValueError(f"{doc}: expected a line 'date DAY | part seen|unseen', found {about!r}")
    text, dashes, lines = rest.partition(DASHES)
    if not dashes:
        raise ValueError(f"{doc}: expected a line of five dashes behind the text")
    claims: list[Fields] = []
    for number, line in enumerate(filter(None, lines.splitlines())):
        if line == "no claims":
            continue
        try:
            claims.append(_placed(_claim(line, number), text, claims))
        except (ValueError, KeyError, StopIteration) as error:
            raise ValueError(f"{doc}: claim {number + 1}: {error!r} in {line!r}") from error
    return Case(doc, shows, named["date"], named["part"], text, tuple(claims))


def _claim(line: str, number: int) -> Fields:
    head, speaker, *notes, quote = line.split(" | ")
    words = head.split()
    if words.pop(0) != str(number + 1):
        raise ValueError(f"expected the number {number + 1}")
    context = words.pop() if words[-1] in CONTEXTS else "conflict"
    historical = bool(words[-1] == "historical" and words.pop())
    harm, figure, qualifier, *unit, population, scope, modality = words
    low, dots, high = figure.partition("..")
    marked = re.search(r"\[(.+?)\]", quote)
    return {
        "quote": re.sub(r"[\[\]]", "", quote),
        "number": marked[1] if marked else "",
        "number_at": marked.start() if marked else None,
        "low": int(low),
        "high": (int(high) if high else None) if dots else int(low),
        "qualifier": qualifier,
        "harm": harm,
        "unit": _unit(unit),
        "population": [] if population == "unstated" else population.split("+"),
        "scope": scope,
        "speaker": None if speaker == "nobody" else speaker,
        "modality": modality,
        "historical": historical,
        "context": context,
        **_notes(notes[0] if notes else ""),
    }


def _unit(words: Sequence[str]) -> str:
    if words and words[0] not in UNITS:
        raise ValueError(f"expected one of {', '.join(UNITS)}, found {words[0]!r}")
    return words[0] if words else "person"


def _notes(told: str) -> Fields:
    found: Fields = dict.fromkeys((*WORDS, "perpetrator", "when", "start_date", "end_date", "subset_of", "same_as"))
    for note in filter(None, told.split("; ")):
        name, _, value = note.partition(" ")
        if name in WORDS:
            found[name] = value
        elif name == "when":
            found["when"], _, days = value.partition(" = ")
            found["start_date"], found["end_date"] = _days(days)
        elif name == "dated":
            found["start_date"], found["end_date"] = _days(value)
        elif note.startswith(("part of ", "same as ")):
            found["subset_of" if name == "part" else "same_as"] = int(note.split()[-1]) - 1
        else:
            raise ValueError(f"unknown note {note!r}")
    found["perpetrator"] = found.pop("by")
    return found


def _days(told: str) -> tuple[str | None, str | None]:
    start, dots, end = told.partition("..")
    return start or None, (end if dots else start) or None


def _placed(claim: Fields, text: str, before: Sequence[Fields]) -> Fields:
    """Return `claim` with the offsets of its quote: the first place after those of earlier claims told alike."""
    told = ("quote", "harm", "number_at")
    after = max((c["start"] + 1 for c in before if all(c[k] == claim[k] for k in told)), default=0)
    start = text.find(claim["quote"], after)
    if start < 0:
        raise ValueError("the quote does not stand in the text")
    for name in ("subset_of", "same_as"):
        if claim[name] == len(before):
            raise ValueError("a claim cannot be part or repeat of itself")
    return claim | {"start": start, "end": start + len(claim["quote"])}


def written(case: Case) -> str:
    """Return the file of `case`: `parse(case.doc, written(case)) == case`."""
    head = f"{case.shows}\ndate {case.date} | part {case.part}\n\n{case.text}{DASHES}"
    lines = [_line(number, claim) for number, claim in enumerate(case.claims, 1)]
    return head + "".join(f"{line}\n" for line in lines or ["no claims"])


def _line(number: int, claim: Fields) -> str:
    low, high = claim["low"], claim["high"]
    words = [str(number), claim["harm"], str(low) if low == high else f"{low}..{'' if high is None else high}"]
    words += [claim["qualifier"]] + ([] if claim["unit"] == "person" else [claim["unit"]])
    words += ["+".join(claim["population"]) or "unstated", claim["scope"], claim["modality"]]
    words += ["historical"] * claim["historical"] + [claim["context"]] * (claim["context"] != "conflict")
    quote, first = claim["quote"], claim["number_at"]
    if first is not None:
        quote = f"{quote[:first]}[{claim['number']}]{quote[first + len(claim['number']) :]}"
    parts = [" ".join(words), claim["speaker"] or "nobody", "; ".join(_told(claim)), quote]
    return " | ".join(p for p in parts if p)


def _told(claim: Fields) -> Iterator[str]:
    if claim["victims"]:
        yield f"victims {claim['victims']}"
    if claim["place"]:
        yield f"place {claim['place']}"
    start, end = claim["start_date"] or "", claim["end_date"] or ""
    days = (start if start == end else f"{start}..{end}") if start or end else ""
    if claim["when"]:
        yield f"when {claim['when']}" + (f" = {days}" if days else "")
    elif days:
        yield f"dated {days}"
    if claim["perpetrator"]:
        yield f"by {claim['perpetrator']}"
    if claim["subset_of"] is not None:
        yield f"part of {claim['subset_of'] + 1}"
    if claim["same_as"] is not None:
        yield f"same as {claim['same_as'] + 1}"


def cases(folder: Path = GOLD, part: str | None = None) -> list[Case]:
    """Return the cases of `folder`, in order of their names; only those of `part` if it is given."""
    every = (parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("[0-9]*.txt")))
    return [case for case in every if part in (None, case.part)]


def text_row(case: Case) -> Fields:
    """Return the row of a text, as `onrecord extract --input` takes it."""
    return {"doc": case.doc, "title": None, "outlet": OUTLET, "date": case.date, "text": case.text}


def claims_row(case: Case) -> Fields:
    """Return the row of a text's claims. History is written as the modality, as other gold does."""
    return {"doc": case.doc, "claims": [_gold_form(claim) for claim in case.claims]}


def _gold_form(claim: Fields) -> Fields:
    rest = {k: v for k, v in claim.items() if k not in ("historical", "number_at")}
    return rest | {"modality": "historical" if claim["historical"] else claim["modality"]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the texts or their claims as JSON Lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", action="store_true", help="the claims, not the texts")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--gold", type=Path, default=GOLD)
    given = parser.parse_args(arguments)
    row = claims_row if given.claims else text_row
    for case in cases(given.gold, given.part):
        print(json.dumps(row(case), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
