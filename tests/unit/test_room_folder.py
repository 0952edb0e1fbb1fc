"""The folder of the machine room's socket: short of name, and gone in the end, whoever was killed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.room.keeper import LEFT_S, LONGEST_PATH, Keeper

pytestmark = pytest.mark.unit


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go: a short name."""
    made = Path(tempfile.mkdtemp())
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    yield made
    shutil.rmtree(made)


def _left(folder: Path) -> Path:
    """What a keeper that was killed long ago has left."""
    left = folder / "cameo-room-left"
    left.mkdir()
    (left / "lock").touch()
    os.utime(left, (0, 0))
    return left


def test_what_a_killed_keeper_left_is_taken_away_by_the_next(folder: Path) -> None:
    left = _left(folder)
    Keeper().close()
    assert not left.exists()


def test_a_keeper_that_lives_keeps_its_folder(folder: Path) -> None:
    first = Keeper()
    os.utime(first.path.parent, (LEFT_S, LEFT_S))
    Keeper().close()
    there = first.path.exists()
    first.close()
    assert there


def test_nothing_is_left_of_one_that_closes(folder: Path) -> None:
    Keeper().close()
    assert list(folder.iterdir()) == []


def test_where_temporary_files_have_long_names_the_socket_has_a_short_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = folder / ("x" * LONGEST_PATH)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    keeper = Keeper()
    keeper.close()
    assert len(str(keeper.path)) <= LONGEST_PATH
