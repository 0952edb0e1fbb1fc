import numpy as np
import pytest
from numpy.typing import NDArray

from engine.enrolment.liveness import apertures, is_still, mouth_moves
from engine.faces import CHIN, FOREHEAD, INNER_LIPS

pytestmark = pytest.mark.unit

FRAMES = 120


def face(gap_px: NDArray[np.floating]) -> NDArray[np.float32]:
    """A face 200 px high whose lips stand `gap_px` apart in each frame."""
    points = np.zeros((len(gap_px), 478, 3), np.float32)
    points[:, CHIN, 1] = 200
    points[:, INNER_LIPS[0], 1] = 140
    points[:, INNER_LIPS[1], 1] = 140 + gap_px
    points[:, FOREHEAD, 1] = 0
    return points


def test_aperture_is_a_share_of_the_faces_height() -> None:
    assert apertures(face(np.array([0.0, 10.0]))).tolist() == pytest.approx([0.0, 0.05])


def test_a_photograph_is_still() -> None:
    noise = np.random.default_rng(1).normal(0.2, 0.002, (FRAMES, 52)).astype(np.float32)
    assert is_still(noise)


def test_a_face_that_blinks_and_speaks_is_not_still() -> None:
    moving = np.abs(np.sin(np.arange(FRAMES)[:, None] / 5 + np.arange(52))) * 0.1
    assert not is_still(moving.astype(np.float32))


def test_lips_that_open_with_the_words_move() -> None:
    gap = 8 * np.abs(np.sin(np.arange(FRAMES) / 3))
    assert mouth_moves(face(gap), np.ones(FRAMES, np.bool_))


def test_lips_that_move_only_in_silence_do_not_speak() -> None:
    gap = np.where(np.arange(FRAMES) < 60, 8 * np.abs(np.sin(np.arange(FRAMES) / 3)), 0.0)
    assert not mouth_moves(face(gap), np.arange(FRAMES) >= 60)


def test_without_speech_no_mouth_speaks() -> None:
    assert not mouth_moves(face(np.zeros(FRAMES)), np.zeros(FRAMES, np.bool_))
