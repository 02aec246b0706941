"""Where a command's ledger, archive, gazetteer, lists and settings are, each opened at first need."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.screen import say
from onrecord.ports import Misuse

if TYPE_CHECKING:
    from onrecord.config import Settings
    from onrecord.model.lists import Lists
    from onrecord.model.record import Conflict
    from onrecord.ports import Archive, Gazetteer, Ledger, Parser

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", envvar="ONRECORD_LEDGER", metavar="FILE", help="The ledger (default: onrecord.db in this folder)."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON Lines for programs instead of tables for people.")]


def day(text: str | None, option: str) -> date | None:
    """Return the date that `option` was given as.

    Raises: Misuse.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Misuse(f"{option}: expected a date such as 2019-04-15, found {text!r}") from None


def gazetteer_path(settings: Settings | None = None) -> Path:
    """Return where the gazetteer lies: ONRECORD_GAZETTEER, else the settings, else the user's cache folder."""
    given = os.environ.get("ONRECORD_GAZETTEER")
    if given:
        return Path(given).expanduser()
    if settings is not None and settings.gazetteer is not None:
        return settings.gazetteer
    cache = os.environ.get("XDG_CACHE_HOME")
    if cache and Path(cache).is_absolute():
        base = Path(cache)
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        base = Path(os.environ["LOCALAPPDATA"])
    else:
        base = Path.home() / ".cache"
    return base / "onrecord" / "gazetteer.db"


@dataclass(frozen=True)
class Desk:
    """Satisfies `pipeline.reading.Tools`. `path`: the ledger."""

    path: Path
    settings: Settings

    @cached_property
    def parser(self) -> Parser:
        """Return the parser; loading takes about a second. Raises: Misuse if its weights are not the ones measured."""
        from onrecord.adapters.parser import WrongModel, load_parser

        try:
            return load_parser()
        except WrongModel as error:
            raise Misuse(str(error)) from None

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Return the places, built now if they never were or came from an older version.

        Raises: Misuse for a file that is no gazetteer.
        """
        from onrecord.adapters.gazetteer import NoGazetteer, open_gazetteer
        from onrecord.adapters.gazetteer_build import Age, age

        path = gazetteer_path(self.settings)
        found = age(path) if path.exists() else Age.OUTDATED
        if found is Age.OUTDATED:
            build_gazetteer(path)
        elif found is Age.WITH_IMPORTS:
            say(
                f"Note: the places that come with onrecord changed since {path} was built. To have them: "
                "onrecord gazetteer build, then import your files again"
            )
        try:
            return open_gazetteer(path)
        except NoGazetteer as error:
            raise Misuse(str(error)) from None

    @cached_property
    def lists(self) -> Lists:
        """Return the actors and speakers.

        Raises: Misuse naming the line of a list of the user's own that cannot be right.
        """
        from onrecord.adapters.lists import BrokenList, load_lists

        folder = self.settings.lists
        if folder is not None and not folder.is_dir():
            raise Misuse(f"lists: expected a folder with speakers.csv or actors.csv, found none at {folder}")
        try:
            return load_lists(folder)
        except BrokenList as error:
            raise Misuse(f"{folder}: {error}") from None

    @cached_property
    def ledger(self) -> Ledger:
        """Return the ledger, made now if it is not there."""
        from onrecord.adapters.ledger import open_ledger

        return open_ledger(self.path)

    @cached_property
    def archive(self) -> Archive:
        """Return the archive beside the ledger."""
        from onrecord.adapters.archive import open_archive

        return open_archive(self.path.with_suffix(".archive"))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return the conflicts of the ledger and of onrecord.toml, by name.

        Raises: Misuse if one name stands for two windows.
        """
        found = {c.name: c for c in self.ledger.conflicts()}
        for conflict in self.settings.conflicts:
            if found.setdefault(conflict.name, conflict) != conflict:
                raise Misuse(
                    f"conflict {conflict.name!r} is one window in onrecord.toml and another in {self.path}; "
                    "rename the one in onrecord.toml"
                )
        return tuple(found[name] for name in sorted(found))


def build_gazetteer(path: Path) -> None:
    """Build the gazetteer at `path`, saying so; two at once is as good as one.

    Raises: Misuse if some other file lies there.
    """
    from onrecord.adapters.gazetteer_build import Age, age, build

    if path.exists() and (not path.is_file() or age(path) is Age.FOREIGN):
        raise Misuse(f"{path} is no gazetteer, and is not replaced: move it, or name another with ONRECORD_GAZETTEER")
    say(f"Building the gazetteer (once, about ten seconds): {path}")
    path.parent.mkdir(parents=True, exist_ok=True)
    build(path)


def open_desk(ledger: Path | None, *, to_write: bool = False) -> Desk:
    """Return the desk of this folder's settings, with `ledger` in place of theirs if given.

    Raises: Misuse if a command that only reads is given no ledger that is there; Misconfigured.
    """
    from onrecord.config import FILE, load_settings

    settings = load_settings(Path(FILE))
    path = ledger if ledger is not None else settings.ledger
    if not to_write and not path.is_file():
        raise Misuse(f"no ledger at {path}: read a report first (onrecord read FILE), or name one with --ledger")
    if to_write and not path.parent.is_dir():
        raise Misuse(f"no folder {path.parent} to keep the ledger in: make it first, or name another with --ledger")
    return Desk(path, settings)
