"""The first frame of a film, with the people that pictures show: FLUX.2 klein through diffusers' pipeline.

Chosen of the image editors that diffusers has and that take several references: the one of 4 billion
parameters is under the Apache licence, needs four steps and fits beside a film model.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import PIL.Image
from diffusers import Flux2KleinPipeline

from engine.models import CannotError, Pictures, Setup, Watch
from engine.models.device import generator
from engine.models.placing import dtype_of, place
from engine.models.received import picture
from engine.models.stepping import told
from engine.room.messages import Doing, PictureAsk

SIDES = 16
"""Width and height are multiples of this."""
LEAST_SIDE = 64
"""Pixels of a reference's shorter side, as the pipeline wants it."""
DISTILLED_STEPS, STEPS = 4, 50
GUIDANCE = 4.0
"""Steps and guidance of the model card: distilled weights need four and none, the others these."""


def load(folder: Path, setup: Setup) -> "FirstFrameModel":
    """Load it out of a folder as diffusers writes it: safetensors, nothing fetched.

    Raises:
        OSError: something is missing in the folder.
    """
    pipeline = Flux2KleinPipeline.from_pretrained(
        folder, dtype=dtype_of(setup), local_files_only=True, use_safetensors=True
    )
    pipeline.set_progress_bar_config(disable=True)
    place(pipeline.components, setup)
    return FirstFrameModel(pipeline, setup)


class FirstFrameModel:
    """Makes single pictures."""

    def __init__(self, pipeline: Any, setup: Setup) -> None:
        """Take a pipeline that lies where the plan has it."""
        self._pipeline = pipeline
        self._setup = setup

    def picture(self, ask: PictureAsk, pictures: Sequence[bytes], watch: Watch) -> Pictures:
        """Make one; see `engine.models.PictureModel`.

        Raises:
            CannotError: it asks for a size that the model does not make, or shows what is no picture.
        """
        if ask.width % SIDES or ask.height % SIDES:
            raise CannotError(f"a first frame has multiples of {SIDES}, not {ask.width}x{ask.height}")
        watch.at(Doing.ENCODING)
        distilled = self._pipeline.config.is_distilled
        steps = self._setup.steps or (DISTILLED_STEPS if distilled else STEPS)
        made = self._pipeline(
            prompt=ask.prompt,
            image=[_image(one) for one in pictures] or None,
            width=ask.width,
            height=ask.height,
            num_inference_steps=steps,
            guidance_scale=1.0 if distilled else GUIDANCE,
            generator=generator(ask.seed),
            callback_on_step_end=told(watch, steps),
            output_type="np",
        ).images[0]
        watch.at(Doing.DECODING)
        return cast("Pictures", (made * 255).round().astype(np.uint8))


def _image(png: bytes) -> PIL.Image.Image:
    """A picture that somebody sent, at least as large as the pipeline wants it."""
    shown = picture(png)
    scale = max(1.0, LEAST_SIDE / min(shown.size))
    return shown.resize((round(shown.width * scale), round(shown.height * scale)))
