"""The visible mark: every clip says that it was made by a machine, in its own frames."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
Floats = NDArray[np.float32]

BADGE = "AI . Cameo"
"""The font knows no middle dot: a full stop alone is drawn as one."""
UNVERIFIED = "UNVERIFIED DEMO"
HEIGHT_SHARE = 0.042
"""Height of a badge as a share of the frame's: 30 of 720 lines, readable on a phone."""
MARGIN_SHARE = 0.022
OPACITY = 0.55
MOST_CREDITS = 2
INK, PAPER = 235, 16
NEUTRAL_CHROMA = 128
_FONT = cv2.FONT_HERSHEY_DUPLEX


@dataclass(frozen=True, slots=True)
class _Patch:
    """A corner of the frame: out = frame * keep / 256 + add; chroma at half size, towards grey."""

    top: int
    left: int
    luma_keep: NDArray[np.uint16]
    luma_add: NDArray[np.uint16]
    chroma_keep: NDArray[np.uint16]
    chroma_add: NDArray[np.uint16]


def _words(text: str, height: int) -> NDArray[np.uint8]:
    """Light on dark, (height, w); a lone full stop is drawn as a middle dot."""
    scale = 0.5 * height / cv2.getTextSize("A", _FONT, 1.0, 1)[0][1]
    stroke = max(1, height // 24)
    drawn = []
    for word in text.split():
        (wide, tall), _ = cv2.getTextSize(word, _FONT, scale, stroke)
        canvas = np.zeros((height, wide + height // 3), np.uint8)
        if word == ".":
            cv2.circle(
                canvas, (canvas.shape[1] // 2 - height // 12, height // 2), height // 12, 255, -1, cv2.LINE_AA
            )
        else:
            cv2.putText(canvas, word, (0, (height + tall) // 2), _FONT, scale, 255, stroke, cv2.LINE_AA)
        drawn.append(canvas)
    return np.concatenate(drawn, axis=1)[:, : -(height // 3)]


def _badge(text: str, height: int) -> tuple[Floats, Floats]:
    """Opacity 0..1 and luma of a rounded dark badge with light words, both (height, w), even sized."""
    words = _words(text, height)
    inset = height // 2
    width = (words.shape[1] + 2 * inset + 1) // 2 * 2
    box = np.zeros((height, width), np.uint8)
    radius = height // 2 - 1
    for middle in (radius, width - 1 - radius):
        cv2.circle(box, (middle, radius), radius, 255, -1, cv2.LINE_AA)
    cv2.rectangle(box, (radius, 0), (width - 1 - radius, 2 * radius), 255, -1)
    ink = np.zeros((height, width), np.float32)
    ink[:, inset : inset + words.shape[1]] = words.astype(np.float32) / 255
    opacity = np.maximum(box.astype(np.float32) / 255 * OPACITY, ink)
    luma = PAPER + (INK - PAPER) * ink
    return opacity.astype(np.float32), luma.astype(np.float32)


def _credit(text: str, height: int, room: int) -> str:
    """As much of a credit as the font can write and the frame has room for; "" where that is nothing."""
    plain = unicodedata.normalize("NFKD", text.replace("©", "(c)").replace("®", "(R)").replace("™", "(TM)"))
    words = plain.encode("ascii", "ignore").decode().split()
    while words and _words(" ".join(words), height).shape[1] + height > room:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=8)
def _patch(width: int, height: int, *, verified: bool, credited: tuple[str, ...]) -> _Patch:
    tall = round(height * HEIGHT_SHARE / 2) * 2
    room = width - 3 * round(height * MARGIN_SHARE)
    written = [_credit(text, tall, room) for text in credited[:MOST_CREDITS]]
    texts = [*filter(None, written), *([] if verified else [UNVERIFIED]), BADGE]
    badges = [_badge(text, tall) for text in texts]
    wide = max(opacity.shape[1] for opacity, _ in badges)
    gap = np.zeros((tall // 4 * 2, wide), np.float32)
    rows: list[tuple[Floats, Floats]] = []
    for opacity, luma in badges:
        beside = ((0, 0), (wide - opacity.shape[1], 0))
        rows += [(np.pad(opacity, beside), np.pad(luma, beside)), (gap, gap)]
    alpha = np.concatenate([opacity for opacity, _ in rows[:-1]])
    luma = np.concatenate([luma for _, luma in rows[:-1]])
    small = alpha.reshape(alpha.shape[0] // 2, 2, wide // 2, 2).mean(axis=(1, 3))
    margin = round(height * MARGIN_SHARE / 2) * 2
    return _Patch(
        top=height - margin - alpha.shape[0],
        left=width - margin - wide,
        luma_keep=np.round((1 - alpha) * 256).astype(np.uint16),
        luma_add=np.round(alpha * luma).astype(np.uint16),
        chroma_keep=np.round((1 - small) * 256).astype(np.uint16),
        chroma_add=np.round(small * NEUTRAL_CHROMA).astype(np.uint16),
    )


def _blend(region: Frame, keep: NDArray[np.uint16], add: NDArray[np.uint16]) -> None:
    region[:] = ((region * keep) >> 8) + add


def marked(frame: Frame, width: int, height: int, *, verified: bool, credited: tuple[str, ...] = ()) -> Frame:
    """A copy of a planar YUV 4:2:0 frame (height * 3 / 2, width) with the mark in its lower right corner.

    A clip of an unverified likeness says so above the badge. What is `credited` stands above that, two lines
    at most, as far as the font has its letters; all of it is in the manifest and the notes.
    """
    patch = _patch(width, height, verified=verified, credited=credited)
    out = frame.copy()
    tall, wide = patch.luma_keep.shape
    _blend(out[patch.top : patch.top + tall, patch.left : patch.left + wide], patch.luma_keep, patch.luma_add)
    quarter = height // 2 * (width // 2)
    top, left = patch.top // 2, patch.left // 2
    for start in (height * width, height * width + quarter):
        plane = out.reshape(-1)[start : start + quarter].reshape(height // 2, width // 2)
        corner = plane[top : top + tall // 2, left : left + wide // 2]
        _blend(corner, patch.chroma_keep, patch.chroma_add)
    return out
