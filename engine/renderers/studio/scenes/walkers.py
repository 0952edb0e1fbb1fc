"""Passers-by under umbrellas, dark against the haze of a wet street."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.scenes import paint
from engine.renderers.studio.scenes.street import HAZE, View

_STEP = 5.2
_NEAREST_M = 6.0
_CLOTH = ("#8a2a5c", "#1f6a8a", "#2a2238", "#9a6430")


@dataclass(frozen=True, slots=True)
class Walker:
    """Somebody `right_m` of the street's middle who sets out `away_m` from the camera."""

    right_m: float
    away_m: float
    speed: float
    phase: float
    cloth: paint.Colour

    def at(self, seconds: float) -> float:
        """How far away they are."""
        return max(self.away_m + self.speed * seconds, _NEAREST_M)


def passers_by(count: int, rng: np.random.Generator) -> tuple[Walker, ...]:
    """People scattered over the street, some coming, some going."""
    return tuple(
        Walker(
            right_m=float(rng.uniform(-3.0, 2.6)),
            away_m=float(rng.uniform(10, 27)),
            speed=float(rng.choice((-0.45, 0.5))),
            phase=float(rng.uniform(0, 6)),
            cloth=paint.bgr(str(rng.choice(_CLOTH))),
        )
        for _ in range(count)
    )


def draw(picture: Floats, view: View, walker: Walker, seconds: float) -> None:
    """Draw a person at a moment; whoever is not wholly in the picture is left out."""
    away = walker.at(seconds)
    unit = view.unit(away)
    x, ground = view.point(walker.right_m, 0.0, away)
    reach = math.ceil(1.1 * unit) + 2
    left, top = round(x) - reach, round(ground - 2.3 * unit) - 2
    wide, high = 2 * reach, math.ceil(3.4 * unit) + 4
    if left < 0 or left + wide > view.width or top < 0 or top + high > view.height:
        return
    stride = math.sin(seconds * _STEP + walker.phase)
    body, dome = _figure((high, wide), (x - left, ground - top), unit, stride)
    part = picture[top : top + high, left : left + wide]
    mist = math.exp(-away / 30)
    haze = np.array(HAZE, np.float32)
    dark = np.array((0.055, 0.035, 0.045), np.float32)
    paint.over(part, dark * mist + haze * (1 - mist), body * 0.92)
    paint.over(part, np.array(walker.cloth, np.float32) * mist + haze * (1 - mist), dome * 0.95)


def _figure(
    size: tuple[int, int], foot: tuple[float, float], unit: float, stride: float
) -> tuple[Floats, Floats]:
    """Cover of the body, with its image on the wet road, and of the umbrella."""
    body, dome = np.zeros(size, np.uint8), np.zeros(size, np.uint8)
    bob = 0.03 * abs(stride)

    def at(right: float, up: float) -> tuple[int, int]:
        return round((foot[0] + right * unit) * 8), round((foot[1] - (up + bob) * unit) * 8)

    _fill(body, [at(-0.17, 1.42), at(0.17, 1.42), at(0.27, 0.62), at(-0.27, 0.62)], 255)
    thick = max(1, round(0.13 * unit))
    for leg in (-1, 1):
        toe = at(leg * (0.10 + 0.14 * stride), 0.02 - bob)
        cv2.line(body, at(0.09 * leg, 0.7), toe, 255, thick, cv2.LINE_AA, 3)
    cv2.circle(body, at(0, 1.58), round(0.12 * unit * 8), 255, -1, cv2.LINE_AA, 3)
    _fill(body, [at(-0.2, -0.1), at(0.2, -0.1), at(0.12, -0.95), at(-0.12, -0.95)], 90)
    arch = [
        at(0.10 + 0.62 * math.cos(a), 1.72 - 0.40 * math.sin(a))
        for a in np.linspace(math.pi, 2 * math.pi, 15)
    ]
    _fill(dome, arch, 255)
    return tuple(cv2.GaussianBlur(mask, (0, 0), 0.9).astype(np.float32) / 255 for mask in (body, dome))  # type: ignore[return-value]


def _fill(mask: Bytes, points: list[tuple[int, int]], value: int) -> None:
    cv2.fillPoly(mask, [np.array(points, np.int32)], value, cv2.LINE_AA, 3)
