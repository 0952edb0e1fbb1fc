"""What the machine room makes for a soundtrack, of whatever the operator chose: lines, effects, beds, music.

Nothing here may end a clip: a family that cannot is not asked again, and what it was to make is made by the
engine's own means, which the notes say.
"""

import zlib
from collections.abc import Callable
from contextlib import ExitStack
from enum import StrEnum
from math import gcd
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.room.client import Room, RoomError, Samples, asked
from engine.room.messages import At, SoundAsk, SpeechAsk, Trouble
from engine.settings import ModelsSection
from engine.sound import MIX_RATE

Floats = NDArray[np.float32]

TITLES = {
    "pocket_tts": "PocketTTS",
    "vibevoice": "VibeVoice",
    "dia": "Dia",
    "csm": "CSM",
    "stable_audio_3": "Stable Audio 3",
    "ace_step": "ACE-Step",
}
WHY = {
    Trouble.NOT_HERE: "its files are not on this engine",
    Trouble.OUT_OF_MEMORY: "the engine's memory is too small for it",
    Trouble.CANNOT: "it could not",
    Trouble.BROKEN: "it failed",
}
INSTEAD = {
    "speech": "stock voices speak",
    "effects": "the engine's own effects sound",
    "music": "there is no music",
}


class Part(StrEnum):
    """Of a soundtrack."""

    SPEECH = "speech"
    EFFECTS = "effects"
    MUSIC = "music"


class NotMadeError(Exception):
    """The room does not make this; `RoomSounds.notes` says why."""


class RoomSounds:
    """The way to the room, taken when it is first needed, and what came of it.

    notes: of what was made, and of what was not and why, for the clip's manifest.
    """

    def __init__(self, models: ModelsSection, seed: int, tell: Callable[[At], None]) -> None:
        """Take what the operator chose, the seed of all sounds, and who is told how far the room is."""
        self._chosen = {
            Part.SPEECH: models.speech,
            Part.EFFECTS: models.effects,
            Part.MUSIC: models.music,
        }
        self._seed = seed
        self._tell = tell
        self._ways = ExitStack()
        self._room: Room | None = None
        self.notes: dict[Part, str] = {}

    def __enter__(self) -> Self:
        """No room is asked yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hang up."""
        self._ways.__exit__(kind, error, trace)

    def makes(self, part: Part) -> bool:
        """Whether a family is chosen for a part of the soundtrack, and has not failed."""
        return bool(self._chosen[part])

    @property
    def title(self) -> str:
        """What the family that speaks is called."""
        return TITLES.get(self._chosen[Part.SPEECH], self._chosen[Part.SPEECH])

    @property
    def listens(self) -> bool:
        """Whether the family that speaks has to be told what is said in somebody's recording."""
        return self._chosen[Part.SPEECH] in {"dia", "csm"}

    def line(self, text: str, voice: bytes, heard: str, attempt: int) -> tuple[Floats, int]:
        """A line in the voice of a recording (WAV): (n,), and its rate.

        Raises:
            NotMadeError: there is none.
        """
        ask = SpeechAsk(
            family=self._chosen[Part.SPEECH],
            text=text,
            heard=heard,
            seed=self._seed_of(text, attempt),
        )
        samples, rate = self._made(Part.SPEECH, lambda room: room.say(ask, voice, self._tell))
        return np.asarray(samples.mean(axis=1), np.float32), rate

    def sound(self, part: Part, prompt: str, seconds: float) -> Floats:
        """An effect, a bed or music of so many seconds: (n, 2) at 48 kHz.

        Raises:
            NotMadeError: there is none.
        """
        ask = SoundAsk(
            family=self._chosen[part], prompt=prompt, seconds=seconds, seed=self._seed_of(prompt, 0)
        )
        samples, rate = self._made(part, lambda room: room.sound(ask, self._tell))
        if not len(samples) or not np.any(samples):
            self.lost(part, WHY[Trouble.BROKEN])
        sides = samples if samples.shape[1] > 1 else np.repeat(samples, 2, axis=1)
        shared = gcd(rate, MIX_RATE)
        fine = resample_poly(sides, MIX_RATE // shared, rate // shared, axis=0)
        self.notes.setdefault(part, f"{part.capitalize()} by {TITLES.get(ask.family, ask.family)}.")
        return np.asarray(fine[: round(seconds * MIX_RATE)], np.float32)

    def lost(self, part: Part, why: str) -> None:
        """Ask for this part no more.

        Raises:
            NotMadeError: always.
        """
        family = self._chosen[part]
        self.notes[part] = f"Not by {TITLES.get(family, family)}, since {why}: {INSTEAD[part]}."
        self._chosen[part] = ""
        raise NotMadeError

    def _made(self, part: Part, ask: Callable[[Room], tuple[Samples, int]]) -> tuple[Samples, int]:
        if not self._chosen[part]:
            raise NotMadeError
        try:
            if self._room is None:
                self._room = self._ways.enter_context(asked())
            return ask(self._room)
        except RoomError as error:
            trouble = error.trouble
        self.lost(part, WHY[trouble])
        raise NotMadeError

    def _seed_of(self, words: str, attempt: int) -> int:
        """The same words sound the same in the same clip."""
        return (self._seed << 32 | zlib.crc32(words.encode())) + attempt & (1 << 63) - 1
