"""One side of a street as a flat picture: houses, storeys, windows, shop fronts, lanterns."""

import cv2
import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes.paint import bgr

LONG_M, HIGH_M, _PER_M = 60.0, 22.0, 22
_STOREY_M = 3.1
# Shares of windows lit, of lit windows in their storey's colour, of shops with lanterns.
_LIT, _ALIKE, _LANTERNS = 0.42, 0.7, 0.55
_SHOP_LIGHT = ("#ffd9a0", "#ffb870", "#ff8fb8", "#9fe8ff", "#fff0d0", "#c7a0ff", "#ff7d5c")
_WINDOW_LIGHT = ("#ffcf8c", "#ffe9c4", "#9fd4ff", "#ff9fc0", "#b8a0ff")


def facade(rng: np.random.Generator) -> Floats:
    """(rows, columns, 4) BGR in linear light and cover: 60 m of street, 22 m high, ground at the bottom."""
    rows, columns = round(HIGH_M * _PER_M), round(LONG_M * _PER_M)
    wall = np.zeros((rows, columns, 4), np.float32)
    at = 0.0
    while at < LONG_M:
        wide = float(rng.uniform(4.0, 8.5))
        _house(wall, at, min(wide, LONG_M - at), float(rng.uniform(9, 21)), rng)
        at += wide
    return wall


def _box(wall: Floats, left: float, low: float, wide: float, high: float) -> Floats:
    rows = wall.shape[0]
    top = max(0, round(rows - (low + high) * _PER_M))
    return wall[
        top : max(top, round(rows - low * _PER_M)), round(left * _PER_M) : round((left + wide) * _PER_M)
    ]


def _house(wall: Floats, left: float, wide: float, high: float, rng: np.random.Generator) -> None:
    tint = (
        np.array(bgr(str(rng.choice(("#2b2a44", "#33273f", "#20303f", "#3a2c34", "#262636")))), np.float32)
        ** 1.9
    )
    body = _box(wall, left, 0, wide, high)
    body[..., :3] = tint * rng.uniform(0.5, 1.1)
    body[..., 3] = 1
    count = max(2, int(wide / 1.5))
    pane = wide / count
    for storey in range(1, int(high / _STOREY_M)):
        warm = str(rng.choice(_WINDOW_LIGHT))
        for window in range(count):
            lit = rng.random() < _LIT
            light = (
                np.array(bgr(warm if rng.random() < _ALIKE else str(rng.choice(_WINDOW_LIGHT))), np.float32)
                ** 2
            )
            frame = _box(
                wall, left + window * pane + 0.18 * pane, storey * _STOREY_M + 0.75, 0.64 * pane, 1.6
            )
            frame[..., :3] = light * rng.uniform(0.15, 0.62) if lit else np.float32(0.012)
            if lit and frame.size:
                frame[:, frame.shape[1] // 2 : frame.shape[1] // 2 + 2, :3] *= 0.25
                frame[: frame.shape[0] // 3, :, :3] *= 0.7
        ledge = _box(wall, left, storey * _STOREY_M + 0.15, wide, 0.22)
        ledge[..., :3] = tint * 1.8
    _shop(wall, left, wide, rng)


def _shop(wall: Floats, left: float, wide: float, rng: np.random.Generator) -> None:
    light = np.array(bgr(str(rng.choice(_SHOP_LIGHT))), np.float32) ** 1.8
    front = _box(wall, left + 0.15, 0.35, wide - 0.3, 2.25)
    fade = np.linspace(1.0, 0.45, max(front.shape[0], 1), dtype=np.float32)[:, None, None]
    front[..., :3] = light * fade * rng.uniform(0.30, 0.75)
    if front.size:
        front[..., :3] *= _goods(front.shape[0], front.shape[1], rng)
    for post in np.arange(left + 0.15, left + wide, max(1.1, wide / 4)):
        _box(wall, float(post), 0.0, 0.12, 2.6)[..., :3] = 0.008
    _box(wall, left, 0.0, wide, 0.35)[..., :3] = 0.010
    fascia = _box(wall, left + 0.1, 2.65, wide - 0.2, 0.62)
    colour = (
        np.array(
            bgr(str(rng.choice(("#ff2f6e", "#20c8ff", "#ffb020", "#ff5a30", "#8a5cff", "#30e0a0")))),
            np.float32,
        )
        ** 1.8
    )
    fascia[..., :3] = colour * rng.uniform(0.15, 0.45)
    _lettering(fascia, rng)
    if rng.random() < _LANTERNS:
        for lantern in np.arange(left + 0.4, left + wide - 0.3, 0.75):
            _box(wall, float(lantern), 2.1, 0.34, 0.42)[..., :3] = (
                np.array(bgr("#ff5230"), np.float32) ** 1.8 * 0.9
            )


def _goods(high: int, wide: int, rng: np.random.Generator) -> Floats:
    """What a shop window shows from far (h, w, 1): shelves of small things, some people, light above."""
    things = rng.uniform(0.25, 1.0, (5, max(3, wide // 7))).astype(np.float32)
    shade: Floats = cv2.resize(things, (wide, high), interpolation=cv2.INTER_NEAREST)
    shelf = (np.arange(high) * 5 // max(high, 1))[:, None]
    shade[np.diff(shelf[:, 0], prepend=-1) > 0] /= 2.5
    shade = cv2.GaussianBlur(shade, (0, 0), 1.6)
    x = np.arange(wide, dtype=np.float32)[None]
    y = np.linspace(0, 1, high, dtype=np.float32)[:, None]
    for _ in range(int(rng.integers(1, 3 + wide // 60))):
        middle, tall = rng.uniform(0, wide), rng.uniform(0.2, 0.35)
        body = np.exp(-(((x - middle) / 6.5) ** 4)) * (y > tall) + np.exp(
            -(((x - middle) / 3.2) ** 2 + ((y - tall) * 18) ** 2)
        )
        shade = shade * (1 - 0.85 * np.clip(body, 0, 1))
    lamps = np.exp(-(((y - 0.06) / 0.05) ** 2)) * (0.6 + 0.4 * np.cos(x * 2 * np.pi / 26)) * 1.6
    return np.asarray((0.30 + 0.70 * shade) * (1.15 - 0.5 * y) + lamps, np.float32)[..., None]


def _lettering(fascia: Floats, rng: np.random.Generator) -> None:
    """Strokes of writing too far away to read."""
    high, wide = fascia.shape[:2]
    x = 3
    while x < wide - 10:
        for _ in range(3):
            y0, y1 = rng.integers(2, max(3, high - 2), 2)
            x0, x1 = x + rng.integers(0, 8, 2)
            low, tall = min(y0, y1), abs(int(y1) - int(y0)) + 2
            fascia[low : low + min(tall, 3), min(x0, x1) : max(x0, x1) + 2, :3] = 0.75
        x += 11
