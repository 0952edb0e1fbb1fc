"""How many lines a smaller version of a clip has: as many as there are bits for."""

import pytest

from engine.contract.messages import FPS
from engine.fitting import LEAST_BITS_PER_PIXEL, SOUND_BITS, picture_rate, tallest

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("bits", "lines"),
    [(0.05, 1080), (LEAST_BITS_PER_PIXEL, 1080), (0.029, 720), (0.013, 540), (0.0074, None)],
)
def test_the_tallest_frame_is_chosen_that_there_is_enough_for(bits: float, lines: int | None) -> None:
    """`bits` per pixel of 1080 lines."""
    assert tallest(int(bits * 1920 * 1080 * FPS + 1), 1920, 1080) == lines


def test_no_frame_gets_taller() -> None:
    assert tallest(100_000_000, 1280, 720) == 720


def test_what_the_sound_takes_is_not_there_for_pictures() -> None:
    assert picture_rate(SOUND_BITS / 8 * 60, 60) == 0
