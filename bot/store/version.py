"""Which state the store's tables are in, for who only wants to look."""

from dataclasses import dataclass

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.engine import open_engine
from bot.store.migrate import config


@dataclass(frozen=True, slots=True)
class Version:
    """The migration that was last applied (None: no tables yet), and the newest there is."""

    applied: str | None
    newest: str | None


async def version(url: str) -> Version:
    """Look at the tables' version, changing nothing.

    Raises:
        bot.store.engine.StoreUrlError: the address is of a kind that cannot be used.
        sqlalchemy.exc.SQLAlchemyError: the database is out of reach.
    """
    engine = open_engine(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_look)
    finally:
        await engine.dispose()


def _look(connection: Connection) -> Version:
    return Version(
        applied=MigrationContext.configure(connection).get_current_revision(),
        newest=ScriptDirectory.from_config(config(connection)).get_current_head(),
    )
