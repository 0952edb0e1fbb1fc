"""A renderer of the tests behind the engine's port: grey frames, slowly."""

import threading
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS
from engine.renderers import Footage, Report, Take
from engine.sound import MIX_RATE, Soundtrack

A_FRAME_S = 0.08


def render(take: Take, report: Report) -> Footage:
    """As long as was asked, at about half the speed of life."""
    del report
    count = round(take.screenplay.seconds * FPS)
    mix = np.zeros((round(count / FPS * MIX_RATE), 2), np.float32)
    sound = Soundtrack(mix=mix, lines=(), beats=(), notes=())
    return Footage(frames=_frames(take, count), frame_count=count, soundtrack=sound, notes=())


def _frames(take: Take, count: int) -> Iterator[NDArray[np.uint8]]:
    width, height = take.resolution.size
    wait = threading.Event()
    for number in range(count):
        wait.wait(A_FRAME_S)
        frame = np.full((height * 3 // 2, width), 128, np.uint8)
        frame[:height] = 16 + 8 * number % 200
        yield frame
