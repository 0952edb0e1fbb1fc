"""A narrow street of neon signs at night in the rain, and the wet road that mirrors it."""

import cv2
import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes import paint, walkers
from engine.renderers.studio.scenes.facade import HIGH_M, LONG_M, facade
from engine.renderers.studio.scenes.hung import hang_signs
from engine.renderers.studio.scenes.look import Light, Look
from engine.renderers.studio.scenes.road import paint_road
from engine.renderers.studio.scenes.street import EYE_M, FOCAL, HALF_M, HAZE, VANISH_X, VANISH_Y, View

_LOOK = Look(
    lights=(
        Light(towards=(-0.88, -0.15, 0.18), colour=paint.bgr("#ff4fa3"), fill=0.28, rim=0.95),
        Light(towards=(0.90, -0.20, 0.15), colour=paint.bgr("#34c8ff"), fill=0.24, rim=0.90),
        Light(towards=(0.0, -0.15, 1.0), colour=paint.bgr("#fff1e6"), fill=0.20, rim=0.0),
    ),
    ambient=(0.535, 0.50, 0.575),
    wrap=0.45,
    rain=0.85,
    motes=0.0,
    seat=0.66,
)
_SKY = ((0, "#f0a0c0"), (0.05, "#a855a0"), (0.16, "#4a2f78"), (0.5, "#161433"), (1, "#0a0a1c"))
_LAMPS = ("#ffb46a", "#ff5aa8", "#6fd8ff", "#ffe2b0", "#ff6a5a")
_END = 0.012


class Neon:
    """The street, seeded: which shops, which signs, who walks there."""

    look = _LOOK

    def __init__(self, width: int, height: int, seed: int) -> None:
        """Build the street and put it a little out of focus."""
        rng = np.random.default_rng(seed)
        view = View.of(width, height)
        street = _walls(view, rng)
        glow = np.zeros_like(street)
        self._flickers = hang_signs(street, glow, view, rng)
        _wires(street, rng)
        street = _developed(street, glow, height)
        _discs(street, view, rng)
        self._view = view
        self._street = np.ascontiguousarray(paint.bokeh(street, 0.0045 * height), np.float32)
        self._mirror = _mirrored(self._street, view)
        self._ripples = paint.tile_noise(rng, 256, 5, first=8)
        self._puddles = _puddles(view, rng)
        self._kerb = view.kerb()
        self._walkers = walkers.passers_by(6, rng)

    def picture(self, seconds: float) -> Floats:
        """The street at a time; see `Scene.picture`."""
        picture = self._street.copy()
        for flicker in self._flickers:
            flicker.shine(picture, seconds)
        paint_road(picture, self._mirror, self._puddles, self._ripples, self._kerb, seconds)
        for walker in sorted(self._walkers, key=lambda one: -one.at(seconds)):
            walkers.draw(picture, self._view, walker, seconds)
        return picture


def _walls(view: View, rng: np.random.Generator) -> Floats:
    """Both facades before the street's hazy end (h, w, 3): linear light, above 1 where lamps are."""
    away = np.hypot((view.x - VANISH_X) * 0.9, view.y - VANISH_Y)
    street = paint.gradient(away, _SKY) ** 1.9
    haze = np.array(HAZE, np.float32) ** 1.8 * 1.1
    for side in (-1, 1):
        texture = facade(rng)
        out = np.maximum(side * (view.x - VANISH_X), 1e-3)
        far = FOCAL * HALF_M / out
        up = EYE_M - (view.y - VANISH_Y) * far / FOCAL
        rows, columns = texture.shape[:2]
        at_x = np.clip((far - 2.0) / LONG_M, 0, 1) * (columns - 1)
        at_y = (1 - up / HIGH_M) * (rows - 1)
        wall = cv2.remap(
            texture,
            at_x.astype(np.float32),
            at_y.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(0, 0, 0, 0),
        )
        inside = wall[..., 3] * (up >= 0) * (side * (view.x - VANISH_X) > _END) * (far < LONG_M)
        mist = np.exp(-far / 26)[..., None]
        street += inside[..., None] * (wall[..., :3] * mist + haze * (1 - mist) - street)
    return np.asarray(street, np.float32)


def _wires(street: Floats, rng: np.random.Generator) -> None:
    """Cables sagging from wall to wall."""
    height, width = street.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    for _ in range(7):
        far = rng.uniform(4, 16)
        reach = FOCAL * HALF_M / far
        high = VANISH_Y - FOCAL * rng.uniform(4.5, 8) / far
        share = np.linspace(-1, 1, 24)
        sag = high + 0.06 * (1 - share**2) + rng.uniform(-0.03, 0.03) * reach * share
        points = np.stack([VANISH_X + reach * share, sag], axis=1) * height * 8
        line = np.round(points).astype(np.int32)
        cv2.polylines(mask, [line], isClosed=False, color=150, thickness=1, lineType=cv2.LINE_AA, shift=3)
    paint.over(street, (0.006, 0.004, 0.005), mask.astype(np.float32) / 255)


def _discs(street: Floats, view: View, rng: np.random.Generator) -> None:
    """Lamps far down the street, thrown out of focus into discs."""
    for _ in range(26):
        x, y = VANISH_X + rng.normal(0, 0.11), VANISH_Y - abs(rng.normal(0, 0.05)) + 0.012
        radius = rng.uniform(0.006, 0.017)
        colour = np.array(paint.bgr(str(rng.choice(_LAMPS))), np.float32)
        away = np.hypot(view.x - x, view.y - y)
        bright_rim = 0.75 + 0.25 * np.clip(away / radius, 0, 1) ** 4
        disc = (1 - paint.smoothstep(radius - 0.001, radius + 0.0025, away)) * bright_rim
        paint.screen(street, (disc * rng.uniform(0.14, 0.42))[..., None] * colour)


def _mirrored(street: Floats, view: View) -> Floats:
    """What a wet road shows (2, h, w, 3): smeared as by asphalt, and sharp as by puddles."""
    height = view.height
    source_y = 2 * VANISH_Y - view.y + 2 * EYE_M / HALF_M * np.abs(view.x - VANISH_X)
    columns = (view.x * height - 0.5).astype(np.float32)
    rows = (source_y * height - 0.5).astype(np.float32)
    sharp = cv2.remap(street, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    smeared = cv2.GaussianBlur(sharp**2.0, (0, 0), sigmaX=0.010 * height, sigmaY=0.075 * height) ** 0.5
    return np.ascontiguousarray(np.stack([smeared * 1.15, paint.blur(sharp, 0.003 * height)]), np.float32)


def _puddles(view: View, rng: np.random.Generator) -> Floats:
    """How much of a puddle each pixel is, in perspective (h, w)."""
    noise = paint.tile_noise(rng, 256, 4, first=4)
    far = FOCAL * EYE_M / np.maximum(view.y - VANISH_Y, 0.004)
    across = (view.x - VANISH_X) * far / FOCAL
    return paint.smoothstep(0.05, 0.5, paint.lookup(noise, across / 9, far / 22))


def _developed(street: Floats, glow: Floats, height: int) -> Floats:
    """Lamps bloom; then linear light is brought into 0..1."""
    bloom = street.copy()
    for strength, reach in ((0.45, 0.012), (0.5, 0.04), (0.4, 0.13)):
        bloom += strength * paint.blur(glow, reach * height)
    return np.asarray(np.power(1 - np.exp(-1.5 * np.maximum(bloom, 0)), 1 / 1.45), np.float32)
