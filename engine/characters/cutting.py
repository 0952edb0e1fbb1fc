"""Cutting a character out of its picture: by the picture's own transparency, else by GrabCut.

Rother, Kolmogorov and Blake, "GrabCut" (2004), told no more than that the picture's border is background.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.picture_checks import sharpness

Picture = NDArray[np.uint8]

WHITE = 255
WORK_SIDE = 420
BORDER_SHARE = 0.03
ROUNDS = 5
SEED = 7
CLEAR, SOLID = 16, 240
LEAST_CLEAR, LEAST_SOLID = 0.02, 0.02
"""Shares of a picture that have to be transparent and opaque before its own alpha is taken at its word."""
FRAGMENT = 0.06
"""Pieces smaller than this share of the largest are crumbs of the background."""
SMALLEST_SHARE, LARGEST_SHARE = 0.02, 0.92
"""A cut-out that is less or more of the picture is none: nothing was told from the background."""
BUSY = 24.0
"""Mean absolute deviation of the border's colour (0..255) from which a background is busy. Walls and drawn
backdrops have 0 to 12, gardens and rooms 25 and more."""
ALIKE, UNLIKE = 1.0, 3.0
"""How far from the border's colours, in their own spread, is one of them, and is surely none."""
LOW, HIGH = 0.5, 0.95
"""The soft band of the enlarged outline that is kept: a little inside, so that no background shows."""
ONE_PIECE = 0.7
"""Before a busy background the largest piece has to be this much of the cut-out, else it is scraps."""
EDGE_ROWS = 0.015


@dataclass(frozen=True, slots=True)
class CutOut:
    """A character alone.

    bgra: (h, w, 4), cropped. whole: the picture's lower edge does not cut it. busy: what was behind it makes
    the outline doubtful. sharpness: of this part of the picture as it came, see engine.picture_checks.
    """

    bgra: Picture
    whole: bool
    busy: bool
    sharpness: float


def cut_out(picture: Picture) -> CutOut | None:
    """Cut the character out of a BGRA picture (h, w, 4); None where nothing stands out."""
    alpha = picture[..., 3]
    own = float((alpha < CLEAR).mean()) >= LEAST_CLEAR and float((alpha > SOLID).mean()) >= LEAST_SOLID
    # Where its alpha tells nothing, only what is seen counts: a face may hide in what is all but clear.
    bgr = np.ascontiguousarray(picture[..., :3]) if own else flattened(picture)
    matte = alpha if own else _segmented(bgr)
    there = matte > 127  # noqa: PLR2004 - half
    busy = not own and _border(bgr) > BUSY
    if not SMALLEST_SHARE <= float(there.mean()) <= (1.0 if own else LARGEST_SHARE):
        return None
    if busy and _largest_piece(there) < ONE_PIECE:
        return None
    rows, columns = np.flatnonzero((matte > CLEAR).any(axis=1)), np.flatnonzero((matte > CLEAR).any(axis=0))
    box = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1))
    edge = max(2, round(EDGE_ROWS * len(matte)))
    cut_below = float(there[-edge:].any(axis=0).sum()) > 0.25 * max(len(columns), 1)
    shown = np.where(matte[..., None] > 0, _bled(bgr, there), 0)  # what nobody sees is not kept either
    bgra = np.dstack([shown, matte])[box]
    sharp = sharpness(flattened(picture[box]))
    return CutOut(np.ascontiguousarray(bgra), whole=not cut_below, busy=busy, sharpness=sharp)


def flattened(picture: Picture, behind: int = WHITE) -> Picture:
    """A BGRA picture over a grey (0..255), (h, w, 3): what is transparent is not looked at."""
    alpha = picture[..., 3:].astype(np.float32) / 255
    return np.asarray(picture[..., :3] * alpha + behind * (1 - alpha) + 0.5, np.uint8)


