"""The sea's pixels: reflections on two scrolling wave fields, sun glitter, breakers, swash and wet sand."""

import math

import numpy as np

from engine.renderers.studio.kernel import Floats, kernel


@kernel
def _soft(low: float, high: float, value: float) -> float:
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return share * share * (3 - 2 * share)


@kernel
def _tile(tile: Floats, u: float, v: float) -> float:
    """A seamless tile (size a power of two) at any place, bilinear."""
    last = tile.shape[0] - 1
    fu = math.floor(u)
    fv = math.floor(v)
    a = u - fu
    b = v - fv
    i = int(fv) & last
    j = int(fu) & last
    k = (i + 1) & last
    m = (j + 1) & last
    top = tile[i, j] * (1 - a) + tile[i, m] * a
    return float(top * (1 - b) + (tile[k, j] * (1 - a) + tile[k, m] * a) * b)


@kernel
def _slope(tile: Floats, u: float, v: float) -> tuple[float, float]:
    """Two values of a (size, size, 2) tile at once."""
    last = tile.shape[0] - 1
    fu = math.floor(u)
    fv = math.floor(v)
    a = u - fu
    b = v - fv
    i = int(fv) & last
    j = int(fu) & last
    k = (i + 1) & last
    m = (j + 1) & last
    p = (1 - a) * (1 - b)
    q = a * (1 - b)
    r = (1 - a) * b
    s = a * b
    return (
        tile[i, j, 0] * p + tile[i, m, 0] * q + tile[k, j, 0] * r + tile[k, m, 0] * s,
        tile[i, j, 1] * p + tile[i, m, 1] * q + tile[k, j, 1] * r + tile[k, m, 1] * s,
    )


_FRONTS = 3
# A front is felt from this many of its sizes behind it to this many before it.
_TRAIL, _REACH = -3.6, 1.1
_BODY = (0.31, 0.225, 0.125)
_FACE = (0.38, 0.45, 0.30)
_GLINT = (0.50, 0.80, 1.0)
_FOAM = (0.76, 0.82, 0.95)
_SAND = (0.250, 0.300, 0.415)


@kernel
def _breakers(lace: Floats, v: float, u: float, w: float, wobble: float, t: float) -> tuple[float, float]:  # noqa: PLR0917 - a compiled loop takes no keywords
    """Foam and face (both 0..1) of the fronts rolling in, evenly spaced in time."""
    foam = 0.0
    face = 0.0
    for k in range(_FRONTS):
        p = (t * 0.055 + k / _FRONTS) % 1.0
        size = 0.012 + 0.075 * p * p
        gap = (v - 0.10 - 0.66 * p**1.6 - wobble * (0.4 + p)) / size
        if gap < _TRAIL or gap > _REACH:
            continue
        alive = _soft(0.14, 0.42, p) * (1 - _soft(0.93, 1.0, p))
        if gap > -1.0:
            face = max(face, alive * _soft(-0.1, 0.15, gap) * (1 - _soft(0.5, 1.1, gap)))
            spray = _tile(lace, u * 1.3 + 90.0 * k, gap * 34 + t * 14)
            foam = max(
                foam, alive * (1 - _soft(0.0, 0.34, abs(gap + 0.12 + 0.3 * spray))) * _soft(0.2, 0.55, p)
            )
        if gap < 0:
            trail = _soft(_TRAIL, -0.3, gap) * alive * p
            foam = max(foam, 0.6 * trail * _soft(0.05, 0.5, _tile(lace, u * 1.1, w * 0.8 + t * 9) - 0.1))
    return foam, face


