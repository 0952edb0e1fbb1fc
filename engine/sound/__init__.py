"""Speech, effects, ambience and their mix. These types are what renderers, finish and review share."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIX_RATE = 48_000


@dataclass(frozen=True, slots=True)
class Phone:
    """One speech sound (IPA symbol of the synthesiser's alphabet) and its time in the clip, in seconds."""

    symbol: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line as it was spoken: whose, what, when, and its phones."""

    role: str
    text: str
    start_s: float
    end_s: float
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class PlacedBeat:
    """A sound event as it was placed: the frame on which it happens (24 fps) and the sound chosen for it."""

    what: str
    sound: str
    frame: int


@dataclass(frozen=True, slots=True)
class Soundtrack:
    """The finished mix: (n, 2) float32 at 48 kHz, -1..1, n = round(seconds * 48000)."""

    mix: NDArray[np.float32]
    lines: tuple[SpokenLine, ...]
    beats: tuple[PlacedBeat, ...]
    notes: tuple[str, ...]
