"""onrecord conflict, gazetteer, schema: what the record is read with and asked about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.desk import JsonOption, LedgerOption, build_gazetteer, day, gazetteer_path, open_desk
from onrecord.cli.screen import emit, say, show, show_table
from onrecord.cli.words import counted, when
from onrecord.ports import Misuse

if TYPE_CHECKING:
    from onrecord.model.record import Conflict

conflict = typer.Typer(no_args_is_help=True, help="Name the windows that tolls are asked for.")
gazetteer = typer.Typer(no_args_is_help=True, help="Keep the places that names are looked up in, offline.")


def add_to(app: typer.Typer) -> None:
    """Add the verbs of this module to `app`."""
    app.add_typer(conflict, name="conflict")
    app.add_typer(gazetteer, name="gazetteer")
    app.command()(schema)


@conflict.command()
def add(
    name: Annotated[str, typer.Argument(help="Its name, such as 'Western Libya offensive'.")],
    start: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Its first day: figures since then may belong to it.")
    ],
    country: Annotated[
        list[str], typer.Option(metavar="XXX", help="ISO 3166-1 alpha-3, such as LBY. May be given again.")
    ],
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Its last day (default: open).")] = None,
    side: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="One of its sides. May be given again.")
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a named window with its countries and sides."""
    from onrecord.config import country_code
    from onrecord.model.record import Conflict

    first, last = day(start, "--from"), day(end, "--to")
    if not name.strip() or first is None:
        raise Misuse("a conflict needs a name and --from")
    if last is not None and last < first:
        raise Misuse(f"--to: expected {first} or later, found {last}")
    countries = tuple(country_code(c, where="--country") for c in country)
    window = Conflict(name.strip(), first, last, countries, tuple(side or ()))
    try:
        new = open_desk(ledger, to_write=True).ledger.add_conflict(window)
    except ValueError as error:
        raise Misuse(f"{error}; choose another name") from None
    if as_json:
        emit([conflict_row(window)])
    say(f"{'Added' if new else 'Already there'}: {window.name}")


@conflict.command("list")
def list_all(ledger: LedgerOption = None, as_json: JsonOption = False) -> None:
    """List the conflicts of the ledger and of onrecord.toml."""
    conflicts = open_desk(ledger).conflicts()
    if as_json:
        emit(conflict_row(c) for c in conflicts)
    elif conflicts:
        rows = (
            (c.name, when(c.start, c.end), ", ".join(c.countries), ", ".join(c.sides) or "not stated")
            for c in conflicts
        )
        show_table(("conflict", "window", "countries", "sides"), rows)
    else:
        show("No conflict is named yet. Add one: onrecord conflict add NAME --from DATE --country XXX")


def conflict_row(window: Conflict) -> dict[str, object]:
    """Return a conflict as the row that --json prints: its fields under the names of the options."""
    return {
        "name": window.name,
        "from": window.start.isoformat(),
        "to": window.end.isoformat() if window.end else None,
        "country": list(window.countries),
        "sides": list(window.sides),
    }


@gazetteer.command()
def build(as_json: JsonOption = False) -> None:
    """Build the gazetteer anew from the data that came with the installation. Needs no network."""
    path = gazetteer_path(open_desk(None, to_write=True).settings)
    build_gazetteer(path)
    _tell(path, as_json)


@gazetteer.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="GeoNames dumps: LY.zip, allCountries.zip, ...")
    ],
    as_json: JsonOption = False,
) -> None:
    """Add the places of GeoNames dumps: country files (LY.txt, LY.zip) and alternate names."""
    from onrecord.adapters.gazetteer_import import UnreadableDump, import_files

    for file in files:
        if not file.is_file():
            raise Misuse(f"{file}: expected a GeoNames dump, found no file")
    desk = open_desk(None, to_write=True)
    path = gazetteer_path(desk.settings)
    _ = desk.gazetteer  # built now if it never was
    try:
        done = import_files(path, files)
    except UnreadableDump as error:
        raise Misuse(f"{error}; nothing was added") from None
    say(
        f"Added {counted(done.places, 'place')} and {counted(done.names, 'name')}; left out "
        f"{counted(done.left_out, 'line')} of features that are no places; {done.bad_lines:,} could not be read"
    )
    for bad in done.bad[:20]:
        say(f"  {bad.file} line {bad.line}: {bad.why}")
    _tell(path, as_json)
    raise typer.Exit(1 if done.bad_lines else 0)


def _tell(path: Path, as_json: bool) -> None:
    from onrecord.adapters.gazetteer import open_gazetteer

    if as_json:
        emit([{"gazetteer": str(path), "version": open_gazetteer(path).version}])
    else:
        show(f"Gazetteer: {path}", f"Version: {open_gazetteer(path).version}")


@gazetteer.command()
def find(
    name: Annotated[str, typer.Argument(help="A place's name, in any script.")], as_json: JsonOption = False
) -> None:
    """Show every place of a name: what a report that uses it may mean."""
    from onrecord.model.codec import encode

    places = open_desk(None, to_write=True).gazetteer.find(name)
    if as_json:
        emit(row for row in map(encode, places) if isinstance(row, dict))
    elif places:
        rows = (
            (
                p.name,
                p.feature,
                p.country or "",
                p.admin1 or "",
                f"{p.latitude:.4f}, {p.longitude:.4f}",
                f"{p.population:,}",
                p.id,
            )
            for p in places
        )
        show_table(("place", "is a", "country", "in", "latitude, longitude", "people", "id"), rows, right=("people",))
    else:
        show("No such place here. Add some: onrecord gazetteer import FILE (GeoNames country dumps)")


def schema(
    name: Annotated[
        str | None, typer.Argument(help="claim, statement, doubt, extract, report, incident, series, toll, trace.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", hidden=True, help="A schema always is JSON.")] = False,
) -> None:
    """Print the JSON Schema of the rows that --json prints."""
    from onrecord.publish.schemas import NAMES
    from onrecord.publish.schemas import schema as schema_of

    if name is None:
        show(*NAMES)
        return
    if name not in NAMES:
        raise Misuse(f"schema: expected one of {', '.join(NAMES)}, found {name!r}")
    typer.echo(json.dumps(schema_of(name), indent=2, ensure_ascii=False))
