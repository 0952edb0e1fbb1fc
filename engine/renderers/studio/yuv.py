"""The frame being made: planar YUV 4:2:0, BT.709, limited range, as float32 until it is quantised with grain.

Luma stands at full size, chroma at half: a half-resolution background has its chroma at its own size.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats, kernel

# BT.709: Kr .2126, Kb .0722; luma 16..235, chroma 16..240 around 128.
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_Y_RANGE, _C_RANGE = 219.0, 224.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """One frame in code values: luma (h, w), u and v (h/2, w/2), float32."""

    luma: Floats
    u: Floats
    v: Floats

    @classmethod
    def blank(cls, width: int, height: int) -> "Canvas":
        """Uninitialised planes; width and height are even."""
        half = (height // 2, width // 2)
        return cls(
            np.empty((height, width), np.float32), np.empty(half, np.float32), np.empty(half, np.float32)
        )


@kernel
def planes(picture: Floats, shade: Floats, luma: Floats, u: Floats, v: Floats) -> None:
    """BGR (h, w, 3) 0..1 -> code values; `shade` (h, w) darkens (a vignette)."""
    height, width = luma.shape
    for y in range(height):
        for x in range(width):
            b = min(max(picture[y, x, 0], 0.0), 1.0) * shade[y, x]
            g = min(max(picture[y, x, 1], 0.0), 1.0) * shade[y, x]
            r = min(max(picture[y, x, 2], 0.0), 1.0) * shade[y, x]
            level = _KR * r + _KG * g + _KB * b
            luma[y, x] = 16 + _Y_RANGE * level
            u[y, x] = 128 + _C_RANGE * (b - level) / (2 * (1 - _KB))
            v[y, x] = 128 + _C_RANGE * (r - level) / (2 * (1 - _KR))


class Backdrop:
    """Turns half-resolution pictures into the frame's first layer, closer as the camera pushes in."""

    def __init__(self, width: int, height: int) -> None:
        """Take the frame's size."""
        self._size = (width, height)
        half = (height // 2, width // 2)
        self._luma = np.empty(half, np.float32)
        self._u = np.empty(half, np.float32)
        self._v = np.empty(half, np.float32)
        x = np.linspace(-1, 1, half[1], dtype=np.float32)
        y = np.linspace(-1, 1, half[0], dtype=np.float32)
        self._shade = (1 - 0.20 * np.clip((x[None] ** 2 + y[:, None] ** 2) / 1.6 - 0.15, 0, 1)).astype(
            np.float32
        )

    def lay(self, canvas: Canvas, picture: Floats, zoom: float) -> None:
        """Fill the canvas with a picture (height/2, width/2, 3) magnified by zoom >= 1 about its centre."""
        width, height = self._size
        planes(picture, self._shade, self._luma, self._u, self._v)
        # Centres of pixels map to centres: full (x + .5) / 2 = half + .5.
        cv2.warpAffine(
            self._luma,
            _about(width / 4 - 0.5, height / 4 - 0.5, width / 2 - 0.5, height / 2 - 0.5, 2 * zoom),
            (width, height), dst=canvas.luma, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        still = _about(width / 4 - 0.5, height / 4 - 0.5, width / 4 - 0.5, height / 4 - 0.5, zoom)
        for source, target in ((self._u, canvas.u), (self._v, canvas.v)):
            cv2.warpAffine(
                source, still, (width // 2, height // 2), dst=target,
                flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE,
            )  # fmt: skip


def _about(from_x: float, from_y: float, to_x: float, to_y: float, scale: float) -> Floats:
    return np.array([[scale, 0, to_x - scale * from_x], [0, scale, to_y - scale * from_y]], np.float32)


@dataclass(frozen=True, slots=True)
class Grade:
    """Look of the whole frame: contrast, saturation (1 is none), split toning, grain in code values, bars."""

    contrast: float = 1.0
    saturation: float = 1.0
    split: float = 0.0
    grain: float = 1.1
    bars: float = 0.0


@kernel
def _quantise(  # noqa: PLR0917 - a compiled loop takes no keywords
    luma: Floats, u: Floats, v: Floats, noise: Floats, out: Bytes,
    shift: int, contrast: float, saturation: float, split: float, grain: float, bar: int,
) -> None:  # fmt: skip
    height, width = luma.shape
    last = noise.shape[0] - 1
    for y in range(height):
        for x in range(width):
            value = luma[y, x]
            value = 110 + (value - 110) * contrast if contrast != 1.0 else value
            value += grain * noise[(y + shift) & last, (x + 3 * shift) & last] + 0.5
            out[y, x] = 16 if y < bar or y >= height - bar else np.uint8(min(max(value, 16.0), 235.0))
    half_height, half_width = u.shape
    for y in range(half_height):
        dark = y * 2 < bar or y * 2 >= height - bar
        for x in range(half_width):
            at = y * half_width + x
            row, column = height + at // width, at % width
            tone = split * (luma[2 * y, 2 * x] - 100) / 100
            dither = 0.5 * noise[(y + 7 * shift) & last, (x + shift) & last] + 0.5
            blue = 128 if dark else 128 + (u[y, x] - 128) * saturation - 6 * tone + dither
            red = 128 if dark else 128 + (v[y, x] - 128) * saturation + 4 * tone + dither
            out[row, column] = np.uint8(min(max(blue, 16.0), 240.0))
            out[row + half_height // 2, column] = np.uint8(min(max(red, 16.0), 240.0))


class Film:
    """Quantises frames with seeded grain: another piece of one noise tile each frame, which also dithers."""

    def __init__(self, seed: int, grade: Grade) -> None:
        """Take the clip's seed and grade."""
        self._noise = np.random.default_rng(seed).standard_normal((256, 256)).astype(np.float32)
        self._shifts = np.random.default_rng(seed + 1)
        self._grade = grade

    def develop(self, canvas: Canvas) -> Bytes:
        """A new (h * 3 / 2, w) uint8 frame."""
        height, width = canvas.luma.shape
        out = np.empty((height * 3 // 2, width), np.uint8)
        grade = self._grade
        bar = round(height * grade.bars / 2) * 2
        shift = int(self._shifts.integers(256))
        _quantise(
            canvas.luma, canvas.u, canvas.v, self._noise, out,
            shift, grade.contrast, grade.saturation, grade.split, grade.grain, bar,
        )  # fmt: skip
        return out
