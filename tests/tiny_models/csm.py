"""A tiny CSM: frames of 80 ms in four codebooks, with a codec of its own (Mimi)."""

import json
from pathlib import Path

import torch
from transformers import CsmConfig, CsmForConditionalGeneration, CsmProcessor, EncodecFeatureExtractor

from tiny_models.letters import letters

TEMPLATE = (
    "{% for message in messages %}{% for part in message.content %}{% if part.type == 'text' %}"
    "[{{ message.role }}]{{ part.text }}<|end_of_text|>{% else %}<|AUDIO|><|audio_eos|>{% endif %}"
    "{% endfor %}{% endfor %}"
)
WEIGHTS = "transformers.safetensors"
BOOKS, CODES = 4, 32
LAYERS = {"hidden_size": 16, "intermediate_size": 32, "num_attention_heads": 2, "num_key_value_heads": 1}
CODEC = {
    "model_type": "mimi",
    "hidden_size": 16,
    "num_filters": 2,
    "codebook_size": CODES,
    "codebook_dim": 8,
    "vector_quantization_hidden_dimension": 8,
    "num_quantizers": BOOKS,
    "upsample_groups": 16,
    "num_hidden_layers": 1,
    "intermediate_size": 32,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
}


def save(folder: Path) -> None:
    """Build one and save it as it is pulled."""
    torch.manual_seed(0)
    tokenizer = letters(audio_token="<|AUDIO|>", audio_eos_token="<|audio_eos|>", end="<|end_of_text|>")
    ids = tokenizer.convert_tokens_to_ids
    config = CsmConfig(
        num_codebooks=BOOKS,
        vocab_size=CODES,
        text_vocab_size=len(tokenizer),
        num_hidden_layers=2,
        pad_token_id=ids("<pad>"),
        bos_token_id=None,
        codebook_pad_token_id=CODES - 1,
        codebook_eos_token_id=0,
        audio_token_id=ids("<|AUDIO|>"),
        audio_eos_token_id=ids("<|audio_eos|>"),
        depth_decoder_config={
            **LAYERS,
            "num_codebooks": BOOKS,
            "backbone_hidden_size": 16,
            "vocab_size": CODES,
            "num_hidden_layers": 1,
        },
        codec_config=CODEC,
        **LAYERS,
    )
    model = CsmForConditionalGeneration(config)
    for name, codes in model.codec_model.named_buffers():
        if name.endswith("embed_sum"):
            torch.nn.init.normal_(codes)
    model.generation_config.update(do_sample=True, temperature=0.9, top_k=20)
    model.depth_decoder.generation_config.update(do_sample=True, temperature=0.9, top_k=20)
    model.save_pretrained(folder)
    _renamed(folder)
    extractor = EncodecFeatureExtractor(sampling_rate=24_000)
    CsmProcessor(extractor, tokenizer, chat_template=TEMPLATE).save_pretrained(folder)


def _renamed(folder: Path) -> None:
    """As these weights are published, where "model.safetensors" is what transformers does not read."""
    (folder / "model.safetensors").rename(folder / WEIGHTS)
    config = folder / "config.json"
    told = json.loads(config.read_text(encoding="utf-8")) | {"transformers_weights": WEIGHTS}
    config.write_text(json.dumps(told), encoding="utf-8")
