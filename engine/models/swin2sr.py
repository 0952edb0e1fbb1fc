"""Enlarging pictures by Swin2SR (Conde et al., 2022), in tiles, through transformers.

A film that its model makes too small is enlarged by this where [models] upscaler says so, by Lanczos else.
"""

from math import ceil
from pathlib import Path
from typing import cast

import cv2
import numpy as np
import torch
from transformers import Swin2SRForImageSuperResolution

from engine.models import CannotError, Pictures, Setup
from engine.models.device import is_card
from engine.models.placing import dtype_of

TILE = 256
"""Pixels a side of what goes through the model at once, margins included. The model was made at 64."""
MARGIN = 16
"""Pixels at a tile's edges that are thrown away: the model sees less of what lies around them."""
WINDOW = 8
"""Pixels a side of what attention looks at. Tiles begin at whole windows, so that all look at the same."""
BATCH, BATCH_ON_CARDS = 1, 8
LARGEST = 4096


def load(folder: Path, setup: Setup) -> "Swin2SR":
    """Load it out of a folder as transformers writes it: safetensors, nothing fetched.

    Its plan does not matter: it is small, and held as it is.

    Raises:
        OSError: something is missing in the folder.
    """
    model = Swin2SRForImageSuperResolution.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, dtype=dtype_of(setup)
    )
    return Swin2SR(model.eval().to(setup.device), setup)


class Swin2SR:
    """Enlarges pictures by a whole factor; what is left to the wanted size is done by Lanczos."""

    def __init__(self, model: Swin2SRForImageSuperResolution, setup: Setup) -> None:
        """Take a model that lies on its device."""
        self._model = model
        self._device = setup.device
        self._factor: int = model.config.upscale
        self._batch = BATCH_ON_CARDS if is_card(setup.device) else BATCH

    def enlarge(self, frames: Pictures, width: int, height: int) -> Pictures:
        """The same (n, h, w, 3) RGB as (n, height, width, 3).

        Raises:
            CannotError: the wanted size is smaller than theirs, or larger than any film's.
        """
        count, tall, wide, _ = frames.shape
        if not (wide <= width <= LARGEST and tall <= height <= LARGEST):
            raise CannotError(f"Swin2SR does not make {width}x{height} of {wide}x{tall}")
        made = np.empty((count, height, width, 3), np.uint8)
        for number, frame in enumerate(frames):
            large = self._larger(frame)
            made[number] = large if large.shape[:2] == (height, width) else _resized(large, width, height)
        return made

    def _larger(self, frame: Pictures) -> Pictures:
        """One picture by the model's factor, tile by tile."""
        tall, wide, _ = frame.shape
        by, side = self._factor, _side(max(tall, wide))
        step = side - 2 * MARGIN
        places = [(top, left) for top in range(0, tall, step) for left in range(0, wide, step)]
        beyond = (MARGIN, side)
        padded = np.pad(frame, (beyond, beyond, (0, 0)), mode="symmetric")
        made = np.empty((tall * by, wide * by, 3), np.uint8)
        for start in range(0, len(places), self._batch):
            batch = places[start : start + self._batch]
            tiles = np.stack([padded[top : top + side, left : left + side] for top, left in batch])
            for (top, left), tile in zip(batch, self._through(tiles), strict=True):
                kept = tile[MARGIN * by : -MARGIN * by, MARGIN * by : -MARGIN * by]
                there = made[top * by : (top + step) * by, left * by : (left + step) * by]
                there[:] = kept[: there.shape[0], : there.shape[1]]
        return made

    def _through(self, tiles: Pictures) -> Pictures:
        """(n, side, side, 3) by the factor."""
        with torch.inference_mode():
            values = torch.from_numpy(tiles).to(self._device).permute(0, 3, 1, 2).to(self._model.dtype) / 255
            shades = self._model(values).reconstruction.float().clamp(0, 1) * 255
            return cast("Pictures", shades.round().byte().permute(0, 2, 3, 1).cpu().numpy())


def _side(longest: int) -> int:
    """Of the tiles for a picture, in pixels: no larger than it needs, in whole windows of attention."""
    return min(TILE, ceil((longest + 2 * MARGIN) / WINDOW) * WINDOW)


def _resized(frame: Pictures, width: int, height: int) -> Pictures:
    way = cv2.INTER_AREA if frame.shape[1] > width else cv2.INTER_LANCZOS4
    return cast("Pictures", cv2.resize(frame, (width, height), interpolation=way))
