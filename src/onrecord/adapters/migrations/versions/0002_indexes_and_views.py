"""Find claims by country and date, the head without the texts, and read claims beside their reports."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add indexes, and the view `figure`: what a person opening the file in Datasette wants to see first."""
    op.create_index("report_head", "report", ["id", "entry_hash"])
    op.create_index("report_recorded_at", "report", ["recorded_at"])
    op.create_index("claim_when", "claim", ["country", "harm", "start_date"])
    op.execute(
        """
        CREATE VIEW figure AS
        SELECT claim.id, claim.harm, claim.number, claim.low, claim.high, claim.unit, claim.population, claim.victims,
               claim.quote, claim.speaker, claim.origin, claim.origin_root, claim.scope, claim.modality,
               claim.historical, claim.place_name, claim.country, claim.start_date, claim.end_date,
               claim.perpetrator, claim.perpetrator_status, claim.part_of, claim.same_as,
               report.outlet, report.title, report.published_at, report.url, claim.report, claim.quote_start
        FROM claim JOIN report ON report.id = claim.report
        ORDER BY claim.report, claim.position
        """
    )
