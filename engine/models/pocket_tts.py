"""PocketTTS (Kyutai): a small model that clones voices in real time on a processor; 24 kHz.

As transformers has it (`PocketTTSForConditionalGeneration`): the codec lies in the folder `audio_tokenizer`.
"""

from pathlib import Path

import torch
from transformers import (
    AutoTokenizer,
    PocketTTSAudioTokenizerModel,
    PocketTTSFeatureExtractor,
    PocketTTSForConditionalGeneration,
    PocketTTSProcessor,
)

from engine.models import Setup
from engine.models.speaking import CODEC, Cloner, Order, model, processor


def load(folder: Path, setup: Setup) -> Cloner:
    """Load it; see `engine.models.load`. It is small enough to be kept in full precision anywhere."""
    codec = model(PocketTTSAudioTokenizerModel, folder / CODEC, setup, dtype=torch.float32)
    voiced = model(PocketTTSForConditionalGeneration, folder, setup, dtype=torch.float32)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    extractor = PocketTTSFeatureExtractor.from_pretrained(folder, local_files_only=True)
    speech = processor(PocketTTSProcessor, extractor, tokenizer, folder, codec)

    def generate(order: Order) -> list[torch.Tensor]:
        # It was trained on sentences: a longer text is said in parts, as the original does.
        parts = speech.split_text(order.text) or [order.text]
        return [_latents(part, order, len(part) / len(order.text)) for part in parts]

    def _latents(text: str, order: Order, share: float) -> torch.Tensor:
        content = [{"type": "text", "text": text}, {"type": "audio", "audio": order.voice}]
        given = speech.apply_chat_template(
            [{"role": "user", "content": content}], tokenize=True, return_dict=True, return_tensors="pt"
        )
        most = max(round(order.most * min(share, 1.0)), 1)
        made = voiced.generate(**given.to(setup.device), max_new_tokens=most, return_dict_in_generate=True)
        latents: torch.Tensor = made.audio_latents[0][made.audio_latents_mask[0].bool()]
        return latents

    def decode(parts: list[torch.Tensor]) -> torch.Tensor:
        return torch.cat([speech.decode(latents) for latents in parts])

    return Cloner(extractor.sampling_rate, voiced.config.frame_rate, voiced.model, generate, decode)
