"""What the families that make effects and music have in common: one call of a diffusers pipeline."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engine.models import CannotError, Samples, Setup, Watch
from engine.models.device import generator
from engine.models.placing import dtype_of, place
from engine.room.messages import Doing, SoundAsk

Pipeline = Any
Call = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class SoundMaker:
    """A pipeline that turns words into sound.

    rate: in Hz. made: calls the pipeline with an ask, a source of chance, a number of steps (None: its own)
    and a callback after each step; gives (channels, n). steps: what an operator set.
    """

    rate: int
    made: Call
    device: str
    steps: int | None

    def sound(self, ask: SoundAsk, watch: Watch) -> tuple[Samples, int]:
        """The sound, (n, channels) at the family's rate.

        Raises:
            CannotError: nothing came of it.
        """

        def after(pipe: Pipeline, step: int, _time: Any, given: dict[str, Any]) -> dict[str, Any]:
            watch.at(Doing.DENOISING, step + 1, pipe.num_timesteps)
            return given

        watch.at(Doing.ENCODING)
        source = generator(ask.seed)
        made = self.made(ask, generator=source, num_inference_steps=self.steps, callback_on_step_end=after)
        sound = made.float().cpu().numpy().T
        if not sound.size or not np.isfinite(sound).all():
            raise CannotError("Nothing came of the sound.")
        loudest = max(float(np.abs(sound).max()), 1.0)
        return np.ascontiguousarray(sound / loudest, np.float32), self.rate


def pipeline(kind: Any, folder: Path, setup: Setup) -> Pipeline:
    """Load a diffusers pipeline out of a local folder, safetensors only, and put it where the plan has it."""
    with warnings.catch_warnings():
        # The pipelines' codecs are built with what newer PyTorch has another name for.
        warnings.filterwarnings("ignore", "`torch.nn.utils.weight_norm` is deprecated", FutureWarning)
        pipe = kind.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=dtype_of(setup)
        )
    pipe.set_progress_bar_config(disable=True)
    place(pipe.components, setup)
    return pipe
