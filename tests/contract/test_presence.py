"""What engines say of themselves, and what the bot reads of it, on both databases."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.queue import migrate
from bot.store.engine import open_engine
from engine.contract import presence
from engine.contract.jobs import queue_engine
from engine.contract.presence import EngineSeen, engines, say, serving

pytestmark = pytest.mark.contract

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
STUDIO = EngineSeen("a", ("studio",), NOON)
CARD = EngineSeen("b", ("studio", "h3"), NOON)


@pytest.fixture
def says(empty_database: str) -> Iterator[sa.Engine]:
    """What an engine writes with; the tables are there."""
    asyncio.run(migrate(empty_database))
    engine = queue_engine(empty_database, pool=2)
    yield engine
    engine.dispose()


@pytest.fixture
async def reads(says: sa.Engine, empty_database: str) -> AsyncIterator[AsyncEngine]:
    """What the bot reads with."""
    engine = open_engine(empty_database)
    yield engine
    await engine.dispose()


async def _read(reads: AsyncEngine) -> list[EngineSeen]:
    async with AsyncSession(reads) as session:
        return await engines(session)


async def test_where_no_engine_was_there_is_none(reads: AsyncEngine) -> None:
    assert await _read(reads) == []


async def test_each_engine_is_read_with_what_it_takes(says: sa.Engine, reads: AsyncEngine) -> None:
    for one in (CARD, STUDIO):
        say(says, one)

    assert await _read(reads) == [STUDIO, CARD]


async def test_an_engine_that_comes_back_says_what_it_takes_now(says: sa.Engine, reads: AsyncEngine) -> None:
    say(says, CARD)
    now = EngineSeen("b", ("studio",), NOON + timedelta(seconds=10))

    say(says, now)

    assert await _read(reads) == [now]


async def test_who_was_not_there_for_a_month_is_forgotten(says: sa.Engine, reads: AsyncEngine) -> None:
    say(says, STUDIO)
    later = EngineSeen("b", ("h3",), NOON + timedelta(days=31))

    say(says, later)

    assert await _read(reads) == [later]


def test_the_table_is_made_once(says: sa.Engine) -> None:
    say(says, STUDIO)

    presence.migrate(says)

    with says.connect() as connection:
        schema = None if says.dialect.name == "sqlite" else presence.SCHEMA
        table = sa.table("cameo_engines", sa.column("name"), schema=schema)
        assert connection.scalars(sa.select(table.c.name)).all() == ["a"]


def test_only_engines_that_have_the_renderer_and_were_there_lately_serve_it() -> None:
    silent = EngineSeen("c", ("h3",), NOON - timedelta(seconds=1))

    assert serving([STUDIO, CARD, silent], "h3", NOON) == [CARD]
