"""A tiny Wan VACE: the sizes of diffusers' own pipeline test, the real VAE's layout, Wan's scheduler."""

from pathlib import Path

import torch
from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanVACEPipeline, WanVACETransformer3DModel
from transformers import T5TokenizerFast, UMT5Config, UMT5EncoderModel

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;!?'\"-@"


def save(folder: Path) -> None:
    """Write it as `cameo models pull wan` would leave the real one."""
    torch.manual_seed(0)
    pipeline = WanVACEPipeline(
        tokenizer=_tokenizer(),
        text_encoder=_text_encoder(),
        vae=_vae(),
        scheduler=UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
        ),
        transformer=_transformer(),
    )
    pipeline.save_pretrained(folder, safe_serialization=True)


def _tokenizer() -> T5TokenizerFast:
    """Every letter is a piece: nothing is said in so few that is worth learning."""
    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    return T5TokenizerFast(vocab=[*pieces, *((letter, -3.0) for letter in LETTERS)], extra_ids=0)


def _text_encoder() -> UMT5EncoderModel:
    shape = UMT5Config(
        vocab_size=128,
        d_model=32,
        d_kv=8,
        d_ff=37,
        num_layers=2,
        num_heads=4,
        relative_attention_num_buckets=8,
    )
    return UMT5EncoderModel(shape).eval()


def _vae() -> AutoencoderKLWan:
    return AutoencoderKLWan(
        base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]
    )


def _transformer() -> WanVACETransformer3DModel:
    return WanVACETransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=12,
        text_dim=32,
        freq_dim=256,
        ffn_dim=32,
        num_layers=3,
        rope_max_seq_len=128,
        vace_layers=[0, 2],
        vace_in_channels=96,
    )
