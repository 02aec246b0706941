"""What people see: results on standard output, talk on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from onrecord.cli.words import clean, json_line

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_OF_A_FILE = 140  # columns where the output goes to no terminal and COLUMNS is not set


def emit(rows: Iterable[Mapping[str, object]]) -> None:
    """Write `rows` to standard output as JSON Lines, each flushed as it comes."""
    out = sys.stdout.buffer
    for row in rows:
        out.write(json_line(row))
        out.flush()


def say(message: str) -> None:
    """Write one line of talk to standard error."""
    sys.stderr.write(clean(message) + "\n")
    sys.stderr.flush()


def console() -> Console:
    """Return the console for results: no markup, no emoji, no highlighting, whatever a report says."""
    import os

    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)


def show(*lines: str, style: str | None = None) -> None:
    """Print `lines` as results, one paragraph each; blanks at the beginning of one stay."""
    from rich.text import Text

    out = console()
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        out.print(Text(indent + clean(line), style=style or ""), soft_wrap=not sys.stdout.isatty())


def show_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: Sequence[str] = (),
    widths: Mapping[str, int] = MappingProxyType({}),
    title: str | None = None,
) -> None:
    """Print a table. A newline in a cell begins a new line of it.

    `right`: the heads of the columns of figures; `widths`: of columns that keep theirs on any screen.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left", title_style="bold")
    if title is not None:
        table.title = Text(clean(title))
    for head in heads:
        table.add_column(
            head,
            justify="right" if head in right else "left",
            overflow="fold",
            width=widths.get(head),
        )
    for row in rows:
        table.add_row(*(Text("\n".join(clean(part) for part in cell.split("\n"))) for cell in row))
    console().print(table)


class Progress(Protocol):
    """Told of each step of long work."""

    def __call__(self, message: str) -> None:
        """Show `message` as where the work stands."""


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Yield a function that shows how far long work is: on a terminal only, and gone when it ends."""
    if not sys.stderr.isatty():
        yield lambda message: None
        return
    from rich.console import Console
    from rich.text import Text

    err = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    with err.status(Text(title)) as status:
        yield lambda message: status.update(Text(f"{title}: {clean(message)}", overflow="ellipsis", no_wrap=True))
