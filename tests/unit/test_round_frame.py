import numpy as np
import pytest

from engine.enrolment.round_frame import is_round, whole

pytestmark = pytest.mark.unit

SIDE = 240
BLACK, WHITE = 0, 255


def _filmed() -> np.ndarray:
    """A wall above and a shoulder below."""
    picture = np.full((SIDE, SIDE, 3), (200, 160, 120), np.uint8)
    picture[SIDE // 2 :] = (30, 40, 50)
    return picture


def _round(corner: int) -> np.ndarray:
    picture, offset = _filmed(), np.arange(SIDE) + 0.5 - SIDE / 2
    picture[np.hypot(offset[:, None], offset[None, :]) > SIDE / 2] = corner
    return picture


@pytest.mark.parametrize("corner", [BLACK, WHITE])
def test_a_square_with_empty_corners_is_round(corner: int) -> None:
    assert is_round(_round(corner))


def test_a_square_that_was_filmed_to_its_corners_is_not() -> None:
    assert not is_round(_filmed())


def test_a_picture_that_is_no_square_is_not() -> None:
    assert not is_round(np.zeros((SIDE, SIDE + 2, 3), np.uint8))


def test_codec_noise_in_the_corners_changes_nothing() -> None:
    noise = np.random.default_rng(1).integers(0, 5, (SIDE, SIDE, 3))
    assert is_round(np.clip(_round(BLACK) + noise, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("corner", [BLACK, WHITE])
def test_the_corners_go_on_as_the_circle_ends(corner: int) -> None:
    (filled,) = whole([_round(corner)])
    assert np.abs(filled.astype(int) - _filmed()).mean(axis=2)[[2, 2, -3, -3], [2, -3, 2, -3]].max() == 0


def test_what_was_filmed_stays_as_it_was() -> None:
    (filled,) = whole([_round(BLACK)])
    middle = slice(SIDE // 4, -SIDE // 4)
    assert np.array_equal(filled[middle, middle], _filmed()[middle, middle])


def test_a_recording_that_is_not_round_is_passed_on_untouched() -> None:
    pictures = [_filmed(), _round(BLACK)]
    assert all(one is other for one, other in zip(whole(pictures), pictures, strict=True))
