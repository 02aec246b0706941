"""The tables of the ledger, as SQLAlchemy Core sees them. Migrations make them; a test keeps the two alike.

Every log table is append-only: triggers refuse to change or delete a row, and to put another in its place.
A noun's columns are there to be read (in Datasette, say); its canonical JSON in `body` is what is read back.
"""

from __future__ import annotations

from sqlalchemy import REAL, Column, ForeignKey, Index, Integer, MetaData, Table, Text

APPLICATION_ID = 0x6F6E7265  # "onre", in the file's header
REVISIONS = ("0001", "0002")  # every migration, oldest first; the last is the version this code knows

metadata = MetaData()


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _report() -> Column[str]:
    return Column("report", Text, ForeignKey("report.id"), nullable=False)


report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _text("outlet", null=True),
    _text("title", null=True),
    _text("published_at", null=True),
    _text("published_status"),
    _text("language"),
    _text("url", null=True),
    _number("claims"),
    _number("statements"),
    _number("doubts"),
    _text("unread_name", null=True),
    _text("unread_reason", null=True),
    _text("unread_message", null=True),
    _text("method"),
    _text("recorded_at"),
    _text("entry_hash"),  # of all that the entry holds, times aside
    _text("reading", null=True),  # only where it is not what the rows below come to
    _text("text"),
    _text("body"),  # without the text
    sqlite_strict=True,
)

capture = Table(
    "capture",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _report(),
    _number("first"),  # 1: the bytes the entry was made from
    _text("sha256"),
    _text("name"),
    _text("media_type"),
    _number("size"),
    _text("retrieved_at"),
    _text("recorded_at"),
    sqlite_strict=True,
)

claim = Table(
    "claim",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _report(),
    _number("position"),
    _text("harm"),
    _text("number"),
    _number("low"),
    _number("high", null=True),
    _text("qualifier"),
    _text("unit"),
    _text("population"),  # a JSON list, as `chain` is
    _text("victims", null=True),
    _text("quote"),
    _text("speaker", null=True),
    _text("chain"),
    _text("origin"),
    _text("origin_root"),
    _text("origin_kind"),
    _text("scope"),
    _text("modality"),
    _number("historical"),
    _text("context"),
    _text("place_words", null=True),
    _text("place_name", null=True),
    _text("place_id", null=True),
    _text("country", null=True),
    Column("latitude", REAL, nullable=True),
    Column("longitude", REAL, nullable=True),
    _number("where_prec", null=True),
    _text("time_words", null=True),
    _text("start_date", null=True),
    _text("end_date", null=True),
    _number("date_prec", null=True),
    _text("as_of_status", null=True),
    _text("weapon", null=True),
    _text("means", null=True),
    _text("target", null=True),
    _text("perpetrator", null=True),
    _text("perpetrator_id", null=True),
    _text("perpetrator_status"),
    _text("part_of", null=True),
    _text("same_as", null=True),
    Column("confidence", REAL, nullable=False),
    _text("outlet", null=True),
    _text("published_at", null=True),
    _text("retrieved_on", null=True),
    _text("block"),
    _number("quote_start"),
    _number("quote_end"),
    _text("recorded_at"),
    _text("body"),  # without retrieved_on
    sqlite_strict=True,
)

statement = Table(
    "statement",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _report(),
    _number("position"),
    _text("type"),
    _text("mode", null=True),
    _text("actors"),
    _text("recipients"),
    _text("quote"),
    _text("speaker", null=True),
    _text("origin_root"),
    _text("modality"),
    _text("place_words", null=True),
    _text("place_name", null=True),
    _text("country", null=True),
    _text("start_date", null=True),
    _text("end_date", null=True),
    _text("block"),
    _number("quote_start"),
    _number("quote_end"),
    _text("recorded_at"),
    _text("body"),
    sqlite_strict=True,
)

doubt = Table(
    "doubt",
    metadata,
    Column("report", Text, ForeignKey("report.id"), primary_key=True, nullable=False),
    Column("position", Integer, primary_key=True, nullable=False, autoincrement=False),
    _text("reason"),
    _text("message"),
    _text("quote", null=True),
    _text("claim", null=True),
    _number("from_reading"),  # 1: among the doubts of the reading itself
    _text("recorded_at"),
    _text("body"),
    sqlite_strict=True,
)

unread = Table(
    "unread",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _text("name"),
    _text("reason"),
    _text("message"),
    _text("sha256", null=True),
    _text("media_type", null=True),
    _number("size", null=True),
    _text("retrieved_at", null=True),
    _text("recorded_at"),
    sqlite_strict=True,
)

conflict = Table(
    "conflict",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    _text("start_date"),
    _text("end_date", null=True),
    _text("countries"),
    _text("sides"),
    _text("recorded_at"),
    _text("body"),
    sqlite_strict=True,
)

Index("claim_report", claim.c.report, claim.c.position)
Index("statement_report", statement.c.report, statement.c.position)
Index("capture_report", capture.c.report)
Index("report_head", report.c.id, report.c.entry_hash)  # the head reads this alone, not the texts
Index("report_recorded_at", report.c.recorded_at)
Index("claim_when", claim.c.country, claim.c.harm, claim.c.start_date)

LOGS = {table.name: tuple(column.name for column in table.primary_key) for table in metadata.tables.values()}


def guards(table: str, keys: tuple[str, ...]) -> dict[str, str]:
    """Return the triggers, by name, that make the log `table` with primary key `keys` append-only.

    The third is for REPLACE: it deletes the row in its way and no DELETE trigger fires. A BEFORE INSERT trigger sees
    the rowid -1 where none was given.
    """
    same = " AND ".join(f"{key} = NEW.{key}" for key in keys)
    taken = f"EXISTS (SELECT 1 FROM {table} WHERE ({same}) OR (NEW.rowid <> -1 AND rowid = NEW.rowid))"  # noqa: S608
    refuse = f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: {table}'); END"
    return {
        f"{table}_no_update": f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
        f"{table}_no_delete": f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"{table}_no_replace": f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}",
    }
