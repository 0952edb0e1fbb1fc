"""The presets' stored weights belong to their examples."""

import numpy as np
import pytest

from bot.boundaries.examples import fitted_to, scorers
from bot.boundaries.fitting import fingerprint, fit
from bot.consent import BoundaryPreset

pytestmark = pytest.mark.unit


def test_the_weights_are_those_of_the_examples() -> None:
    assert fitted_to() == fingerprint()


def test_fitting_again_gives_the_same_weights() -> None:
    again, stored = fit(), scorers()
    assert max(float(np.abs(stored[preset] - row).max()) for preset, row in again.items()) < 1e-3


def test_every_preset_has_weights() -> None:
    assert set(scorers()) == set(BoundaryPreset)
