"""Neon lettering: words as strokes of glass tube, and the boards they stand on."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats

Stroke = tuple[tuple[float, float], ...]

# Letters as single strokes in a unit square, right and down. Katakana and capitals are simple enough to bend from tube.
# ruff: noqa: RUF001 - Japanese letters are meant
_LETTERS: dict[str, tuple[Stroke, ...]] = {
    "ラ": (((0.25, 0.15), (0.75, 0.15)), ((0.15, 0.38), (0.85, 0.38), (0.7, 0.7), (0.4, 0.95))),
    "ー": (((0.5, 0.08), (0.5, 0.92)),),
    "メ": (((0.75, 0.1), (0.55, 0.55), (0.15, 0.92)), ((0.3, 0.38), (0.8, 0.8))),
    "ン": (((0.18, 0.2), (0.4, 0.35)), ((0.85, 0.2), (0.65, 0.65), (0.2, 0.9))),
    "バ": (((0.35, 0.25), (0.15, 0.85)), ((0.6, 0.25), (0.88, 0.85)), ((0.7, 0.06), (0.78, 0.18)), ((0.86, 0.02), (0.94, 0.14))),
    "ホ": (((0.12, 0.35), (0.88, 0.35)), ((0.5, 0.08), (0.5, 0.92)), ((0.3, 0.5), (0.15, 0.8)), ((0.7, 0.5), (0.85, 0.8))),
    "テ": (((0.25, 0.12), (0.75, 0.12)), ((0.1, 0.4), (0.9, 0.4)), ((0.55, 0.4), (0.5, 0.7), (0.3, 0.95))),
    "ル": (((0.35, 0.15), (0.33, 0.6), (0.12, 0.9)), ((0.6, 0.1), (0.6, 0.88), (0.9, 0.6))),
    "カ": (((0.12, 0.3), (0.85, 0.3), (0.8, 0.75), (0.66, 0.9)), ((0.45, 0.08), (0.4, 0.55), (0.15, 0.92))),
    "オ": (((0.1, 0.3), (0.9, 0.3)), ((0.62, 0.05), (0.62, 0.92)), ((0.6, 0.32), (0.15, 0.8))),
    "ケ": (((0.35, 0.08), (0.28, 0.4), (0.1, 0.6)), ((0.3, 0.32), (0.9, 0.32)), ((0.65, 0.32), (0.6, 0.65), (0.4, 0.95))),
    "ス": (((0.2, 0.15), (0.78, 0.15), (0.55, 0.55), (0.15, 0.92)), ((0.55, 0.55), (0.88, 0.92))),
    "シ": (((0.2, 0.12), (0.4, 0.24)), ((0.12, 0.38), (0.32, 0.5)), ((0.88, 0.25), (0.65, 0.68), (0.2, 0.9))),
    "H": (((0.22, 0.1), (0.22, 0.9)), ((0.78, 0.1), (0.78, 0.9)), ((0.22, 0.5), (0.78, 0.5))),
    "O": (((0.5, 0.1), (0.8, 0.28), (0.8, 0.72), (0.5, 0.9), (0.2, 0.72), (0.2, 0.28), (0.5, 0.1)),),
    "T": (((0.15, 0.1), (0.85, 0.1)), ((0.5, 0.1), (0.5, 0.9))),
    "E": (((0.78, 0.1), (0.24, 0.1), (0.24, 0.9), (0.78, 0.9)), ((0.24, 0.5), (0.68, 0.5))),
    "L": (((0.24, 0.1), (0.24, 0.9), (0.78, 0.9)),),
    "B": (((0.24, 0.5), (0.65, 0.5), (0.8, 0.7), (0.65, 0.9), (0.24, 0.9), (0.24, 0.1), (0.6, 0.1), (0.74, 0.3), (0.62, 0.5)),),
    "A": (((0.15, 0.9), (0.5, 0.1), (0.85, 0.9)), ((0.3, 0.62), (0.7, 0.62))),
    "R": (((0.24, 0.9), (0.24, 0.1), (0.62, 0.1), (0.78, 0.3), (0.62, 0.5), (0.24, 0.5)), ((0.5, 0.5), (0.8, 0.9))),
    "J": (((0.7, 0.1), (0.7, 0.72), (0.5, 0.9), (0.24, 0.75)),),
    "Z": (((0.2, 0.1), (0.8, 0.1), (0.2, 0.9), (0.8, 0.9)),),
    "P": (((0.24, 0.9), (0.24, 0.1), (0.62, 0.1), (0.8, 0.3), (0.62, 0.52), (0.24, 0.52)),),
    "N": (((0.22, 0.9), (0.22, 0.1), (0.78, 0.9), (0.78, 0.1)),),
    "C": (((0.8, 0.22), (0.55, 0.1), (0.24, 0.28), (0.24, 0.72), (0.55, 0.9), (0.8, 0.78)),),
    "U": (((0.22, 0.1), (0.22, 0.72), (0.5, 0.9), (0.78, 0.72), (0.78, 0.1)),),
    "F": (((0.78, 0.1), (0.24, 0.1), (0.24, 0.9)), ((0.24, 0.5), (0.66, 0.5))),
}  # fmt: skip
TALL = (
    "ラーメン",
    "ホテル",
    "バー",
    "カラオケ",
    "スシ",
    "HOTEL",
    "BAR",
    "JAZZ",
    "CLUB",
    "OPEN",
    "CAFE",
    "テラス",
)
WIDE = ("BAR", "JAZZ", "CLUB", "OPEN", "CAFE", "HOTEL", "ホテル", "スシ")


@dataclass(frozen=True, slots=True)
class Sign:
    """Lettering as cover 0..1, all (h, w): `board` the panel, `tube` the glass, `core` its white-hot middle."""

    board: Floats
    tube: Floats
    core: Floats


def sign(word: str, *, tall: bool, letter: int = 64) -> Sign:
    """A word in a frame of tube, `letter` pixels a letter."""
    margin = letter // 4
    long = letter * len(word) + 2 * margin
    across, down = (letter + 2 * margin, long) if tall else (long, letter + 2 * margin)
    canvas = np.zeros((down, across), np.uint8)
    for place, character in enumerate(word):
        corner = (margin, margin + place * letter) if tall else (margin + place * letter, margin)
        _bend(canvas, character, corner, letter)
    inset = letter // 10
    cv2.rectangle(
        canvas, (inset, inset), (across - inset - 1, down - inset - 1), 255, max(2, letter // 22), cv2.LINE_AA
    )
    tube = cv2.GaussianBlur(canvas, (0, 0), letter / 40).astype(np.float32) / 255
    thin = cv2.erode(canvas, np.ones((3, 3), np.uint8))
    core = cv2.GaussianBlur(thin, (0, 0), letter / 60).astype(np.float32) / 255
    return Sign(board=np.ones((down, across), np.float32), tube=np.minimum(tube * 1.3, 1), core=core)


def _bend(canvas: Bytes, character: str, corner: tuple[int, int], letter: int) -> None:
    # A horizontal word lays the long vowel's bar down; upright it stays.
    for stroke in _LETTERS[character]:
        inner = np.array(stroke) * 0.84 + 0.08
        points = np.round((inner * letter + corner) * 8).astype(np.int32)
        cv2.polylines(
            canvas,
            [points],
            isClosed=False,
            color=255,
            thickness=max(3, letter // 9),
            lineType=cv2.LINE_AA,
            shift=3,
        )
