"""A beach at sunset: clouds in perspective, the sun and its path on the sea, a headland, a palm, gulls."""

import math

import cv2
import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes import paint
from engine.renderers.studio.scenes.look import Light, Look
from engine.renderers.studio.scenes.palm import MARGIN, palm
from engine.renderers.studio.scenes.water import paint_sea

_HORIZON = 0.535
_SUN_X, _SUN_Y, _SUN_RADIUS = 0.56, 0.475, 0.042
_SKY = (
    (0.0, "#26305f"),
    (0.22, "#4d4480"),
    (0.45, "#9a5580"),
    (0.66, "#dd7468"),
    (0.84, "#f79f5e"),
    (0.95, "#ffc577"),
    (1.0, "#ffd78f"),
)
_LOOK = Look(
    lights=(
        Light(towards=(-0.86, -0.12, 0.22), colour=paint.bgr("#ffb069"), fill=0.42, rim=0.95),
        Light(towards=(0.85, -0.35, 0.15), colour=paint.bgr("#a98be0"), fill=0.16, rim=0.28),
        Light(towards=(0.0, -0.1, 1.0), colour=paint.bgr("#fff0e0"), fill=0.16, rim=0.0),
    ),
    ambient=(0.70, 0.745, 0.815),
    wrap=0.5,
    rain=0.0,
    motes=0.35,
    seat=0.66,
)


class Beach:
    """The sea at sunset, seeded: clouds, palms and gulls differ from seed to seed."""

    look = _LOOK

    def __init__(self, width: int, height: int, seed: int) -> None:
        """Paint what stands still."""
        rng = np.random.default_rng(seed)
        self._size = (width, height)
        self._horizon = round(_HORIZON * height)
        waves = paint.tile_noise(rng, 512, 6, first=8)
        across, down = np.gradient(waves, axis=1), np.gradient(waves, axis=0)
        self._slopes = np.ascontiguousarray(40 * np.stack([across, down], axis=-1), np.float32)
        self._lace = paint.tile_noise(rng, 512, 5, first=16)
        self._sky = self._paint_sky(rng)
        _headland(self._sky, rng, self._horizon)
        self._mirror = np.ascontiguousarray(cv2.blur(self._sky[: self._horizon], (15, 9)))
        self._palm = palm(width, height, rng)
        self._gulls = rng.uniform((0.25, 0.12, 0.6, 0.0), (1.2, 0.34, 1.3, 6.0), (5, 4))

    def picture(self, seconds: float) -> Floats:
        """The beach at a time; see `Scene.picture`."""
        width, height = self._size
        picture = np.empty((height, width, 3), np.float32)
        picture[: self._horizon] = self._sky[: self._horizon]
        paint_sea(picture, self._mirror, self._slopes, self._lace, (_SUN_X * height, height), seconds)
        self._fly(picture, seconds)
        self._sway(picture, seconds)
        return picture

    def _paint_sky(self, rng: np.random.Generator) -> Floats:
        width, height = self._size
        x, y = paint.grid(width, height)
        sky = paint.gradient(y / _HORIZON, _SKY)
        distance = np.hypot((x - _SUN_X) * 0.8, y - _SUN_Y)
        warm = np.array(paint.bgr("#ff9a4d"), np.float32)
        paint.screen(sky, np.exp(-distance / 0.22)[..., None] * warm * 0.62)
        self._clouds(sky, x, y, rng)
        paint.screen(
            sky, np.exp(-distance / 0.085)[..., None] * np.array(paint.bgr("#ffe0a0"), np.float32) * 0.95
        )
        disc = 1 - paint.smoothstep(-0.007, 0.005, np.hypot(x - _SUN_X, y - _SUN_Y) - _SUN_RADIUS)
        low = (y - _SUN_Y) / _SUN_RADIUS
        paint.over(sky, paint.gradient(low, ((-1, "#fffbe9"), (0.2, "#fff1c4"), (1, "#ffd583"))), disc)
        paint.screen(
            sky, (np.exp(-distance / 0.035) * 0.5)[..., None] * np.array(paint.bgr("#fff0c8"), np.float32)
        )
        return sky

    def _clouds(self, sky: Floats, x: Floats, y: Floats, rng: np.random.Generator) -> None:
        """Two layers on a plane overhead, so that they flatten towards the horizon; lit from the sun."""
        noise = paint.tile_noise(rng, 512, 6, first=4)
        rise = np.maximum(_HORIZON - y, 0.0) + 0.05
        for scale, low, strength in ((0.075, -0.12, 0.9), (0.16, 0.25, 0.7)):
            across, away = (x - 0.85) / rise * scale, 0.42 * scale / rise * 2.4
            dense = paint.lookup(noise, across, away)
            toward = paint.lookup(noise, across + (_SUN_X - x) * 0.02 / rise * scale * 3, away + 0.012)
            cover = paint.smoothstep(low, low + 0.75, dense) * paint.smoothstep(0.02, 0.14, rise - 0.05)
            lit = np.clip(0.45 + (dense - toward) * 2.2 - 0.25 * dense, 0, 1)
            near = np.exp(-np.hypot((x - _SUN_X) * 0.55, y - _SUN_Y) / 0.34)
            shade = paint.gradient(y / _HORIZON, ((0, "#2c2c58"), (0.6, "#6a4470"), (1, "#b0646a")))
            glow = paint.gradient(near, ((0, "#c0708c"), (0.35, "#f08a78"), (0.7, "#ffb46c"), (1, "#ffe2a4")))
            paint.over(sky, shade + (glow - shade) * lit[..., None], cover * strength)

    def _fly(self, picture: Floats, seconds: float) -> None:
        height = self._size[1]
        for x, y, size, phase in self._gulls:
            beat = math.sin(seconds * (4.2 + size) + phase) * 0.5 + 0.25
            spot_x = (x + 0.012 * seconds * (1 + 0.3 * size)) * height
            spot_y = (y + 0.006 * math.sin(seconds * 0.6 + phase)) * height
            span = size * 0.016 * height
            _gull(picture, spot_x, spot_y, span, beat)

    def _sway(self, picture: Floats, seconds: float) -> None:
        cover = self._palm
        height = cover.shape[0]
        lean = 0.012 * math.sin(seconds * 0.9) + 0.006 * math.sin(seconds * 2.1 + 1)
        matrix = np.array([[1, -lean, lean * height], [0, 1 + 0.25 * lean, 0]], np.float32)
        moved = cv2.warpAffine(cover, matrix, (cover.shape[1], height), flags=cv2.INTER_LINEAR)
        margin = round(MARGIN * height)
        moved = moved[:, margin:]
        part = picture[:, : moved.shape[1]]
        paint.over(part, paint.bgr("#1d1424"), moved)


