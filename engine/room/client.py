"""Asking the machine room. Needs no model runtime.

    with asked() as room:
        film = room.film(ask, pictures, voices, tell)

Leaving the block in any other way than at its end hangs up, which cancels the work within a step.
"""

import os
import socket
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Stage
from engine.room.keeper import ROOM, kept
from engine.room.messages import (
    ANSWER,
    LARGEST_BLOB,
    Answer,
    Ask,
    At,
    Doing,
    EnlargeAsk,
    Failed,
    Film,
    FilmAsk,
    Frames,
    Look,
    Picture,
    PictureAsk,
    Sound,
    SoundAsk,
    SpeechAsk,
    Trouble,
)
from engine.room.wire import Blob, GarbledError, HungUpError, Line

Pictures = NDArray[np.uint8]
Samples = NDArray[np.float32]
Tell = Callable[[At], None]
See = Callable[[bytes], None]

_DECODED_FROM = 0.9
"""The part of a film's work after which it is only decoded. Set by eye: only progress bars depend on it."""


class RoomError(Exception):
    """The room gives nothing; the message is for the operator's log."""

    def __init__(self, trouble: Trouble, sentence: str) -> None:
        """Take what the room said."""
        super().__init__(sentence)
        self.trouble = trouble


class RoomGoneError(RoomError):
    """The room ended while it worked. Another one may do better."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(Trouble.BROKEN, "The machine room ended.")


@dataclass(frozen=True, slots=True, repr=False)
class RoomFilm:
    """A film as the room made it.

    header: what it is. frames: pieces (n, height, width, 3) uint8 RGB; read once. Those that are unread when
    the connection is used for something else or closed in order are kept in memory. sound: (samples,
    channels) float32 at `header.rate`; (0, 0) where it is silent.
    """

    header: Film
    frames: Iterator[Pictures]
    sound: Samples


def _untold(_at: At) -> None:
    """Nobody wants to know."""


def _unseen(_jpeg: bytes) -> None:
    """Nobody looks."""


class _Pieces(Iterator[Pictures]):
    """So many frames that are still to come."""

    def __init__(self, receive: Callable[[], tuple[Answer, list[bytearray]]], count: int) -> None:
        self._receive = receive
        self._left = count
        self._kept: deque[Pictures] = deque()

    def __next__(self) -> Pictures:
        if self._kept:
            return self._kept.popleft()
        if not self._left:
            raise StopIteration
        return self._read()

    def keep(self) -> None:
        """Read the rest into memory."""
        while self._left:
            self._kept.append(self._read())

    def _read(self) -> Pictures:
        left, self._left = self._left, 0  # after a failure nothing comes any more
        answer, blobs = self._receive()
        if not isinstance(answer, Frames) or answer.count > left:
            raise _wrong()
        self._left = left - answer.count
        return _shaped(answer, blobs[0])


class Room:
    """A connection to the room: one thing is asked after the other.

    notes: all that was said of how things were made, for the clip's manifest.
    """

    def __init__(self, line: Line) -> None:
        """Take a line to a room."""
        self._line = line
        self._pieces: _Pieces | None = None
        self.notes: list[str] = []

    def film(
        self,
        ask: FilmAsk,
        pictures: Sequence[bytes] = (),
        voices: Sequence[bytes] = (),
        tell: Tell = _untold,
        look: See = _unseen,
    ) -> RoomFilm:
        """Have a film made; returns when it is denoised. `look` is now and then given a rough frame (JPEG).

        Raises:
            RoomGoneError: the room ended; so may reading the frames.
            RoomError: it gives none; so may reading the frames.
        """
        header, blobs = self._answer(ask, [*pictures, *voices], tell, look)
        if not isinstance(header, Film):
            raise _wrong()
        self._pieces = _Pieces(partial(self._next, tell, look), header.frames)
        return RoomFilm(header, self._pieces, _samples(blobs[0], header.channels))

    def picture(
        self, ask: PictureAsk, pictures: Sequence[bytes] = (), tell: Tell = _untold, look: See = _unseen
    ) -> bytes:
        """Have one picture made, PNG. Raises as `film` does."""
        answer, blobs = self._answer(ask, pictures, tell, look)
        if not isinstance(answer, Picture):
            raise _wrong()
        return bytes(blobs[0])

    def say(self, ask: SpeechAsk, voice: bytes, tell: Tell = _untold) -> tuple[Samples, int]:
        """Have a line spoken in a voice (WAV): (samples, channels), and its rate. Raises as `film` does."""
        return self._heard(ask, [voice], tell)

    def sound(self, ask: SoundAsk, tell: Tell = _untold) -> tuple[Samples, int]:
        """Have a sound or music made: (samples, channels), and its rate. Raises as `film` does."""
        return self._heard(ask, [], tell)

    def enlarge(self, ask: EnlargeAsk, frames: Pictures, tell: Tell = _untold) -> Pictures:
        """Have pictures (n, h, w, 3) enlarged to `ask.width` x `ask.height`. Raises as `film` does."""
        count, height, width, _ = frames.shape
        step = max(1, LARGEST_BLOB // (3 * max(height * width, ask.height * ask.width)))
        made = np.empty((count, ask.height, ask.width, 3), np.uint8)
        for start in range(0, count, step):
            part = frames[start : start + step]
            update = {"frames": len(part), "from_width": width, "from_height": height}
            answer, blobs = self._answer(ask.model_copy(update=update), [part], tell, _unseen)
            done = start
            while True:
                if not isinstance(answer, Frames) or done + answer.count > start + len(part):
                    raise _wrong()
                made[done : done + answer.count] = _shaped(answer, blobs[0])
                done += answer.count
                if done == start + len(part):
                    break
                answer, blobs = self._next(tell, _unseen)
        return made

    def keep(self) -> None:
        """Read into memory what is unread of the last film, so that the room can turn to something else."""
        if self._pieces is not None:
            self._pieces.keep()
            self._pieces = None

    def _heard(self, ask: SpeechAsk | SoundAsk, blobs: Sequence[Blob], tell: Tell) -> tuple[Samples, int]:
        answer, made = self._answer(ask, blobs, tell, _unseen)
        if not isinstance(answer, Sound):
            raise _wrong()
        return _samples(made[0], answer.channels), answer.rate

    def _answer(
        self, ask: Ask, blobs: Sequence[Blob], tell: Tell, look: See
    ) -> tuple[Answer, list[bytearray]]:
        """Ask, and wait for what comes of it."""
        self.keep()
        try:
            self._line.send(ask, *blobs)
        except HungUpError as error:
            raise RoomGoneError from error
        answer, made = self._next(tell, look)
        if isinstance(answer, Film | Picture | Sound):
            self.notes += [note for note in answer.notes if note not in self.notes]
        return answer, made

    def _next(self, tell: Tell, look: See) -> tuple[Answer, list[bytearray]]:
        """What the room makes next; meanwhile it says how far it is."""
        while True:
            try:
                answer, blobs = self._line.receive(ANSWER)
            except HungUpError as error:
                raise RoomGoneError from error
            except GarbledError as error:
                raise _wrong() from error
            if isinstance(answer, Failed):
                raise RoomError(answer.trouble, answer.sentence)
            if isinstance(answer, At):
                tell(answer)
            elif isinstance(answer, Look):
                look(bytes(blobs[0]))
            else:
                return answer, blobs


@contextmanager
def asked() -> Iterator[Room]:
    """A connection to the engine's room. Where there is none, one is started for the length of the block.

    Raises:
        RoomGoneError: the room cannot be reached.
    """
    with kept():
        end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line = Line(end)
        try:
            try:
                end.connect(os.environ[ROOM])
            except OSError as error:
                raise RoomGoneError from error
            room = Room(line)
            yield room
            room.keep()
        finally:
            line.hang_up()


def told(report: Callable[[Stage, float], None], part: int = 0, parts: int = 1) -> Tell:
    """What a job reports while the room makes a film, of which it is this `part`, from 0, of so many."""

    def tell(at: At) -> None:
        share = at.done / at.of if at.of else 0.0
        if at.doing in {Doing.WAITING, Doing.LOADING}:
            report(Stage.LOADING, share if at.doing is Doing.LOADING else 0.0)
        elif at.doing is Doing.ENCODING:
            report(Stage.ANALYSING, share)
        elif at.doing is Doing.DENOISING:
            report(Stage.FRAMES, (part + _DECODED_FROM * share) / parts)
        else:
            report(Stage.FRAMES, (part + _DECODED_FROM + (1 - _DECODED_FROM) * share) / parts)

    return tell


def _shaped(answer: Frames, blob: bytearray) -> Pictures:
    if len(blob) != answer.count * answer.height * answer.width * 3:
        raise _wrong()
    return np.frombuffer(blob, np.uint8).reshape(answer.count, answer.height, answer.width, 3)


def _samples(blob: bytearray, channels: int) -> Samples:
    if not channels:
        return np.zeros((0, 0), np.float32)
    if len(blob) % (4 * channels):
        raise _wrong()
    return np.frombuffer(blob, np.float32).reshape(-1, channels)


def _wrong() -> RoomError:
    return RoomError(Trouble.BROKEN, "The machine room said something that was not asked for.")
