"""Opening a new SQLite file from several connections at once, as bot and engine do on a fresh machine."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from engine.contract import sqlite

pytestmark = pytest.mark.contract

AT_ONCE = 8
FILES = 40


def test_many_connections_may_open_a_new_file_at_once(tmp_path: Path) -> None:
    together = Barrier(AT_ONCE)

    def modes(_opener: int) -> set[str]:
        found = set()
        for number in range(FILES):
            together.wait(timeout=20)
            connection = sqlite3.connect(tmp_path / f"{number}.db")
            sqlite.prepare(connection)
            found.add(connection.execute("PRAGMA journal_mode").fetchone()[0])
            connection.close()
        return found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert list(pool.map(modes, range(AT_ONCE))) == [{"wal"}] * AT_ONCE
