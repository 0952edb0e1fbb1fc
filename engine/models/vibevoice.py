"""VibeVoice (Microsoft): speech by next-token diffusion; 24 kHz, 7.5 latents a second."""

import warnings
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoTokenizer,
    VibeVoiceAcousticTokenizerFeatureExtractor,
    VibeVoiceForConditionalGeneration,
    VibeVoiceProcessor,
)

from engine.models import CannotError, Setup
from engine.models.speaking import Cloner, Order, model, processor


def load(folder: Path, setup: Setup) -> Cloner:
    """Load it; see `engine.models.load`."""
    voiced = model(VibeVoiceForConditionalGeneration, folder, setup)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    extractor = VibeVoiceAcousticTokenizerFeatureExtractor.from_pretrained(folder, local_files_only=True)
    speech = processor(VibeVoiceProcessor, extractor, tokenizer, folder)

    def generate(order: Order) -> Any:
        content = [{"type": "text", "text": order.text}, {"type": "audio", "audio": order.voice}]
        given = speech.apply_chat_template(
            [{"role": "0", "content": content}],
            tokenize=True,
            return_dict=True,
            add_generation_prompt=True,
            return_tensors="pt",
        )
        placed = given.to(setup.device, voiced.dtype)
        with warnings.catch_warnings():
            # diffusers' schedule of noise, which it takes, asks torch for what numpy has renamed.
            warnings.filterwarnings("ignore", "__array__ implementation doesn't", DeprecationWarning)
            return voiced.generate(**placed, max_new_tokens=order.most, return_dict_in_generate=True).audio

    def decode(made: Any) -> torch.Tensor:
        if made[0] is None:
            raise CannotError("VibeVoice said nothing.")
        sound: torch.Tensor = made[0]
        return sound

    rate = extractor.sampling_rate
    steps = rate / voiced.config.audio_config.hop_length
    # What it says is heard by this part once a step, and by nothing else.
    return Cloner(rate, steps, voiced.model.semantic_tokenizer_encoder, generate, decode)
