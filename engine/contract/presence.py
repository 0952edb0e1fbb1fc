"""Which engines there are and what each takes: they say so in the queue's database, where the bot reads it.

A table of ours beside the queue's own: engines see nothing else of the database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

SCHEMA = "dbos"
"""Of the queue, on Postgres."""
SAID_EVERY_S = 10.0
FORGOTTEN_AFTER = timedelta(days=30)
_LOCK = 0x63616D656F
"""For Postgres, on which two that make the same table at once would disturb each other."""


@dataclass(frozen=True, slots=True)
class EngineSeen:
    """An engine by its name in the queue, the renderers it takes, and when it last said so (UTC)."""

    name: str
    takes: tuple[str, ...]
    at: datetime


def migrate(engine: sa.Engine) -> None:
    """Make the table where it is missing; only then is the right to create needed."""
    table = _table(engine.dialect.name)
    with engine.begin() as connection:
        if engine.dialect.name != "sqlite":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        if not sa.inspect(connection).has_table(table.name, schema=table.schema):
            table.create(connection, checkfirst=True)


def say(engine: sa.Engine, seen: EngineSeen) -> None:
    """An engine is there; whoever has not been for a month is forgotten."""
    table = _table(engine.dialect.name)
    row = {"takes": list(seen.takes), "at_s": seen.at.timestamp()}
    with engine.begin() as connection:
        before = (seen.at - FORGOTTEN_AFTER).timestamp()
        connection.execute(sa.delete(table).where(table.c.at_s < before))
        known = connection.execute(sa.update(table).where(table.c.name == seen.name).values(**row))
        if not known.rowcount:
            connection.execute(sa.insert(table).values(name=seen.name, **row))


async def engines(session: AsyncSession) -> list[EngineSeen]:
    """All that were there within the month, as the session's transaction sees them."""
    table = _table(session.get_bind().dialect.name)
    rows = (await session.execute(sa.select(table).order_by(table.c.name))).all()
    return [EngineSeen(row.name, tuple(row.takes), datetime.fromtimestamp(row.at_s, UTC)) for row in rows]


def serving(seen: Iterable[EngineSeen], renderer: str, since: datetime) -> list[EngineSeen]:
    """Those that take a renderer's jobs and were there from that moment on."""
    return [one for one in seen if renderer in one.takes and one.at >= since]


def _table(dialect: str) -> sa.Table:
    return sa.Table(
        "cameo_engines",
        sa.MetaData(schema=None if dialect == "sqlite" else SCHEMA),
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("takes", sa.JSON, nullable=False),
        sa.Column("at_s", sa.Double, nullable=False),
    )
