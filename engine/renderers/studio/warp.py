"""A donor's mouth onto a base frame: splines for jaw and mouth, a feathered patch, matched colour."""

from dataclasses import dataclass

import cv2
import numpy as np
from scipy.ndimage import gaussian_filter1d

from engine.renderers.studio.kernel import Bytes, Floats, Ints
from engine.renderers.studio.lips import (
    BELOW_LIP,
    CHIN,
    INNER_LIPS,
    JAW,
    LOWER_INNER,
    LOWER_LIP,
    OUTER_LIPS,
    TOP,
    UPPER_INNER,
    UPPER_LIP,
    Faces,
    Goal,
)

MOVING = (*OUTER_LIPS, *INNER_LIPS, *JAW, *BELOW_LIP)
# Cheeks, nose, eyes and temples stay where the base has them.
STILL = (1, 2, 98, 327, 168, 33, 263, 50, 280, 205, 425, 234, 454, 93, 323)
_GRID = 12
_SHAPE_SIGMA_FRAMES = 0.8
_LOWER_SHARE, _UPPER_SHARE, _CHIN_SHARE = 0.72, 0.28, 0.5
_FEATHER = 0.035
_KEEP = 0.7
# Points of the two lips that face each other: a closing mouth must not pass through itself.
_FACING = ((191, 95), (80, 88), (81, 178), (82, 87), (13, 14), (312, 317), (311, 402), (310, 318), (415, 324))
# How far the landmarks of a closed mouth still stand apart, in face heights (p01: .0034, p02: .0014).
_HAIRLINE = 0.004
# From this aperture on a donor shows teeth or tongue of its own.
_SHOWS_INSIDE = 0.03


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle of a frame, in whole pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """Rows and columns."""
        return slice(self.top, self.top + self.height), slice(self.left, self.left + self.width)