@kernel
def paint_sea(  # noqa: PLR0915, PLR0917 - a compiled loop takes no keywords
    out: Floats, mirror: Floats, slopes: Floats, lace: Floats, sun: tuple[float, float], t: float
) -> None:
    """Paint all rows of `out` (h, w, 3) below the horizon, which is the height of `mirror` (horizon, w, 3).

    `sun` is its column and the frame's height in pixels, `slopes` (n, n, 2) and `lace` (n, n) seamless tiles.
    """
    height, width = out.shape[:2]
    horizon = mirror.shape[0]
    deep = height - horizon
    swash = 0.80 + 0.035 * math.sin(t * 0.80) + 0.014 * math.sin(t * 1.7 + 1.0)
    edges = np.empty(width, np.float32)
    wobbles = np.empty(width, np.float32)
    for x in range(width):
        edges[x] = swash + 0.040 * _tile(lace, x / width * 60 + t * 1.2, 200.0 + t * 1.0)
        wobbles[x] = 0.034 * _tile(lace, x / width * 44, 40.0 + t * 1.5)
    for y in range(horizon, height):
        v = (y - horizon + 0.5) / deep
        far = 1.0 / (v + 0.035)
        grazing = 0.30 + 0.62 * math.exp(-v * 3.2)
        reach = (0.12 + 0.9 * v) * deep
        # Waves smaller than a pixel are averaged away rather than left to sparkle.
        seen = min(1.0, 0.12 + v * 3.5)
        w = far * 105
        low_row = max(horizon - (y - horizon) * 0.62 - 4, 0.0)
        for x in range(width):
            u = (x - width * 0.5) / height * far * 46
            sand = _soft(-0.004, 0.006, v - edges[x])
            r = 0.0
            g = 0.0
            b = 0.0
            if sand < 1:
                ax, ay = _slope(slopes, u + t * 9, w + t * 20)
                bx, by = _slope(slopes, u * 2.3 - t * 12, w * 2.1 + t * 31)
                sx = (ax + 0.7 * bx) * seen
                sy = (ay + 0.7 * by) * seen
                # The slope tilts the mirror: mostly up and down, which draws the sun into a path.
                i = int(max(horizon - (y - horizon) * 0.55 - abs(sy) * reach * 0.26 - 2, 0.0))
                j = int(min(max(x + sx * reach * 0.10, 0.0), width - 1.0))
                dx = (x + sx * reach * 0.34 - sun[0]) / (sun[1] * (0.020 + 0.085 * v))
                glint = 0.0
                if abs(dx) < 3:  # noqa: PLR2004 - three sigma
                    glint = math.exp(-0.5 * dx * dx) * _soft(-0.15, 0.75, sy - 0.25 * v) * (1.10 - 0.5 * v)
                foam, face = _breakers(lace, v, u, w, wobbles[x], t)
                cover = min(foam, 1.0) * 0.85
                dim = 1.05 - 0.45 * v
                b = _blend(
                    _BODY[0] * dim,
                    mirror[i, j, 0],
                    grazing,
                    _FACE[0],
                    face,
                    glint * _GLINT[0],
                    _FOAM[0],
                    cover,
                )
                g = _blend(
                    _BODY[1] * dim,
                    mirror[i, j, 1],
                    grazing,
                    _FACE[1],
                    face,
                    glint * _GLINT[1],
                    _FOAM[1],
                    cover,
                )
                r = _blend(
                    _BODY[2] * dim,
                    mirror[i, j, 2],
                    grazing,
                    _FACE[2],
                    face,
                    glint * _GLINT[2],
                    _FOAM[2],
                    cover,
                )
            if sand > 0:
                i = int(low_row)
                grainy = 0.88 + 0.10 * _tile(lace, u * 7, w * 7)
                wet = 0.42 + 0.5 * (1 - _soft(0.0, 0.14, v - edges[x]))
                b = _ground(b, _SAND[0] * grainy, mirror[i, x, 0], wet, sand)
                g = _ground(g, _SAND[1] * grainy, mirror[i, x, 1], wet, sand)
                r = _ground(r, _SAND[2] * grainy, mirror[i, x, 2], wet, sand)
            lip = abs(v - edges[x] + 0.012)
            if lip < 0.034:  # noqa: PLR2004 - the width of the foam's lace
                rim = (
                    (1 - _soft(0.004, 0.034, lip))
                    * _soft(-0.6, 0.25, _tile(lace, u * 2.2, w * 1.4 + t * 4))
                    * 0.8
                )
                b += (_FOAM[0] - b) * rim
                g += (_FOAM[1] - g) * rim
                r += (_FOAM[2] - r) * rim
            out[y, x, 0] = b
            out[y, x, 1] = g
            out[y, x, 2] = r


@kernel
def _blend(  # noqa: PLR0917 - a compiled loop takes no keywords
    body: float, sky: float, grazing: float, back: float, face: float, light: float, foam: float, cover: float
) -> float:
    """One colour channel of water: body, mirrored sky, light through a wave's face, glitter, foam."""
    value = body + (sky - body) * grazing
    value += (back - value) * face * 0.6
    value += (1 - value) * light * 0.95
    return value + (foam - value) * cover


@kernel
def _ground(water: float, dry: float, sky: float, wet: float, sand: float) -> float:
    """One colour channel of the shore."""
    value = dry * (1 - 0.45 * wet) + (sky - dry * 0.55) * 0.62 * wet
    return water + (value - water) * sand
