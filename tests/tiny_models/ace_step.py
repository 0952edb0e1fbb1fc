"""A tiny ACE-Step: 48 kHz stereo in latents of 1920 samples, as the real one has them."""

from pathlib import Path

import torch
from diffusers import AutoencoderOobleck, FlowMatchEulerDiscreteScheduler
from diffusers.models.transformers.ace_step_transformer import AceStepTransformer1DModel
from diffusers.pipelines.ace_step import AceStepConditionEncoder, AceStepPipeline
from transformers import Qwen3Config, Qwen3Model

from tiny_models.letters import letters, old_norms

LAYER = {
    "hidden_size": 32,
    "intermediate_size": 32,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "head_dim": 8,
}


def save(folder: Path) -> None:
    """Build one and save it as a pipeline."""
    torch.manual_seed(0)
    tokenizer = letters()
    with old_norms():
        vae = AutoencoderOobleck(
            encoder_hidden_size=4,
            downsampling_ratios=[2, 4, 4, 6, 10],
            channel_multiples=[1, 1, 2, 2, 2],
            decoder_channels=4,
            decoder_input_channels=8,
            audio_channels=2,
            sampling_rate=48_000,
        )
    AceStepPipeline(
        vae=vae,
        text_encoder=Qwen3Model(Qwen3Config(vocab_size=len(tokenizer), num_hidden_layers=1, **LAYER)),
        tokenizer=tokenizer,
        transformer=AceStepTransformer1DModel(
            num_hidden_layers=2, in_channels=24, audio_acoustic_hidden_dim=8, sliding_window=16, **LAYER
        ),
        condition_encoder=AceStepConditionEncoder(
            text_hidden_dim=32,
            timbre_hidden_dim=8,
            num_lyric_encoder_hidden_layers=1,
            num_timbre_encoder_hidden_layers=1,
            sliding_window=16,
            **LAYER,
        ),
        scheduler=FlowMatchEulerDiscreteScheduler(num_train_timesteps=1, shift=1.0),
    ).save_pretrained(folder)
