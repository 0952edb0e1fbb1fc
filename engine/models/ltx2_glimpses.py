"""Rough frames of a film that LTX-2 is making, between two of its steps."""

from collections.abc import Callable
from typing import Any, cast

import torch

from engine.models import Pictures, Watch
from engine.models.films import in_pieces
from engine.models.stepping import told

Callback = Callable[[Any, int, Any, dict[str, Any]], dict[str, Any]]


def watched(watch: Watch, steps: int, latents: tuple[int, int, int]) -> Callback:
    """What the pipeline takes as `callback_on_step_end`: tells of every step, and shows what comes of it.

    latents: frames, height and width of the film as the model holds it.
    """
    tell = told(watch, steps)
    earlier: torch.Tensor | None = None

    def ended(pipeline: Any, number: int, time: Any, values: dict[str, Any]) -> dict[str, Any]:
        nonlocal earlier
        tell(pipeline, number, time, values)
        before, now = earlier, values["latents"]
        earlier = now
        if before is not None and number + 1 < steps:
            watch.look(lambda: _drawn(pipeline, _guessed(pipeline, number, before, now), latents))
        return values

    return ended


def _guessed(pipeline: Any, number: int, before: torch.Tensor, now: torch.Tensor) -> torch.Tensor:
    """The film that the last step was on its way to: a step is straight, so it need only be gone on with."""
    noise = pipeline.scheduler.sigmas[number : number + 2].to(now.device)
    return now - noise[1] * (now - before) / (noise[1] - noise[0])


def _drawn(pipeline: Any, tokens: torch.Tensor, latents: tuple[int, int, int]) -> Pictures:
    """Its middle frame, (h, w, 3) RGB."""
    count, height, width = latents
    vae, config = pipeline.vae, pipeline.transformer.config
    begin = count // 2 * height * width
    frame = tokens[:, begin : begin + height * width]
    values = pipeline._unpack_latents(frame, 1, height, width, config.patch_size, config.patch_size_t)  # noqa: SLF001
    mean, spread = (one.view(1, -1, 1, 1, 1).to(values) for one in (vae.latents_mean, vae.latents_std))
    values = (values * spread / vae.config.scaling_factor + mean).to(vae.dtype)
    moment = torch.zeros(1).to(values) if vae.config.timestep_conditioning else None
    with torch.no_grad():
        shown = vae.decode(values, moment, return_dict=False)[0][0]
    return cast("Pictures", next(in_pieces(shown))[0])
