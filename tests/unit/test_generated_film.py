"""A film from a model becomes footage of the size and length that were asked for."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.contract.messages import FPS, Resolution
from engine.enrolment.likeness import VOICE_RATE
from engine.footage import encode_recording
from engine.generation.film import FilmError, cut_to_shape, footage_of
from engine.sound import MIX_RATE
from engine.sound.mix import loudness

pytestmark = pytest.mark.unit

SECONDS = 2.0


def _film(width: int, height: int, seconds: float = SECONDS) -> bytes:
    """A white square in the middle of black, and a tone."""
    tone = np.sin(np.arange(round(seconds * VOICE_RATE)) * 440 * 2 * np.pi / VOICE_RATE) * 0.05
    return encode_recording(_pictures(width, height, seconds), (width, height), tone.astype(np.float32))


def _pictures(width: int, height: int, seconds: float) -> Iterator[NDArray[np.uint8]]:
    picture = np.zeros((height, width, 3), np.uint8)
    side = height // 4
    top, left = (height - side) // 2, (width - side) // 2
    picture[top : top + side, left : left + side] = 255
    for _ in range(round(seconds * FPS)):
        yield picture


@pytest.mark.parametrize("size", [(448, 256), (256, 256), (640, 256), (320, 180)])
def test_whatever_size_it_has_it_comes_in_the_one_that_was_asked_for(size: tuple[int, int]) -> None:
    footage = footage_of(_film(*size), SECONDS, Resolution.P720)
    shapes = [frame.shape for frame in footage.frames]
    assert shapes == [(1080, 1280)] * footage.frame_count == [(1080, 1280)] * 48


def test_what_is_square_stays_square() -> None:
    footage = footage_of(_film(640, 256), SECONDS, Resolution.P720)
    luma = next(iter(footage.frames))[:720] > 128
    rows, columns = np.flatnonzero(luma.any(axis=1)), np.flatnonzero(luma.any(axis=0))
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=6)


def test_what_was_done_to_it_is_said() -> None:
    notes = footage_of(_film(448, 256), SECONDS, Resolution.P720, ("By a model.",)).notes
    assert notes == ("By a model.", "Made at 448x256, cut to 448x252, scaled to 1280x720.")


def test_a_film_of_the_right_size_is_left_as_it_is() -> None:
    assert footage_of(_film(1280, 720), SECONDS, Resolution.P720).notes == ()


def test_its_sound_is_as_long_as_the_clip_and_as_loud_as_every_clip() -> None:
    mix = footage_of(_film(320, 180, SECONDS + 1), SECONDS, Resolution.P720).soundtrack.mix
    assert mix.shape == (round(SECONDS * MIX_RATE), 2)
    assert loudness(mix) == pytest.approx(-14.0, abs=0.5)


def test_a_film_that_ends_a_little_early_holds_its_last_picture() -> None:
    footage = footage_of(_film(320, 180, SECONDS - 0.25), SECONDS, Resolution.P720)
    assert sum(1 for _ in footage.frames) == round(SECONDS * FPS)


@pytest.mark.parametrize(
    ("film", "why"), [(b"nothing", "cannot be played"), (_film(320, 180, 1.0), "ends after 1.0 of 2.0")]
)
def test_what_is_no_whole_film_is_refused(film: bytes, why: str) -> None:
    with pytest.raises(FilmError, match=why):
        footage_of(film, SECONDS, Resolution.P720)


@pytest.mark.parametrize(("made", "cut"), [((1344, 768), (1344, 756)), ((704, 704), (704, 396))])
def test_the_largest_part_of_the_shape_is_taken(made: tuple[int, int], cut: tuple[int, int]) -> None:
    assert cut_to_shape(*made) == cut
