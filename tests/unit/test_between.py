"""Pictures between pictures: how many, where things are in them, and none across a cut."""

import numpy as np
import pytest

from engine.generation.between import Pictures, paced

pytestmark = pytest.mark.unit

SIZE = (96, 128)


def _square(left: int) -> np.ndarray:
    """A textured square on a textured ground, so that motion can be seen."""
    random = np.random.default_rng(1)
    picture = random.integers(60, 90, (*SIZE, 3)).astype(np.uint8)
    picture[30:66, left : left + 36] = random.integers(160, 240, (36, 36, 3))
    return picture


def _film(*lefts: int) -> Pictures:
    return np.stack([_square(left) for left in lefts])


def _left_of(picture: np.ndarray) -> float:
    """Where the square's middle is."""
    bright = picture[..., 0].astype(float) > 125
    return float(np.nonzero(bright)[1].mean())


def _paced(film: Pictures, fps: float = 16.0) -> Pictures:
    return np.concatenate(list(paced([film], fps)))


@pytest.mark.parametrize("count", [1, 2, 17, 81])
def test_there_are_as_many_as_fill_the_time(count: int) -> None:
    assert len(_paced(np.zeros((count, 16, 16, 3), np.uint8))) == round(count * 1.5)


def test_a_film_of_twenty_four_a_second_stays_as_it_is() -> None:
    film = _film(20, 24, 28)

    assert np.array_equal(_paced(film, 24.0), film)


def test_pictures_at_a_moment_of_their_own_stay_as_they_are() -> None:
    film = _film(20, 26, 32, 38, 44)

    assert np.array_equal(_paced(film)[::3], film[::2])


def test_what_moves_is_on_its_way_between() -> None:
    film = _film(20, 26, 32)

    made = _paced(film)

    assert _left_of(made[1]) - _left_of(film[0]) == pytest.approx(4, abs=1)


def test_nothing_is_mixed_across_a_cut() -> None:
    film = np.stack([np.full((*SIZE, 3), shade, np.uint8) for shade in (20, 220, 220)])

    assert set(np.unique(_paced(film))) == {20, 220}


def test_pieces_make_the_same_as_the_whole() -> None:
    film = _film(20, 26, 32, 38)

    assert np.array_equal(np.concatenate(list(paced([film[:1], film[1:]], 16.0))), _paced(film))
