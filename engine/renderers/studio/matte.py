"""From stored frame and matte to a clean cut-out: spill removed, cut-off shoulders drawn on."""

import cv2
import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats, kernel

_LOW, _HIGH = 0.12, 0.92
# From here on a matte holds nothing of the old room.
_SOLID = 0.98


def tightened(matte: Bytes) -> Floats:
    """The matte (h, w) as 0..1 with its faint halo cut off and its core solid."""
    share = np.clip((matte.astype(np.float32) / 255 - _LOW) / (_HIGH - _LOW), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def despilled(frame: Bytes, matte: Floats, reach: float) -> Bytes:
    """The frame with the old room's colour taken out of the person's edge.

    Where the matte is part, the colour is replaced by the mean of the solid person within `reach` pixels.
    """
    size = 2 * max(1, round(reach)) + 1
    frame = np.ascontiguousarray(frame)
    weighed = np.empty((*matte.shape, 4), np.float32)
    _weigh(frame, matte, weighed)
    clean = frame.copy()
    _replace(clean, matte, cv2.blur(weighed, (size, size)))
    return clean


@kernel
def _weigh(frame: Bytes, matte: Floats, out: Floats) -> None:
    """Colours times how solid the person is there, and that weight."""
    height, width = matte.shape
    for y in range(height):
        for x in range(width):
            solid = matte[y, x] ** 4
            for c in range(3):
                out[y, x, c] = frame[y, x, c] * solid
            out[y, x, 3] = solid


@kernel
def _replace(frame: Bytes, matte: Floats, near: Floats) -> None:
    height, width = matte.shape
    for y in range(height):
        for x in range(width):
            part = matte[y, x]
            if part <= 0 or part >= _SOLID:
                continue
            weight = near[y, x, 3]
            share = (1 - part) * min(weight / 0.08, 1.0)
            for c in range(3):
                own = frame[y, x, c]
                frame[y, x, c] = np.uint8(own + share * (near[y, x, c] / max(weight, 1e-3) - own) + 0.5)


def shoulder_line(matte: Floats, side: int) -> tuple[float, float] | None:
    """Where a shoulder leaves the picture at its left (side -1) or right (side 1) border.

    Returns the row of its upper edge at the border and how many rows it falls per column outwards; None where
    nothing is cut, or where what is cut is no shoulder (it starts in the upper half).
    """
    height, width = matte.shape
    strip = max(4, width // 14)
    columns = matte[:, :strip] if side < 0 else matte[:, ::-1][:, :strip]
    solid = columns > 0.5  # noqa: PLR2004 - half
    if solid[:, 1].mean() < 0.04:  # noqa: PLR2004 - a sleeve's tip at most
        return None
    tops = np.argmax(solid, axis=0).astype(np.float64)
    present = solid.any(axis=0)
    if tops[1] < 0.45 * height:
        return None
    slope = -np.polyfit(np.flatnonzero(present), tops[present], 1)[0] if present.sum() > 3 else 0.3  # noqa: PLR2004
    return float(tops[1]), float(np.clip(slope, 0.12, 1.4))


@kernel
def _extend(  # noqa: PLR0917 - a compiled loop takes no keywords
    frame: Bytes, matte: Floats, out: Bytes, cover: Floats, pad: int, side: int, top: float, slope: float
) -> None:
    """Mirror the body outwards over `pad` columns, its upper edge falling like a shoulder into an arm."""
    height, width = matte.shape
    tops = np.empty(pad, np.float32)
    for k in range(pad):
        column = min(k, width - 1) if side < 0 else max(width - 1 - k, 0)
        row = height
        for y in range(height):
            if matte[y, column] > 0.5:  # noqa: PLR2004 - half
                row = y
                break
        tops[k] = row
    for k in range(pad):
        share = (k + 1.0) / pad
        edge = top + slope * (k + 1) + 0.9 * height * (1 - np.sqrt(max(1 - share * share, 0.0)))
        source_column = min(k, width - 1) if side < 0 else max(width - 1 - k, 0)
        target = pad - 1 - k if side < 0 else pad + width + k
        inside = max(tops[k] + 3.0, 0.0)
        for y in range(height):
            depth = y - edge
            if depth < -1:
                cover[y, target] = 0
                continue
            row = int(min(inside + max(depth, 0.0) * 0.9, height - 1.0))
            for c in range(3):
                out[y, target, c] = frame[row, source_column, c]
            cover[y, target] = min(max((depth + 1) / 2.5, 0.0), 1.0) * matte[row, source_column]


def widened(
    frame: Bytes,
    matte: Floats,
    pad: int,
    lines: tuple[tuple[float, float] | None, tuple[float, float] | None],
) -> tuple[Bytes, Floats]:
    """Frame and matte with `pad` more columns on both sides, which continue the shoulders that were cut."""
    height, width = matte.shape
    out = np.zeros((height, width + 2 * pad, 3), np.uint8)
    cover = np.zeros((height, width + 2 * pad), np.float32)
    out[:, pad : pad + width] = frame
    cover[:, pad : pad + width] = matte
    for side, line in zip((-1, 1), lines, strict=True):
        if line is not None:
            _extend(frame, matte, out, cover, pad, side, line[0], line[1])
    return out, cover
