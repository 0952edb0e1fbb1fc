"""Basic signs of life: a face that moves within itself, and a mouth that moves while there is speech.

This stops a photograph held before the camera and words played beside a silent face. It does not stop a
screen that plays a video of the person; the random turns and phrase of a challenge are there for that.
"""

import numpy as np
from numpy.typing import NDArray

from engine.faces import CHIN, FOREHEAD, INNER_LIPS

Floats = NDArray[np.float32]

# Mean over the 52 blendshapes of each one's standard deviation over time. Measured: a photograph with a
# voice laid over it .002, the stillest living person .028.
LEAST_EXPRESSION = 0.006
# Standard deviation of lip aperture while there is speech, as a share of the face's height. Measured:
# .021 .. .035 in people who speak, up to .004 with closed lips.
LEAST_MOUTH = 0.008


def expression_of(blendshapes: Floats) -> float:
    """How much a face moves within itself, from a (T, 52) track."""
    return float(blendshapes.std(axis=0).mean())


def apertures(landmarks: Floats) -> Floats:
    """Lip aperture as a share of the face's height, (T,), from (T, 478, 3) landmarks."""
    upper, lower = (landmarks[:, point] for point in INNER_LIPS)
    height = np.linalg.norm(landmarks[:, FOREHEAD, :2] - landmarks[:, CHIN, :2], axis=1)
    return np.asarray(np.linalg.norm(upper - lower, axis=1) / np.maximum(height, 1), np.float32)


def is_still(blendshapes: Floats) -> bool:
    """Whether this is a picture of a face rather than a face."""
    return expression_of(blendshapes) < LEAST_EXPRESSION


def mouth_moves(landmarks: Floats, speaking: NDArray[np.bool_]) -> bool:
    """Whether the lips open and close while there is speech; `speaking` (T,) tells it for each frame."""
    during = apertures(landmarks)[speaking[: len(landmarks)]]
    return bool(during.size and during.std() >= LEAST_MOUTH)
