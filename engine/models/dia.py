"""Dia (Nari Labs): dialogue with laughs and sighs; 44.1 kHz, 86 frames a second.

As transformers has it: a voice is the beginning of what is said, with its words. The codec lies in the folder
`audio_tokenizer`.
"""

from pathlib import Path
from typing import Any

import torch
from transformers import (
    DacModel,
    DiaFeatureExtractor,
    DiaForConditionalGeneration,
    DiaProcessor,
    DiaTokenizer,
)

from engine.models import CannotError, Setup
from engine.models.speaking import CODEC, Cloner, Order, model, processor

SAMPLING = {"guidance_scale": 3.0, "temperature": 1.8, "top_p": 0.90, "top_k": 45, "do_sample": True}
"""As on the model card."""


def load(folder: Path, setup: Setup) -> Cloner:
    """Load it; see `engine.models.load`."""
    codec = model(DacModel, folder / CODEC, setup, dtype=torch.float32)
    voiced = model(DiaForConditionalGeneration, folder, setup)
    tokenizer = DiaTokenizer.from_pretrained(folder, local_files_only=True)
    extractor = DiaFeatureExtractor.from_pretrained(folder, local_files_only=True)
    speech = processor(DiaProcessor, extractor, tokenizer, folder, codec)

    def generate(order: Order) -> Any:
        if not order.heard:
            raise CannotError("Dia has to know what is said in the recording.")
        given = speech(
            text=[f"[S1] {order.heard} {order.text}"], audio=order.voice, max_length=None, return_tensors="pt"
        )
        begins = speech.get_audio_prompt_len(given["decoder_attention_mask"])
        placed = given.to(setup.device)
        return voiced.generate(**placed, max_new_tokens=order.most, **SAMPLING), begins

    def decode(made: Any) -> torch.Tensor:
        tokens, begins = made
        sound: torch.Tensor = speech.batch_decode(tokens, audio_prompt_len=begins)[0]
        return sound

    rate = extractor.sampling_rate
    return Cloner(rate, rate / codec.config.hop_length, voiced.model.decoder, generate, decode)
