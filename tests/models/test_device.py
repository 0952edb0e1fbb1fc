"""The card's module on a machine without one: what it says, and what errors mean to it."""

import json
import subprocess
import sys

import pytest
import torch

from engine.models import device
from engine.models.cards import FACTS

pytestmark = pytest.mark.models

OUT = [
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
    RuntimeError("MPS backend out of memory (MPS allocated: 18 GB)"),
    RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
    RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"),
    MemoryError(),
]
LOST = [
    torch.AcceleratorError("CUDA error: an illegal memory access was encountered"),
    RuntimeError("CUDA error: device-side assert triggered"),
    RuntimeError("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasGemmEx`"),
]
NEITHER = [ValueError("out of memory"), RuntimeError("mat1 and mat2 shapes cannot be multiplied"), OSError()]


@pytest.mark.parametrize("error", OUT, ids=str)
def test_too_little_memory_is_known_as_such(error: BaseException) -> None:
    assert (device.is_out_of_memory(error), device.is_lost(error)) == (True, False)


@pytest.mark.parametrize("error", LOST, ids=str)
def test_a_lost_card_is_known_as_such(error: BaseException) -> None:
    assert (device.is_out_of_memory(error), device.is_lost(error)) == (False, True)


@pytest.mark.parametrize("error", NEITHER, ids=repr)
def test_other_errors_are_neither(error: BaseException) -> None:
    assert (device.is_out_of_memory(error), device.is_lost(error)) == (False, False)


@pytest.mark.parametrize(
    ("wanted", "gets"), [("cpu", "cpu"), ("cuda", "cuda:0"), ("cuda:1", "cuda:1"), ("mps", "mps")]
)
def test_a_device_that_is_named_is_taken(wanted: str, gets: str) -> None:
    assert device.device_of(wanted) == gets


def test_without_a_card_the_processor_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert device.device_of("auto") == "cpu"


def test_the_first_card_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert device.device_of("auto") == "cuda:0"


def test_a_cards_memory_is_told_in_decimal_gigabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda _: (20_000_000_000, 25_000_000_000))
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: "A card")
    assert device.card_of("cuda:1") == device.Card("cuda:1", "A card", 25.0, 20.0)


def test_a_card_that_is_not_there_is_said_so() -> None:
    with pytest.raises(ValueError, match="no cuda:63"):
        device.card_of("cuda:63")


def test_the_processor_is_no_card() -> None:
    assert device.card_of("cpu") is None


def test_noise_is_the_same_for_the_same_seed() -> None:
    once, again = (torch.rand(3, generator=device.generator(7)) for _ in range(2))
    assert torch.equal(once, again)


def test_main_memory_is_told() -> None:
    assert device.facts().main_gb > 0.1


def test_its_facts_can_be_read_by_who_has_no_torch() -> None:
    command = [sys.executable, "-m", "engine.models.device"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert FACTS.validate_python(json.loads(said)).packages["torch"] == torch.__version__.split("+")[0]
