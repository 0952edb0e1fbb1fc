"""A character of nobody's, drawn: a toy robot before a plain, a busy or no background."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

BODY = (170, 120, 30)
"""Its colour, BGR, which stands nowhere in the studio's scenes."""
_TRIM, _DARK, _LAMP, _RED = (225, 190, 120), (60, 45, 30), (120, 230, 255), (60, 60, 225)


def robot(size: int = 720) -> Picture:
    """(size, size, 4) BGRA, transparent around it."""
    large = 720
    picture = np.zeros((large, large, 4), np.uint8)

    def box(left: int, top: int, right: int, bottom: int, colour: tuple[int, int, int]) -> None:
        cv2.rectangle(picture, (left, top), (right, bottom), (*colour, 255), -1)
        cv2.rectangle(picture, (left, top), (right, bottom), (*_DARK, 255), 6)

    def disc(x: int, y: int, radius: int, colour: tuple[int, int, int]) -> None:
        cv2.circle(picture, (x, y), radius, (*colour, 255), -1)
        cv2.circle(picture, (x, y), radius, (*_DARK, 255), 5)

    cv2.line(picture, (360, 60), (360, 130), (*_DARK, 255), 10)
    disc(360, 52, 24, _RED)
    for left in (150, 510):
        box(left, 340, left + 60, 520, _TRIM)
        disc(left + 30, 545, 34, BODY)
    for left in (250, 390):
        box(left, 560, left + 80, 670, _TRIM)
        box(left - 20, 650, left + 100, 700, _DARK)
    box(210, 310, 510, 580, BODY)
    box(240, 125, 480, 295, BODY)
    box(330, 290, 390, 320, _TRIM)
    for x in (305, 415):
        disc(x, 200, 34, _LAMP)
    for top in (252, 268):
        cv2.line(picture, (300, top), (420, top), (*_DARK, 255), 5)
    for index, colour in enumerate((_RED, _LAMP, _TRIM)):
        disc(290 + 70 * index, 400, 24, colour)
    box(280, 460, 440, 540, _TRIM)
    return np.asarray(cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA), np.uint8)


def robot_before(background: Picture) -> Picture:
    """(h, w, 3) BGR: the robot before a background of its size or larger, in the middle."""
    height, width = background.shape[:2]
    figure = robot(min(height, width))
    picture = background.copy()
    top, left = (height - figure.shape[0]) // 2, (width - figure.shape[1]) // 2
    part = picture[top : top + figure.shape[0], left : left + figure.shape[1]]
    alpha = figure[..., 3:].astype(np.float32) / 255
    part[:] = (figure[..., :3] * alpha + part * (1 - alpha)).astype(np.uint8)
    return picture


def wall(width: int = 960, height: int = 800, seed: int = 3) -> Picture:
    """A plain wall with a camera's noise and a lamp's falloff, BGR."""
    rng = np.random.default_rng(seed)
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :, None]
    picture = np.full((height, width, 3), (188, 200, 206), np.float32) * (1 - 0.15 * x)
    return np.clip(picture + rng.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)


def clutter(width: int = 960, height: int = 800, seed: int = 3) -> Picture:
    """A busy background of many colours, BGR."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), 120, np.uint8)
    for _ in range(260):
        x, y, radius = (int(value) for value in rng.uniform((0, 0, 8), (width, height, 60)))
        cv2.circle(picture, (x, y), radius, tuple(int(c) for c in rng.integers(0, 255, 3)), -1)
    return picture


def encoded(picture: Picture, kind: str = ".png") -> bytes:
    """The file of a picture."""
    return cv2.imencode(kind, picture)[1].tobytes()
