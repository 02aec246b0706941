"""Runs migrations on the connection that `ledger_file` hands over, inside its one transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
