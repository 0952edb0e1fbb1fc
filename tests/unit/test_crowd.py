"""Who of the people visible in a clip is not in its cast."""

import numpy as np
import pytest
from house import face_of
from numpy.typing import NDArray

from engine.faces import Face
from engine.review.crowd import GRIDS, Seen, StrangerWatch, tiles, written

pytestmark = pytest.mark.unit

Floats = NDArray[np.float32]
CAST = {"ada": face_of("ada")}
NOWHERE = Face(np.zeros((478, 3), np.float32), np.zeros(52, np.float32), np.zeros(3, np.float32))


def _seen(*vectors: Floats) -> list[Seen]:
    return [Seen(NOWHERE, vector) for vector in vectors]


def _away(name: str, apart: float) -> Floats:
    """A face at that distance from somebody's."""
    step = np.zeros(128, np.float32)
    step[3] = apart
    return np.asarray(face_of(name) + step, np.float32)


def _watched(*samples: tuple[list[Floats], dict[str, int]]) -> StrangerWatch:
    watch = StrangerWatch(CAST)
    for vectors, chosen in samples:
        watch.see(_seen(*vectors), chosen)
    return watch


def test_the_cast_are_no_strangers() -> None:
    watch = _watched(*[([_away("ada", 0.5)], {"ada": 0})] * 8)
    assert watch.vectors() == ()


def test_somebody_else_beside_them_is_one_stranger() -> None:
    watch = _watched(*[([face_of("ada"), face_of("eve")], {"ada": 0})] * 8)
    (vector,) = watch.vectors()
    assert np.allclose(vector, face_of("eve"), atol=1e-5)


def test_somebody_in_their_place_is_a_stranger() -> None:
    watch = _watched(*[([face_of("eve")], {"ada": 0})] * 8)
    assert len(watch.vectors()) == 1


def test_two_strangers_are_two_also_where_they_are_never_together() -> None:
    watch = _watched(*[([face_of("eve")], {})] * 4, *[([face_of("bob")], {})] * 4)
    assert len(watch.vectors()) == 2


def test_two_faces_of_one_frame_are_two_people() -> None:
    watch = _watched(*[([face_of("eve"), _away("eve", 0.3)], {})] * 8)
    assert len(watch.vectors()) == 2


def test_the_cast_in_a_mirror_is_no_stranger() -> None:
    watch = _watched(*[([face_of("ada"), _away("ada", 0.3)], {"ada": 0})] * 8)
    assert watch.vectors() == ()


def test_a_look_alike_beside_them_is_a_stranger() -> None:
    watch = _watched(*[([face_of("ada"), _away("ada", 0.55)], {"ada": 0})] * 8)
    assert len(watch.vectors()) == 1


def test_what_one_frame_shows_is_nobody() -> None:
    watch = _watched(([face_of("eve")], {}), *[([], {})] * 7)
    assert watch.vectors() == ()


def test_in_a_very_short_clip_once_is_enough() -> None:
    watch = _watched(([face_of("eve")], {}), ([], {}))
    assert len(watch.vectors()) == 1


def test_a_file_holds_those_seen_most() -> None:
    crowd = [face_of(str(number)) for number in range(12)]
    assert written(crowd).shape == (8, 128)


@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (720, 1280)])
def test_every_pixel_is_in_a_square(width: int, height: int, grid: tuple[float, int, int]) -> None:
    covered = np.zeros((height, width), bool)
    for left, top, size in tiles(width, height, *grid):
        assert 0 <= left <= width - size
        assert 0 <= top <= height - size
        covered[top : top + size, left : left + size] = True
    assert covered.all()


def test_no_vector_shows_in_what_was_seen() -> None:
    seen = _seen(face_of("ada"))[0]
    assert "array" not in repr(seen)
    assert "array" not in repr(_watched(([face_of("eve")], {})))
