"""What is looked for in a picture that somebody sends: people, nudity, sharpness.

Faces are looked for by the landmarker in the whole picture, turned three ways, and in two grids of squares,
so that small ones are found too; what was found is looked at from closer, twelve times, before it counts.
"""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.weights import WeightStore
from engine.faces import Face, FaceReader

Picture = NDArray[np.uint8]

MOST_FACES = 8
# Sides of the squares as shares of the shorter side of the picture, and how far they are apart.
GRIDS = ((0.6, 0.2), (0.36, 0.18))
SMALLEST_FACE = 24
"""Pixels forehead to chin; a smaller one is nobody who could be recognised."""
CLOSE_UPS = (1.7, 2.4, 3.4)
"""Sides of the closer looks' squares in face heights; each as it is and in equalised grey, and mirrored."""
CLOSE_UP_SIDE, NEARLY = 320, 0.35
ENOUGH = 6
"""Of those twelve looks. Faces of ten recordings, upright or lying, had 10 to 12; the three that were seen in
sixty pictures of blurred balls and boxes had 0 to 3."""
NUDE = 0.5
"""From here on a picture is refused (open_nsfw, 0..1), as a finished clip is held by default. Dressed people
in twenty frames had .17 at most, drawings .004. Yahoo's own figures: below .2 safe, above .8 not."""
SHARP_SIDE = 400


def shows_person(picture: Picture, weights: WeightStore) -> bool:
    """Whether a human face is visible in a BGR picture (h, w, 3), larger than 24 px.

    Raises:
        engine.contract.weights.WeightMissingError: the landmarker is not here.
    """
    with FaceReader(weights, most=MOST_FACES) as reader:
        for part in _looks(picture):
            for face in reader.read(part):
                if face.height >= SMALLEST_FACE and _again(part, face, reader):
                    return True
    return False


def _looks(picture: Picture) -> Iterator[Picture]:
    yield picture
    for turn in (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE, cv2.ROTATE_180):
        yield np.asarray(cv2.rotate(picture, turn), np.uint8)
    height, width = picture.shape[:2]
    for share, step in GRIDS:
        side, apart = round(min(width, height) * share), round(min(width, height) * step)
        for top in _starts(height, side, apart):
            for left in _starts(width, side, apart):
                yield np.ascontiguousarray(picture[top : top + side, left : left + side])


def _starts(length: int, side: int, apart: int) -> list[int]:
    """Starts of stretches of `side` that cover `length`, at most `apart` from one to the next."""
    count = 1 + -(-(length - side) // max(apart, 1))
    return [int(start) for start in np.linspace(0, length - side, max(count, 1)).round()]


def _again(part: Picture, face: Face, reader: FaceReader) -> bool:
    """Whether closer looks find that face, too: a blurred ball may pass one look."""
    looks = [look for share in CLOSE_UPS for look in _close_ups(part, face, share)]
    return sum(_is_there(look, share, reader) for look, share in looks) >= ENOUGH


def _close_ups(part: Picture, face: Face, share: float) -> Iterator[tuple[Picture, float]]:
    reach = max(round(share * face.height / 2), 1)
    x, y = (int(value) for value in face.landmarks[:, :2].mean(axis=0))
    wide = cv2.copyMakeBorder(part, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    close = wide[max(y, 0) : y + 2 * reach, max(x, 0) : x + 2 * reach]
    if not close.size:
        return
    close = cv2.resize(close, (CLOSE_UP_SIDE, CLOSE_UP_SIDE), interpolation=cv2.INTER_LINEAR)
    grey = cv2.cvtColor(cv2.equalizeHist(cv2.cvtColor(close, cv2.COLOR_BGR2GRAY)), cv2.COLOR_GRAY2BGR)
    for look in (close, grey):
        yield np.asarray(look, np.uint8), share
        yield np.ascontiguousarray(look[:, ::-1], np.uint8), share


def _is_there(look: Picture, share: float, reader: FaceReader) -> bool:
    wanted, middle = CLOSE_UP_SIDE / share, CLOSE_UP_SIDE / 2
    return any(
        abs(found.height - wanted) < NEARLY * wanted
        and float(np.abs(found.landmarks[:, :2].mean(axis=0) - middle).max()) < NEARLY * middle
        for found in reader.read(look)
    )


def is_nude(picture: Picture, weights: WeightStore) -> bool:
    """Whether a BGR picture (h, w, 3) looks like nudity.

    Raises:
        engine.contract.weights.WeightMissingError: the classifier is not here.
    """
    from engine.review.nudity import scores  # noqa: PLC0415 - brings the whole review with it

    return float(scores(tuple(_squares(picture)), weights).max()) >= NUDE


def _squares(picture: Picture) -> Iterator[Picture]:
    """The whole, and squares all along it: the classifier squeezes a long picture into one."""
    yield picture
    height, width = picture.shape[:2]
    side = min(height, width)
    for top in _starts(height, side, side // 2):
        for left in _starts(width, side, side // 2):
            yield picture[top : top + side, left : left + side]


def sharpness(picture: Picture) -> float:
    """Variance of the Laplacian of a BGR picture shrunk to 400 px on its longer side."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    scale = SHARP_SIDE / max(grey.shape)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(grey, cv2.CV_32F).var())
