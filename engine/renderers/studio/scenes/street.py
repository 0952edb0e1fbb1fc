"""The neon street's geometry, in metres: where a point of it stands in the picture."""

from dataclasses import dataclass

import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes import paint

# The camera's height, half the street's width, the focal length in picture heights, the vanishing point.
EYE_M, HALF_M, FOCAL = 1.6, 5.2, 0.92
VANISH_X, VANISH_Y = 0.80, 0.515
HAZE = paint.bgr("#37275f")


@dataclass(frozen=True, slots=True)
class View:
    """A picture of the street: its size in pixels, and every pixel's place (h, w) in picture heights."""

    width: int
    height: int
    x: Floats
    y: Floats

    @classmethod
    def of(cls, width: int, height: int) -> "View":
        """The view of a picture of that size."""
        return cls(width, height, *paint.grid(width, height))

    def unit(self, away_m: float) -> float:
        """How many pixels a metre is at a distance."""
        return FOCAL / away_m * self.height

    def point(self, right_m: float, up_m: float, away_m: float) -> tuple[float, float]:
        """The pixel of a point."""
        unit = self.unit(away_m)
        return VANISH_X * self.height + right_m * unit, VANISH_Y * self.height + (EYE_M - up_m) * unit

    def kerb(self) -> Floats:
        """The first row of the road in each column (w,), whole numbers."""
        beside = np.abs(self.x[0] - VANISH_X) * EYE_M / HALF_M
        return np.asarray(np.ceil((VANISH_Y + beside) * self.height), np.int64)
