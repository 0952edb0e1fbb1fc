"""A character in one shot: its cut-out breathes, hops to the syllables, walks in; lit by the scene."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from engine.characters.character import View
from engine.contract.messages import Shot
from engine.renderers.studio import styles
from engine.renderers.studio.composite import lay_person
from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.relight import COARSE, lit_thing
from engine.renderers.studio.scenes.look import Look
from engine.renderers.studio.yuv import Canvas

FLOOR, CUT_FLOOR = 0.945, 1.04
"""Where the feet are in frame heights; what its picture cuts off below goes on below the frame."""
_ROUND = 0.3
"""Of its height: how large a form the light is to find in it."""
_WALKS = (
    r"walks?|walking|runs?|running|comes?|coming|enters?|entering|arrives?|rolls?|rolling|trots?|waddles?"
)
_HOPS = r"jumps?|jumping|hops?|hopping|bounc(?:es?|ing)|danc(?:es?|ing)"
_WALK_S, _STEP_S, _HOP_S = 1.5, 0.36, 0.5
_MARGIN = 4
_CALM = 5
"""Frames over which the lips' opening is smoothed before a body follows it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a character is: its middle `x` in frame widths, at most `height` and `width` of the frame."""

    x: float
    height: float
    width: float


@dataclass(frozen=True, slots=True)
class Pose:
    """One moment: shift to the right and up in frame heights, tilt in radians, stretch as a share."""

    right: float
    up: float
    tilt: float
    stretch: float


def drawn(shot: Shot) -> frozenset[str]:
    """The words of a shot's action that a cut-out can show, lower case."""
    return frozenset(
        word.lower() for word in re.findall(rf"\b(?:{_WALKS}|{_HOPS})\b", shot.action, re.IGNORECASE)
    )


def pose(shot: Shot, seconds: float, phase: float, speaking: float, away: float) -> Pose:
    """How a cut-out stands at a time in its shot.

    Args:
        shot: its action may have it walk in or hop.
        seconds: since the shot began.
        phase: keeps two characters from moving as one.
        speaking: 0..1, how far a mouth would be open.
        away: the way to walk in, to the right of its place, in frame heights.
    """
    stretch = 0.012 * math.sin(1.7 * seconds + phase) + 0.045 * speaking
    tilt = 0.018 * math.sin(0.8 * seconds + 1.3 * phase) + 0.02 * speaking * math.sin(5.1 * seconds + phase)
    up, right = 0.018 * speaking, 0.0
    if re.search(rf"\b(?:{_HOPS})\b", shot.action, re.IGNORECASE):
        up += 0.055 * abs(math.sin(math.pi * seconds / _HOP_S))
    if re.search(rf"\b(?:{_WALKS})\b", shot.action, re.IGNORECASE) and seconds < _WALK_S:
        left = 1 - seconds / _WALK_S
        right = away * left * left
        up += 0.02 * abs(math.sin(math.pi * seconds / _STEP_S)) * min(1.0, 3 * left)
        tilt += 0.05 * math.sin(math.pi * seconds / _STEP_S) * left
    return Pose(right, up, tilt, stretch)


