"""When the card itself fails, the machine room ends, so that another one can take its place."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rooms import FAKES, FakeRoom, film

from engine.room import card, process
from engine.room.messages import ANSWER, Failed
from engine.room.warm import NotHereError, Warm
from engine.room.wire import Line
from engine.room.work import Workroom
from engine.settings import ModelsSection

pytestmark = pytest.mark.integration


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Whether the room has ended; this process does not."""
    ended = threading.Event()
    monkeypatch.setattr(process, "_end", ended.set)
    return ended


@pytest.fixture
def fakes(tmp_path: Path) -> FakeRoom:
    for name in FAKES:
        (tmp_path / name).mkdir()
    return FakeRoom(tmp_path)


@pytest.fixture
def line(fakes: FakeRoom, ends: threading.Event) -> Iterator[Line]:
    """To a room in this process."""
    settings = ModelsSection(folder=fakes.folder, device="cpu", more={"fake": "fake_family"})
    near, far = map(Line, socket.socketpair())
    process._Connection(far, Workroom(settings)).start()
    yield near
    near.hang_up()


def _failed(line: Line, **play: object) -> None:
    """Ask for a film, until it is told that none comes."""
    line.send(film(pictures=0, voices=0, **play))
    while not isinstance(line.receive(ANSWER)[0], Failed):
        pass


def test_a_card_that_is_lost_ends_the_room(
    line: Line, ends: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card, "lost", lambda _: True)
    _failed(line, fails=True)
    assert ends.wait(60)


def test_any_other_failure_does_not(line: Line, ends: threading.Event) -> None:
    _failed(line, fails=True)
    _failed(line, cannot=True)
    assert not ends.is_set()


def test_work_that_does_not_end_for_who_is_gone_ends_the_room(
    line: Line, fakes: FakeRoom, ends: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "STUCK_S", 0.05)
    line.send(film(pictures=0, voices=0, hangs="go"))
    fakes.until("fake", "step 7 2")
    line.hang_up()
    ended = ends.wait(60)
    fakes.open("go")
    assert ended


def test_loading_may_take_its_time_even_when_nobody_waits_any_more(
    line: Line, ends: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, gate, done = threading.Event(), threading.Event(), threading.Event()

    def slow(_self: Warm, family: str) -> None:
        begun.set()
        gate.wait(60)
        done.set()
        raise NotHereError(family)

    monkeypatch.setattr(process, "STUCK_S", 0.05)
    monkeypatch.setattr(Warm, "_load", slow)
    line.send(film(pictures=0, voices=0))
    assert begun.wait(60)
    line.hang_up()
    ended = ends.wait(0.5)
    gate.set()
    assert done.wait(60)
    assert not ended
