"""Small synthetic footage for tests of finishing and review: no person, no model."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Beat, Line, Resolution, Role, Screenplay, Shot
from engine.renderers import Footage, Take
from engine.sound import MIX_RATE, Phone, PlacedBeat, Soundtrack, SpokenLine

WIDTH, HEIGHT = Resolution.P720.size


def screenplay(seconds: float = 1.0, text: str = "", beats: Sequence[str] = ()) -> Screenplay:
    """One shot with one role."""
    lines = (Line(role="ann", text=text),) if text else ()
    shot = Shot(seconds=seconds, roles=("ann",), lines=lines, beats=tuple(Beat(what=what) for what in beats))
    return Screenplay(prompt="a test", roles=(Role(name="ann"),), shots=(shot,))


def take(play: Screenplay | None = None) -> Take:
    """A take without a cast."""
    return Take(screenplay=play or screenplay(), cast={}, resolution=Resolution.P720, seed=1)


def frames(count: int) -> Iterator[NDArray[np.uint8]]:
    """A grey picture with a bright box that moves to the right."""
    for index in range(count):
        frame = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        frame[:HEIGHT] = 90
        left = 20 + 16 * (index % 60)
        frame[200:280, left : left + 80] = 220
        yield frame


def silent(seconds: float) -> Soundtrack:
    """A soundtrack of silence."""
    return Soundtrack(np.zeros((round(seconds * MIX_RATE), 2), np.float32), (), (), ())


def spoken_soundtrack(seconds: float) -> Soundtrack:
    """Silence that says of itself that Ann speaks in it and that something happens on frame 12."""
    line = SpokenLine("ann", "Hi!", 0.25, 0.5, (Phone("h", 0.25, 0.35), Phone("I", 0.35, 0.5)))
    beat = PlacedBeat("Ann's secret friend knocks", "knock", 12)
    return Soundtrack(silent(seconds).mix, (line,), (beat,), ("ann: a stock voice.",))


def footage(seconds: float = 1.0, soundtrack: Soundtrack | None = None) -> Footage:
    """Moving box with a soundtrack."""
    count = round(seconds * FPS)
    return Footage(frames(count), count, soundtrack or silent(seconds), ("a test picture",))
