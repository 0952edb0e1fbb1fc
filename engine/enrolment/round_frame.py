"""Round recordings: a square picture of which a circle was filmed and the corners are one colour.

Chat programs that record round messages send squares, some with black or white corners. A segmenter takes a
dark corner beside a dark shoulder for the shoulder, so the corners are filled before anything looks at them:
with what lies as far inside the circle as they lie outside, which goes on from shoulder and wall alike.
"""

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

# Shares of the circle's radius. Between the two a codec blends the corner's colour with the picture's.
INSIDE, OUTSIDE = 0.97, 1.04
# Spread (98th percentile less 2nd, 0..255) up to which a channel of the corners is one colour. Measured with
# H.264 at CRF 17 to 28: up to 4 in drawn corners; 60 and more where corners were filmed.
ONE_COLOUR = 14


def _distance(side: int) -> NDArray[np.float32]:
    """How far each pixel of a square is from its middle, in radii of the circle that touches its sides."""
    offset = (np.arange(side, dtype=np.float32) + 0.5) / (side / 2) - 1
    return np.asarray(np.hypot(offset[:, None], offset[None, :]), np.float32)


def is_round(picture: Picture) -> bool:
    """Whether a BGR picture (h, w, 3) is a square whose corners are one colour."""
    height, width = picture.shape[:2]
    if height != width:
        return False
    corners = picture[_distance(height) > OUTSIDE]
    low, high = np.percentile(corners, (2, 98), axis=0)
    return bool((high - low).max() <= ONE_COLOUR)


def _mirrored_corners(side: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pixel where its colour comes from (x and y): itself, or mirrored at the circle's edge."""
    at = np.arange(side, dtype=np.float32)
    middle, distance = (side - 1) / 2, _distance(side)
    share = np.where(distance > INSIDE, (2 * INSIDE - distance) / np.maximum(distance, INSIDE), 1)
    share = share.astype(np.float32)
    return middle + (at[None, :] - middle) * share, middle + (at[:, None] - middle) * share


def whole(pictures: Iterable[Picture]) -> Iterator[Picture]:
    """The same pictures; where the first one is round, with their corners filled in.

    All pictures are BGR (h, w, 3) uint8 of one size.
    """
    where: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None
    for number, picture in enumerate(pictures):
        if number == 0 and is_round(picture):
            where = _mirrored_corners(picture.shape[0])
        if where is None:
            yield picture
        else:
            yield np.asarray(cv2.remap(picture, *where, cv2.INTER_LINEAR), np.uint8)
