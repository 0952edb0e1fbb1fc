"""Round messages as chat programs record them: a square, of which a circle is shown."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.footage import encode_recording, open_recording

BLACK = 0


def round_message(footage: bytes, side: int = 384, *, corners: int | None = BLACK) -> bytes:
    """The upper square of a recording, `side` pixels wide; corners: their grey, None where they are shown.

    Args:
        footage: a recording with sound.
        side: 240 to 640.
        corners: 0..255.
    """
    with open_recording(footage) as recording:
        pcm = recording.sound()
        assert pcm is not None
        return encode_recording(_cropped(recording.frames(), side, corners), (side, side), pcm)


def _cropped(
    pictures: Iterator[NDArray[np.uint8]], side: int, corners: int | None
) -> Iterator[NDArray[np.uint8]]:
    offset = np.arange(side) + 0.5 - side / 2
    outside = np.hypot(offset[:, None], offset[None, :]) > side / 2
    for picture in pictures:
        height, width = picture.shape[:2]
        least = min(height, width)
        left = (width - least) // 2
        square = cv2.resize(
            picture[:least, left : left + least], (side, side), interpolation=cv2.INTER_AREA
        ).astype(np.uint8)
        if corners is not None:
            square[outside] = corners
        yield square
