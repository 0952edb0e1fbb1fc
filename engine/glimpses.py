"""Small pictures of what is being drawn, for its maker to look at meanwhile: marked as the clip will be."""

import time
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import PREVIEW_BYTES
from engine.finish import yuv_to_bgr
from engine.finish_mark import marked
from engine.generation.film import cut_to_shape
from engine.renderers import Take

EVERY_S = 3.0
LONGEST_SIDE = 320
QUALITIES = (80, 65, 50, 35, 20)

Frame = NDArray[np.uint8]


class Glimpses:
    """Sees frames go by, and shows one as a JPEG of at most PREVIEW_BYTES, the first soon and then seldom."""

    def __init__(self, show: Callable[[bytes], None], seconds: Callable[[], float] = time.monotonic) -> None:
        """`seconds` is a clock that only goes forward."""
        self._show = show
        self._seconds = seconds
        self._next = seconds()

    def see(self, frame: Frame) -> None:
        """Look at a finished frame (planar YUV 4:2:0, BT.709, limited range)."""
        if self._seconds() < self._next:
            return
        self._next = self._seconds() + EVERY_S
        picture = jpeg(frame)
        if picture is not None:
            self._show(picture)


def jpeg(frame: Frame) -> bytes | None:
    """A small picture of a frame; None where none so small can be made."""
    picture = yuv_to_bgr(_shrunk(frame))
    for quality in QUALITIES:
        done, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
        if done and len(data) <= PREVIEW_BYTES:
            return data.tobytes()
    return None


def rough(sketch: bytes, take: Take, *, verified: bool) -> bytes | None:
    """A picture of what a model is still making, marked as the finished frames will be.

    sketch: JPEG, of any size. None where it is no picture.
    """
    picture = cv2.imdecode(np.frombuffer(sketch, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        return None
    tall, wide = picture.shape[:2]
    cut = cut_to_shape(wide, tall)
    left, top = (wide - cut[0]) // 2, (tall - cut[1]) // 2
    width, height = take.resolution.size
    whole = cv2.resize(picture[top : top + cut[1], left : left + cut[0]], (width, height))
    frame = cv2.cvtColor(whole, cv2.COLOR_BGR2YUV_I420).astype(np.uint8, copy=False)
    return jpeg(marked(frame, width, height, verified=verified, credited=take.credits))


def _shrunk(frame: Frame) -> Frame:
    """The planes apart, each made smaller: a hundredth of the work of doing it in colour."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    wide, tall = (round(side * scale / 4) * 4 for side in (width, height))
    luma = cv2.resize(frame[:height], (wide, tall), interpolation=cv2.INTER_AREA)
    chroma = frame.reshape(-1)[height * width :].reshape(2, height // 2, width // 2)
    small = [cv2.resize(plane, (wide // 2, tall // 2), interpolation=cv2.INTER_AREA) for plane in chroma]
    planes = np.concatenate([luma.reshape(-1), *(plane.reshape(-1) for plane in small)])
    return planes.reshape(tall * 3 // 2, wide)
