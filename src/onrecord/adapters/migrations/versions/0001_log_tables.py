"""The log tables, each append-only by its triggers."""

import sqlalchemy as sa
from alembic import op

from onrecord.adapters.ledger_tables import APPLICATION_ID, guards

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, then its guards."""
    _report()
    _capture()
    _claim()
    _statement()
    _doubt()
    _unread()
    _conflict()
    for table in ("report", "capture", "claim", "statement", "unread"):
        _guard(table, ("id",))
    _guard("doubt", ("report", "position"))
    _guard("conflict", ("name",))
    op.create_index("claim_report", "claim", ["report", "position"])
    op.create_index("statement_report", "statement", ["report", "position"])
    op.create_index("capture_report", "capture", ["report"])
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _guard(table: str, keys: tuple[str, ...]) -> None:
    for trigger in guards(table, keys).values():
        op.execute(trigger)


def _text(name: str, *, null: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str, *, null: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer, nullable=null)


def _id() -> "sa.Column[str]":
    return sa.Column("id", sa.Text, primary_key=True, nullable=False)


def _of_report() -> "sa.Column[str]":
    return sa.Column("report", sa.Text, sa.ForeignKey("report.id"), nullable=False)


def _report() -> None:
    op.create_table(
        "report",
        _id(),
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
        _text("entry_hash"),
        _text("reading", null=True),
        _text("text"),
        _text("body"),
        sqlite_strict=True,
    )


def _capture() -> None:
    op.create_table(
        "capture",
        _id(),
        _of_report(),
        _number("first"),
        _text("sha256"),
        _text("name"),
        _text("media_type"),
        _number("size"),
        _text("retrieved_at"),
        _text("recorded_at"),
        sqlite_strict=True,
    )


def _claim() -> None:
    op.create_table(
        "claim",
        _id(),
        _of_report(),
        _number("position"),
        _text("harm"),
        _text("number"),
        _number("low"),
        _number("high", null=True),
        _text("qualifier"),
        _text("unit"),
        _text("population"),
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
        sa.Column("latitude", sa.REAL, nullable=True),
        sa.Column("longitude", sa.REAL, nullable=True),
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
        sa.Column("confidence", sa.REAL, nullable=False),
        _text("outlet", null=True),
        _text("published_at", null=True),
        _text("retrieved_on", null=True),
        _text("block"),
        _number("quote_start"),
        _number("quote_end"),
        _text("recorded_at"),
        _text("body"),
        sqlite_strict=True,
    )


def _statement() -> None:
    op.create_table(
        "statement",
        _id(),
        _of_report(),
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


def _doubt() -> None:
    op.create_table(
        "doubt",
        sa.Column("report", sa.Text, sa.ForeignKey("report.id"), primary_key=True, nullable=False),
        sa.Column("position", sa.Integer, primary_key=True, nullable=False, autoincrement=False),
        _text("reason"),
        _text("message"),
        _text("quote", null=True),
        _text("claim", null=True),
        _number("from_reading"),
        _text("recorded_at"),
        _text("body"),
        sqlite_strict=True,
    )


def _unread() -> None:
    op.create_table(
        "unread",
        _id(),
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


def _conflict() -> None:
    op.create_table(
        "conflict",
        sa.Column("name", sa.Text, primary_key=True, nullable=False),
        _text("start_date"),
        _text("end_date", null=True),
        _text("countries"),
        _text("sides"),
        _text("recorded_at"),
        _text("body"),
        sqlite_strict=True,
    )
