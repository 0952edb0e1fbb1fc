"""What each family of models can make: frame sizes, lengths, frames a second, by their model cards."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from engine.contract.messages import Resolution


@dataclass(frozen=True, slots=True)
class Shape:
    """What one family makes.

    sizes: width and height that are made for each asked one. sides: both are multiples of this. fps: frames
    a second. step, rest: a film has n * step + rest frames. fewest, most: frames of one film. overlap: frames
    of the film before that one which goes on from it is shown as its own first ones; 0 where it is shown the
    film before in another way.
    """

    sizes: Mapping[Resolution, tuple[int, int]]
    sides: int
    fps: int
    step: int
    rest: int
    fewest: int
    most: int
    overlap: int = 0

    @property
    def longest_s(self) -> float:
        """Seconds of the longest film."""
        return self.most / self.fps

    def frames(self, seconds: float) -> int:
        """The least number of frames that the family can make and that holds so many seconds.

        Raises:
            ValueError: it is longer than the family makes.
        """
        wanted = max(self.fewest, math.ceil(round(seconds * self.fps, 6)))
        frames = math.ceil((wanted - self.rest) / self.step) * self.step + self.rest
        if frames > self.most:
            raise ValueError(f"{seconds:.1f} s is more than {self.longest_s:.1f} s")
        return frames


H3 = Shape(
    sizes={Resolution.P720: (1280, 736), Resolution.P1080: (1344, 768)},
    sides=32,
    fps=24,
    step=17,
    rest=5,
    fewest=124,
    most=345,
)
"""MiniMax-H3: frames snap up to 17n + 5. What is over is cut, what is less is enlarged."""
LTX2 = Shape(
    sizes={Resolution.P720: (1280, 736), Resolution.P1080: (1920, 1088)},
    sides=32,
    fps=24,
    step=8,
    rest=1,
    fewest=25,
    most=20 * 24 + 1,
    overlap=9,
)
"""LTX-2: frames 8n + 1, up to 20 s. A film that goes on is shown two of the model's own frames, of 1 and 8
pictures; the last of them is the first that it shows."""
WAN = Shape(
    sizes={Resolution.P720: (1280, 720), Resolution.P1080: (1280, 720)},
    sides=16,
    fps=16,
    step=4,
    rest=1,
    fewest=17,
    most=81,
    overlap=8,
)
"""Wan VACE: frames 4n + 1, trained on 81 at 16 a second. A film that goes on is shown two of the model's own
frames, whole. The last of them is the first that it shows, for the film before has a picture more than fills
its time."""
