import numpy as np
import pytest
from drawn_person import face_points

from engine.renderers.studio.relight import Relighter
from engine.renderers.studio.scenes.neutral import Neutral

pytestmark = pytest.mark.unit
SKIN = np.array([0.3, 0.43, 0.6], np.float32)


def _brightness(skin: np.ndarray, white: float) -> float:
    """Mean gain of a scene's light on a person."""
    template = face_points(0.03)
    template[:, :2] -= template[:, :2].min(axis=0)
    person = Relighter(Neutral(64, 36, 1).look, template, skin, white)
    matte = np.ones((40, 40), np.float32)
    return float(person.light(matte, template * 30, np.zeros((40, 40, 3), np.float32)).gain.mean())


def test_a_dark_recording_is_lifted_by_what_its_whites_lack() -> None:
    assert _brightness(SKIN, 0.7) / _brightness(SKIN, 0.95) == pytest.approx(0.8 / 0.7, rel=1e-3)


def test_dark_skin_in_a_well_lit_recording_stays_as_it_is() -> None:
    assert _brightness(SKIN * 0.6, 0.9) == pytest.approx(_brightness(SKIN, 0.9))


def test_a_recording_without_anything_bright_is_lifted_a_little_only() -> None:
    assert _brightness(SKIN, 0.2) / _brightness(SKIN, 0.95) == pytest.approx(1.25, rel=1e-3)
