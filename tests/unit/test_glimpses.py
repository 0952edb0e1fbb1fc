"""Small pictures of what is being drawn: small enough, seldom enough, and of the frame that they are of."""

import clips
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract import preview
from engine.contract.keys import DataKey
from engine.contract.messages import PREVIEW_BYTES, PREVIEW_TEXT
from engine.glimpses import EVERY_S, Glimpses, jpeg

pytestmark = pytest.mark.unit


def _opened(data: bytes | None) -> NDArray[np.uint8]:
    assert data is not None
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def _noise(width: int, height: int) -> NDArray[np.uint8]:
    return np.random.default_rng(1).integers(16, 236, (height * 3 // 2, width), np.uint8)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_picture_is_at_most_320_pixels_wide(size: tuple[int, int]) -> None:
    assert _opened(jpeg(_noise(*size))).shape == (180, 320, 3)


def test_even_what_is_hard_to_encode_is_small_enough() -> None:
    small = np.random.default_rng(1).integers(16, 236, (270, 320), np.uint8)  # nothing is averaged away
    assert len(jpeg(small) or b"") <= PREVIEW_BYTES


def test_it_shows_the_frame() -> None:
    frame = next(iter(clips.frames(1)))  # a bright box from (20, 200) to (100, 280) on grey
    picture = _opened(jpeg(frame))
    assert (picture[60, 15].min() > 200, picture[60, 60].max() < 130) == (True, True)


def test_colours_are_those_of_the_frame() -> None:
    frame = np.full((1080, 1280), 128, np.uint8)
    frame[:720] = 81
    frame.reshape(-1)[1280 * 720 :].reshape(2, 360, 640)[1] = 220  # much red
    blue, _, red = _opened(jpeg(frame))[90, 160]
    assert red > blue + 100


def test_one_is_shown_at_once_and_the_next_after_a_while() -> None:
    shown: list[bytes] = []
    now = [0.0]
    glimpses = Glimpses(shown.append, lambda: now[0])
    counts = []
    for moment in (0.0, 0.1, EVERY_S - 0.1, EVERY_S, EVERY_S + 0.1):
        now[0] = moment
        glimpses.see(_noise(1280, 720))
        counts.append(len(shown))
    assert counts == [1, 1, 1, 2, 2]


def test_the_largest_fits_into_its_message() -> None:
    assert len(preview.seal(b"x" * PREVIEW_BYTES, DataKey.generate(), "c1.1")) <= PREVIEW_TEXT


def test_what_was_sealed_opens_again() -> None:
    key = DataKey.generate()
    sealed = preview.sealed_bytes(preview.seal(b"a frame", key, "c1.1"))
    assert preview.opened(sealed or b"", key, "c1.1") == b"a frame"


def test_nothing_of_it_can_be_read_without_the_key() -> None:
    sealed = preview.sealed_bytes(preview.seal(b"a frame", DataKey.generate(), "c1.1")) or b""
    assert b"a frame" not in sealed
    assert preview.opened(sealed, DataKey.generate(), "c1.1") is None


def test_it_opens_for_its_own_attempt_only() -> None:
    key = DataKey.generate()
    sealed = preview.sealed_bytes(preview.seal(b"a frame", key, "c1.1")) or b""
    assert preview.opened(sealed, key, "c1.2") is None


def test_what_is_no_base64_is_none() -> None:
    assert preview.sealed_bytes("no base64!") is None
