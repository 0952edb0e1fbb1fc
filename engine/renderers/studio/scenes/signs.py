"""Neon lettering: words as strokes of glass tube, and the boards they stand on."""

from dataclasses import dataclass

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats

Stroke = tuple[tuple[float, float], ...]

# Letters as single strokes in a unit square, right and down: katakana and capitals are easily bent from tube.
_LETTERS: dict[str, tuple[Stroke, ...]] = {
    "ラ": (((.25, .15), (.75, .15)), ((.15, .38), (.85, .38), (.7, .7), (.4, .95))),
    "ー": (((.5, .08), (.5, .92)),),
    "メ": (((.75, .1), (.55, .55), (.15, .92)), ((.3, .38), (.8, .8))),
    "ン": (((.18, .2), (.4, .35)), ((.85, .2), (.65, .65), (.2, .9))),
    "バ": (
        ((.35, .25), (.15, .85)), ((.6, .25), (.88, .85)), ((.7, .06), (.78, .18)), ((.86, .02), (.94, .14)),
    ),
    "ホ": (((.12, .35), (.88, .35)), ((.5, .08), (.5, .92)), ((.3, .5), (.15, .8)), ((.7, .5), (.85, .8))),
    "テ": (((.25, .12), (.75, .12)), ((.1, .4), (.9, .4)), ((.55, .4), (.5, .7), (.3, .95))),
    "ル": (((.35, .15), (.33, .6), (.12, .9)), ((.6, .1), (.6, .88), (.9, .6))),
    "カ": (((.12, .3), (.85, .3), (.8, .75), (.66, .9)), ((.45, .08), (.4, .55), (.15, .92))),
    "オ": (((.1, .3), (.9, .3)), ((.62, .05), (.62, .92)), ((.6, .32), (.15, .8))),
    "ケ": (((.35, .08), (.28, .4), (.1, .6)), ((.3, .32), (.9, .32)), ((.65, .32), (.6, .65), (.4, .95))),
    "ス": (((.2, .15), (.78, .15), (.55, .55), (.15, .92)), ((.55, .55), (.88, .92))),
    "シ": (((.2, .12), (.4, .24)), ((.12, .38), (.32, .5)), ((.88, .25), (.65, .68), (.2, .9))),
    "H": (((.22, .1), (.22, .9)), ((.78, .1), (.78, .9)), ((.22, .5), (.78, .5))),
    "O": (((.5, .1), (.8, .28), (.8, .72), (.5, .9), (.2, .72), (.2, .28), (.5, .1)),),
    "T": (((.15, .1), (.85, .1)), ((.5, .1), (.5, .9))),
    "E": (((.78, .1), (.24, .1), (.24, .9), (.78, .9)), ((.24, .5), (.68, .5))),
    "L": (((.24, .1), (.24, .9), (.78, .9)),),
    "B": (
        ((.24, .5), (.65, .5), (.8, .7), (.65, .9), (.24, .9), (.24, .1), (.6, .1), (.74, .3), (.62, .5)),
    ),
    "A": (((.15, .9), (.5, .1), (.85, .9)), ((.3, .62), (.7, .62))),
    "R": (((.24, .9), (.24, .1), (.62, .1), (.78, .3), (.62, .5), (.24, .5)), ((.5, .5), (.8, .9))),
    "J": (((.7, .1), (.7, .72), (.5, .9), (.24, .75)),),
    "Z": (((.2, .1), (.8, .1), (.2, .9), (.8, .9)),),
    "P": (((.24, .9), (.24, .1), (.62, .1), (.8, .3), (.62, .52), (.24, .52)),),
    "N": (((.22, .9), (.22, .1), (.78, .9), (.78, .1)),),
    "C": (((.8, .22), (.55, .1), (.24, .28), (.24, .72), (.55, .9), (.8, .78)),),
    "U": (((.22, .1), (.22, .72), (.5, .9), (.78, .72), (.78, .1)),),
    "F": (((.78, .1), (.24, .1), (.24, .9)), ((.24, .5), (.66, .5))),
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
    """Lettering as cover 0..1, both (h, w): `tube` the glass, `core` its white-hot middle."""

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
    return Sign(tube=np.minimum(tube * 1.3, 1), core=core)


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
