"""A scene that somebody sent a picture of: it fills the frame, and its light is guessed from it."""

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.scenes.look import Light, Look
from engine.renderers.studio.scenes.paint import Colour

_GREY = np.array([0.0722, 0.7152, 0.2126], np.float32)
_SMALL = (64, 36)
_BRIGHT = 92
"""Percentile of luma from which a place in the picture counts as a source of light."""
_TINT = 0.45
"""How much of a picture's tint light takes on; all of it makes people green in a wood."""
_FROM_BEHIND = 0.35


class Given:
    """A still picture, cropped to the frame around its middle."""

    def __init__(self, picture: Bytes, width: int, height: int) -> None:
        """Take a BGR picture (h, w, 3) and the size to fill."""
        tall, wide = picture.shape[:2]
        scale = max(width / wide, height / tall)
        into = (max(width, round(wide * scale)), max(height, round(tall * scale)))
        flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        grown = np.asarray(cv2.resize(picture, into, interpolation=flags))
        left, top = (into[0] - width) // 2, (into[1] - height) // 2
        self._picture = grown[top : top + height, left : left + width].astype(np.float32) / 255
        self.look = look_of(self._picture)

    def picture(self, seconds: float) -> Floats:
        """The same at every time; see `Scene.picture`."""
        del seconds
        return self._picture.copy()


def look_of(picture: Floats) -> Look:
    """The light of a picture (h, w, 3) BGR 0..1.

    The main lamp stands where the picture is brightest and has its tint; what fills is the picture's mean.
    """
    small = np.asarray(cv2.resize(picture, _SMALL, interpolation=cv2.INTER_AREA), np.float32)
    luma = small @ _GREY
    bright = luma >= np.percentile(luma, _BRIGHT)
    rows, columns = np.mgrid[-1 : 1 : _SMALL[1] * 1j, -1 : 1 : _SMALL[0] * 1j]
    x, y = float(columns[bright].mean()), float(rows[bright].mean())
    level = float(luma.mean())
    key, fill = _tint(small[bright].mean(axis=0)), _tint(small.reshape(-1, 3).mean(axis=0))
    contrast = float(np.clip(luma[bright].mean() - level, 0, 0.6))
    base = 0.62 + 0.24 * level
    return Look(
        lights=(
            Light(towards=(x or 0.1, min(y, 0.2) - 0.2, _FROM_BEHIND), colour=key,
                  fill=0.16 + 0.5 * contrast, rim=0.2 + 0.9 * contrast),
            Light(towards=(0.0, -0.1, 1.0), colour=(1.0, 1.0, 1.0), fill=0.16, rim=0.0),
        ),
        ambient=(base * fill[0], base * fill[1], base * fill[2]),
        wrap=0.4,
        rain=0.0,
        motes=0.0,
        seat=0.5,
    )  # fmt: skip


def _tint(colour: Floats) -> Colour:
    """A colour's tint at luma 1, tempered."""
    tint = 1 + _TINT * (colour / max(float(colour @ _GREY), 1e-3) - 1)
    blue, green, red = (float(value) for value in np.clip(tint, 0.6, 1.4))
    return blue, green, red
