"""Cutting a character out: the outline is found before plain backgrounds and taken from transparency."""

import numpy as np
import pytest
from drawn_character import clutter, robot, robot_before, wall
from numpy.typing import NDArray

from engine.characters.cutting import cut_out

pytestmark = pytest.mark.unit

SIZE = 480


def _opaque(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])


def _cropped(figure: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, columns = np.flatnonzero(figure[..., 3].any(axis=1)), np.flatnonzero(figure[..., 3].any(axis=0))
    return figure[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def test_transparency_is_taken_at_its_word() -> None:
    found = cut_out(robot(SIZE))
    assert found is not None
    assert np.array_equal(found.bgra[..., 3], _cropped(robot(SIZE))[..., 3])


@pytest.mark.parametrize("shade", [255, 128])
def test_a_plain_background_is_cut_away(shade: int) -> None:
    found = cut_out(_opaque(robot_before(np.full((SIZE, 600, 3), shade, np.uint8))))
    assert found is not None
    true = _cropped(robot(SIZE))[..., 3] > 127
    assert abs(found.bgra.shape[0] - true.shape[0]) < 8
    assert 0.93 < (found.bgra[..., 3] > 127).sum() / true.sum() < 1.05


def test_a_photographed_wall_is_cut_away() -> None:
    found = cut_out(_opaque(robot_before(wall(600, SIZE))))
    assert found is not None
    assert 0.93 < (found.bgra[..., 3] > 127).sum() / (robot(SIZE)[..., 3] > 127).sum() < 1.05
    assert not found.busy


def test_clutter_is_not_taken_for_a_character() -> None:
    assert cut_out(_opaque(robot_before(clutter(600, SIZE)))) is None


def test_an_empty_wall_holds_no_character() -> None:
    assert cut_out(_opaque(wall(600, SIZE))) is None


def test_what_is_all_but_clear_is_not_made_solid() -> None:
    picture = np.dstack([robot_before(wall(600, SIZE)), np.full((SIZE, 600), 3, np.uint8)])
    picture[200:240, 280:320, 3] = 255
    found = cut_out(picture)
    shown = 0 if found is None else int((found.bgra[..., 3] > 127).sum())
    assert shown < 60 * 60


def test_what_the_lower_edge_cuts_is_not_whole() -> None:
    figure = robot(SIZE)[: SIZE * 2 // 3]
    found = cut_out(figure)
    assert found is not None
    assert not found.whole


def test_nothing_is_kept_under_what_is_transparent() -> None:
    figure = robot(SIZE)
    figure[..., :3][figure[..., 3] == 0] = 200
    found = cut_out(figure)
    assert found is not None
    assert not found.bgra[found.bgra[..., 3] == 0].any()
