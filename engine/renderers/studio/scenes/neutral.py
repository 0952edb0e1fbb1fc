"""A studio stage for whatever has no scene of its own: a soft backdrop, one pool of light that breathes."""

import math

import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes import paint
from engine.renderers.studio.scenes.look import Light, Look

_LOOK = Look(
    lights=(
        Light(towards=(-0.7, -0.5, 0.5), colour=paint.bgr("#ffe9d2"), fill=0.30, rim=0.45),
        Light(towards=(0.85, -0.3, 0.2), colour=paint.bgr("#a9c8f2"), fill=0.14, rim=0.42),
        Light(towards=(0.0, -0.1, 1.0), colour=paint.bgr("#ffffff"), fill=0.14, rim=0.0),
    ),
    ambient=(0.74, 0.74, 0.74),
    wrap=0.35,
    rain=0.0,
    motes=0.15,
    seat=0.5,
)
_BACKDROPS = (
    ("#0d1119", "#364356", "#8797ab"),
    ("#120e17", "#4a3f52", "#a08f9f"),
    ("#14110e", "#54483c", "#ab9b86"),
)


class Neutral:
    """The stage; the backdrop's tint follows the seed."""

    look = _LOOK

    def __init__(self, width: int, height: int, seed: int) -> None:
        """Paint the backdrop and the light's pool."""
        rng = np.random.default_rng(seed)
        dark, middle, light = _BACKDROPS[seed % len(_BACKDROPS)]
        x, y = paint.grid(width, height)
        aspect = width / height
        away = np.hypot((x - 0.5 * aspect) / (0.72 * aspect), (y - 0.40) / 0.80)
        folds = paint.lookup(paint.tile_noise(rng, 256, 4, first=4), x * 0.35, y * 0.12)
        level = np.exp(-1.5 * away**1.7) + 0.03 * folds
        floor = paint.smoothstep(0.80, 0.98, y)
        self._base = paint.gradient(level * (1 - 0.35 * floor), ((0, dark), (0.5, middle), (1.1, light)))
        pool = np.exp(-(np.hypot((x - 0.30 * aspect) / 0.75, (y - 0.22) / 0.5) ** 2))
        self._pool = (pool[..., None] * np.array(paint.bgr("#ffe2bd"), np.float32) * 0.16).astype(np.float32)

    def picture(self, seconds: float) -> Floats:
        """The stage at a time; see `Scene.picture`."""
        breath = 0.5 + 0.5 * math.sin(seconds * 0.7)
        return np.asarray(self._base + self._pool * np.float32(0.35 + 0.65 * breath), np.float32)
