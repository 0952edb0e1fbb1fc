"""Enlarging by Swin2SR, tile by tile."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.models import CannotError, Setup, swin2sr
from engine.models import load as load_family
from engine.models.plans import Plan

pytestmark = pytest.mark.models

Tiny = Callable[[str], Path]
SETUP = Setup(plan=Plan.FULL, device="cpu")


@pytest.fixture(scope="module")
def model(tiny: Tiny) -> swin2sr.Swin2SR:
    torch.set_num_threads(1)
    loaded = load_family("swin2sr", tiny("swin2sr"), SETUP)
    assert isinstance(loaded, swin2sr.Swin2SR)
    return loaded


def _pictures(count: int, height: int, width: int) -> np.ndarray:
    """Soft shades that differ everywhere."""
    across, down = np.meshgrid(np.linspace(0, 3, width), np.linspace(0, 2, height))
    waves = np.stack([np.sin(across * k + down) for k in (1, 2, 3)], axis=-1) * 100 + 128
    return np.stack([waves + number for number in range(count)]).astype(np.uint8)


def test_pictures_come_twice_as_large(model: swin2sr.Swin2SR) -> None:
    assert model.enlarge(_pictures(2, 40, 48), 96, 80).shape == (2, 80, 96, 3)


def test_they_come_in_any_size_in_between(model: swin2sr.Swin2SR) -> None:
    assert model.enlarge(_pictures(1, 40, 48), 72, 60).shape == (1, 60, 72, 3)


def test_they_come_larger_than_the_model_makes_them(model: swin2sr.Swin2SR) -> None:
    assert model.enlarge(_pictures(1, 24, 32), 96, 72).shape == (1, 72, 96, 3)


def test_pictures_are_not_made_smaller(model: swin2sr.Swin2SR) -> None:
    with pytest.raises(CannotError):
        model.enlarge(_pictures(1, 40, 48), 47, 80)


def test_nothing_is_made_larger_than_any_film(model: swin2sr.Swin2SR) -> None:
    with pytest.raises(CannotError):
        model.enlarge(_pictures(1, 8, 8), 5000, 80)


def test_tiles_leave_no_seams(model: swin2sr.Swin2SR, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = _pictures(1, 88, 80)
    whole = model.enlarge(pictures, 160, 176).astype(int)
    monkeypatch.setattr(swin2sr, "TILE", 64)
    assert np.abs(model.enlarge(pictures, 160, 176) - whole).max() <= 3


def test_the_same_pictures_come_out_the_same(model: swin2sr.Swin2SR) -> None:
    pictures = _pictures(1, 16, 16)
    assert np.array_equal(model.enlarge(pictures, 32, 32), model.enlarge(pictures, 32, 32))
