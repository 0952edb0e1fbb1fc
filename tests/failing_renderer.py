"""A renderer of the tests behind the engine's port: breaks after a few frames."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import slow_renderer
from numpy.typing import NDArray

from engine.renderers import Footage, Report, Take

LAST_FRAME = 5


def render(take: Take, report: Report) -> Footage:
    """Promise all frames and give five."""
    footage = slow_renderer.render(take, report)
    return replace(footage, frames=_broken(footage.frames))


def _broken(frames: Iterator[NDArray[np.uint8]]) -> Iterator[NDArray[np.uint8]]:
    for number, frame in enumerate(frames):
        if number == LAST_FRAME:
            raise RuntimeError("the renderer of the tests breaks here")
        yield frame
