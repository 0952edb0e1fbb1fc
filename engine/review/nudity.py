"""How much a clip's frames look like nudity, by Yahoo's open_nsfw (Mahadeokar & Pesavento 2016).

The classifier was made to tell pornographic from other photographs. It knows nothing of violence, and large
skin-coloured areas raise it. A score, never a decision: the bot's settings say from where on operators look.

Measured here, the worst frame: 14 recordings of dressed people at most .16, one with bare shoulders .34;
clips rendered of them at most .16; crowds, bikes, a cartoon at most .15; flat skin colour .2 to .3, drawn
bodies and shaded round shapes in skin colours .3 to .6. It was not tested on pictures of real nudity (there
are none here), nor on swimwear.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from engine.contract.messages import NudityScore
from engine.contract.weights import WeightStore

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

WEIGHT = "nsfw"
SHRUNK, SEEN = 256, 224
MEAN_BGR = (104.0, 117.0, 123.0)
JPEG_QUALITY = 75
"""As the original's training pictures went through: a round trip without it moves scores by a few percent."""
_UNSAFE = 1


@lru_cache(maxsize=2)
def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def prepared(picture: Picture) -> Floats:
    """A BGR picture as the classifier wants it, (224, 224, 3) float32.

    Shrunk to 256 x 256 whatever its shape, through JPEG, the middle 224, blue first, the training set's mean
    taken off: the steps of the original's classify_nsfw.py.
    """
    small = cv2.resize(picture, (SHRUNK, SHRUNK), interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    told = np.asarray(cv2.imdecode(jpeg, cv2.IMREAD_COLOR), np.uint8)
    edge = (SHRUNK - SEEN) // 2
    middle = told[edge : edge + SEEN, edge : edge + SEEN]
    return np.asarray(middle.astype(np.float32) - np.array(MEAN_BGR, np.float32), np.float32)


def views(picture: Picture) -> tuple[Picture, ...]:
    """What of a frame is judged: the whole, and where it is wide also its two ends as squares.

    The whole is squeezed into a square and loses a sixteenth at each edge, so a body at the side of a wide
    frame would be small, thin and partly out of sight.
    """
    height, width = picture.shape[:2]
    if width <= height:
        return (picture,)
    return picture, picture[:, :height], picture[:, width - height :]


def scores(pictures: tuple[Picture, ...], weights: WeightStore) -> Floats:
    """The classifier's probability for each BGR picture, (n,) 0..1.

    Raises:
        engine.contract.weights.WeightMissingError: the weight is not here.
    """
    session = _session(weights.path(WEIGHT))
    batch = np.stack([prepared(picture) for picture in pictures])
    (found,) = session.run(None, {session.get_inputs()[0].name: batch})
    return np.asarray(found[:, _UNSAFE], np.float32)


@dataclass(slots=True)
class NudityWatch:
    """Looks at sampled frames; a frame counts as its worst view."""

    weights: WeightStore
    _worst: list[float] = field(default_factory=list)

    def see(self, picture: Picture) -> None:
        """Judge one frame."""
        self._worst.append(float(scores(views(picture), self.weights).max()))

    def score(self) -> NudityScore | None:
        """The worst and the mean frame; None where none was looked at."""
        if not self._worst:
            return None
        kept = np.clip(self._worst, 0, 1)
        return NudityScore(
            worst=round(float(kept.max()), 4), mean=round(float(kept.mean()), 4), frames=len(kept)
        )
