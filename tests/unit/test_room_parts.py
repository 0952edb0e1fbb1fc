"""Parts of the machine room: turns on the card, messages on a line, what is told of the work."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

import numpy as np
import pytest
from pydantic import ValidationError

from engine.contract.messages import Stage
from engine.room import process, watching
from engine.room.client import told
from engine.room.messages import ANSWER, LARGEST_BLOB, At, Doing, Film, Look, SoundAsk
from engine.room.stopping import Stopped
from engine.room.turns import Turns
from engine.room.watching import LOOK_EVERY_S, Watching
from engine.room.wire import GarbledError, HungUpError, Line

pytestmark = pytest.mark.unit

LOADING, DENOISING = At(doing=Doing.LOADING), At(doing=Doing.DENOISING, done=2, of=8)


@pytest.fixture
def ends() -> Iterator[tuple[Line, Line]]:
    """The two ends of a line."""
    one, other = map(Line, socket.socketpair())
    yield one, other
    for end in (one, other):
        with suppress(OSError):
            end.hang_up()


class Silent:
    """A watch that nobody reads."""

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
        pass

    def look(self, draw: object) -> None:
        pass


def test_a_message_comes_with_its_blobs(ends: tuple[Line, Line]) -> None:
    sound = np.arange(6, dtype=np.float32).reshape(3, 2)
    header = Film(frames=1, width=2, height=2, fps=24, rate=8000, channels=2)
    ends[0].send(header, sound)
    said, blobs = ends[1].receive(ANSWER)
    assert (said, bytes(blobs[0])) == (header, sound.tobytes())


def test_an_ask_that_is_none_says_nothing_of_what_was_asked() -> None:
    with pytest.raises(ValidationError) as said:
        SoundAsk(family="fake", prompt="a secret " * 400, seconds=1, seed=1)
    assert "secret" not in str(said.value)


def test_whose_work_ends_without_a_word_is_hung_up_on(ends: tuple[Line, Line]) -> None:
    class _Ending:
        def answer(self, *_asked: object) -> None:
            raise SystemExit

    process._Connection(ends[1], cast("process.Workroom", _Ending())).start()
    ends[0].send(SoundAsk(family="fake", prompt="", seconds=1, seed=1))
    with pytest.raises(HungUpError):
        ends[0].receive(ANSWER)


def test_an_empty_blob_comes_too(ends: tuple[Line, Line]) -> None:
    ends[0].send(Film(frames=1, width=2, height=2, fps=24), np.zeros((0, 0), np.float32))
    assert ends[1].receive(ANSWER)[1] == [bytearray()]


def test_what_is_too_large_is_not_sent(ends: tuple[Line, Line]) -> None:
    with pytest.raises(ValueError, match="too large"):
        ends[0].send(Look(), bytes(LARGEST_BLOB + 1))


def test_who_does_not_read_is_not_waited_for_for_ever(ends: tuple[Line, Line]) -> None:
    ends[0].patience(0.01)
    with pytest.raises(HungUpError):
        ends[0].send(Look(), bytes(LARGEST_BLOB))


def test_a_line_that_was_hung_up_says_so(ends: tuple[Line, Line]) -> None:
    ends[0].hang_up()
    with pytest.raises(HungUpError):
        ends[1].receive(ANSWER)


def test_an_answer_of_an_unknown_kind_is_no_message() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"\0\0\0\x0f" + b'{"kind": "new"}')
        with pytest.raises(GarbledError):
            Line(other).receive(ANSWER)


def test_turns_are_had_in_the_order_in_which_they_were_asked_for() -> None:
    turns, had, asked = Turns(), [], []

    def have(number: int) -> None:
        with turns.turn(Silent()):
            had.append(number)

    with turns.turn(Silent()):
        for number in range(5):
            asked.append(threading.Thread(target=have, args=(number,)))
            asked[-1].start()
            while len(turns._line) < number + 2:
                threading.Event().wait(0.001)
    for thread in asked:
        thread.join()
    assert had == [0, 1, 2, 3, 4]


def test_a_turn_can_be_over_before_its_block_is() -> None:
    turns = Turns()
    with turns.turn(Silent()) as first:
        first.over()
        with turns.turn(Silent()):
            assert len(turns._line) == 1


def test_a_rough_frame_is_drawn_every_few_seconds_only(ends: tuple[Line, Line]) -> None:
    now, drawn = [0.0], []

    def draw() -> np.ndarray:
        drawn.append(now[0])
        return np.zeros((8, 8, 3), np.uint8)

    watch = Watching(ends[0], threading.Event(), lambda: now[0])
    for second in range(5):
        now[0] = float(second)
        watch.look(draw)
    assert drawn == [0.0, LOOK_EVERY_S, 2 * LOOK_EVERY_S]


def test_who_has_hung_up_ends_the_work_with_its_next_step(ends: tuple[Line, Line]) -> None:
    ends[1].hang_up()
    with pytest.raises(Stopped):
        Watching(ends[0], threading.Event()).at(Doing.DENOISING, 1, 2)


def test_while_a_model_is_loaded_that_is_told_again_and_again(
    ends: tuple[Line, Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "PULSE_S", 0.001)
    with Watching(ends[0], threading.Event()).pulse(Doing.LOADING):
        heard = [ends[1].receive(ANSWER)[0] for _ in range(3)]
    assert heard == [LOADING] * 3


@pytest.mark.parametrize(
    ("at", "reported"),
    [
        (At(doing=Doing.WAITING, of=3), (Stage.LOADING, 0.0)),
        (LOADING, (Stage.LOADING, 0.0)),
        (At(doing=Doing.ENCODING, done=1, of=2), (Stage.ANALYSING, 0.5)),
        (DENOISING, (Stage.FRAMES, 0.225)),
        (At(doing=Doing.DECODING), (Stage.FRAMES, 0.9)),
    ],
)
def test_a_job_reports_what_the_room_tells(at: At, reported: tuple[Stage, float]) -> None:
    reports: list[tuple[Stage, float]] = []
    told(lambda *report: reports.append(report))(at)
    assert reports == [(reported[0], pytest.approx(reported[1]))]


def test_the_second_of_two_parts_begins_in_the_middle() -> None:
    reports: list[tuple[Stage, float]] = []
    told(lambda *report: reports.append(report), 1, 2)(At(doing=Doing.DENOISING, of=8))
    assert reports == [(Stage.FRAMES, 0.5)]
