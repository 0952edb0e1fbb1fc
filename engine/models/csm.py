"""CSM (Sesame): speech that goes on from what was said before; 24 kHz, 12.5 frames a second.

A voice is given as something that the same speaker has just said, with its words.
"""

from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, CsmForConditionalGeneration, CsmProcessor, EncodecFeatureExtractor

from engine.models import CannotError, Setup
from engine.models.speaking import Cloner, Order, model, processor


def load(folder: Path, setup: Setup) -> Cloner:
    """Load it; see `engine.models.load`."""
    voiced = model(CsmForConditionalGeneration, folder, setup)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    extractor = EncodecFeatureExtractor.from_pretrained(folder, local_files_only=True)
    speech = processor(CsmProcessor, extractor, tokenizer, folder)

    def generate(order: Order) -> Any:
        if not order.heard:
            raise CannotError("CSM has to know what is said in the recording.")
        before = [{"type": "text", "text": order.heard}, {"type": "audio", "audio": order.voice}]
        talk = [
            {"role": "0", "content": before},
            {"role": "0", "content": [{"type": "text", "text": order.text}]},
        ]
        given = speech.apply_chat_template(talk, tokenize=True, return_dict=True)
        placed = given.to(setup.device, voiced.dtype)
        return voiced.generate(**placed, max_new_tokens=order.most, output_audio=True)

    def decode(made: Any) -> torch.Tensor:
        sound: torch.Tensor = made[0]
        return sound

    codec = voiced.config.codec_config
    return Cloner(extractor.sampling_rate, codec.frame_rate, voiced.backbone_model, generate, decode)
