"""One way to open the SQLite file that the store and the queue share."""

import sqlite3
from typing import Any

BUSY_MS = 30_000
TRIES = 50
PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",  # the ledger is money: a commit survives a power cut
    "PRAGMA secure_delete = ON",
)


def prepare(connection: Any) -> None:
    """Set a fresh connection up (sqlite3's, or aiosqlite's as SQLAlchemy adapts it); leaves it in autocommit.

    Where two connections turn a new file to WAL at once, SQLite refuses one of them without waiting, whatever
    its busy timeout. An empty transaction does wait, so one stands between the tries.

    Raises:
        sqlite3.OperationalError: somebody holds the file.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    for left in reversed(range(TRIES)):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("COMMIT")
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()
