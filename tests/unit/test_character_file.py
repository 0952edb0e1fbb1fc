"""A character as bytes: what goes in comes out, and anything else is refused as a likeness is."""

import pytest
from drawn_character import encoded, robot
from hypothesis import given
from hypothesis import strategies as st

from engine.characters.character import MAGIC, Character, View, is_character, pack, unpack
from engine.enrolment.likeness import LikenessFormatError

pytestmark = pytest.mark.unit

REX = Character(verified=True, views=(View(b"first", whole=True), View(b"second", whole=False)))


def test_what_is_packed_comes_out() -> None:
    assert unpack(pack(REX)) == REX


def test_a_character_is_told_from_a_likeness() -> None:
    assert is_character(pack(REX))
    assert not is_character(b"PK\x03\x04")


@given(st.binary(max_size=80))
def test_other_bytes_behind_the_first_line_are_refused(data: bytes) -> None:
    with pytest.raises(LikenessFormatError):
        unpack(MAGIC + data)


@given(st.integers(min_value=1, max_value=60))
def test_a_character_that_was_cut_off_is_refused(missing: int) -> None:
    with pytest.raises(LikenessFormatError):
        unpack(pack(REX)[:-missing])


def test_nothing_of_a_character_stands_in_its_repr() -> None:
    assert "first" not in repr(REX)


def test_a_view_is_a_picture_with_transparency() -> None:
    assert View(encoded(robot(300)), whole=True).picture().shape == (300, 300, 4)


@pytest.mark.parametrize(
    "png",
    [b"", b"none", encoded(robot(300)[..., :3]), encoded(robot(1000))],
    ids=["empty", "junk", "opaque", "large"],
)
def test_other_pictures_are_no_view(png: bytes) -> None:
    with pytest.raises(LikenessFormatError):
        View(png, whole=True).picture()
