"""What scenes are painted with: colours, gradients, seeded noise, glows. Pictures are BGR float32, 0..1."""

from collections.abc import Sequence

import cv2
import numpy as np

from engine.renderers.studio.kernel import Floats

Colour = tuple[float, float, float]


def bgr(code: str) -> Colour:
    """`#rrggbb` as blue, green, red, 0..1."""
    return int(code[5:7], 16) / 255, int(code[3:5], 16) / 255, int(code[1:3], 16) / 255


def gradient(places: Floats, stops: Sequence[tuple[float, str]]) -> Floats:
    """Colour (..., 3) at each place, linear between stops (place, `#rrggbb`)."""
    at = [stop[0] for stop in stops]
    colours = np.array([bgr(stop[1]) for stop in stops])
    return np.stack([np.interp(places, at, colours[:, k]) for k in range(3)], axis=-1).astype(np.float32)


def smoothstep(low: float, high: float, value: Floats) -> Floats:
    """0 below low, 1 above high, smooth between."""
    share = np.clip((value - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def tile_noise(rng: np.random.Generator, size: int, octaves: int, first: int = 4) -> Floats:
    """Seamless (size, size) fractal noise, about -1..1; `first` bumps across in the coarsest octave."""
    total = np.zeros((size, size), np.float32)
    for octave in range(octaves):
        bumps = min(first * 2**octave, size)
        coarse = rng.standard_normal((bumps, bumps)).astype(np.float32)
        wrapped = np.pad(coarse, 2, mode="wrap")
        scale = size // bumps
        fine = cv2.resize(wrapped, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        total += fine[2 * scale : 2 * scale + size, 2 * scale : 2 * scale + size] * 0.5**octave
    return np.asarray(total / (2.2 * total.std()), np.float32)


def lookup(tile: Floats, across: Floats, down: Floats) -> Floats:
    """A tile read at any places, repeating, bilinear; places in tiles."""
    size = tile.shape[0]
    padded = np.pad(tile, ((0, 1), (0, 1)), mode="wrap")
    columns = (np.mod(across, 1) * size).astype(np.float32)
    rows = (np.mod(down, 1) * size).astype(np.float32)
    return np.asarray(
        cv2.remap(padded, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP), np.float32
    )


def grid(width: int, height: int) -> tuple[Floats, Floats]:
    """Where every pixel's middle is: x 0..width/height and y 0..1, in picture heights."""
    across = (np.arange(width, dtype=np.float32) + 0.5) / height
    down = (np.arange(height, dtype=np.float32) + 0.5) / height
    return tuple(np.meshgrid(across, down))  # type: ignore[return-value]


def over(picture: Floats, colour: Floats | Colour, cover: Floats) -> None:
    """Paint a colour over the picture in place where cover (h, w) is 1."""
    picture += cover[..., None] * (np.asarray(colour, np.float32) - picture)


def screen(picture: Floats, light: Floats) -> None:
    """Add light in place without passing 1."""
    picture += light * (1 - np.clip(picture, 0, 1))


def blur(picture: Floats, sigma: float) -> Floats:
    """Gaussian blur, sigma in pixels."""
    return (
        np.asarray(cv2.GaussianBlur(picture, (0, 0), max(sigma, 0.01)), np.float32) if sigma > 0 else picture
    )


def bokeh(picture: Floats, radius: float) -> Floats:
    """Out-of-focus blur with a disc, in linear light, so that lamps become discs of light."""
    reach = max(1, round(radius))
    ys, xs = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = np.clip(radius + 0.5 - np.hypot(xs, ys), 0, 1).astype(np.float32)
    linear = np.power(np.maximum(picture, 0), 3.2)
    soft = cv2.filter2D(linear, -1, disc / disc.sum(), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(np.power(np.maximum(soft, 0), 1 / 3.2), np.float32)


def polygon(width: int, height: int, points: Floats, supersample: int = 3) -> Floats:
    """Cover (h, w) of a filled polygon, points in picture heights, soft-edged."""
    mask = np.zeros((height * supersample, width * supersample), np.uint8)
    cv2.fillPoly(mask, [np.round(points * height * supersample).astype(np.int32)], 255)
    return np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA), np.float32) / 255
