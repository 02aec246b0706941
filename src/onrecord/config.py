"""One frozen Settings from one TOML file, `onrecord.toml`. Every unknown key is an error, never ignored."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path

from onrecord.model.record import Conflict

FILE = "onrecord.toml"


class Misconfigured(ValueError):
    """The file says something that onrecord does not understand: where, what was expected, what was found."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a folder of work is set to. Paths in the file are relative to the file; an option or variable goes first.

    `lists`: a folder with your own `speakers.csv` and `actors.csv`; `policy`: the toll policy that `toll` uses.
    """

    ledger: Path = Path("onrecord.db")
    gazetteer: Path | None = None
    lists: Path | None = None
    policy: str = "conservative"
    conflicts: tuple[Conflict, ...] = ()


def load_settings(file: Path) -> Settings:
    """Return the settings of `file`; the defaults if there is no such file.

    Raises: Misconfigured naming the file, the key, what was expected and what was found.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{file}: not readable as TOML: {error}") from error
    except OSError as error:
        raise Misconfigured(f"{file}: {error.strerror}") from error
    return settings_from(table, file=file)


def settings_from(table: Mapping[str, object], *, file: Path) -> Settings:
    """Return the settings that `table`, read from `file`, declares.

    Raises: Misconfigured.
    """
    known = {f.name for f in fields(Settings)} - {"conflicts"} | {"conflict"}
    _refuse_unknown(table, known, where=str(file))
    given: dict[str, object] = {}
    for key in ("ledger", "gazetteer", "lists"):
        if key in table:
            given[key] = file.parent / Path(_text(table, key, where=str(file))).expanduser()
    if "policy" in table:
        given["policy"] = _text(table, "policy", where=str(file))
    declared = table.get("conflict", [])
    if not isinstance(declared, list) or not all(isinstance(c, dict) for c in declared):
        raise Misconfigured(f"{file}: conflict: expected tables, each headed [[conflict]], found {declared!r}")
    conflicts = tuple(_conflict(c, where=f"{file}: conflict {n}") for n, c in enumerate(declared, 1))
    names = [c.name for c in conflicts]
    for name in names:
        if names.count(name) > 1:
            raise Misconfigured(
                f"{file}: conflict {name!r} is declared {names.count(name)} times; give each its own name"
            )
    return Settings(**given, conflicts=conflicts)  # type: ignore[arg-type]


def _conflict(table: Mapping[str, object], *, where: str) -> Conflict:
    _refuse_unknown(table, {"name", "from", "to", "country", "sides"}, where=where)
    for key in ("name", "from", "country"):
        if key not in table:
            raise Misconfigured(f"{where}: {key} is missing; a conflict needs name, from and country")
    start, end = _day(table, "from", where=where), _day(table, "to", where=where) if "to" in table else None
    if end is not None and end < start:
        raise Misconfigured(f"{where}: to: expected {start} or later, found {end}")
    return Conflict(
        name=_text(table, "name", where=where),
        start=start,
        end=end,
        countries=tuple(country_code(c, where=where) for c in _texts(table, "country", where=where)),
        sides=_texts(table, "sides", where=where) if "sides" in table else (),
    )


def country_code(text: str, *, where: str) -> str:
    """Return `text` as an ISO 3166-1 alpha-3 code, in capitals.

    Raises: Misconfigured.
    """
    code = text.strip().upper()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise Misconfigured(
            f"{where}: country: expected three letters (ISO 3166-1 alpha-3, such as LBY), found {text!r}"
        )
    return code


def _refuse_unknown(table: Mapping[str, object], known: Collection[str], *, where: str) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else "known keys: " + ", ".join(sorted(known))
            raise Misconfigured(f"{where}: unknown key {key!r}; {hint}")


def _text(table: Mapping[str, object], key: str, *, where: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise Misconfigured(f"{where}: {key}: expected text in quotes, found {value!r}")
    return value.strip()


def _texts(table: Mapping[str, object], key: str, *, where: str) -> tuple[str, ...]:
    value = table[key]
    if isinstance(value, str):
        return (_text(table, key, where=where),)
    if not isinstance(value, list) or not value or not all(isinstance(v, str) and v.strip() for v in value):
        raise Misconfigured(f"{where}: {key}: expected text or a list of texts, found {value!r}")
    return tuple(v.strip() for v in value)


def _day(table: Mapping[str, object], key: str, *, where: str) -> date:
    value = table[key]
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Misconfigured(f"{where}: {key}: expected a date such as 2019-04-04, found {value!r}") from None
