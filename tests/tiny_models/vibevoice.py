"""A tiny VibeVoice: latents of 3200 samples, as the real one has them. It speaks as long as it may."""

from pathlib import Path

import torch
from transformers import (
    VibeVoiceAcousticTokenizerFeatureExtractor,
    VibeVoiceConfig,
    VibeVoiceForConditionalGeneration,
    VibeVoiceProcessor,
)

from tiny_models.letters import letters

TEMPLATE = (
    "{% for message in messages %}{% for part in message.content %}{% if part.type == 'audio' %}"
    "<|begin|><|speech|><|end|>{% else %}Speaker {{ message.role }}: {{ part.text }}{% endif %}{% endfor %}"
    "{% endfor %}{% if add_generation_prompt %}<|begin|>{% endif %}"
)


def _coder(kind: str, width: int) -> dict[str, object]:
    ratios = [10, 16, 20]
    return {
        "model_type": kind,
        "hidden_size": width,
        "kernel_size": 3,
        "num_filters": 2,
        "downsampling_ratios": ratios,
        "depths": [1] * (len(ratios) + 1),
        "layer_scale_init_value": 1.0,
        "initializer_range": 0.3,
    }


def save(folder: Path) -> None:
    """Build one and save it as it is pulled."""
    torch.manual_seed(0)
    # The lowest number of those that it may choose between is the one that it chooses: more speech.
    tokenizer = letters(
        audio_token="<|speech|>", audio_bos_token="<|begin|>", audio_eos_token="<|end|>", stop="<|stop|>"
    )
    ids = tokenizer.convert_tokens_to_ids
    tokens = {"pad_token_id": ids("<pad>"), "eos_token_id": ids("<|stop|>")}
    config = VibeVoiceConfig(
        audio_config=_coder("vibevoice_acoustic_tokenizer", 8),
        semantic_model_config=_coder("vibevoice_acoustic_tokenizer_encoder", 8),
        text_config={
            "model_type": "qwen2",
            "hidden_size": 16,
            "intermediate_size": 32,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "num_key_value_heads": 1,
            "vocab_size": len(tokenizer),
        },
        diffusion_head_config={
            "intermediate_size": 32,
            "num_hidden_layers": 1,
            "frequency_embedding_size": 16,
        },
        audio_token_id=ids("<|speech|>"),
        audio_bos_token_id=ids("<|begin|>"),
        audio_eos_token_id=ids("<|end|>"),
        **tokens,
    )
    model = VibeVoiceForConditionalGeneration(config)
    torch.nn.init.zeros_(model.lm_head.weight)
    model.generation_config.update(
        **tokens,
        noise_scheduler_class="DPMSolverMultistepScheduler",
        noise_scheduler_config={
            "beta_schedule": "squaredcos_cap_v2",
            "prediction_type": "v_prediction",
        },
        num_diffusion_steps=2,
        guidance_scale=1.3,
    )
    model.save_pretrained(folder)
    extractor = VibeVoiceAcousticTokenizerFeatureExtractor()
    VibeVoiceProcessor(
        extractor,
        tokenizer,
        chat_template=TEMPLATE,
        audio_bos_token="<|begin|>",
        audio_eos_token="<|end|>",
        audio_token="<|speech|>",
    ).save_pretrained(folder)
