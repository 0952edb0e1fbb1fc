"""Who looks on while a model works, in tests; and what such a model is given."""

import io
import wave
from collections.abc import Callable

import numpy as np
import PIL.Image

from engine.models import Pictures
from engine.room.messages import Doing
from engine.room.stopping import Stopped

Colour = tuple[int, int, int]


class Watched:
    """Remembers what it was told, looks at every picture, and ends the work at a step."""

    def __init__(self, end_at: int | None = None) -> None:
        """Take the step at which to end the work."""
        self.told: list[tuple[Doing, int, int]] = []
        self.seen: list[Pictures] = []
        self._end_at = end_at

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
        self.told.append((doing, done, of))
        if doing is Doing.DENOISING and done == self._end_at:
            raise Stopped

    def look(self, draw: Callable[[], Pictures]) -> None:
        self.seen.append(draw())


def png(colour: Colour, size: tuple[int, int] = (64, 96)) -> bytes:
    """A picture of one colour."""
    target = io.BytesIO()
    PIL.Image.new("RGB", size, colour).save(target, "PNG")
    return target.getvalue()


def wav(hertz: float, seconds: float = 1.0, rate: int = 24_000) -> bytes:
    """A tone."""
    tone = np.sin(np.arange(round(seconds * rate)) * (2 * np.pi * hertz / rate))
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((tone * 8000).astype("<i2").tobytes())
    return target.getvalue()
