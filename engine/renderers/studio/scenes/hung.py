"""Neon signs hung along a street: which word where, how bright, and which of them flicker."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes import paint, signs
from engine.renderers.studio.scenes.street import HALF_M, View

_TUBES = ("#ff2f8e", "#27d8ff", "#ff7a2f", "#9a5bff", "#35ffb0", "#ff4a4a", "#ffd23e", "#4d8dff")
_FURTHEST_M = 42
_TALL, _BOX = 0.68, 0.16
_SPECK = 3
_DARK = -1.1


@dataclass(frozen=True, slots=True)
class Flicker:
    """A failing tube's light (h, w, 3) and where it falls."""

    rows: slice
    columns: slice
    light: Floats
    phase: float

    def shine(self, picture: Floats, seconds: float) -> None:
        """Add the light of a moment to the picture."""
        beat = math.sin(seconds * 7 + self.phase) + math.sin(seconds * 17.3 + 2 * self.phase)
        level = np.float32(1.0 if beat > _DARK else 0.35)
        paint.screen(picture[self.rows, self.columns], self.light * level)


@dataclass(frozen=True, slots=True)
class _Board:
    """A sign to be hung: lettering, pixel corner and size, colour, light 0..1; a box is lit from inside."""

    lettering: signs.Sign
    left: int
    top: int
    wide: int
    high: int
    colour: Floats
    light: float
    box: bool


def hang_signs(street: Floats, glow: Floats, view: View, rng: np.random.Generator) -> tuple[Flicker, ...]:
    """Hang signs into the street, far ones first, and add their light to glow; both (h, w, 3), linear."""
    places = []
    for side in (-1, 1):
        away = 6.5 + 0.8 * side
        while away < _FURTHEST_M:
            places.append((away, side))
            away *= rng.uniform(1.14, 1.30)
    failing = {int(index) for index in rng.integers(len(places) // 2, len(places), 2)}
    flickers = []
    for index, (away, side) in enumerate(sorted(places, reverse=True)):
        board = _board(view, away, side, rng)
        lamp = _put(street, board)
        if lamp is None:
            continue
        rows, columns, light = lamp
        if index in failing and not board.box:
            flickers.append(_flicker(street, rows, columns, light, float(rng.uniform(0, 6))))
        else:
            glow[rows, columns] += 0.9 * light
    return tuple(flickers)


def _board(view: View, away: float, side: int, rng: np.random.Generator) -> _Board:
    tall = bool(rng.random() < _TALL)
    word = str(rng.choice(signs.TALL if tall else signs.WIDE))
    lettering = signs.sign(word, tall=tall)
    long = rng.uniform(0.55, 0.85) * (len(word) + 0.5) * view.unit(away)
    share = lettering.tube.shape[1] / lettering.tube.shape[0]
    wide, high = (round(long * share), round(long)) if tall else (round(long), round(long / share))
    low = rng.uniform(2.7, 3.3) + (0 if tall else 0.9) + 0.08 * away
    x, y = view.point(side * (HALF_M - 0.2), low, away)
    return _Board(
        lettering=lettering,
        left=round(x - wide) if side > 0 else round(x),
        top=round(y) - high,
        wide=wide,
        high=high,
        colour=np.array(paint.bgr(_TUBES[int(rng.integers(len(_TUBES)))]), np.float32),
        light=float(np.exp(-away / 40)),
        box=bool(rng.random() < _BOX),
    )


def _put(street: Floats, board: _Board) -> tuple[slice, slice, Floats] | None:
    """Draw a board; returns where it is and its light, or None where it is not in the picture."""
    height, width = street.shape[:2]
    rows = slice(max(0, board.top), min(height, board.top + board.high))
    columns = slice(max(0, board.left), min(width, board.left + board.wide))
    small = board.wide < _SPECK or board.high < _SPECK
    if small or rows.stop <= rows.start or columns.stop <= columns.start:
        return None
    cut = (
        slice(rows.start - board.top, rows.stop - board.top),
        slice(columns.start - board.left, columns.stop - board.left),
    )
    size = (board.wide, board.high)
    tube = cv2.resize(board.lettering.tube, size, interpolation=cv2.INTER_AREA)[cut][..., None]
    core = cv2.resize(board.lettering.core, size, interpolation=cv2.INTER_AREA)[cut][..., None]
    if board.box:
        light = board.colour**1.7 * 0.45 * board.light * (1 - 0.86 * tube)
        street[rows, columns] = light
    else:
        light = (board.colour**1.7 * tube * 1.7 + core**2 * 0.55) * board.light
        street[rows, columns] = np.array((0.016, 0.012, 0.014), np.float32) + light
    return rows, columns, light


def _flicker(street: Floats, rows: slice, columns: slice, light: Floats, phase: float) -> Flicker:
    height = street.shape[0]
    reach = round(0.09 * height)
    top, left = max(0, rows.start - reach), max(0, columns.start - reach)
    wide = (slice(top, rows.stop + reach), slice(left, columns.stop + reach))
    around = np.zeros_like(street[wide])
    around[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = light
    return Flicker(wide[0], wide[1], paint.blur(around, 0.022 * height) * 1.1, phase)
