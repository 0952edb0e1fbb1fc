"""A MiniMax-H3 of two megabytes: every part of the real one, in its own format, and no training at all."""

import warnings
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKLMiniMaxH3,
    AutoencoderKLMiniMaxH3Audio,
    MiniMaxH3Scheduler,
    MiniMaxH3Transformer3DModel,
)
from diffusers.modular_pipelines.minimax_h3 import MiniMaxH3Blocks
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    Qwen2TokenizerFast,
    Qwen2VLImageProcessor,
    Qwen3VLConfig,
    Qwen3VLForConditionalGeneration,
    Qwen3VLProcessor,
    Qwen3VLVideoProcessor,
)

SPECIAL = (
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<|vision_start|>",
    "<|vision_end|>",
    "<|vision_pad|>",
    "<|image_pad|>",
    "<|video_pad|>",
)
WIDTH = 16
LATENTS, AUDIO_LATENTS = 4, 8


def save(folder: Path) -> None:
    """Build it, the same one every time, and save it as `cameo models pull h3` would leave it."""
    torch.manual_seed(0)
    words = tokenizer()
    seen = {"patch_size": 16, "size": {"shortest_edge": 32 * 32, "longest_edge": 64 * 64}}
    pipe = MiniMaxH3Blocks().init_pipeline()
    pipe.update_components(
        tokenizer=words,
        processor=Qwen3VLProcessor(Qwen2VLImageProcessor(**seen), words, Qwen3VLVideoProcessor(**seen)),
        text_encoder=Qwen3VLForConditionalGeneration(_conditioner(words)),
        vae=AutoencoderKLMiniMaxH3(
            latent_channels=LATENTS,
            block_out_channels=(8, 8, 8, 16),
            layers_per_block=1,
            spatial_downsample_factors=(2, 2, 2, 2),
            temporal_downsample_factors=(2, 2, 1, 1),
            norm_num_groups=8,
            decoder_num_layers=1,
            decoder_num_attention_heads=2,
            decoder_attention_head_dim=16,
            decoder_ffn_mult=2,
            latents_mean=(0.0,) * LATENTS,
            latents_std=(1.0,) * LATENTS,
        ),
        audio_vae=_sound_coder(),
        transformer=_denoiser(),
        transformer_ref=_denoiser(),
        scheduler=MiniMaxH3Scheduler(shift=12.0),
        audio_scheduler=MiniMaxH3Scheduler(shift=3.0),
        canvas_short_edge=64,
        canvas_max_pixels=64 * 112,
        reference_image_short_edge=64,
    )
    pipe.save_pretrained(str(folder), overwrite_modular_index=True)


def tokenizer() -> Qwen2TokenizerFast:
    """Qwen's, with a token for each byte and none for more than one."""
    bytes_ = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(bytes_)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    words = Qwen2TokenizerFast(tokenizer_object=made)
    words.add_special_tokens({"additional_special_tokens": list(SPECIAL)})
    return words


def _conditioner(words: Qwen2TokenizerFast) -> Qwen3VLConfig:
    """As deep as the real one, for layer 50 is read."""
    number = words.convert_tokens_to_ids
    return Qwen3VLConfig(
        text_config={
            "vocab_size": len(words),
            "hidden_size": WIDTH,
            "intermediate_size": 32,
            "num_hidden_layers": 51,
            "num_attention_heads": 2,
            "num_key_value_heads": 1,
            "head_dim": 8,
            "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0, "mrope_section": [2, 1, 1]},
        },
        vision_config={
            "depth": 2,
            "hidden_size": WIDTH,
            "intermediate_size": 32,
            "num_heads": 2,
            "out_hidden_size": WIDTH,
            "patch_size": 16,
            "spatial_merge_size": 2,
            "temporal_patch_size": 2,
            "deepstack_visual_indexes": [0, 1],
        },
        image_token_id=number("<|image_pad|>"),
        video_token_id=number("<|video_pad|>"),
        vision_start_token_id=number("<|vision_start|>"),
        vision_end_token_id=number("<|vision_end|>"),
    )


def _denoiser() -> MiniMaxH3Transformer3DModel:
    return MiniMaxH3Transformer3DModel(
        num_attention_heads=2,
        attention_head_dim=16,
        hidden_size=24,
        num_layers=2,
        num_refiner_layers=1,
        ffn_dim=32,
        in_channels=LATENTS,
        audio_in_channels=AUDIO_LATENTS,
        text_dim=WIDTH,
        freq_dim=16,
        time_embed_hidden_dim=24,
        time_embed_dim=16,
        rope_freq_dim=2,
    )


def _sound_coder() -> AutoencoderKLMiniMaxH3Audio:
    with warnings.catch_warnings():
        # diffusers 0.42 builds it with what torch 2.14 calls old.
        warnings.filterwarnings("ignore", r".*weight_norm. is deprecated", FutureWarning)
        return AutoencoderKLMiniMaxH3Audio(
            encoder_dim=4,
            encoder_rates=(2, 4, 10, 10),
            latent_dim=64,
            latent_channels=AUDIO_LATENTS,
            num_attention_heads=2,
            decoder_dim=16,
            decoder_rates=(10, 10, 4, 2),
            decoder_kernel_sizes=(20, 20, 8, 4),
            resblock_kernel_sizes=(3,),
            resblock_dilation_sizes=((1,),),
            latents_mean=[0.0] * AUDIO_LATENTS,
            latents_std=[1.0] * AUDIO_LATENTS,
        )
