"""What has to be named stands in the picture, above the mark, as far as it fits."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.finish_mark import marked

pytestmark = pytest.mark.unit

WIDTH, HEIGHT = 1280, 720
GREY = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)


def _touched(*credited: str) -> NDArray[np.bool_]:
    return marked(GREY, WIDTH, HEIGHT, verified=True, credited=credited)[:HEIGHT] != GREY[:HEIGHT]


def test_a_credit_stands_above_the_mark() -> None:
    plain, told = _touched(), _touched("Rex by Ada Studio")
    assert np.flatnonzero(told.any(axis=1))[0] < np.flatnonzero(plain.any(axis=1))[0] - 20
    assert np.flatnonzero(told.any(axis=0))[-1] == np.flatnonzero(plain.any(axis=0))[-1]


def test_a_long_credit_stays_within_the_frame() -> None:
    columns = np.flatnonzero(_touched(" ".join(["everybody"] * 40)).any(axis=0))
    assert columns[0] > 0
    assert columns[-1] < WIDTH - 1


@pytest.mark.parametrize(
    "text", ["日本", "", "x" * 500], ids=["no letters of the font", "nothing", "one long word"]
)
def test_what_cannot_be_written_leaves_the_plain_mark(text: str) -> None:
    np.testing.assert_array_equal(_touched(text), _touched())


def test_no_more_than_two_are_written() -> None:
    np.testing.assert_array_equal(_touched("a b", "c d", "e f"), _touched("a b", "c d"))
