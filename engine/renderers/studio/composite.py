"""A lit person into the frame: only their own rectangle is touched."""

import numpy as np

from engine.renderers.studio.kernel import Bytes, Floats, kernel
from engine.renderers.studio.relight import COARSE, Relit
from engine.renderers.studio.yuv import Canvas


@kernel
def _coarse(plane: Floats, y: float, x: float, c: int) -> float:
    height, width = plane.shape[:2]
    fy = min(max(y, 0.0), height - 1.001)
    fx = min(max(x, 0.0), width - 1.001)
    i = int(fy)
    j = int(fx)
    a = fy - i
    b = fx - j
    top = plane[i, j, c] * (1 - b) + plane[i, j + 1, c] * b
    return float(top * (1 - a) + (plane[i + 1, j, c] * (1 - b) + plane[i + 1, j + 1, c] * b) * a)


@kernel
def _lay(  # noqa: PLR0917 - a compiled loop takes no keywords
    luma: Floats,
    u: Floats,
    v: Floats,
    sprite: Bytes,
    matte: Bytes,
    gain: Floats,
    add: Floats,
    saturation: float,
    left: int,
    top: int,
) -> None:
    """2 x 2 pixels at a time: the light is read once for the four, chroma is their alpha-weighted mean."""
    height, width = matte.shape
    frame_height, frame_width = luma.shape
    for by in range(height // 2):
        fy = top + 2 * by
        if fy < 0 or fy + 1 >= frame_height:
            continue
        for bx in range(width // 2):
            fx = left + 2 * bx
            if fx < 0 or fx + 1 >= frame_width:
                continue
            y, x = 2 * by, 2 * bx
            if (
                matte[y, x] == 0
                and matte[y, x + 1] == 0
                and matte[y + 1, x] == 0
                and matte[y + 1, x + 1] == 0
            ):
                continue
            at_y = (y + 1.0) / COARSE - 0.5
            at_x = (x + 1.0) / COARSE - 0.5
            gb, gg, gr = (
                _coarse(gain, at_y, at_x, 0),
                _coarse(gain, at_y, at_x, 1),
                _coarse(gain, at_y, at_x, 2),
            )
            ab, ag, ar = _coarse(add, at_y, at_x, 0), _coarse(add, at_y, at_x, 1), _coarse(add, at_y, at_x, 2)
            blue = 0.0
            red = 0.0
            weight = 0.0
            for dy in range(2):
                for dx in range(2):
                    alpha = matte[y + dy, x + dx] / 255.0
                    if alpha == 0:
                        continue
                    b = sprite[y + dy, x + dx, 0] / 255.0
                    g = sprite[y + dy, x + dx, 1] / 255.0
                    r = sprite[y + dy, x + dx, 2] / 255.0
                    b = _shoulder(b * gb + ab * (0.3 + 0.7 * b))
                    g = _shoulder(g * gg + ag * (0.3 + 0.7 * g))
                    r = _shoulder(r * gr + ar * (0.3 + 0.7 * r))
                    level = 0.2126 * r + 0.7152 * g + 0.0722 * b
                    here = luma[fy + dy, fx + dx]
                    luma[fy + dy, fx + dx] = here + alpha * (16 + 219 * level - here)
                    blue += saturation * alpha * (b - level)
                    red += saturation * alpha * (r - level)
                    weight += alpha
            share = weight / 4
            cy, cx = fy // 2, fx // 2
            u[cy, cx] += share * (128 + 224 * blue / weight / 1.8556 - u[cy, cx])
            v[cy, cx] += share * (128 + 224 * red / weight / 1.5748 - v[cy, cx])


@kernel
def _shoulder(value: float) -> float:
    """Highlights roll off instead of clipping: linear to .8, then towards 1."""
    if value <= 0.8:  # noqa: PLR2004
        return max(value, 0.0)
    return float(0.8 + 0.2 * (1 - np.exp(-(value - 0.8) / 0.2)))


def lay_person(canvas: Canvas, sprite: Bytes, matte: Bytes, light: Relit, corner: tuple[int, int]) -> None:
    """Blend a sprite (h, w, 3) BGR with its matte (h, w) into the canvas at corner (x, y), which are even."""
    planes = (canvas.luma, canvas.u, canvas.v)
    _lay(*planes, sprite, matte, light.gain, light.add, light.saturation, corner[0], corner[1])
