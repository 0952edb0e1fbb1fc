"""A palm in silhouette."""

import math

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.scenes import paint

MARGIN = 0.25


def palm(width: int, height: int, rng: np.random.Generator) -> Floats:
    """Cover (height, some width) of a palm leaning in from the left edge, a little out of focus.

    The first MARGIN heights of its columns lie outside the picture, so that it can sway.
    """
    scale = 4
    margin = np.array([MARGIN, 0.0])
    wide = round(0.36 * width) + round(MARGIN * height)
    mask = np.zeros((height * scale, wide * scale), np.uint8)
    unit = height * scale
    root, bend, crown = (margin + np.array(spot) for spot in ((-0.03, 1.06), (0.14, 0.62), (0.12, 0.19)))
    for share in np.linspace(0, 1, 90):
        spot = (1 - share) ** 2 * root + 2 * share * (1 - share) * bend + share**2 * crown
        ring = 0.0022 * (round(share * 60) % 2)
        cv2.circle(
            mask,
            tuple((spot * unit).astype(int).tolist()),
            int((0.021 - 0.008 * share + ring) * unit),
            255,
            -1,
        )
    for angle in np.array([-172, -148, -118, -88, -62, -34, -8, 22, 152, 178]) + rng.uniform(-8, 8, 10):
        _frond(mask, crown * unit, math.radians(angle), float(rng.uniform(0.24, 0.33)) * unit, rng)
    small = cv2.resize(mask, (wide, height), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return paint.blur(small, 0.0022 * height)


def _frond(mask: Bytes, crown: Floats, angle: float, length: float, rng: np.random.Generator) -> None:
    out = np.array([math.cos(angle), math.sin(angle)])
    for step in range(38):
        share = step / 37
        sag = 0.62 * share**2.1 * length
        spine = crown + out * share * length * (1 - 0.12 * share) + (0.0, sag)
        leaf = length * 0.30 * math.sin(math.pi * (0.12 + 0.86 * share)) ** 0.8 * rng.uniform(0.8, 1.1)
        slope = out * (1 - 0.2 * share) + np.array([0.0, 1.3 * share**1.1])
        slope /= np.linalg.norm(slope)
        normal = np.array([-slope[1], slope[0]])
        for side in (-1, 1):
            tip = spine + (slope * 0.75 + side * normal * 0.62) * leaf + (0.0, 0.30 * leaf)
            middle = (spine + tip) / 2
            wide = 0.008 * length
            thick = np.array([0, wide])
            blade = np.array(
                [spine - slope * wide, middle - thick, tip, middle + thick, spine + slope * wide]
            )
            cv2.fillPoly(mask, [np.round(blade).astype(np.int32)], 255)
        cv2.circle(
            mask,
            tuple(np.round(spine).astype(int).tolist()),
            max(1, int(0.014 * length * (1 - 0.7 * share))),
            255,
            -1,
        )
