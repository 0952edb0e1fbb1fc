"""A narrow street of neon signs at night in the rain: facades, lettering, haze, umbrellas, a wet mirror of a road."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from engine.renderers.studio.kernel import Floats
from engine.renderers.studio.scenes import paint, signs
from engine.renderers.studio.scenes.facade import facade
from engine.renderers.studio.scenes.look import Light, Look
from engine.renderers.studio.scenes.road import paint_road

# The street in metres: the camera's height, half the street's width, focal length in frame heights, vanishing point.
_EYE, _HALF, _FOCAL = 1.6, 5.2, 0.92
_VANISH_X, _VANISH_Y = 0.80, 0.515
_HAZE = paint.bgr("#37275f")
_TUBES = ("#ff2f8e", "#27d8ff", "#ff7a2f", "#9a5bff", "#35ffb0", "#ff4a4a", "#ffd23e", "#4d8dff")
_LOOK = Look(
    lights=(
        Light(towards=(-0.88, -0.15, 0.18), colour=paint.bgr("#ff4fa3"), fill=0.26, rim=0.85),
        Light(towards=(0.90, -0.20, 0.15), colour=paint.bgr("#34c8ff"), fill=0.22, rim=0.80),
        Light(towards=(0.0, -0.15, 1.0), colour=paint.bgr("#fff1e6"), fill=0.20, rim=0.0),
    ),
    ambient=(0.60, 0.545, 0.585),
    wrap=0.45,
    rain=0.85,
    motes=0.0,
    seat=0.66,
)


@dataclass(frozen=True, slots=True)
class _Flicker:
    rows: slice
    columns: slice
    light: Floats
    phase: float


@dataclass(frozen=True, slots=True)
class _Walker:
    x: float
    away: float
    speed: float
    phase: float
    tint: paint.Colour


class Neon:
    """The street, seeded: which shops, which signs, who walks there."""

    look = _LOOK

    def __init__(self, width: int, height: int, seed: int) -> None:
        """Build the street and put it a little out of focus."""
        rng = np.random.default_rng(seed)
        self._size = (width, height)
        self._x, self._y = paint.grid(width, height)
        self._flickers: list[_Flicker] = []
        street = self._walls(rng)
        glow = np.zeros_like(street)
        self._hang_signs(street, glow, rng)
        self._wires(street, rng)
        street = _developed(street, glow, height)
        self._discs(street, rng)
        street = paint.bokeh(street, 0.0045 * height)
        self._street = np.ascontiguousarray(street, np.float32)
        self._mirror = self._mirrored(street)
        self._ripples = paint.tile_noise(rng, 256, 5, first=8)
        self._puddles = self._puddle_map(rng)
        beside = np.abs(self._x[0] - _VANISH_X) * _EYE / _HALF
        self._kerb = np.asarray(np.ceil((_VANISH_Y + beside) * height), np.int64)
        self._walkers = [
            _Walker(
                float(rng.uniform(-2.6, 2.2)), float(rng.uniform(9, 26)), float(rng.choice((-0.7, 0.8))),
                float(rng.uniform(0, 6)), paint.bgr(str(rng.choice(("#7a2350", "#1f5a78", "#2a2238", "#8a5a2a")))),
            )
            for _ in range(6)
        ]  # fmt: skip

    def picture(self, seconds: float) -> Floats:
        """The street at a time; see `Scene.picture`."""
        picture = np.empty_like(self._street)
        picture[:] = self._street
        for flicker in self._flickers:
            beat = math.sin(seconds * 7 + flicker.phase) + math.sin(seconds * 17.3 + 2 * flicker.phase)
            level = 1.0 if beat > -1.1 else 0.35
            paint.screen(picture[flicker.rows, flicker.columns], flicker.light * np.float32(level))
        paint_road(picture, self._mirror, self._puddles, self._ripples, self._kerb, seconds)
        for walker in sorted(self._walkers, key=lambda one: -one.away):
            self._walk(picture, walker, seconds)
        return picture

    def _walls(self, rng: np.random.Generator) -> Floats:
        """Both facades in perspective before a hazy end of the street; linear light, above 1 where lamps are."""
        width, height = self._size
        away = np.hypot((self._x - _VANISH_X) * 0.9, self._y - _VANISH_Y)
        street = (
            paint.gradient(
                away, ((0, "#f0a0c0"), (0.05, "#a855a0"), (0.16, "#4a2f78"), (0.5, "#161433"), (1, "#0a0a1c"))
            )
            ** 1.9
        )
        for side in (-1, 1):
            texture, depth = facade(rng), 60.0
            out = np.maximum(side * (self._x - _VANISH_X), 1e-3)
            far = _FOCAL * _HALF / out
            up = _EYE - (self._y - _VANISH_Y) * far / _FOCAL
            rows, columns = texture.shape[:2]
            at_x = np.clip((far - 2.0) / depth, 0, 1) * (columns - 1)
            at_y = (1 - up / 22.0) * (rows - 1)
            wall = cv2.remap(
                texture, at_x.astype(np.float32), at_y.astype(np.float32), cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_CONSTANT, borderValue=(0, 0, 0, 0),
            )  # fmt: skip
            inside = wall[..., 3] * (up >= 0) * (side * (self._x - _VANISH_X) > 0.012) * (far < depth)
            mist = np.exp(-far / 26)[..., None]
            lit = wall[..., :3] * mist + np.array(_HAZE, np.float32) ** 1.8 * (1 - mist) * 1.1
            street += inside[..., None] * (lit - street)
        return np.asarray(street, np.float32)

    def _hang_signs(self, street: Floats, glow: Floats, rng: np.random.Generator) -> None:
        height = self._size[1]
        places = []
        for side in (-1, 1):
            far = 6.5 + 0.8 * side
            while far < 42:  # noqa: PLR2004 - metres; beyond, the haze has them
                places.append((far, side))
                far *= rng.uniform(1.14, 1.30)
        flickering = {int(index) for index in rng.integers(3, 9, 2)}
        for index, (far, side) in enumerate(sorted(places, reverse=True)):
            tall = bool(rng.random() < 0.68)
            word = str(rng.choice(signs.TALL if tall else signs.WIDE))
            lettering = signs.sign(word, tall=tall)
            metres = rng.uniform(0.55, 0.85) * (len(word) + 0.5)
            up = rng.uniform(2.7, 3.3) + (0 if tall else 0.9) + 0.08 * far
            unit = _FOCAL / far * height
            size = (
                round(metres * unit),
                round(metres * unit * lettering.tube.shape[0] / lettering.tube.shape[1]),
            )
            if tall:
                size = (
                    round(metres * unit * lettering.tube.shape[1] / lettering.tube.shape[0]),
                    round(metres * unit),
                )
            reach = _HALF - (0.2 if tall else 0.1)
            x = (_VANISH_X + side * _FOCAL * reach / far) * height
            left = round(x - size[0]) if side > 0 else round(x)
            bottom = round((_VANISH_Y + _FOCAL * (_EYE - up) / far) * height)
            colour = np.array(paint.bgr(_TUBES[int(rng.integers(len(_TUBES)))]), np.float32)
            light = float(np.exp(-far / 40))
            self._hang(
                street,
                glow,
                lettering,
                (left, bottom - size[1]),
                size,
                colour,
                light,
                index in flickering,
                rng,
            )

    def _hang(
        self, street: Floats, glow: Floats, lettering: signs.Sign, corner: tuple[int, int], size: tuple[int, int],
        colour: Floats, light: float, flickers: bool, rng: np.random.Generator,
    ) -> None:  # fmt: skip
        width, height = self._size
        left, top = corner
        if size[0] < 3 or size[1] < 3:  # noqa: PLR2004 - a speck
            return
        rows, columns = (
            slice(max(0, top), min(height, top + size[1])),
            slice(max(0, left), min(width, left + size[0])),
        )
        if rows.stop <= rows.start or columns.stop <= columns.start:
            return
        cut = (slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left))
        tube = cv2.resize(lettering.tube, size, interpolation=cv2.INTER_AREA)[cut]
        core = cv2.resize(lettering.core, size, interpolation=cv2.INTER_AREA)[cut]
        box = bool(rng.random() < 0.18)
        if box:
            # A light box: bright panel, dark letters.
            panel = colour**1.6 * 0.55 * light * np.ones((*tube.shape, 1), np.float32)
            lamp = panel * (1 - 0.86 * tube[..., None])
        else:
            lamp = (colour**1.7 * tube[..., None] * 1.7 + core[..., None] ** 2 * 0.55) * light
        board = np.array((0.016, 0.012, 0.014), np.float32) * (0 if box else 1) + lamp
        street[rows, columns] = board
        if not flickers or box:
            glow[rows, columns] += lamp * 0.9
            return
        reach = round(0.09 * height)
        wide = (
            slice(max(0, rows.start - reach), rows.stop + reach),
            slice(max(0, columns.start - reach), columns.stop + reach),
        )
        around = np.zeros_like(street[wide])
        inner = (slice(rows.start - wide[0].start, None), slice(columns.start - wide[1].start, None))
        around[
            inner[0].start : inner[0].start + tube.shape[0], inner[1].start : inner[1].start + tube.shape[1]
        ] = lamp
        halo = paint.blur(around, 0.022 * height) * 1.4
        self._flickers.append(_Flicker(wide[0], wide[1], halo * 0.8, float(rng.uniform(0, 6))))

    def _wires(self, street: Floats, rng: np.random.Generator) -> None:
        height, width = street.shape[:2]
        mask = np.zeros((height, width), np.uint8)
        for _ in range(7):
            far = rng.uniform(4, 16)
            left, right = (_VANISH_X + side * _FOCAL * _HALF / far for side in (-1, 1))
            high = _VANISH_Y - _FOCAL * rng.uniform(4.5, 8) / far
            x = np.linspace(left, right, 24)
            y = (
                high
                + 0.06 * (1 - ((x - _VANISH_X) / max(right - _VANISH_X, 1e-3)) ** 2)
                + rng.uniform(-0.03, 0.03) * (x - _VANISH_X)
            )
            points = np.round(np.stack([x, y], axis=1) * height * 8).astype(np.int32)
            cv2.polylines(
                mask, [points], isClosed=False, color=150, thickness=1, lineType=cv2.LINE_AA, shift=3
            )
        paint.over(street, (0.006, 0.004, 0.005), mask.astype(np.float32) / 255)

    def _discs(self, street: Floats, rng: np.random.Generator) -> None:
        """Lamps far down the street, thrown out of focus into discs."""
        height = self._size[1]
        for _ in range(26):
            spread = rng.normal(0, 0.11)
            x, y = _VANISH_X + spread, _VANISH_Y - abs(rng.normal(0, 0.05)) + 0.012
            radius = rng.uniform(0.006, 0.017)
            colour = np.array(
                paint.bgr(str(rng.choice(("#ffb46a", "#ff5aa8", "#6fd8ff", "#ffe2b0", "#ff6a5a")))),
                np.float32,
            )
            away = np.hypot(self._x - x, self._y - y)
            disc = paint.smoothstep(radius + 0.0025, radius - 0.001, away) * (
                0.75 + 0.25 * np.clip(away / radius, 0, 1) ** 4
            )
            paint.screen(street, (disc * rng.uniform(0.14, 0.42))[..., None] * colour)
        del height

    def _mirrored(self, street: Floats) -> Floats:
        """What a wet road shows at each of its pixels, twice: smeared as by asphalt, then sharp as by puddles (2, h, w, 3)."""
        height = self._size[1]
        source_y = 2 * _VANISH_Y - self._y + 2 * _EYE / _HALF * np.abs(self._x - _VANISH_X)
        columns = (self._x * height - 0.5).astype(np.float32)
        rows = (source_y * height - 0.5).astype(np.float32)
        sharp = cv2.remap(street, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        smeared = cv2.GaussianBlur(sharp**2.0, (0, 0), sigmaX=0.010 * height, sigmaY=0.075 * height) ** 0.5
        return np.ascontiguousarray(np.stack([smeared * 1.08, paint.blur(sharp, 0.003 * height)]), np.float32)

    def _puddle_map(self, rng: np.random.Generator) -> Floats:
        """How much of a puddle each pixel of the frame is, in perspective (h, w)."""
        noise = paint.tile_noise(rng, 256, 4, first=4)
        far = _FOCAL * _EYE / np.maximum(self._y - _VANISH_Y, 0.004)
        across = (self._x - _VANISH_X) * far / _FOCAL
        return paint.smoothstep(0.05, 0.5, paint.lookup(noise, across / 9, far / 22))

    def _walk(self, picture: Floats, walker: _Walker, seconds: float) -> None:
        """A passer-by under an umbrella, dark against the haze, with a reflection."""
        height, width = picture.shape[:2]
        far = walker.away + walker.speed * seconds * 0.6
        unit = _FOCAL / max(far, 5.0) * height
        bob = 0.03 * abs(math.sin(seconds * 5.2 + walker.phase))
        x = (_VANISH_X * height) + walker.x * unit
        ground = _VANISH_Y * height + _EYE * unit
        reach = math.ceil(1.1 * unit) + 2
        left, top = round(x) - reach, round(ground - 2.2 * unit) - 2
        size = (2 * reach, math.ceil(3.4 * unit) + 4)
        if left < 0 or left + size[0] > width or top < 0 or top + size[1] > height:
            return
        body, dome = np.zeros((size[1], size[0]), np.uint8), np.zeros((size[1], size[0]), np.uint8)
        stride = 0.16 * math.sin(seconds * 5.2 + walker.phase)
        _figure(body, dome, (x - left, ground - top), unit, bob, stride)
        part = picture[top : top + size[1], left : left + size[0]]
        mist = math.exp(-far / 30)
        dark = np.array((0.055, 0.035, 0.045), np.float32)
        haze = np.array(_HAZE, np.float32)
        paint.over(
            part,
            dark * mist + haze * (1 - mist),
            cv2.GaussianBlur(body, (0, 0), 0.9).astype(np.float32) / 255 * 0.92,
        )
        tint = np.array(walker.tint, np.float32)
        paint.over(
            part,
            tint * mist + haze * (1 - mist),
            cv2.GaussianBlur(dome, (0, 0), 0.9).astype(np.float32) / 255 * 0.95,
        )


def _figure(
    body: Floats, dome: Floats, foot: tuple[float, float], unit: float, bob: float, stride: float
) -> None:
    x, ground = foot

    def at(right: float, up: float) -> tuple[int, int]:
        return round((x + right * unit) * 8), round((ground - (up + bob) * unit) * 8)

    coat = np.array([at(-0.17, 1.42), at(0.17, 1.42), at(0.27, 0.62), at(-0.27, 0.62)], np.int32)
    cv2.fillPoly(body, [coat], 255, cv2.LINE_AA, 3)
    for leg in (-1, 1):
        thick = max(1, round(0.13 * unit))
        cv2.line(
            body, at(0.09 * leg, 0.7), at(0.10 * leg + leg * stride, -bob + 0.02), 255, thick, cv2.LINE_AA, 3
        )
    cv2.circle(body, at(0, 1.58), round(0.12 * unit * 8), 255, -1, cv2.LINE_AA, 3)
    # The mirror image on the wet road, half as dark.
    reflected = np.array([at(-0.2, -0.1), at(0.2, -0.1), at(0.12, -0.95), at(-0.12, -0.95)], np.int32)
    cv2.fillPoly(body, [reflected], 90, cv2.LINE_AA, 3)
    share = np.linspace(math.pi, 2 * math.pi, 15)
    rim = [at(0.12 + 0.62 * math.cos(a), 1.70 - 0.42 * math.sin(a)) for a in share]
    cv2.fillPoly(dome, [np.array(rim, np.int32)], 255, cv2.LINE_AA, 3)


def _developed(street: Floats, glow: Floats, height: int) -> Floats:
    """Lamps bloom; then linear light is brought into 0..1."""
    bloom = (
        0.45 * paint.blur(glow, 0.012 * height)
        + 0.5 * paint.blur(glow, 0.04 * height)
        + 0.4 * paint.blur(glow, 0.13 * height)
    )
    exposed = 1 - np.exp(-1.5 * (street + bloom))
    return np.asarray(np.power(np.clip(exposed, 0, 1), 1 / 1.45), np.float32)
