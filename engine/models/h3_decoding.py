"""MiniMax-H3's latents as pictures: a film piece by piece, and a rough look at one that is still denoised.

The arithmetic is that of diffusers' decode block and of the autoencoder's own chunks, whose overlaps are
blended: read in pieces, a film is the same, and only a second of it lies on the card at a time.
"""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from engine.models import Pictures, Watch
from engine.room.messages import Doing

CHUNKS = 2
"""Of the autoencoder (17 pictures each) are decoded at a time."""
LOOK_SIDE = 20
"""Longest side of a rough look, in latents."""


def decoded(pipeline: Any, latents: torch.Tensor, watch: Watch) -> Iterator[Pictures]:
    """Pieces (n, height, width, 3) RGB of latents (1, channels, 5 n + 2, height, width), decoded as read."""
    vae = pipeline.vae
    stride, lap = vae.tokens_chunk_size, vae.frame_overlap
    count = (latents.shape[2] - vae.token_overlap) // stride
    tail: torch.Tensor | None = None
    for first in range(0, count, CHUNKS):
        watch.at(Doing.DECODING, first, count)
        last = min(first + CHUNKS, count)
        film = _pixels(pipeline, latents[:, :, first * stride : last * stride + vae.token_overlap])
        if tail is not None:
            share = torch.arange(lap, device=film.device).view(1, 1, -1, 1, 1) / lap
            film[:, :, :lap] = tail * (1 - share) + film[:, :, :lap] * share
        tail = None if last == count else film[:, :, -lap:].clone()
        yield _shown(film if last == count else film[:, :, :-lap])


def rough(pipeline: Any, state: Any, time: torch.Tensor, height: int, width: int) -> Pictures:
    """A frame from the middle of a film that is being denoised, (h, w, 3) RGB, small.

    state: of the denoising loop, one step done at least. time: of the step that is about to begin. height,
    width: of the film in pixels.
    """
    vae, (_, patch_h, patch_w) = pipeline.vae, pipeline.patch_size
    tall, wide = height // vae.spatial_compression_ratio, width // vae.spatial_compression_ratio
    known = state.num_condition_video_rows
    # The model's velocity points at the clean film, which is a step of the rest of the way from here.
    rows = state.latents[known:] + (1 - time) * state.noise_pred[0, known:]
    rows = rows.reshape(-1, tall // patch_h, wide // patch_w, vae.config.latent_channels, patch_h, patch_w)
    latents = rows.permute(3, 0, 1, 4, 2, 5).reshape(1, vae.config.latent_channels, -1, tall, wide)
    span = vae.tokens_chunk_size + vae.token_overlap
    start = (latents.shape[2] - span) // 2 // vae.tokens_chunk_size * vae.tokens_chunk_size
    fewer = math.ceil(max(tall, wide) / LOOK_SIDE)
    few = functional.avg_pool3d(latents[:, :, start : start + span], (1, fewer, fewer))
    frame: Pictures = _shown(_pixels(pipeline, few)[:, :, :1])[0]
    return frame


def _pixels(pipeline: Any, latents: torch.Tensor) -> torch.Tensor:
    """(1, 3, frames, height, width), 0..1 but for what lies outside."""

    def each(values: Any) -> torch.Tensor:
        return torch.tensor(values, device=latents.device, dtype=torch.float32).view(1, -1, 1, 1, 1)

    told = pipeline.vae.config
    with torch.no_grad():
        film = pipeline.vae.decode(
            latents * each(told.latents_std) + each(told.latents_mean), return_dict=False
        )
        return film[0].float() * each(pipeline.pixel_std) + each(pipeline.pixel_mean)


def _shown(film: torch.Tensor) -> Pictures:
    levels = (film[0].clamp(0, 1) * 255).round().to(torch.uint8)
    return np.ascontiguousarray(levels.permute(1, 2, 3, 0).cpu().numpy(), dtype=np.uint8)
