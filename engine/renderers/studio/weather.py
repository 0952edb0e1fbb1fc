"""Rain and floating motes: luma only, drawn straight onto the frame."""

import numpy as np

from engine.renderers.studio.kernel import Floats, kernel

_FALL = 2.6  # frame heights a second for far rain
_NEAR_FALL = 4.2


@kernel
def _add_tile(luma: Floats, tile: Floats, down: int, across: int, strength: float) -> None:
    height, width = luma.shape
    rows, columns = tile.shape
    for y in range(height):
        row = (y - down) % rows
        start = across % columns
        for x in range(width):
            column = x + start
            while column >= columns:
                column -= columns
            luma[y, x] += strength * tile[row, column]


@kernel
def _streak(  # noqa: PLR0917 - a compiled loop takes no keywords
    luma: Floats, x0: float, y0: float, slant: float, length: float, radius: float, light: float
) -> None:
    """A soft line, brightest in its middle, fading to both ends."""
    height, width = luma.shape
    for y in range(max(0, int(y0)), min(height, int(y0 + length) + 1)):
        share = (y - y0) / length
        fade = 4 * share * (1 - share)
        if fade <= 0:
            continue
        centre = x0 + slant * (y - y0)
        for x in range(max(0, int(centre - 3 * radius)), min(width, int(centre + 3 * radius) + 2)):
            away = (x - centre) / radius
            luma[y, x] += light * fade * np.exp(-0.5 * away * away)


@kernel
def _spot(luma: Floats, x0: float, y0: float, radius: float, light: float) -> None:
    height, width = luma.shape
    reach = radius * 2.5
    for y in range(max(0, int(y0 - reach)), min(height, int(y0 + reach) + 2)):
        for x in range(max(0, int(x0 - reach)), min(width, int(x0 + reach) + 2)):
            squared = ((x - x0) ** 2 + (y - y0) ** 2) / (radius * radius)
            luma[y, x] += light * np.exp(-0.5 * squared)


class Weather:
    """Seeded rain (far, as a falling tile; near, a few streaks) and motes, each 0..1 strong."""

    def __init__(self, width: int, height: int, seed: int, rain: float, motes: float) -> None:
        """Take the frame's size and how much of each."""
        rng = np.random.default_rng(seed)
        self._size = (width, height)
        self._rain = rain
        self._tile = _rain_tile(rng, width, height) if rain else np.zeros((1, 1), np.float32)
        self._near = rng.uniform(size=(round(16 * rain), 5))
        self._motes = rng.uniform(size=(round(70 * motes), 5))

    def behind(self, luma: Floats, seconds: float) -> None:
        """Rain further away than the people."""
        if self._rain:
            _width, height = self._size
            down = int(seconds * _FALL * height)
            _add_tile(luma, self._tile, down, int(0.09 * down), 26 * self._rain)

    def before(self, luma: Floats, seconds: float) -> None:
        """Sparse drops nearer than the people, and motes."""
        width, height = self._size
        for start, phase, thick, long, light in self._near:
            fall = seconds * _NEAR_FALL * (0.85 + 0.3 * light) + phase * 7
            turn, part = divmod(fall, 1.9)
            x = (start + 0.618 * turn) % 1.0
            _streak(
                luma, x * width + 0.06 * height, (part - 0.4) * height, -0.07,
                (0.10 + 0.10 * long) * height, (0.0008 + 0.0010 * thick) * height, 22 + 30 * light,
            )  # fmt: skip
        for x, y, size, phase, light in self._motes:
            drift = seconds * (0.010 + 0.012 * size)
            wave = 0.012 * np.sin(seconds * (0.5 + phase) + 6.28 * phase)
            glow = 0.5 + 0.5 * np.sin(seconds * (1 + 2 * light) + 6.28 * phase)
            _spot(
                luma, (x + drift) % 1.0 * width, ((y + wave - 0.4 * drift) % 1.0) * height,
                (0.0010 + 0.0022 * size**3) * height, (4 + 26 * light * light) * glow,
            )  # fmt: skip


def _rain_tile(rng: np.random.Generator, width: int, height: int) -> Floats:
    tile = np.zeros((height + height // 2, width), np.float32)
    rows = tile.shape[0]
    for x, y, size in rng.uniform(size=(int(0.55 * width), 3)):
        length = (0.025 + 0.055 * size) * height
        at = y * (rows - length - 2) + 1
        _streak(tile, x * width, at, -0.09, length, 0.0006 * height + 0.25, 0.35 + 0.65 * size)
    return tile
