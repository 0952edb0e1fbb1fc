"""A wet road: the street mirrored in it, trembling with rain."""

import numpy as np

from engine.renderers.studio.kernel import Floats, Ints, kernel


@kernel
def paint_road(out: Floats, mirror: Floats, puddles: Floats, ripples: Floats, kerb: Ints, t: float) -> None:  # noqa: PLR0917 - a compiled loop takes no keywords
    """Paint each column x of `out` (h, w, 3) from row kerb[x] down.

    `mirror` (2, h, w, 3): the reflection smeared and sharp; `puddles` (h, w) chooses between them; `ripples`
    (n, n) is a seamless tile, n a power of two.
    """
    height, width = out.shape[:2]
    horizon = kerb.min()
    last = ripples.shape[0] - 1
    deep = height - horizon
    for y in range(horizon, height):
        v = (y - horizon + 0.5) / deep
        far = 1.0 / (v + 0.04)
        strength = (0.5 + 5.5 * v) * height / 360
        mirrored = 0.92 - 0.30 * v
        row_u = int(far * 190 + t * 46) & last
        for x in range(width):
            if y < kerb[x]:
                continue
            wet = puddles[y, x]
            column = int((x - width * 0.45) * far * 0.55 + t * 23 + 4096)
            tremble = (
                ripples[row_u, column & last]
                + ripples[(row_u * 2 + 37) & last, (column * 2 - int(t * 61)) & last]
            )
            sx = min(max(int(x + tremble * strength), 0), width - 1)
            sy = min(max(int(y + tremble * strength * 1.6), horizon), height - 1)
            grit = 0.80 + 0.16 * tremble * (1 - wet)
            for c in range(3):
                smeared = mirror[0, sy, sx, c]
                value = smeared + (mirror[1, sy, sx, c] - smeared) * wet * 0.75
                out[y, x, c] = (0.020, 0.014, 0.016)[c] + value * mirrored * grit
    drops = 90
    for drop in range(drops):
        beat = t * 3.1 + drop * 0.618
        turn = np.floor(beat)
        age = beat - turn
        if age > 0.28:  # noqa: PLR2004 - a splash lasts a tenth of a second
            continue
        seed = (drop * 127.1 + turn * 311.7) * 0.013
        x0 = (seed * 7.31 % 1.0) * width
        v = (seed * 3.77 % 1.0) ** 0.8
        y0 = horizon + 4 + v * (deep - 6)
        radius = (0.6 + 6.5 * v * age / 0.28) * height / 360
        for step in range(14):
            angle = step * 0.4488
            px, py = int(x0 + radius * np.cos(angle)), int(y0 + 0.32 * radius * np.sin(angle))
            if 0 <= px < width and kerb[px] <= py < height:
                for c in range(3):
                    out[py, px, c] += (1 - out[py, px, c]) * 0.20 * (1 - age / 0.28)
