import cv2
import numpy as np
import pytest
from drawn_person import face_points

from engine.renderers.studio.styles import inked

pytestmark = pytest.mark.unit


def _standing(height: float, middle: tuple[float, float]) -> np.ndarray:
    """Landmarks (478, 3) of a face so many pixels high about a point."""
    points = face_points(0.03) * height
    around = (points[:, :2].min(axis=0) + points[:, :2].max(axis=0)) / 2
    points[:, :2] += np.array(middle, np.float32) - around
    return np.asarray(points, np.float32)


def _textured(height: int, width: int, seed: int = 4) -> np.ndarray:
    """Skin-like tones with soft detail (h, w, 3)."""
    noise = np.random.default_rng(seed).normal(0, 1, (height, width)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 2.5)
    return np.clip(130 + 25 * soft[..., None] / soft.std() + np.array([-20, 0, 30]), 0, 255).astype(np.uint8)


def _changed(drawn: np.ndarray, frame: np.ndarray, box: tuple[slice, slice]) -> float:
    return float(np.abs(drawn[box].astype(float) - frame[box]).mean())


def test_a_face_is_drawn_with_a_lighter_hand_than_what_surrounds_it() -> None:
    frame = _textured(400, 400)

    drawn = inked(frame, _standing(200, (200, 200)))

    face, clothes = (slice(160, 240), slice(160, 240)), (slice(310, 390), slice(160, 240))
    assert _changed(drawn, frame, face) < 0.65 * _changed(drawn, frame, clothes)


def test_outside_the_face_ink_is_black_where_two_tones_meet() -> None:
    frame = np.full((400, 400, 3), 190, np.uint8)
    frame[:, 370:] = 60

    drawn = inked(frame, _standing(200, (180, 200)))

    assert drawn[200, 366:376].min() < 15


def test_a_small_face_is_drawn_as_if_it_were_large() -> None:
    frame = _textured(240, 240)
    large = cv2.resize(frame, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)

    small = inked(frame, _standing(119, (120, 120)))

    shrunk = cv2.resize(inked(large, _standing(238, (240, 240))), (240, 240), interpolation=cv2.INTER_AREA)
    assert np.abs(small.astype(float) - shrunk).mean() < 3


def test_a_drawing_has_the_size_of_its_photograph() -> None:
    frame = _textured(151, 203)

    drawn = inked(frame, _standing(70, (100, 75)))

    assert (drawn.shape, drawn.dtype) == (frame.shape, frame.dtype)


def test_skin_keeps_its_brightness_when_it_is_drawn() -> None:
    across = np.linspace(100, 170, 400, dtype=np.float32)
    frame = np.repeat(np.tile(across, (400, 1))[..., None], 3, axis=2).astype(np.uint8)

    drawn = inked(frame, _standing(200, (200, 200)))

    box = (slice(150, 250), slice(130, 270))
    assert abs(float(drawn[box].mean()) - float(frame[box].mean())) < 3
