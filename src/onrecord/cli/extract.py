"""onrecord extract: JSON Lines in, JSON Lines out, no ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from onrecord.cli.desk import open_desk
from onrecord.cli.screen import progress, say
from onrecord.cli.words import counted, json_line
from onrecord.ports import Misuse


def add_to(app: typer.Typer) -> None:
    """Add the verbs of this module to `app`."""
    app.command()(extract)


def extract(
    source: Annotated[
        str,
        typer.Option(
            "--input",
            metavar="FILE",
            help="JSON Lines: doc, text, and if known title, outlet, date. - is standard input.",
        ),
    ] = "-",
    target: Annotated[
        str, typer.Option("--output", metavar="FILE", help="Where the rows go. - is standard output.")
    ] = "-",
    tolls: Annotated[bool, typer.Option("--tolls", help="Add each document's totals, by policy as_reported.")] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", metavar="N", min=1, help="Processes that read; more than one read ahead.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", hidden=True, help="The output always is JSON Lines.")] = False,
) -> None:
    """Find the claims of each row of a JSON Lines file: one row out for each row in, in order. Keeps no ledger.

    A row that is not read adds "skipped" with the reason. Exit status 1 if a row failed.
    """
    from onrecord.adapters.files import lines_of
    from onrecord.pipeline.stream import Row, extract_shared, extract_stream

    with _input(source) as rows, _output(source, target) as out, progress("Extracting") as tell:
        done = 0

        def write(row: Row) -> None:
            nonlocal done
            out.write(json_line(row))
            out.flush()
            done += 1
            tell(f"{done} rows")

        if jobs > 1:
            count = extract_shared(lines_of(rows), write, tolls=tolls, jobs=jobs)
        else:
            count = extract_stream(lines_of(rows), write, open_desk(None, to_write=True).parser, tolls=tolls)
    read = count.rows - count.skipped - count.failed
    say(f"{counted(count.rows, 'row')}: {read} read, {count.skipped} skipped, {count.failed} failed")
    raise typer.Exit(1 if count.failed else 0)


@contextmanager
def _input(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    path = Path(source)
    if not path.is_file():
        raise Misuse(f"--input: expected a file, found {'a folder' if path.is_dir() else 'none'} at {source}")
    with path.open("rb") as file:
        yield file


@contextmanager
def _output(source: str, target: str) -> Iterator[BinaryIO]:
    if target == "-":
        yield sys.stdout.buffer
        return
    path = Path(target)
    if source != "-" and path.exists() and path.samefile(source):
        raise Misuse(f"--output: {target} is the input too; name another file")
    if not path.parent.is_dir() or path.is_dir():
        raise Misuse(f"--output: expected a file in a folder that is there, found {target}")
    with path.open("wb") as file:
        yield file
