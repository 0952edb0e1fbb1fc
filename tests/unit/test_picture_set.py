"""Several pictures as one file: what goes in comes out, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.contract.picture_set import LARGEST_BYTES, MAGIC, MOST, NotPicturesError, pack, unpack

pytestmark = pytest.mark.unit


@given(st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=MOST))
def test_what_is_packed_comes_out(pictures: list[bytes]) -> None:
    assert unpack(pack(pictures)) == pictures


@pytest.mark.parametrize(
    "pictures",
    [[], [b""], [b"x"] * (MOST + 1), [bytes(LARGEST_BYTES + 1)]],
    ids=["none", "empty", "many", "big"],
)
def test_a_set_has_its_bounds(pictures: list[bytes]) -> None:
    with pytest.raises(NotPicturesError):
        pack(pictures)


@given(st.binary(max_size=60))
def test_other_bytes_are_no_set(data: bytes) -> None:
    with pytest.raises(NotPicturesError):
        unpack(data)


@given(st.integers(min_value=1, max_value=9))
def test_a_set_that_was_cut_off_is_none(missing: int) -> None:
    with pytest.raises(NotPicturesError):
        unpack(pack([b"abcdef", b"ghijkl"])[:-missing])


def test_a_set_holds_no_more_than_it_may() -> None:
    with pytest.raises(NotPicturesError):
        unpack(MAGIC + (b"\x00\x00\x00\x01x" * (MOST + 1)))