def _gull(picture: Floats, x: float, y: float, span: float, beat: float) -> None:
    reach = math.ceil(span) + 3
    left, top = round(x) - reach, round(y) - reach
    right, bottom = left + 2 * reach, top + 2 * reach
    if left < 0 or top < 0 or right > picture.shape[1] or bottom > picture.shape[0]:
        return
    wing = np.array(
        [
            [-1, -beat * 0.7],
            [-0.55, -beat * 0.85 - 0.12],
            [0, 0.08],
            [0.55, -beat * 0.85 - 0.12],
            [1, -beat * 0.7],
        ]
    )
    points = np.round((wing * span + (x - left, y - top)) * 16).astype(np.int32)
    mask = np.zeros((2 * reach, 2 * reach), np.uint8)
    cv2.polylines(mask, [points], isClosed=False, color=170, thickness=1, lineType=cv2.LINE_AA, shift=4)
    paint.over(picture[top:bottom, left:right], paint.bgr("#33243f"), mask.astype(np.float32) / 255)


def _headland(sky: Floats, rng: np.random.Generator, horizon: int) -> None:
    """A far spit of land on the right, two ridges deep in haze."""
    height, width = sky.shape[:2]
    x = (np.arange(width) + 0.5) / height
    for start, rise, colour in ((1.18, 0.075, "#a0607c"), (1.40, 0.055, "#5f3d62")):
        bumps = np.interp(x, np.linspace(0, 2.4, 60), rng.uniform(0.75, 1.0, 60))
        fine = np.interp(x, np.linspace(0, 2.4, 420), rng.uniform(-0.05, 0.05, 420))
        ridge = np.clip((x - start) / 0.5, 0, 1) ** 0.8 * rise * (bumps + fine)
        rows = (horizon - np.arange(height)[:, None] - 0.5) / height
        cover = np.clip((ridge[None] - rows) * height, 0, 1).astype(np.float32)
        cover[horizon:] = 0
        paint.over(sky, paint.bgr(colour), cover)
