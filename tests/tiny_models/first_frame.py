"""A tiny FLUX.2 klein: the sizes of diffusers' own pipeline test, as many layers of text as are read."""

from pathlib import Path

import torch
from diffusers import (
    AutoencoderKLFlux2,
    FlowMatchEulerDiscreteScheduler,
    Flux2KleinPipeline,
    Flux2Transformer2DModel,
)
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import Qwen2TokenizerFast, Qwen3Config, Qwen3ForCausalLM

WIDTH, LAYERS, READ = 16, 28, 3
"""Of the text encoder, which is read at three of its layers."""
CHAT = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}<|im_start|>assistant\n"
)


def save(folder: Path) -> None:
    """Build it, the same one every time, and save it as `cameo models pull first_frame` would leave it."""
    torch.manual_seed(0)
    words = _tokenizer()
    pipeline = Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True),
        vae=_vae(),
        text_encoder=_text_encoder(len(words)),
        tokenizer=words,
        transformer=_transformer(),
        is_distilled=True,
    )
    pipeline.save_pretrained(folder, safe_serialization=True)


def _tokenizer() -> Qwen2TokenizerFast:
    """Qwen's, with a token for each byte and none for more than one."""
    bytes_ = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(bytes_)}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    words = Qwen2TokenizerFast(tokenizer_object=made, chat_template=CHAT)
    words.add_special_tokens({"additional_special_tokens": ["<|im_start|>", "<|im_end|>"]})
    return words


def _text_encoder(words: int) -> Qwen3ForCausalLM:
    return Qwen3ForCausalLM(
        Qwen3Config(
            vocab_size=words,
            hidden_size=WIDTH,
            intermediate_size=16,
            num_hidden_layers=LAYERS,
            num_attention_heads=2,
            num_key_value_heads=1,
            head_dim=8,
            max_position_embeddings=512,
        )
    ).eval()


def _vae() -> AutoencoderKLFlux2:
    """Eight times smaller, as the real one."""
    return AutoencoderKLFlux2(
        block_out_channels=(4, 4, 4, 4),
        layers_per_block=1,
        latent_channels=1,
        norm_num_groups=1,
        sample_size=32,
        mid_block_add_attention=False,
    )


def _transformer() -> Flux2Transformer2DModel:
    return Flux2Transformer2DModel(
        in_channels=4,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=WIDTH * READ,
        axes_dims_rope=(4, 4, 4, 4),
        guidance_embeds=False,
    )
