"""Which pixels are the person: selfie segmentation, smoothed over time, its edge drawn by a guided filter.

The filter is He, Sun and Tang's (2013), its coefficients found at a quarter of the width ("fast guided
filter"), of a small picture at no fewer than `GUIDE_HEIGHT` lines: else it would smear over half a head.
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.weights import WeightStore
from engine.faces import silenced

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

SIDE = 256
KEEP = 0.35  # of the picture before; more leaves a ghost behind a turning head at 24 fps
RADIUS, EPSILON = 5, 1e-3
GUIDE_HEIGHT = 180  # a quarter of a recording's usual height
# The segmenter is in two minds about hats, ears and hair: half sure is taken for sure.
DOUBT, SURE = 0.12, 0.55
# The soft band of the matte that is kept; below and above it is background and person.
LOW, HIGH = 0.12, 0.88
# What is less sure than TIE joins no two pieces; the soft edge of a dropped piece is EDGE // 2 pixels wide.
TIE, EDGE = 0.3, 9


def _box(picture: NDArray[Any]) -> Floats:
    return np.asarray(cv2.boxFilter(picture, -1, (2 * RADIUS + 1, 2 * RADIUS + 1)), np.float32)


def one_piece(rough: Floats) -> Floats:
    """The largest connected piece of a rough matte (h, w) 0..1: a lamp behind a person is not them."""
    count, pieces, statistics, _ = cv2.connectedComponentsWithStats((rough > TIE).astype(np.uint8))
    if count <= 2:  # noqa: PLR2004 - the background and one piece
        return rough
    largest = 1 + int(np.argmax(statistics[1:, cv2.CC_STAT_AREA]))
    others = cv2.dilate(
        ((pieces != largest) & (pieces != 0)).astype(np.uint8), np.ones((EDGE, EDGE), np.uint8)
    )
    return np.where((others == 1) & (pieces != largest), np.float32(0), rough)


def refine(rough: Floats, picture: Picture) -> Picture:
    """Fit a rough matte, any size 0..1, to the edges of a BGR picture (h, w, 3).

    (h, w) uint8, 255 is person.
    """
    height, width = picture.shape[:2]
    share = min(1.0, max(0.25, GUIDE_HEIGHT / height))
    small = (max(1, int(width * share)), max(1, int(height * share)))
    guide = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
    small_guide = cv2.resize(guide, small, interpolation=cv2.INTER_AREA)
    matte = cv2.resize(rough, small, interpolation=cv2.INTER_LINEAR).astype(np.float32)
    mean_guide, mean_matte = _box(small_guide), _box(matte)
    slope = (_box(small_guide * matte) - mean_guide * mean_matte) / (
        _box(small_guide * small_guide) - mean_guide * mean_guide + EPSILON
    )
    offset = mean_matte - slope * mean_guide
    full = cv2.resize(_box(slope), (width, height)) * guide + cv2.resize(_box(offset), (width, height))
    return np.asarray(np.clip((full - LOW) / (HIGH - LOW), 0, 1) * 255 + 0.5, np.uint8)


class MatteReader:
    """Mattes of successive frames of one recording."""

    def __init__(self, weights: WeightStore) -> None:
        """Load the segmenter.

        Raises:
            engine.contract.weights.WeightMissingError: the weight is not here.
        """
        from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415 - loads a native runtime

        model = str(weights.path("selfie_segmentation"))
        with silenced():
            self._net: Any = Interpreter(model_path=model, num_threads=1)
            self._net.allocate_tensors()
        self._into = self._net.get_input_details()[0]["index"]
        self._from = self._net.get_output_details()[0]["index"]
        self._before: Floats | None = None

    def read(self, picture: Picture) -> Picture:
        """The (h, w) uint8 matte of a BGR picture (h, w, 3)."""
        rgb = cv2.cvtColor(cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2RGB)
        self._net.set_tensor(self._into, rgb[None].astype(np.float32) / 255)
        self._net.invoke()
        rough = np.asarray(self._net.get_tensor(self._from)[0, ..., 0], np.float32)
        share = np.clip((rough - DOUBT) / (SURE - DOUBT), 0, 1)
        rough = one_piece(np.asarray(share * share * (3 - 2 * share), np.float32))
        if self._before is not None:
            rough = KEEP * self._before + (1 - KEEP) * rough
        self._before = rough
        return refine(rough, picture)
