"""Decoding pictures that people send: every kind, every bound, and nothing that brings the decoder down."""

import struct
import zlib

import cv2
import numpy as np
import pytest
from drawn_character import encoded, robot, robot_before, wall
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.contract.picture_set import LARGEST_BYTES
from engine.errors import EngineRefusal
from engine.pictures import LONGEST_SIDE, open_picture

pytestmark = pytest.mark.integration

WHOLE = {kind: encoded(robot_before(wall(400, 300)), kind) for kind in (".png", ".jpg", ".webp")}


def _code(data: bytes) -> str:
    with pytest.raises(EngineRefusal) as refused:
        open_picture(data)
    return refused.value.refusals[0].code


@pytest.mark.parametrize("kind", WHOLE)
def test_each_kind_is_read(kind: str) -> None:
    assert open_picture(WHOLE[kind]).shape == (300, 400, 4)


def test_transparency_is_kept() -> None:
    drawn = robot(400)
    assert np.array_equal(open_picture(encoded(drawn))[..., 3], drawn[..., 3])


def test_colours_are_what_they_were() -> None:
    drawn = robot_before(wall(400, 300))
    assert np.array_equal(open_picture(encoded(drawn))[..., :3], drawn)


def test_a_large_picture_is_shrunk() -> None:
    found = open_picture(encoded(wall(2400, 1200), ".jpg"))
    assert found.shape == (LONGEST_SIDE // 2, LONGEST_SIDE, 4)


def test_a_small_picture_is_refused() -> None:
    assert _code(encoded(wall(900, 150))) == "picture_too_small"


@pytest.mark.parametrize("side", [7_000, 30_000])
def test_too_many_pixels_are_refused_before_they_are_decoded(side: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(10**6)))
    assert _code(bomb) == "picture_too_large"


def test_too_many_bytes_are_refused() -> None:
    assert _code(WHOLE[".png"] + bytes(LARGEST_BYTES)) == "picture_too_large"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a" + bytes(400),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"#EXTM3U\nfile:///etc/passwd\n",
    ],
    ids=["nothing", "gif", "svg", "playlist"],
)
def test_other_kinds_are_refused(data: bytes) -> None:
    assert _code(data) == "not_a_picture"


def test_a_picture_turned_by_its_camera_is_upright() -> None:
    turned = WHOLE[".jpg"]
    tag = struct.pack("<HHII", 0x0112, 3, 1, 6)
    exif = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00" + tag + b"\x00\x00\x00\x00"
    app1 = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    assert open_picture(turned[:2] + app1 + turned[2:]).shape == (400, 300, 4)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(sorted(WHOLE)),
    end=st.floats(0.0, 1.0),
    flips=st.lists(st.tuples(st.floats(0.0, 0.999), st.integers(0, 255)), max_size=6),
)
def test_no_damaged_picture_does_harm(kind: str, end: float, flips: list[tuple[float, int]]) -> None:
    data = bytearray(WHOLE[kind][: round(end * len(WHOLE[kind]))])
    for place, value in flips:
        if data:
            data[int(place * len(data))] = value
    try:
        picture = open_picture(bytes(data))
    except EngineRefusal:
        return
    assert picture.dtype == np.uint8
    assert picture.ndim == 3
    assert max(picture.shape[:2]) <= LONGEST_SIDE


@settings(max_examples=25, deadline=None)
@given(
    first=st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\x00\x00\x00\x00WEBP"]),
    rest=st.binary(max_size=300),
)
def test_random_bytes_behind_a_good_beginning_are_refused(first: bytes, rest: bytes) -> None:
    assert _code(first + rest) in {"not_a_picture", "picture_too_large", "picture_too_small"}


def test_the_decoder_is_not_the_one_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("decoded in this process")

    monkeypatch.setattr(cv2, "imdecode", never)
    assert open_picture(WHOLE[".png"]).shape == (300, 400, 4)
