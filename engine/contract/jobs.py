"""How jobs lie in the queue: the names both sides use, and access to the queue's own tables.

The queue is DBOS (system tables beside the store's: schema `dbos` on Postgres, the same file on SQLite). Its
default serializer is pickle; both sides use portable JSON instead. The application version is pinned to the
protocol: DBOS leaves jobs of another version in the queue.
"""

import logging
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSPortableJSONSerializer

from engine.contract import presence, sqlite
from engine.contract.messages import PROTOCOL

APPLICATION = "cameo"
VERSION = f"protocol-{PROTOCOL}"
SCHEMA = presence.SCHEMA
RENDER_WORKFLOW = "render"
ENROL_WORKFLOW = "enrol"
SERIALIZER = DBOSPortableJSONSerializer()


def sync_url(url: str) -> sa.URL:
    """The store's URL with the synchronous driver that DBOS needs (sqlite3 or psycopg)."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return parsed.set(drivername="sqlite")
    return parsed.set(drivername="postgresql+psycopg")


def queue_engine(url: str, pool: int = 5) -> sa.Engine:
    """An engine for DBOS: on SQLite in WAL, locking at once when it writes, overwriting deleted rows."""
    parsed = sync_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = sa.create_engine(
        parsed,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=30,
        pool_pre_ping=True,
        hide_parameters=True,  # a job holds a prompt, which is no part of an error that is logged
    )
    if parsed.get_backend_name() == "sqlite":
        sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def migrate(url: str) -> None:
    """Create or upgrade the queue's tables. Several processes may do so at once; needs the right to create.

    A client that enqueues before this has run fails, so it comes before anything else.
    """
    quiet()
    parsed = sync_url(url)
    engine = queue_engine(url, pool=1)
    if parsed.get_backend_name() == "sqlite":
        engine.connect().close()
    DBOS.migrate(parsed.render_as_string(hide_password=False), schema=SCHEMA)
    presence.migrate(engine)
    engine.dispose()


def quiet() -> None:
    """DBOS tells of every start and stop; only what goes wrong is worth a line of ours."""
    logger = logging.getLogger("dbos")
    logger.setLevel(logging.WARNING)


def _prepare_sqlite(connection: Any, record: object) -> None:
    del record
    sqlite.prepare(connection)
    connection.isolation_level = "IMMEDIATE"
