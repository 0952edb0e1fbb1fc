"""A tiny Stable Audio 3: 44.1 kHz stereo in latents of 4096 samples, as the real one has them."""

from pathlib import Path

import torch
from diffusers import (
    AutoencoderSAME,
    FlowMatchEulerDiscreteScheduler,
    StableAudio3DiTModel,
    StableAudio3Pipeline,
)
from diffusers.pipelines.stable_audio_3.modeling_stable_audio_3 import StableAudio3DurationEmbedder
from transformers import T5GemmaConfig, T5GemmaEncoderModel
from transformers.models.t5gemma.configuration_t5gemma import T5GemmaModuleConfig

from tiny_models.letters import letters, old_norms, stirred

WIDTH = 16


def _text_encoder(tokens: int) -> T5GemmaEncoderModel:
    half = T5GemmaModuleConfig(
        vocab_size=tokens,
        hidden_size=WIDTH,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        layer_types=["full_attention"],
    )
    return T5GemmaEncoderModel(
        T5GemmaConfig(encoder=half.to_dict(), decoder=half.to_dict(), is_encoder_decoder=False)
    )


def save(folder: Path) -> None:
    """Build one and save it as a pipeline."""
    torch.manual_seed(0)
    tokenizer = letters(model_max_length=64)
    transformer = StableAudio3DiTModel(
        io_channels=8,
        embed_dim=32,
        depth=2,
        num_heads=4,
        cond_token_dim=WIDTH,
        global_cond_dim=WIDTH,
        local_add_cond_dim=9,
        timestep_features_dim=16,
        ff_mult=2,
        num_memory_tokens=3,
    )
    with old_norms():
        vae = AutoencoderSAME(
            encoder_channels=8,
            encoder_c_mults=(2,),
            encoder_transformer_depths=(1,),
            latent_dim=8,
            dim_heads=4,
        )
    stirred(transformer)
    stirred(vae)
    StableAudio3Pipeline(
        vae=vae,
        text_encoder=_text_encoder(len(tokenizer)),
        tokenizer=tokenizer,
        duration_embedder=StableAudio3DurationEmbedder(output_dim=WIDTH, fourier_dim=16),
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(stochastic_sampling=True),
    ).save_pretrained(folder)
