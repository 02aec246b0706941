"""The command line: one verb a room, and read, trace and demo. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from onrecord.cli import demo, extract, look, read, setup, trace
from onrecord.cli.screen import say
from onrecord.ports import Misuse, StoreError

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
NO_READER = 141  # 128 + SIGPIPE


class Verbs(TyperGroup):
    """The verbs, with one place where foreseen errors become a message and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Return what the verb returns. Misuse ends with 2, what the machine refuses with 1."""
        from onrecord.config import Misconfigured

        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except (Misuse, Misconfigured) as error:
            say(f"onrecord: {error}")
            raise typer.Exit(2) from None
        except KeyboardInterrupt:
            say("onrecord: interrupted; what was read so far is on record, run the same command again to go on")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the last flush has somewhere to go
            raise typer.Exit(NO_READER) from None
        except StoreError as error:
            say(f"onrecord: {error}")
            raise typer.Exit(1) from None
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            say(f"onrecord: {name}{error.strerror or error}; mend that, then run the same command again to go on")
            raise typer.Exit(1) from None
        return result


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Every casualty figure, with the sentence that said it.",
    epilog="Results go to standard output, talk to standard error. Exit status: 0 all read, 1 some failed, 2 misuse.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def onrecord(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Every casualty figure, with the sentence that said it."""


read.add_to(app)
look.add_to(app)
trace.add_to(app)
extract.add_to(app)
setup.add_to(app)
demo.add_to(app)


def main() -> None:
    """Run the command line. What the log says of a fault, the result says too: it is not printed twice."""
    logging.getLogger("onrecord").addHandler(logging.NullHandler())
    app()