def _segmented(bgr: Picture) -> Picture:
    scale = min(1.0, WORK_SIDE / max(bgr.shape[:2]))
    small = np.asarray(cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    height, width = small.shape[:2]
    rim = max(2, round(BORDER_SHARE * min(height, width)))
    mask = np.full((height, width), cv2.GC_BGD, np.uint8)
    mask[rim:-rim, rim:-rim] = cv2.GC_PR_FGD
    # What the border shows everywhere is background inside, too, to begin with; what it shows in one place
    # only may be the character, where it reaches the border.
    unlike = _unlike_border(small, rim)
    mask[(unlike < ALIKE) & (mask == cv2.GC_PR_FGD)] = cv2.GC_PR_BGD
    mask[(unlike > UNLIKE) & (mask == cv2.GC_BGD)] = cv2.GC_PR_FGD
    if not (mask == cv2.GC_PR_FGD).any():
        return np.zeros(bgr.shape[:2], np.uint8)
    cv2.setRNGSeed(SEED)
    models = np.zeros((1, 65), np.float64), np.zeros((1, 65), np.float64)
    cv2.grabCut(small, mask, (0, 0, 1, 1), *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    found = ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    rough = cv2.resize(
        _without_crumbs(found) * 255, (bgr.shape[1], bgr.shape[0]), interpolation=cv2.INTER_CUBIC
    )
    soft = cv2.GaussianBlur(rough.astype(np.float32) / 255, (0, 0), 0.9 / scale)
    return np.asarray(np.clip((soft - LOW) / (HIGH - LOW), 0, 1) * 255 + 0.5, np.uint8)


def _unlike_border(small: Picture, rim: int) -> NDArray[np.float32]:
    """How far each pixel is from the border's colours, in their own spread: below 1 it is one of them."""
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
    around = _around(lab, rim)
    middle, spread = np.median(around, axis=0), np.maximum(around.std(axis=0) * 1.5, 6.0)
    return np.asarray(np.sqrt((((lab - middle) / spread) ** 2).mean(axis=2)), np.float32)


def _around(picture: NDArray[np.float32], rim: int) -> NDArray[np.float32]:
    """The pixels of the picture's border, (n, 3)."""
    edges = (picture[:rim], picture[-rim:], picture[:, :rim], picture[:, -rim:])
    return np.concatenate([edge.reshape(-1, 3) for edge in edges])


def _without_crumbs(found: Picture) -> Picture:
    """Keep the large pieces, and close the holes in them."""
    count, pieces, statistics, _ = cv2.connectedComponentsWithStats(found)
    if count < 2:  # noqa: PLR2004 - background only
        return found
    areas = statistics[1:, cv2.CC_STAT_AREA]
    large = 1 + np.flatnonzero(areas >= FRAGMENT * areas.max())
    kept = np.isin(pieces, large).astype(np.uint8)
    outlines, _ = cv2.findContours(kept, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    solid = np.zeros_like(kept)
    cv2.drawContours(solid, outlines, -1, 1, cv2.FILLED)
    holes = cv2.morphologyEx(solid - kept, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    share = float(holes.sum()) / max(float(solid.sum()), 1.0)
    # A handle's hole shows what is behind; speckles in a body are mistakes.
    return solid if share < 0.02 else kept  # noqa: PLR2004


def _largest_piece(there: NDArray[np.bool_]) -> float:
    statistics = cv2.connectedComponentsWithStats(there.astype(np.uint8))[2]
    return float(statistics[1:, cv2.CC_STAT_AREA].max() / max(int(there.sum()), 1))


def _bled(bgr: Picture, there: NDArray[np.bool_]) -> Picture:
    """The character's colours continued over its outline, so that no halo of the background is drawn."""
    core = cv2.erode(there.astype(np.uint8), np.ones((5, 5), np.uint8))
    weight = cv2.GaussianBlur(core.astype(np.float32), (0, 0), 3)
    spread = cv2.GaussianBlur(bgr.astype(np.float32) * core[..., None], (0, 0), 3)
    grown = spread / np.maximum(weight, 1e-3)[..., None]
    share = np.where(core > 0, 0.0, np.clip(weight * 8, 0, 1))[..., None]
    return np.asarray(np.clip(bgr * (1 - share) + grown * share, 0, 255), np.uint8)


def _border(bgr: Picture) -> float:
    rim = max(2, round(BORDER_SHARE * min(bgr.shape[:2])))
    around = _around(bgr.astype(np.float32), rim)
    return float(np.abs(around - np.median(around, axis=0)).mean())
