"""A tiny Dia: nine codebooks with its own delays, and a codec (DAC) whose frames are four times as long."""

from pathlib import Path

import torch
from transformers import (
    DacConfig,
    DacModel,
    DiaConfig,
    DiaFeatureExtractor,
    DiaForConditionalGeneration,
    DiaTokenizer,
)

from tiny_models.letters import old_norms

LAYERS = {
    "num_hidden_layers": 1,
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "head_dim": 8,
}
CROSS = {
    "cross_num_attention_heads": 2,
    "cross_head_dim": 8,
    "cross_num_key_value_heads": 2,
    "cross_hidden_size": 16,
}


def save(folder: Path) -> None:
    """Build one and save it as it is pulled: the codec in a folder of its own."""
    torch.manual_seed(0)
    with old_norms():
        codec = DacModel(
            DacConfig(
                encoder_hidden_size=2,
                downsampling_ratios=[8, 16, 16],
                decoder_hidden_size=16,
                upsampling_ratios=[16, 16, 8],
                n_codebooks=9,
                sampling_rate=44_100,
            )
        )
        codec.save_pretrained(folder / "audio_tokenizer")
    model = DiaForConditionalGeneration(DiaConfig(encoder_config=LAYERS, decoder_config={**LAYERS, **CROSS}))
    model.save_pretrained(folder)
    extractor = DiaFeatureExtractor(sampling_rate=44_100, hop_length=2048)
    tokenizer = DiaTokenizer()
    tokenizer.save_pretrained(folder)
    extractor.save_pretrained(folder)
