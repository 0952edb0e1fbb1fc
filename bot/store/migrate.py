"""Bring a database up to date. Only the service's own tables: the queue looks after its own."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.store.engine import open_engine

SCRIPTS = Path(__file__).parent / "migrations"
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(20250922)")


async def migrate(url: str) -> None:
    """Make or upgrade the tables, in one transaction: all steps or none. Two processes may call it at once.

    Raises:
        StoreUrlError: the address is of a kind that cannot be used.
        sqlalchemy.exc.SQLAlchemyError: the database is out of reach or refuses a step; it is as it was.
    """
    engine = open_engine(url)
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(_ONE_AT_A_TIME)
            await connection.run_sync(_upgrade)
    finally:
        await engine.dispose()


def config(connection: Connection) -> Config:
    """Alembic's configuration, without a file."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(SCRIPTS))
    settings.set_main_option("path_separator", "os")
    return settings


def _upgrade(connection: Connection) -> None:
    command.upgrade(config(connection), "head")
