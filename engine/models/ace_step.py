"""ACE-Step 1.5 (ACE Studio, StepFun): music; 48 kHz stereo. It is asked for nothing that is sung."""

from pathlib import Path
from typing import Any

import torch
from diffusers import AceStepPipeline

from engine.models import Setup
from engine.models.sounding import SoundMaker, pipeline
from engine.room.messages import SoundAsk

INSTRUMENTAL = "[Instrumental]"
TURBO_STEPS, FULL_STEPS = 8, 50
"""Denoising steps of the distilled weights and of the others, after the model card."""


def load(folder: Path, setup: Setup) -> SoundMaker:
    """Load it; see `engine.models.load`."""
    pipe = pipeline(AceStepPipeline, folder, setup)
    steps = setup.steps or (TURBO_STEPS if pipe.is_turbo else FULL_STEPS)

    def made(ask: SoundAsk, **options: Any) -> torch.Tensor:
        guided = {"guidance_scale": 1.0} if pipe.is_turbo else {}
        given = {"lyrics": INSTRUMENTAL, "audio_duration": ask.seconds, **guided, **options}
        sound: torch.Tensor = pipe(prompt=ask.prompt, **given).audios[0]
        return sound

    return SoundMaker(pipe.vae.config.sampling_rate, made, setup.device, steps)
