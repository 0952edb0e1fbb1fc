"""The smaller version of a finished clip: it fits, and but for its pictures' fineness it is the same clip."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import clips
import numpy as np
import pytest
from numpy.typing import NDArray

from engine import fitting
from engine.contract.messages import FPS
from engine.finish import FinishError, finish
from engine.fitting import fitted, least_rate
from engine.provenance import Signer, read_timing, unchanged
from engine.review.playback import header, pictures, sound
from engine.sound import MIX_RATE

pytestmark = pytest.mark.integration

SECONDS = 3.0


def _busy(count: int) -> Iterator[NDArray[np.uint8]]:
    """Pictures that are hard to encode: noise that moves."""
    noise = np.random.default_rng(1).integers(16, 236, (clips.HEIGHT * 3 // 2, clips.WIDTH), np.uint8)
    for number in range(count):
        yield np.roll(noise // 2 + 60, 3 * number, axis=1)


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer.generate()


@pytest.fixture(scope="module")
def film(signer: Signer) -> bytes:
    tone = np.sin(np.arange(round(SECONDS * MIX_RATE)) * 2 * np.pi * 440 / MIX_RATE).astype(np.float32)
    track = replace(clips.spoken_soundtrack(SECONDS), mix=np.stack([tone, tone], axis=1) * 0.3)
    told = replace(clips.footage(SECONDS, track), frames=_busy(round(SECONDS * FPS)))
    play = clips.screenplay(SECONDS, "Hi!", ("Ann's secret friend knocks",))
    return finish(told, clips.take(play), verified=True, signer=signer, renderer="test").video


@pytest.fixture(scope="module")
def limit(film: bytes) -> int:
    return len(film) // 4


@pytest.fixture(scope="module")
def small(film: bytes, limit: int, signer: Signer) -> bytes:
    made = fitted(film, limit, signer)
    assert made is not None
    return made


def test_it_fits_with_its_manifest(small: bytes, limit: int) -> None:
    assert limit / 4 < len(small) <= limit


def test_it_is_as_long_and_has_every_picture(film: bytes, small: bytes) -> None:
    told = header(small)
    count = sum(1 for _ in pictures(small, (told.width, told.height)))
    assert (told.fps, told.seconds, count) == (24.0, header(film).seconds, round(SECONDS * FPS))


def test_it_sounds_the_same(film: bytes, small: bytes) -> None:
    assert np.array_equal(sound(small), sound(film))


def test_it_carries_the_same_manifest_signed_anew(film: bytes, small: bytes) -> None:
    assert unchanged(small)
    assert read_timing(small) == read_timing(film)


def test_the_mark_is_in_its_pictures(small: bytes) -> None:
    told = header(small)
    scale = told.height / 720
    rows, columns = (slice(round(a * scale), round(b * scale)) for a, b in ((665, 700), (1105, 1265)))
    corner = next(iter(pictures(small, (told.width, told.height))))[rows, columns]
    assert corner.max() > 190


def test_less_room_means_fewer_lines(film: bytes, signer: Signer) -> None:
    room = (least_rate(960, 540) * 1.2 * (SECONDS + fitting.BUFFER_S) + fitting.SOUND_BITS * SECONDS) / 8
    made = fitted(film, round(room) + fitting.MANIFEST_BYTES, signer)
    assert made is not None
    assert (header(made).width, header(made).height) == (960, 540)


def test_where_nothing_worth_seeing_fits_there_is_none(film: bytes, signer: Signer) -> None:
    assert fitted(film, 60_000, signer) is None


def test_a_film_of_somebody_else_is_none_to_be_made_smaller(signer: Signer) -> None:
    with pytest.raises((FinishError, ValueError)):
        fitted(b"no film", 1000, signer)


def test_an_encoder_that_fails_says_why(
    film: bytes, limit: int, signer: Signer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(fitting.VIDEO, "vcodec", "no such codec")
    with pytest.raises(FinishError, match="no such codec"):
        fitted(film, limit, signer)


def test_no_file_stays_open(film: bytes, signer: Signer) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    fitted(film, 60_000, signer)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