def thin_plate(targets: Floats, sources: Floats, patch: Patch, grid: int = _GRID) -> Floats:
    """Where each pixel of `patch` comes from: (height, width, k) for sources (n, k), exact at targets (n, 2).

    The spline (Bookstein 1989) is evaluated on a coarse grid and interpolated bilinearly between its nodes.
    """
    count = len(targets)
    size = float(max(patch.width, patch.height))
    origin = np.array([patch.left, patch.top], np.float64)
    knots = (targets.astype(np.float64) - origin) / size
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _radial(knots, knots) + 1e-6 * np.eye(count)
    system[:count, count] = system[count, :count] = 1
    system[:count, count + 1 :] = knots
    system[count + 1 :, :count] = knots.T
    right = np.zeros((count + 3, sources.shape[1]))
    right[:count] = sources
    weights = np.linalg.solve(system, right)
    columns = np.arange(-(-patch.width // grid) + 1) * grid / size
    rows = np.arange(-(-patch.height // grid) + 1) * grid / size
    nodes = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    basis = np.hstack([_radial(nodes, knots), np.ones((len(nodes), 1)), nodes])
    coarse = (basis @ weights).reshape(len(rows), len(columns), -1).astype(np.float32)
    finer = np.array([[grid, 0, 0], [0, grid, 0]], np.float32)
    planes = [
        cv2.warpAffine(coarse[..., k], finer, (patch.width, patch.height), flags=cv2.INTER_LINEAR)
        for k in range(coarse.shape[2])
    ]
    return np.stack(planes, axis=-1)


def _radial(points: Floats, knots: Floats) -> Floats:
    squared = ((points[:, None] - knots[None]) ** 2).sum(axis=2)
    return np.asarray(0.5 * squared * np.log(np.maximum(squared, 1e-12)))


def mouth_shapes(faces: Faces, donors: Ints, wanted: Goal) -> Floats:
    """Canonical target landmarks (T, 478, 3): the donors' faces, smoothed, opened just as far as wanted."""
    shapes = gaussian_filter1d(faces.points[donors], _SHAPE_SIGMA_FRAMES, axis=0, mode="nearest")
    opening = np.linalg.norm(shapes[:, UPPER_INNER] - shapes[:, LOWER_INNER], axis=1)
    missing = (wanted.aperture - opening)[:, None]
    lower, upper = list(LOWER_LIP), list(UPPER_LIP)
    shapes[:, lower, 1] += _LOWER_SHARE * missing * _lift(shapes, lower)
    shapes[:, upper, 1] -= _UPPER_SHARE * missing * _lift(shapes, upper)
    for above, below in _FACING:
        shapes[:, below, 1] = np.maximum(shapes[:, below, 1], shapes[:, above, 1] + _HAIRLINE / 2)
    chin = [*JAW, *BELOW_LIP]
    # The jaw's corners hardly move; its middle does.
    reach = np.clip(1 - (np.abs(shapes[:, chin, 0] - shapes[:, [CHIN], 0]) / 0.42) ** 2, 0, 1)
    shapes[:, chin, 1] += _CHIN_SHARE * missing * reach
    return np.asarray(shapes, np.float32)


def _lift(shapes: Floats, lip: list[int]) -> Floats:
    """1 in the middle of the mouth, 0 at its corners (T, n)."""
    middle = (shapes[:, [61], 0] + shapes[:, [291], 0]) / 2
    half = np.maximum(np.abs(shapes[:, [291], 0] - shapes[:, [61], 0]) / 2, 1e-4)
    return np.asarray(np.clip(1 - (np.abs(shapes[:, lip, 0] - middle) / half) ** 2, 0, 1), np.float32)


class MouthPainter:
    """Puts the mouths of one walk onto its base frames; remembers the colour match from frame to frame."""

    def __init__(self, faces: Faces, landmarks: Floats) -> None:
        """Take the canonical faces and the (T, 478, 3) landmarks in pixels they come from."""
        self._faces = faces
        self._landmarks = landmarks
        self._gain: Floats | None = None

    def paint(self, base: Bytes, donor: Bytes, base_index: int, donor_index: int, shape: Floats) -> Bytes:
        """The base frame (h, w, 3) with the donor's mouth and its own jaw in the wanted shape (478, 3)."""
        moved = self._faces.to_frame(base_index, shape)
        patch = _patch(self._landmarks[base_index], base.shape[:2])
        offset = np.array([patch.left, patch.top], np.float32)
        jawed = self._fitted(base, (base_index, base_index), moved, patch, (*OUTER_LIPS, *JAW, *BELOW_LIP))
        mouth = self._fitted(donor, (base_index, donor_index), moved, patch, MOVING)
        height = float(1 / self._faces.scale[base_index])
        lips, inner = moved[list(OUTER_LIPS)] - offset, moved[list(INNER_LIPS)] - offset
        mask = _mask(lips, height, (patch.height, patch.width))
        mouth = self._matched(mouth, jawed, mask)
        mouth = _with_depth(mouth, inner, height, self._missing_depth(donor_index, shape))
        rows, columns = patch.slices
        edge = _edge(patch)[..., None]
        whole = jawed + (mouth.astype(np.float32) - jawed) * mask[..., None]
        result = base.copy()
        result[rows, columns] = np.clip(base[rows, columns] * (1 - edge) + whole * edge + 0.5, 0, 255).astype(
            np.uint8
        )
        return result

    def _missing_depth(self, donor_index: int, shape: Floats) -> float:
        """0..1: how much of an open mouth's inside the donor cannot show, being closed itself."""
        opening = float(np.linalg.norm(shape[UPPER_INNER] - shape[LOWER_INNER]))
        given = float(self._faces.aperture[donor_index])
        closed = float(np.clip((_SHOWS_INSIDE - given) / _SHOWS_INSIDE, 0, 1))
        return closed * float(np.clip((opening - given - 2 * _HAIRLINE) / 0.03, 0, 1))

    def _fitted(
        self, frame: Bytes, pair: tuple[int, int], moved: Floats, patch: Patch, moving: tuple[int, ...]
    ) -> Bytes:
        """The second frame of a pair, warped: its `moving` points lie where `moved` has them on the first.

        The base itself is fitted without its inner lips: an open mouth pressed shut would fold over.
        """
        base_index, index = pair
        still = list(STILL)
        targets = np.vstack([moved[list(moving)], self._landmarks[base_index][still, :2]])
        sources = self._landmarks[index][[*moving, *still], :2]
        maps = thin_plate(targets, sources, patch)
        flags = cv2.INTER_LINEAR if index == base_index else cv2.INTER_CUBIC
        return cv2.remap(frame, maps[..., 0], maps[..., 1], flags, borderMode=cv2.BORDER_REPLICATE)

    def _matched(self, mouth: Bytes, around: Bytes, mask: Floats) -> Floats:
        ring = (mask > 0.03) & (mask < 0.6)  # noqa: PLR2004 - the feather
        if ring.any():
            gain = (around[ring].mean(axis=0) + 1) / (mouth[ring].mean(axis=0) + 1)
            gain = np.clip(gain, 0.75, 1.33).astype(np.float32)
            self._gain = gain if self._gain is None else _KEEP * self._gain + (1 - _KEEP) * gain
        gain = np.ones(3, np.float32) if self._gain is None else self._gain
        return np.asarray(mouth * gain, np.float32)


def _patch(landmarks: Floats, size: tuple[int, int]) -> Patch:
    low, high = landmarks[:, :2].min(axis=0), landmarks[:, :2].max(axis=0)
    height = high[1] - low[1]
    left, right = low[0] - 0.03 * height, high[0] + 0.03 * height
    top, bottom = landmarks[168, 1], high[1] + 0.22 * height
    left, top = max(0, int(left)), max(0, int(top))
    return Patch(left, top, min(size[1], int(right)) - left, min(size[0], int(bottom)) - top)


def _edge(patch: Patch) -> Floats:
    """1 inside, falling to 0 at the patch's border, so that the warp leaves no seam."""
    across = np.minimum(np.arange(patch.width) + 1, patch.width - np.arange(patch.width))
    down = np.minimum(np.arange(patch.height) + 1, patch.height - np.arange(patch.height))
    wide, high = max(patch.width * 0.12, 1), max(patch.height * 0.12, 1)
    return np.minimum(np.clip(across / wide, 0, 1)[None], np.clip(down / high, 0, 1)[:, None]).astype(
        np.float32
    )


def _mask(lips: Floats, height: float, size: tuple[int, int]) -> Floats:
    middle = lips.mean(axis=0)
    spread = middle + (lips - middle) * np.array([1.28, 1.42], np.float32)
    hull = cv2.convexHull(spread.astype(np.float32)).round().astype(np.int32)
    mask = np.zeros(size, np.float32)
    cv2.fillConvexPoly(mask, hull, 1.0)
    feather = max(1.0, _FEATHER * height)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), feather * 0.6), np.float32)


def _with_depth(mouth: Floats, inner: Floats, height: float, amount: float) -> Floats:
    """Darken the inside of a mouth that its donor shows closed: stretched lips would smear."""
    if amount <= 0:
        return mouth
    inside: Floats = np.zeros(mouth.shape[:2], np.float32)
    cv2.fillPoly(inside, [(inner * 8).round().astype(np.int32)], 1.0, cv2.LINE_AA, 3)
    inside = cv2.GaussianBlur(inside, (0, 0), max(0.6, 0.006 * height))
    low, high = inner.min(axis=0), inner.max(axis=0)
    rows = (np.arange(mouth.shape[0], dtype=np.float32) - low[1]) / max(float(high[1] - low[1]), 1.0)
    columns = (np.arange(mouth.shape[1], dtype=np.float32) - low[0]) / max(float(high[0] - low[0]), 1.0)
    deep: Floats = np.broadcast_to(np.array([26, 22, 46], np.float32), mouth.shape).copy()
    teeth = (
        np.clip((0.34 - rows) / 0.12, 0, 1)[:, None] * np.clip(1 - np.abs(columns - 0.5) * 2.4, 0, 1)[None]
    )
    tongue = np.clip((rows - 0.6) / 0.3, 0, 1)[:, None] * np.clip(1 - np.abs(columns - 0.5) * 2.6, 0, 1)[None]
    deep += (teeth * 0.75)[..., None] * (np.array([150, 165, 172], np.float32) - deep)
    deep += (tongue * 0.45)[..., None] * (np.array([70, 66, 120], np.float32) - deep)
    cover = (inside * amount)[..., None]
    return np.asarray(mouth * (1 - cover) + deep * cover, np.float32)


def face_height(landmarks: Floats) -> float:
    """Forehead to chin in pixels for (478, 3) landmarks."""
    return float(np.linalg.norm(landmarks[TOP, :2] - landmarks[CHIN, :2]))