class Puppet:
    """Plays one role in one shot."""

    def __init__(
        self,
        view: View,
        shot: Shot,
        opening: Floats,
        stand: Stand,
        size: tuple[int, int],
        *,
        look: Look,
        graphic: bool,
    ) -> None:
        """Bring the picture to its size in the frame.

        Args:
            view: what it looks like.
            shot: for what it does.
            opening: (T,) how far a mouth would be open in each frame, any scale.
            stand: where it is.
            size: width and height of the frame.
            look: the scene's light.
            graphic: draw it in ink, as everything else.
        """
        self._shot, self._look, self._stand, self._size = shot, look, stand, size
        self._floor = FLOOR if view.whole else CUT_FLOOR
        self._whole = view.whole
        self._sprite, self._matte = _sized(view.picture(), stand, size)
        if graphic:
            self._sprite = styles.inked_thing(self._sprite)
        kernel = np.ones(_CALM, np.float32) / _CALM
        calm = np.convolve(np.pad(opening, _CALM // 2, mode="edge"), kernel, mode="valid")
        self._speaking = calm / max(float(calm.max(initial=0.0)), 1e-3)
        near_left = stand.x < 0.5  # noqa: PLR2004 - the frame's middle
        width = size[0] / size[1]
        reach = 0.6 * self._sprite.shape[1] / size[1]
        self._away = -(stand.x * width + reach) if near_left else (1 - stand.x) * width + reach

    def stand(self, canvas: Canvas, index: int, zoom: float, picture: Floats, fps: int) -> None:
        """Draw frame `index` of the shot into the canvas; `picture` is the scene at half the frame's size."""
        now = pose(self._shot, index / fps, 9 * self._stand.x, float(self._speaking[index]), self._away)
        height, width = self._matte.shape
        grown = (1 - 0.5 * now.stretch) * zoom, (1 + now.stretch) * zoom
        frame_width, frame_height = self._size
        x = (
            frame_width / 2
            + (self._stand.x * frame_width + now.right * frame_height - frame_width / 2) * zoom
        )
        ground = frame_height / 2 + (self._floor - 0.5) * frame_height * zoom
        if self._whole:
            _shade(canvas.luma, x, ground, 0.5 * width * zoom, 1 / (1 + 18 * now.up))
        cos, sin = math.cos(now.tilt), math.sin(now.tilt)
        turn = np.array([[cos * grown[0], -sin * grown[1]], [sin * grown[0], cos * grown[1]]])
        foot = np.array([x, ground - now.up * frame_height * zoom])
        shift = foot - turn @ (width / 2, height)
        box = _box(turn, shift, (width, height), self._size)
        if box is None:
            return
        left, top, right, bottom = box
        matrix = np.column_stack([turn, shift - (left, top)])
        into = (right - left, bottom - top)
        sprite = cv2.warpAffine(
            self._sprite, matrix, into, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        matte = cv2.warpAffine(self._matte, matrix, into, flags=cv2.INTER_LINEAR)
        self._lay(canvas, np.asarray(sprite, np.uint8), np.asarray(matte, np.uint8), (left, top), picture)

    def _lay(
        self, canvas: Canvas, sprite: Bytes, matte: Bytes, corner: tuple[int, int], picture: Floats
    ) -> None:
        height, width = matte.shape
        coarse = (max(2, width // COARSE), max(2, height // COARSE))
        small = cv2.resize(matte, coarse, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        left, top = corner
        behind = picture[top // 2 : (top + height) // 2, left // 2 : (left + width) // 2]
        behind = np.asarray(cv2.resize(behind, coarse, interpolation=cv2.INTER_AREA), np.float32)
        form = _ROUND * self._matte.shape[0] / COARSE
        lay_person(canvas, sprite, matte, lit_thing(self._look, small, form, behind), corner)


def notes(roles: Iterable[str], speaking: frozenset[str]) -> list[str]:
    """What clips with these characters do not show, in sentences."""
    return [
        f"{role} speaks without lips: a stock voice, and it hops to the words."
        for role in roles
        if role in speaking
    ]


def _sized(picture: Bytes, stand: Stand, size: tuple[int, int]) -> tuple[Bytes, Bytes]:
    """The colours and the matte at the size they have in the frame, with a clear margin."""
    height, width = picture.shape[:2]
    scale = min(stand.height * size[1] / height, stand.width * size[0] / width)
    into = (max(4, round(width * scale)), max(4, round(height * scale)))
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    resized = np.asarray(cv2.resize(picture, into, interpolation=flags), np.uint8)
    sides = (_MARGIN, 0, _MARGIN, _MARGIN)
    bgr = cv2.copyMakeBorder(resized[..., :3], *sides, borderType=cv2.BORDER_REPLICATE)
    matte = cv2.copyMakeBorder(
        np.ascontiguousarray(resized[..., 3]), *sides, borderType=cv2.BORDER_CONSTANT, value=0
    )
    return np.asarray(bgr, np.uint8), np.asarray(matte, np.uint8)


def _box(
    turn: Floats, shift: Floats, sprite: tuple[int, int], frame: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    """The even rectangle of the frame that a moved sprite lies in; None where it is outside."""
    width, height = sprite
    corners = np.array([[0, 0], [width, 0], [0, height], [width, height]], np.float64) @ turn.T + shift
    left, top = (max(0, int(low) // 2 * 2) for low in corners.min(axis=0))
    right, bottom = (
        min(most, int(high + 2) // 2 * 2) for high, most in zip(corners.max(axis=0), frame, strict=True)
    )
    if right - left < 2 * COARSE or bottom - top < 2 * COARSE:
        return None
    return left, top, right, bottom


def _shade(luma: Floats, x: float, y: float, reach: float, strength: float) -> None:
    """The shadow under its feet, soft; fainter and wider the higher it hops."""
    high = 0.16 * reach
    top, bottom = max(0, int(y - 2.5 * high)), min(luma.shape[0], int(y + 2.5 * high))
    left, right = max(0, int(x - 2.5 * reach)), min(luma.shape[1], int(x + 2.5 * reach))
    if top >= bottom or left >= right:
        return
    rows = ((np.arange(top, bottom) - y) / high)[:, None]
    columns = ((np.arange(left, right) - x) / reach)[None]
    dark = 0.55 * strength * np.exp(-(rows**2) - columns**2 * 1.4)
    part = luma[top:bottom, left:right]
    part[:] = 16 + (part - 16) * (1 - dark).astype(np.float32)
