"""Small pictures that go with films: what stands for one until it plays, and what stands where one was."""

import cv2
import numpy as np

LONGEST_SIDE, MOST_BYTES = 320, 200_000
"""Of a thumbnail, in pixels and bytes (https://core.telegram.org/bots/api#sendvideo)."""
_QUALITIES = (85, 60, 40)
_GREY, _SHAPE = 40, (180, 320, 3)


def thumbnail(picture: bytes) -> bytes | None:
    """A picture (PNG or JPEG) as a thumbnail, JPEG; None where it cannot be read or made small enough."""
    read = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR) if picture else None
    if read is None:
        return None
    scale = min(1.0, LONGEST_SIDE / max(read.shape[:2]))
    size = tuple(max(1, round(side * scale)) for side in read.shape[1::-1])
    small = cv2.resize(read, size, interpolation=cv2.INTER_AREA)
    for quality in _QUALITIES:
        made = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        if len(made) <= MOST_BYTES:
            return made
    return None


def nothing_here() -> bytes:
    """A grey picture, JPEG: it takes the place of a film that Telegram does not remove."""
    return bytes(cv2.imencode(".jpg", np.full(_SHAPE, _GREY, np.uint8))[1].tobytes())
