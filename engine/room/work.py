"""Answers what a job asks for: the right model, its turn on the card, a second try where memory runs out."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import cv2
import numpy as np

from engine.models import Before, CannotError, Made, Pictures
from engine.models.plans import Plan
from engine.room import card
from engine.room.messages import (
    Ask,
    EnlargeAsk,
    Film,
    FilmAsk,
    Frames,
    Picture,
    PictureAsk,
    Sound,
    SoundAsk,
    SpeechAsk,
)
from engine.room.turns import Beside, Turn, Turns
from engine.room.warm import Warm
from engine.room.watching import Watching
from engine.room.wire import HungUpError, Line
from engine.settings import ModelsSection

PIECE_BYTES = 16 * 1024 * 1024
"""About so much of a film is sent at once."""

Result = TypeVar("Result")
Work = Callable[[Any, Turn], Result]
_log = logging.getLogger("cameo.engine.room")


class RanOutError(Exception):
    """There is too little memory even for the next leaner plan."""


@dataclass(frozen=True, slots=True, repr=False)
class Caller:
    """Who asks: where the answer goes, and who looks on for them."""

    line: Line
    watch: Watching


class Workroom:
    """The card with its models."""

    def __init__(self, settings: ModelsSection) -> None:
        """Nothing is loaded before it is asked for."""
        self._warm = Warm(settings)
        self._turns = Turns()
        self._beside = Beside()
        self._cramped: set[str] = set()

    def answer(
        self, ask: Ask, blobs: Sequence[bytearray], caller: Caller, before: Before | None
    ) -> Before | None:
        """Do what is asked and send what comes of it; gives back the film that another may go on from.

        Raises:
            engine.models.CannotError: the family cannot do that.
            engine.room.warm.NotHereError: its files are not on this machine.
            engine.room.warm.NoRoomError: the card is too small for it.
            RanOutError: likewise, as it turned out.
            engine.room.stopping.Stopped: whoever asked has hung up.
        """
        given = [bytes(blob) for blob in blobs]
        if isinstance(ask, FilmAsk):
            return self._film(ask, given, caller, before)
        if isinstance(ask, PictureAsk):
            self._picture(ask, given, caller)
        elif isinstance(ask, EnlargeAsk):
            self._enlarge(ask, given[0], caller)
        else:
            self._sound(ask, given, caller)
        return before

    def _film(self, ask: FilmAsk, given: list[bytes], caller: Caller, before: Before | None) -> Before:
        if ask.continues and before is None:
            raise CannotError("There is no film to go on from.")
        with ExitStack() as decoding:
            made, pieces, took_s = self._made(ask, given, caller, before, decoding)
            try:
                return self._sent(ask, made, pieces, took_s, caller.line)
            except Exception as error:
                if not card.out_of_memory(error) or ask.family in self._cramped:
                    raise
        self._cramped.add(ask.family)
        _log.warning(
            "Memory ran out while %s was decoded: from now on nothing else is done then.", ask.family
        )
        raise HungUpError("Half a film came.")  # who asked begins again, as after the end of a room

    def _made(
        self,
        ask: FilmAsk,
        given: list[bytes],
        caller: Caller,
        before: Before | None,
        decoding: ExitStack,
    ) -> tuple[Made, Iterator[Pictures], float]:
        """A film that is denoised; `decoding` is left when the rest of its pictures is decoded as well."""
        pictures, voices = given[: ask.pictures], given[ask.pictures :]

        def work(model: Any, turn: Turn) -> tuple[Made, Iterator[Pictures], float]:
            began = time.monotonic()
            made = model.film(ask, pictures, voices, before, caller.watch)
            if self._warm.plan(ask.family) is Plan.FULL and ask.family not in self._cramped:
                pieces = iter(made.frames)
                first = next(pieces)
                decoding.enter_context(self._beside.one())
                turn.over()  # the next film is denoised while the rest is decoded, sent and encoded
                return made, chain([first], pieces), time.monotonic() - began
            # Here the parts of a model move about, so nobody else may have it before all is decoded.
            return made, iter(list(made.frames)), time.monotonic() - began

        return self._tried(ask.family, caller.watch, work)

    def _sent(
        self, ask: FilmAsk, made: Made, pieces: Iterator[Pictures], took_s: float, line: Line
    ) -> Before:
        """Send a film as it is decoded, and keep it."""
        sound = made.sound if made.sound is not None else np.zeros((0, 0), np.float32)
        header = Film(
            frames=ask.frames,
            width=ask.width,
            height=ask.height,
            fps=made.fps,
            rate=made.rate,
            channels=sound.shape[1],
            notes=(*made.notes, *self._warm.notes(ask.family)),
            took_s=took_s,
        )
        line.send(header, sound.astype(np.float32, copy=False))
        film = np.empty((ask.frames, ask.height, ask.width, 3), np.uint8)
        count = 0
        for piece in pieces:
            film[count : count + len(piece)] = piece  # of another size it is no film that was asked for
            send_frames(line, piece)
            count += len(piece)
        if count != ask.frames:
            raise ValueError(f"{count} frames were made of {ask.frames}.")
        return Before(film, made.fps, made.sound, made.rate)

    def _picture(self, ask: PictureAsk, given: list[bytes], caller: Caller) -> None:
        picture = self._tried(
            ask.family, caller.watch, lambda model, _: model.picture(ask, given, caller.watch)
        )
        done, png = cv2.imencode(".png", picture[..., ::-1])
        if not done:
            raise ValueError("The picture could not be written.")
        caller.line.send(Picture(notes=self._warm.notes(ask.family)), png.tobytes())

    def _sound(self, ask: SpeechAsk | SoundAsk, given: list[bytes], caller: Caller) -> None:
        def work(model: Any, _turn: Turn) -> tuple[Any, int]:
            if isinstance(ask, SpeechAsk):
                return tuple(model.say(ask, given[0], caller.watch))
            return tuple(model.sound(ask, caller.watch))

        samples, rate = self._tried(ask.family, caller.watch, work)
        notes = self._warm.notes(ask.family)
        answer = Sound(rate=rate, channels=samples.shape[1], notes=notes)
        caller.line.send(answer, samples.astype(np.float32, copy=False))

    def _enlarge(self, ask: EnlargeAsk, given: bytes, caller: Caller) -> None:
        shape = (ask.frames, ask.from_height, ask.from_width, 3)
        if len(given) != np.prod(shape):
            raise CannotError("The pictures have another size than is said.")
        frames = np.frombuffer(given, np.uint8).reshape(shape)
        larger = self._tried(
            ask.family, caller.watch, lambda model, _: model.enlarge(frames, ask.width, ask.height)
        )
        send_frames(caller.line, larger)

    def _tried(self, family: str, watch: Watching, work: Work[Result]) -> Result:
        """Let a model work in its turn. Where memory runs out: with it alone, then once in a leaner plan."""
        alone = slimmed = False
        while True:
            with self._turns.turn(watch) as turn:
                try:
                    if alone:
                        self._cleared(family, watch)  # somebody may have come in between
                    model = self._warm.model(family, watch)
                    began = time.monotonic()
                    done = work(model, turn)
                except Exception as error:
                    if not card.out_of_memory(error):
                        raise
                else:
                    self._warm.log_work(family, time.monotonic() - began)
                    return done
            # Only now, as the error's traceback held what fills the memory.
            with self._turns.turn(watch):
                if self._cleared(family, watch) and not alone:
                    alone = True
                    _log.warning("Memory ran out for %s beside others, which are unloaded.", family)
                    continue
                if slimmed or not self._warm.slim(family):
                    raise RanOutError(f"The card's memory is too small for what was asked of {family}.")
                slimmed = True
                _log.warning("Memory ran out for %s: it is held as %s.", family, self._warm.plan(family))

    def _cleared(self, family: str, watch: Watching) -> bool:
        """Have the card to oneself; whether anything but this family was on it."""
        waited = self._beside.wait(watch)
        return self._warm.unload(family) or waited


def send_frames(line: Line, frames: Pictures) -> None:
    """Send pictures (n, height, width, 3) in pieces."""
    count, height, width, _ = frames.shape
    step = max(1, PIECE_BYTES // (height * width * 3))
    for start in range(0, count, step):
        piece = frames[start : start + step]
        line.send(Frames(count=len(piece), width=width, height=height), piece)
