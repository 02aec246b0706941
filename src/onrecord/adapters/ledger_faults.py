"""Whether the rows of one entry still are as they were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping

from onrecord.adapters import ledger_rows as rows
from onrecord.adapters.ledger_nouns import capture_of, entry_of
from onrecord.model.report import UnquotedClaim, verify_quote


def file_faults(connection: Connection) -> list[str]:
    """Return what is wrong with the file itself: damage, and rows whose report is gone."""
    damage = [line for line in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if line != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return damage + [f"table {row[0]} has a row without its {row[2]}" for row in orphans]


def faults_of(
    report: RowMapping,
    captures: Sequence[RowMapping],
    claims: Sequence[RowMapping],
    statements: Sequence[RowMapping],
    doubts: Sequence[RowMapping],
) -> Iterator[str]:
    """Yield a sentence for each thing that is not as it was: every row is made anew from its body and compared."""
    name = f"report {report['id']}"
    if [row["first"] for row in captures].count(1) != 1:
        yield f"{name}: expected one first capture, found {sum(row['first'] for row in captures)} of {len(captures)}"
        return
    try:
        entry = entry_of(report, captures[0], claims, statements, doubts)
    except (ValueError, TypeError, KeyError) as error:
        yield f"{name}: expected rows that can be read back, found {error}"
        return
    if replace(entry.report, id="").id != report["id"]:
        yield f"{name}: its text, title, outlet or date is not what its id was made of"
    made = [rows.report_row(entry)], rows.claim_rows(entry), rows.statement_rows(entry), rows.doubt_rows(entry)
    for table, before, found in zip(
        ("report", "claim", "statement", "doubt"), made, ([report], claims, statements, doubts), strict=True
    ):
        for expected, row in zip(before, found, strict=True):
            changed = sorted(key for key, value in expected.items() if row[key] != value)
            if changed:
                yield f"{name}: {table} {row.get('id') or row['position']} has changed in {', '.join(changed)}"
    for row in captures:
        if rows.capture_row(capture_of(row), report["id"], first=bool(row["first"]))["id"] != row["id"]:
            yield f"{name}: capture {row['id']} has changed"
    for quote in [g.claim.quote for g in entry.claims] + [s.statement.quote for s in entry.statements]:
        try:
            verify_quote(entry.report, quote)
        except UnquotedClaim as error:
            yield str(error)
