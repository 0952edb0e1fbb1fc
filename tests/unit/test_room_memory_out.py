"""What the machine room does with the card where memory runs out again and again; all in this process."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import numpy as np
import pytest

from engine.models import Made, Pictures
from engine.models.plans import Plan
from engine.room import work
from engine.room.messages import Doing, FilmAsk
from engine.room.turns import Beside
from engine.room.warm import NotHereError, Warm
from engine.room.watching import Watching
from engine.room.wire import HungUpError, Line
from engine.room.work import Caller, RanOutError, Workroom
from engine.settings import ModelsSection

pytestmark = pytest.mark.unit

ASK = FilmAsk(family="h3", prompt="", frames=4, width=32, height=16, seed=1)
MOST_LOADED = 20


class OneCard:
    """Models that run out of memory: while they are denoised, or decoded."""

    def __init__(self, *, denoises: bool = False, others: bool = False) -> None:
        self._denoises, self._others = denoises, others
        self.loaded = 0

    def model(self, _family: str, _watch: Watching) -> "OneCard":
        self.loaded += 1
        assert self.loaded < MOST_LOADED
        return self

    def film(self, ask: FilmAsk, *_given: object) -> Made:
        if not self._denoises:
            raise MemoryError
        return Made(self._decoded(ask), 24.0)

    def _decoded(self, ask: FilmAsk) -> Iterator[Pictures]:
        yield np.zeros((1, ask.height, ask.width, 3), np.uint8)
        raise MemoryError

    def plan(self, _family: str) -> Plan:
        return Plan.FULL

    def slim(self, _family: str) -> bool:
        return False

    def unload(self, _family: str) -> bool:
        return self._others

    def log_work(self, _family: str, _seconds: float) -> None:
        pass

    def notes(self, _family: str) -> tuple[str, ...]:
        return ()


@pytest.fixture
def caller() -> Iterator[Caller]:
    """Somebody who asks, and reads whatever comes."""
    here, there = socket.socketpair()
    line = Line(here)

    def read() -> None:
        with suppress(OSError):
            while there.recv(65536):
                pass

    reading = threading.Thread(target=read)
    reading.start()
    yield Caller(line, Watching(line, threading.Event()))
    line.hang_up()
    reading.join()
    there.close()


def _room(monkeypatch: pytest.MonkeyPatch, card: OneCard) -> Workroom:
    monkeypatch.setattr(work, "Warm", lambda _settings: card)
    return Workroom(ModelsSection(device="cpu"))


def test_who_finds_others_on_the_card_every_time_is_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch, caller: Caller
) -> None:
    with pytest.raises(RanOutError):
        _room(monkeypatch, OneCard(others=True)).answer(ASK, [], caller, None)


def test_a_film_that_cannot_be_decoded_beside_others_is_begun_again_by_who_asked(
    monkeypatch: pytest.MonkeyPatch, caller: Caller
) -> None:
    with pytest.raises(HungUpError):
        _room(monkeypatch, OneCard(denoises=True)).answer(ASK, [], caller, None)


def test_the_next_one_is_decoded_within_its_turn(monkeypatch: pytest.MonkeyPatch, caller: Caller) -> None:
    room = _room(monkeypatch, OneCard(denoises=True))
    with suppress(HungUpError):
        room.answer(ASK, [], caller, None)
    with pytest.raises(RanOutError):
        room.answer(ASK, [], caller, None)


def test_a_card_that_is_set_and_not_there_is_said_to_the_operator(monkeypatch: pytest.MonkeyPatch) -> None:
    def plan_of(*_asked: object) -> Plan:
        raise ValueError("There is no cuda:3 on this machine; it has 1 cards.")

    monkeypatch.setattr("engine.room.card.plan_of", plan_of)
    with pytest.raises(NotHereError, match="There is no cuda:3"):
        Warm(ModelsSection(device="cuda:3")).plan("h3")


def test_what_is_still_decoded_is_waited_for() -> None:
    beside, told = Beside(), list[Doing]()
    decoding = beside.one()
    decoding.__enter__()

    class _Watch:
        def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
            del done, of
            told.append(doing)
            decoding.__exit__(None, None, None)

        def look(self, draw: object) -> None:
            pass

    assert (beside.wait(_Watch()), told) == (True, [Doing.WAITING])
