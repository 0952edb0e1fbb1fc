"""Reaching the database: one engine for SQLite and Postgres, set up so that money is safe on both."""

from pathlib import Path

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from engine.contract import sqlite

WAIT_S = 60.0
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgres": "postgresql+asyncpg", "postgresql": "postgresql+asyncpg"}


class StoreUrlError(Exception):
    """The store's address is of a kind that the service cannot use; the message says which ones it can."""


def parsed(url: str) -> URL:
    """The address with the asynchronous driver filled in.

    Raises:
        StoreUrlError: it is neither a SQLite file nor Postgres.
    """
    given = make_url(url)
    name = DRIVERS.get(given.drivername, given.drivername)
    if name not in DRIVERS.values():
        raise StoreUrlError(f"The store cannot be of the kind {given.drivername}; use sqlite or postgresql.")
    if name == DRIVERS["sqlite"] and given.database in {None, "", ":memory:"}:
        raise StoreUrlError("The store needs a file: bot and engine are different processes.")
    return given.set(drivername=name)


def open_engine(url: str, *, pool: int = 15) -> AsyncEngine:
    """An engine for the service's own tables, to be closed with `await engine.dispose()`.

    SQLite gets one connection; every transaction on it is BEGIN IMMEDIATE. Waiting in our own queue is fair
    and measured faster (674/s, p99 61 ms) than five connections at the file's lock (290/s, p99 535 ms).
    Postgres gets `pool` of them.
    """
    address = parsed(url)
    if address.drivername != DRIVERS["sqlite"]:
        return create_async_engine(
            address,
            pool_size=pool,
            max_overflow=0,
            pool_timeout=WAIT_S,
            pool_pre_ping=True,
            hide_parameters=True,  # prompts and messages are no part of an error that is logged
        )
    file = Path(address.database or "")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)  # SQLite gives its log the same mode
    engine = create_async_engine(
        address, pool_size=1, max_overflow=0, pool_timeout=WAIT_S, hide_parameters=True
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    del entry
    sqlite.prepare(connection)  # and left in autocommit: the driver must not begin by itself, `_begin` does


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def forget_deleted(engine: AsyncEngine) -> None:
    """After an erasure: empty SQLite's write-ahead log, where deleted rows linger. Postgres has none."""
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        if driver is not None:  # straight to the driver: a checkpoint cannot run inside a transaction
            await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
