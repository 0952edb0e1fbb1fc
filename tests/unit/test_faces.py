"""Faces of strangers beside those of enrolled people, and what a face measures as bytes."""

import tracemalloc

import numpy as np
import pytest
from house import face_of
from hypothesis import given
from hypothesis import strategies as st

from bot.faces import MATCH, matches
from engine.contract.face_vectors import LENGTH, MOST, NotFaceVectorsError, pack, unpack

pytestmark = pytest.mark.unit


def _near(name: str, apart: float) -> np.ndarray:
    face = face_of(name)
    step = np.zeros(LENGTH, np.float32)
    step[0] = apart
    return (face + step)[None]


def _enrolled(*names: str) -> dict[str, np.ndarray]:
    return {name: face_of(name)[None] for name in names}


def test_a_face_is_known_again() -> None:
    assert matches(_near("ada", MATCH - 0.01), _enrolled("ada", "mia")) == {"ada"}


def test_another_face_is_not() -> None:
    assert matches(_near("ada", MATCH + 0.01), _enrolled("ada", "mia")) == frozenset()


def test_several_are_known_at_once() -> None:
    crowd = np.concatenate([_near("ada", 0.1), _near("mia", 0.1), _near("bob", 0.1)])
    assert matches(crowd, _enrolled("ada", "mia", "eve")) == {"ada", "mia"}


def test_where_nobody_is_enrolled_nobody_is_known() -> None:
    assert matches(_near("ada", 0), {}) == frozenset()


def test_thousands_are_compared() -> None:
    names = [str(number) for number in range(3000)]
    assert matches(_near("2999", 0.2), _enrolled(*names)) == {"2999"}


def test_a_crowd_of_strangers_takes_no_more_memory_than_one() -> None:
    enrolled = _enrolled(*(str(number) for number in range(2000)))
    known = 2000 * LENGTH * 8
    tracemalloc.start()
    matches(np.concatenate([_near(str(one), 0.1) for one in range(MOST)]), enrolled)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5 * known


@given(st.integers(1, MOST))
def test_what_is_packed_comes_back(count: int) -> None:
    rows = np.stack([face_of(str(one)) for one in range(count)])
    assert np.array_equal(unpack(pack(rows)), rows)


@pytest.mark.parametrize("data", [b"", b"x" * 511, b"\0" * 512 * (MOST + 1), b"\xff" * 512])
def test_other_bytes_are_no_faces(data: bytes) -> None:
    with pytest.raises(NotFaceVectorsError):
        unpack(data)


@pytest.mark.parametrize("shape", [(0, LENGTH), (MOST + 1, LENGTH), (2, LENGTH - 1)])
def test_what_is_no_face_is_not_packed(shape: tuple[int, int]) -> None:
    with pytest.raises(NotFaceVectorsError):
        pack(np.zeros(shape, np.float32))
