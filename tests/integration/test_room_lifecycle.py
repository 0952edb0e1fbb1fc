"""How a machine room comes, goes and is replaced; the models are fakes."""

import os
import signal
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rooms import BLOBS, FakeRoom, ended, fake_room, film, found, settings

from engine.room.client import RoomError, RoomGoneError, asked
from engine.room.keeper import ROOM

pytestmark = pytest.mark.integration


@pytest.fixture
def fakes(tmp_path: Path) -> Iterator[FakeRoom]:
    """A room that nobody has asked yet."""
    with fake_room(tmp_path) as room:
        yield room


def _film(**play: object) -> int:
    with asked() as room:
        return room.film(film(**play), *BLOBS).header.frames


def test_a_room_that_dies_at_work_is_gone_for_who_asked(fakes: FakeRoom) -> None:
    with pytest.raises(RoomGoneError):
        _film(dies=1)


def test_the_next_who_asks_gets_another_room(fakes: FakeRoom) -> None:
    with pytest.raises(RoomGoneError):
        _film(dies=1)
    _film()
    first, second = fakes.pids()
    assert first != second


def test_a_kill_from_outside_is_seen_while_the_frames_are_read(fakes: FakeRoom) -> None:
    with asked() as room:
        made = room.film(film(slow="never"), *BLOBS)
        os.kill(fakes.pids()[0], signal.SIGKILL)
        with pytest.raises(RoomGoneError):
            list(made.frames)


def test_a_room_ends_with_its_keeper(tmp_path: Path) -> None:
    with fake_room(tmp_path) as fakes:
        _film()
    assert ended(fakes.pids()[0])


def test_a_room_at_work_ends_with_its_keeper_too(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as pool:
        with fake_room(tmp_path) as fakes:
            asking = pool.submit(_film, gate="never")
            fakes.until("fake", "step 7 2")
        with pytest.raises(RoomGoneError):
            asking.result()
    assert ended(fakes.pids()[0])


def test_where_no_room_is_kept_one_is_there_while_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text(settings(tmp_path), encoding="utf-8")
    monkeypatch.setenv("CAMEO_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.delenv(ROOM, raising=False)
    found(monkeypatch)
    _film()
    assert (ended(FakeRoom(tmp_path).pids()[0]), ROOM in os.environ) == (True, False)


def test_a_room_that_cannot_start_leaves_nobody_waiting(fakes: FakeRoom) -> None:
    (fakes.folder / "config.toml").write_text("[models]\nwarm = 'many'", encoding="utf-8")
    with pytest.raises(RoomGoneError):
        _film()


def test_nobody_else_on_the_machine_can_reach_it(fakes: FakeRoom) -> None:
    folder = Path(os.environ[ROOM]).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_keeper_takes_its_place_away(tmp_path: Path) -> None:
    with fake_room(tmp_path):
        folder = Path(os.environ[ROOM]).parent
    assert not folder.exists()


def test_nothing_of_what_was_asked_gets_into_the_log(
    fakes: FakeRoom, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RoomError):
        _film(fails=True, gate="a secret wish")
    log = capfd.readouterr().err
    assert ("fake failed: ValueError" in log, "secret wish" in log) == (True, False)
