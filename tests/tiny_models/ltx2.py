"""A tiny LTX-2.3: the parts of diffusers' own pipeline test, the real compressions, no training at all.

It is saved as weights that were trained with references are: as `LTX2InContextPipeline`.
"""

from pathlib import Path

import torch
from diffusers import (
    AutoencoderKLLTX2Audio,
    AutoencoderKLLTX2Video,
    FlowMatchEulerDiscreteScheduler,
    LTX2InContextPipeline,
    LTX2VideoTransformer3DModel,
)
from diffusers.pipelines.ltx2 import LTX2TextConnectors
from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder
from transformers import Gemma3Config, Gemma3ForConditionalGeneration, GemmaTokenizerFast

WIDTH, LAYERS = 32, 2
"""Of the text encoder."""
LATENTS, SOUND_LATENTS, MEL_BINS = 4, 2, 8
SPECIAL = ("<pad>", "<eos>", "<bos>", "<unk>", "<mask>")


def save(folder: Path) -> None:
    """Build it, the same one every time, and save it as `cameo models pull ltx2` would leave it."""
    torch.manual_seed(0)
    pipeline = LTX2InContextPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=_vae(),
        audio_vae=_audio_vae(),
        text_encoder=_text_encoder(),
        tokenizer=_tokenizer(),
        connectors=_connectors(),
        transformer=_transformer(),
        vocoder=_vocoder(),
    )
    pipeline.save_pretrained(folder, safe_serialization=True)


def _tokenizer() -> GemmaTokenizerFast:
    """A token for each byte."""
    pieces = (*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)))
    return GemmaTokenizerFast(vocab={piece: number for number, piece in enumerate(pieces)}, merges=[])


def _text_encoder() -> Gemma3ForConditionalGeneration:
    text = {
        "vocab_size": 320,
        "hidden_size": WIDTH,
        "intermediate_size": 32,
        "num_hidden_layers": LAYERS,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 8,
    }
    vision = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 32,
        "patch_size": 16,
    }
    return Gemma3ForConditionalGeneration(
        Gemma3Config(text_config=text, vision_config=vision, mm_tokens_per_image=4, image_token_index=300)
    ).eval()


def _vae() -> AutoencoderKLLTX2Video:
    """Four levels as the real one's: 32 times smaller in space, 8 times in time."""
    return AutoencoderKLLTX2Video(
        latent_channels=LATENTS,
        block_out_channels=(8, 8, 16, 16),
        decoder_block_out_channels=(8, 16, 32),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        decoder_causal=False,
        spatial_compression_ratio=32,
        temporal_compression_ratio=8,
    )


def _audio_vae() -> AutoencoderKLLTX2Audio:
    return AutoencoderKLLTX2Audio(
        base_channels=SOUND_LATENTS * MEL_BINS // 4,
        ch_mult=(1, 1, 1),
        num_res_blocks=1,
        resolution=32,
        latent_channels=SOUND_LATENTS,
        mel_bins=MEL_BINS,
    )


def _connectors() -> LTX2TextConnectors:
    return LTX2TextConnectors(
        caption_channels=WIDTH,
        text_proj_in_factor=LAYERS + 1,
        video_connector_num_attention_heads=4,
        video_connector_attention_head_dim=8,
        video_connector_num_layers=1,
        video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=4,
        audio_connector_attention_head_dim=8,
        audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None,
        connector_rope_base_seq_len=32,
        rope_theta=10000.0,
        rope_double_precision=False,
        causal_temporal_positioning=False,
        rope_type="split",
    )


def _transformer() -> LTX2VideoTransformer3DModel:
    return LTX2VideoTransformer3DModel(
        in_channels=LATENTS,
        out_channels=LATENTS,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        audio_in_channels=SOUND_LATENTS * MEL_BINS // 4,
        audio_out_channels=SOUND_LATENTS * MEL_BINS // 4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=4,
        audio_cross_attention_dim=8,
        num_layers=2,
        caption_channels=WIDTH,
        rope_double_precision=False,
        rope_type="split",
        cross_attn_mod=True,
        audio_cross_attn_mod=True,
        perturbed_attn=True,
    )


def _vocoder() -> LTX2Vocoder:
    """16 kHz from a hop of 160."""
    return LTX2Vocoder(
        in_channels=2 * MEL_BINS,
        hidden_channels=32,
        upsample_kernel_sizes=[20, 32],
        upsample_factors=[10, 16],
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
        output_sampling_rate=16000,
    )
