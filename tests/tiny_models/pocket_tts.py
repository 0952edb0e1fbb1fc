"""A tiny PocketTTS: a backbone of two layers, and its codec with latents of 80 ms. Every line takes 0.8 s."""

from pathlib import Path

import torch
from transformers import (
    PocketTTSAudioTokenizerConfig,
    PocketTTSAudioTokenizerModel,
    PocketTTSConfig,
    PocketTTSFeatureExtractor,
    PocketTTSForConditionalGeneration,
    PocketTTSProcessor,
)

from tiny_models.letters import letters

TEMPLATE = (
    "{% for message in messages %}{% for part in message.content %}{% if part.type == 'audio' %}"
    "<|voice|><|audio|>{% endif %}{% endfor %}{% for part in message.content %}{% if part.type == 'text' %}"
    "{{ part.text }}{% endif %}{% endfor %}<|speech|>{% endfor %}"
)


def save(folder: Path) -> None:
    """Build one and save it as it is pulled: the codec in a folder of its own."""
    torch.manual_seed(0)
    tokenizer = letters(
        audio_prompt_bos_token="<|voice|>",
        audio_prompt_token="<|audio|>",
        audio_latent_token="<|latent|>",
        audio_bos_token="<|speech|>",
    )
    ids = tokenizer.convert_tokens_to_ids
    model = PocketTTSForConditionalGeneration(
        PocketTTSConfig(
            flow_head_config={
                "hidden_size": 16,
                "num_hidden_layers": 1,
                "latent_dim": 8,
                "condition_dim": 16,
                "frequency_embedding_size": 16,
            },
            vocab_size=len(tokenizer),
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
            latent_dim=8,
            pad_token_id=tokenizer.pad_token_id,
            audio_prompt_token_id=ids("<|audio|>"),
            audio_latent_token_id=ids("<|latent|>"),
            audio_prompt_bos_token_id=ids("<|voice|>"),
            audio_bos_token_id=ids("<|speech|>"),
        )
    )
    codec = PocketTTSAudioTokenizerModel(
        PocketTTSAudioTokenizerConfig(
            hidden_size=16,
            num_filters=2,
            upsample_groups=16,
            num_hidden_layers=1,
            intermediate_size=32,
            num_attention_heads=2,
            num_key_value_heads=2,
            latent_dim=8,
        )
    )
    model.generation_config.update(
        do_sample=True, temperature=0.7, return_dict_in_generate=True, eos_threshold=-1e9
    )
    model.save_pretrained(folder)
    codec.save_pretrained(folder / "audio_tokenizer")
    PocketTTSProcessor(PocketTTSFeatureExtractor(), tokenizer, chat_template=TEMPLATE).save_pretrained(folder)
