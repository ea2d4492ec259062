"""Runs the migrations on the connection that riskreg hands over, inside its transaction."""

from alembic import context

from riskreg.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
