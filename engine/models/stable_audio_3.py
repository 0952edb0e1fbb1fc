"""Stable Audio 3 (Stability AI): effects, beds and music of up to a minute; 44.1 kHz stereo, 8 steps."""

from pathlib import Path
from typing import Any

import torch
from diffusers import StableAudio3Pipeline

from engine.models import Setup
from engine.models.sounding import SoundMaker, pipeline
from engine.room.messages import SoundAsk


def load(folder: Path, setup: Setup) -> SoundMaker:
    """Load it; see `engine.models.load`."""
    pipe = pipeline(StableAudio3Pipeline, folder, setup)

    def made(ask: SoundAsk, **options: Any) -> torch.Tensor:
        sound: torch.Tensor = pipe(prompt=ask.prompt, duration=ask.seconds, **options).audios[0]
        return sound

    return SoundMaker(pipe.vae.config.sampling_rate, made, setup.device, setup.steps)
