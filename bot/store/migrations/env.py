"""Alembic's entry: runs on the connection that `bot.store.migrate` hands over, inside its transaction."""

from alembic import context

from bot.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,  # SQLite changes a table by writing it anew
    transactional_ddl=True,
)
context.run_migrations()
