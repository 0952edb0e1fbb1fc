"""A family of models for tests of the machine room: no model at all; as slow, broken or large as is asked.

What it does is said by the prompt, as JSON (`Play`); what happened stands in `trace` in its folder.
"""

import json
import os
import signal
import threading
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from engine.models import Before, CannotError, Made, Pictures, Samples, Setup, Watch
from engine.models.plans import Plan
from engine.room.messages import Doing, FilmAsk, PictureAsk, SoundAsk, SpeechAsk

LIVING: "weakref.WeakSet[Fake]" = weakref.WeakSet()
RATE = 16_000
PIECE = 5


@dataclass(frozen=True)
class Play:
    """What is to happen: so many steps, the last of which waits for a file (`gate`) to be there.

    fits: the roomiest plan that the memory is enough for. dies: the first so many films kill the process.
    cannot, fails: instead of a film.
    crowded: whether memory is short as long as another fake lives in the process. slow: a file that each
    decoded piece waits for. hangs: a file that is waited for without a word.
    """

    steps: int = 3
    gate: str = ""
    slow: str = ""
    fits: str = Plan.FULL.value
    decodes: str = Plan.FULL.value
    crowded: bool = False
    dies: int = 0
    cannot: bool = False
    fails: bool = False
    looks: bool = False
    hangs: str = ""

    def text(self) -> str:
        return json.dumps(asdict(self))


class Fake:
    def __init__(self, folder: Path, setup: Setup) -> None:
        self._folder, self._setup = folder, setup
        LIVING.add(self)
        self.note("load", setup.plan.value)

    def note(self, *words: object) -> None:
        with (self._folder / "trace").open("a", encoding="utf-8") as trace:
            trace.write(" ".join(map(str, words)) + "\n")

    def _trace(self) -> list[str]:
        return (self._folder / "trace").read_text(encoding="utf-8").splitlines()

    def film(
        self,
        ask: FilmAsk,
        pictures: Sequence[bytes],
        voices: Sequence[bytes],
        before: Before | None,
        watch: Watch,
    ) -> Made:
        play = Play(**json.loads(ask.prompt))
        self.note("film", ask.seed, os.getpid())
        if play.cannot:
            raise CannotError("It makes no such film.")
        if play.fails:
            raise ValueError(f"something about {ask.prompt}")
        self._fit(play.fits)
        if play.crowded and len(LIVING) > 1:
            raise MemoryError
        watch.at(Doing.ENCODING)
        self._denoise(play, ask, watch)
        sound = np.full((ask.frames, 2), len(voices) / 8, np.float32)
        notes = (f"{len(pictures)} pictures", f"after {int(before.frames[-1, 0, 0, 0])}" if before else "new")
        return Made(self._decode(play, ask, watch), 24.0, sound, RATE, notes)

    def picture(self, ask: PictureAsk, pictures: Sequence[bytes], watch: Watch) -> Pictures:
        watch.at(Doing.DENOISING, 1, 1)
        return np.full((ask.height, ask.width, 3), (len(pictures), 0, 255), np.uint8)

    def say(self, ask: SpeechAsk, voice: bytes, watch: Watch) -> tuple[Samples, int]:
        watch.at(Doing.DENOISING, 1, 1)
        return np.full((len(ask.text), 1), len(voice), np.float32), RATE

    def sound(self, ask: SoundAsk, watch: Watch) -> tuple[Samples, int]:
        watch.at(Doing.DENOISING, 1, 1)
        return np.zeros((round(ask.seconds * RATE), 2), np.float32), RATE

    def enlarge(self, frames: Pictures, width: int, height: int) -> Pictures:
        return np.broadcast_to(frames[:, :1, :1], (len(frames), height, width, 3))

    def _fit(self, roomiest: str) -> None:
        plans = list(Plan)
        if plans.index(self._setup.plan) < plans.index(Plan(roomiest)):
            raise MemoryError

    def _denoise(self, play: Play, ask: FilmAsk, watch: Watch) -> None:
        for step in range(play.steps):
            watch.at(Doing.DENOISING, step, play.steps)
            self.note("step", ask.seed, step)
            if play.looks:
                watch.look(lambda: np.full((80, 640, 3), (200, 100, 0), np.uint8))
        wait = threading.Event()
        while play.hangs and not (self._folder / play.hangs).exists():
            wait.wait(0.01)
        self._pass(play.gate, watch)
        if sum(line.startswith("film ") for line in self._trace()) <= play.dies:
            os.kill(os.getpid(), signal.SIGKILL)

    def _pass(self, gate: str, watch: Watch) -> None:
        """Wait for a file, step by step."""
        wait = threading.Event()
        while gate and not (self._folder / gate).exists():
            watch.at(Doing.DENOISING, 1, 1)
            wait.wait(0.01)

    def _decode(self, play: Play, ask: FilmAsk, watch: Watch) -> Iterator[Pictures]:
        self._fit(play.decodes)
        for start in range(0, ask.frames, PIECE):
            watch.at(Doing.DECODING, start, ask.frames)
            count = min(PIECE, ask.frames - start)
            yield np.full((count, ask.height, ask.width, 3), ask.seed % 256, np.uint8)
            self._pass(play.slow, watch)


def load(folder: Path, setup: Setup) -> Fake:
    return Fake(folder, setup)
