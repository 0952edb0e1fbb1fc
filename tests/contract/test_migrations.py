"""The migrations, on SQLite and on Postgres."""

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.tables import Row

pytestmark = pytest.mark.contract


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Row.metadata))


async def test_migrations_make_exactly_the_tables_that_the_code_knows(empty_database: str) -> None:
    await migrate(empty_database)
    engine = open_engine(empty_database)
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences)
    await engine.dispose()
    assert differences == []


async def test_migrating_twice_changes_nothing(empty_database: str) -> None:
    await migrate(empty_database)
    await migrate(empty_database)


async def test_two_processes_may_migrate_at_once(empty_database: str) -> None:
    await asyncio.gather(*(migrate(empty_database) for _ in range(4)))


@pytest.mark.parametrize("table", ["ledger", "audit"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = 'other'", "DELETE FROM {}"])
async def test_the_database_itself_refuses_to_change_append_only_rows(
    database: str, table: str, statement: str
) -> None:
    engine = open_engine(database)
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "INSERT INTO people (id, handle, created_at, plan)"
                " VALUES ('p', 'p', '2026-01-01', 'standard')"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO ledger (id, person_id, kind, amount, business_key, created_at)"
                " VALUES ('l', 'p', 'grant', 5, 'k', '2026-01-01')"
            )
        )
        await connection.execute(
            text(
                "INSERT INTO audit (id, at, actor, action, subject, details, seq, previous, hash)"
                " VALUES ('a', '2026-01-01', 'service', 'clip.made', 'c', '{}', 1, '0', '1')"
            )
        )
    with pytest.raises(DBAPIError, match=f"{table} rows are never changed"):
        async with engine.begin() as connection:
            await connection.execute(text(statement.format(table)))
    await engine.dispose()
