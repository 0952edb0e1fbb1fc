"""What tiny models of several families need: a tokenizer of single bytes, weights that do something."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from tokenizers import Tokenizer, decoders, pre_tokenizers
from tokenizers.models import BPE
from transformers import PreTrainedTokenizerFast


def letters(model_max_length: int = 4096, **special: str) -> PreTrainedTokenizerFast:
    """256 bytes and the special tokens: `name="<|token|>"` becomes an attribute of the tokenizer too."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    model = Tokenizer(BPE(vocab={letter: index for index, letter in enumerate(alphabet)}, merges=[]))
    model.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    model.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(
        tokenizer_object=model,
        unk_token="<unk>",
        pad_token="<pad>",
        model_max_length=model_max_length,
        extra_special_tokens=special,
    )


def stirred(model: torch.nn.Module) -> None:
    """Give weights to what starts at nought, as layers before training do, so that all of it has a say."""
    for weight in model.parameters():
        if not weight.any():
            torch.nn.init.normal_(weight, std=0.1)


@contextmanager
def old_norms() -> Iterator[None]:
    """While codecs are built that use what newer PyTorch has another name for."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "`torch.nn.utils.weight_norm` is deprecated", FutureWarning)
        yield
