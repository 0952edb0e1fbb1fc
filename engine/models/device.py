"""The card: which one, its memory, what its errors mean. The only module with lines that need CUDA.

`python -m engine.models.device` prints what is there as JSON, for those who must not import torch.
"""

import gc
import json
import sys
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

import torch

from engine.models.cards import GB, Card, Facts, main_memory_gb

PACKAGES = ("torch", "torchvision", "diffusers", "transformers", "accelerate", "torchao")
OUT_OF_MEMORY = ("out of memory", "CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED")
LOST = ("CUDA error", "HIP error", "CUBLAS_STATUS_EXECUTION_FAILED", "CUDNN_STATUS_EXECUTION_FAILED")


def device_of(wanted: str) -> str:
    """The device to work on: what is written, or for "auto" the first card there is, else "cpu"."""
    if wanted != "auto":
        return "cuda:0" if wanted == "cuda" else wanted
    if torch.cuda.is_available():
        return "cuda:0"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def is_card(device: str) -> bool:
    """Whether it is more than this machine's processor."""
    return not device.startswith("cpu")


def has_streams(device: str) -> bool:
    """Whether weights can come to it while it works."""
    return device.startswith("cuda")


def card_of(device: str) -> Card | None:
    """What is known of a card; None of the processor.

    Raises:
        ValueError: there is no such card on this machine.
    """
    kind, index = torch.device(device).type, torch.device(device).index or 0
    if kind == "mps":
        return Card(device, "Apple", torch.mps.recommended_max_memory() / GB, free_gb=None)
    if kind != "cuda":
        return None
    if index >= torch.cuda.device_count():
        raise ValueError(f"There is no {device} on this machine; it has {torch.cuda.device_count()} cards.")
    free, total = torch.cuda.mem_get_info(index)
    return Card(device, torch.cuda.get_device_name(index), total / GB, free_gb=free / GB)


def facts() -> Facts:
    """What this machine has for generative models."""
    found = [f"cuda:{index}" for index in range(torch.cuda.device_count())]
    if torch.backends.mps.is_available():
        found.append("mps")
    cards = tuple(card for card in map(card_of, found) if card)
    return Facts(cards=cards, main_gb=main_memory_gb(), packages=_versions())


def generator(seed: int) -> torch.Generator:
    """Noise that is the same on every card: it is drawn by the processor, and diffusers carries it over."""
    return torch.Generator("cpu").manual_seed(seed)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that the card, or the machine, has too little memory for this."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in OUT_OF_MEMORY)


def is_lost(error: BaseException) -> bool:
    """Whether the card is of no more use to this process after it: only a new process can go on."""
    if is_out_of_memory(error):
        return False
    return isinstance(error, torch.AcceleratorError) or (
        isinstance(error, RuntimeError) and any(words in str(error) for words in LOST)
    )


def emptied(device: str) -> None:
    """Give back the memory of what nobody holds any more."""
    gc.collect()
    if device.startswith("cuda"):
        torch.cuda.empty_cache()
        torch.cuda.ipc_collect()
    elif device == "mps":
        torch.mps.empty_cache()


def peak_gb(device: str) -> float | None:
    """The most of the card that this process ever held, in 10^9 bytes; None where that is not counted."""
    if not device.startswith("cuda"):
        return None
    return float(torch.cuda.max_memory_allocated(device)) / GB


def _versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(facts())) + "\n")
