"""Which way the head turned, in order, from the pose track."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import median_filter

from engine.contract.messages import Turn

# Degrees away from the recording's own middle. Tuned on a talking man whose yaw swings -20..+21, a
# woman who turns on request (-39..+19) and a seated man (-18..+22): talk alone stays below, a small
# deliberate turn is above.
LEAST_DEG = {Turn.LEFT: 11.0, Turn.RIGHT: 11.0, Turn.UP: 9.0, Turn.DOWN: 9.0}
# A turn counts only if it reaches this share of the largest one on its axis: who turns by 35 degrees on
# request does not turn by 12 while talking.
SHARE = 0.45
SMOOTH_S = 0.2
SHORTEST_S = 0.12


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn: which way, its furthest moment in seconds, and how far in degrees."""

    turn: Turn
    at_s: float
    degrees: float


def _runs(high: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.pad(high.astype(np.int8), 1)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def turns_in(pose_deg: NDArray[np.floating], fps: float) -> tuple[Turned, ...]:
    """The turns of a (T, 3) track of yaw, pitch and roll, in the order of their furthest moments."""
    width = max(3, round(SMOOTH_S * fps) | 1)
    smooth = median_filter(np.asarray(pose_deg[:, :2], np.float64), size=(width, 1), mode="nearest")
    away = smooth - np.median(smooth, axis=0)
    yaw, pitch = away[:, 0], away[:, 1]
    found: list[Turned] = []
    for turn, track, axis in (
        (Turn.LEFT, yaw, yaw),
        (Turn.RIGHT, -yaw, yaw),
        (Turn.UP, pitch, pitch),
        (Turn.DOWN, -pitch, pitch),
    ):
        least = max(LEAST_DEG[turn], SHARE * float(np.abs(axis).max()))
        for start, end in _runs(track >= least):
            if end - start >= SHORTEST_S * fps:
                peak = start + int(np.argmax(track[start:end]))
                found.append(Turned(turn, peak / fps, float(track[peak])))
    return tuple(sorted(found, key=lambda one: one.at_s))


def follows(found: Sequence[Turned], asked: Sequence[Turn]) -> bool:
    """Whether the asked turns were made in their order; movements between them do not matter."""
    left = iter(one.turn for one in found)
    return all(turn in left for turn in asked)


def mirrored(asked: Sequence[Turn]) -> tuple[Turn, ...]:
    """The same turns as a mirroring camera shows them."""
    swap = {Turn.LEFT: Turn.RIGHT, Turn.RIGHT: Turn.LEFT}
    return tuple(swap.get(turn, turn) for turn in asked)
