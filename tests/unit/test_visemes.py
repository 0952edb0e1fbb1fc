# ruff: noqa: RUF001 - phonetic letters are meant
import numpy as np
import pytest

from engine.sound import Phone
from engine.visemes import CLOSURES, REST, VISEMES, aperture_track, visemes_of

pytestmark = pytest.mark.unit

FPS = 24


def _word(symbols: str, start: float = 0.5, each: float = 0.08) -> list[Phone]:
    return [Phone(symbol, start + i * each, start + (i + 1) * each) for i, symbol in enumerate(symbols)]


def test_a_track_has_one_row_per_frame_and_stays_between_closed_and_wide() -> None:
    track = aperture_track(_word("mɑmɑpupi"), 48, FPS)

    assert track.shape == (48, 2)
    assert 0 <= track.min() <= track.max() <= 1


@pytest.mark.parametrize("symbol", sorted(CLOSURES))
def test_lips_close_on_a_closure_between_open_vowels(symbol: str) -> None:
    phones = _word(f"ɑ{symbol}ɑ")

    track = aperture_track(phones, 48, FPS)

    middle = int((phones[1].start_s + phones[1].end_s) / 2 * FPS)
    assert track[middle, 0] == 0
    assert track[:, 0].max() > 0.5


def test_a_closure_shorter_than_a_frame_still_closes_one() -> None:
    track = aperture_track([Phone("ɑ", 0.5, 0.65), Phone("b", 0.65, 0.66), Phone("ɑ", 0.66, 0.8)], 48, FPS)

    assert track[int(0.655 * FPS), 0] == 0


def test_a_silent_mouth_is_at_rest() -> None:
    track = aperture_track([], 10, FPS)

    assert np.allclose(track, REST, atol=1e-6)


def test_an_open_vowel_opens_more_than_a_close_one() -> None:
    wide, narrow = (aperture_track([Phone(vowel, 0.5, 1.0)], 48, FPS)[18, 0] for vowel in "ɑi")

    assert wide > narrow + 0.4


def test_rounding_follows_the_vowel() -> None:
    pursed, spread = (aperture_track([Phone(vowel, 0.5, 1.0)], 48, FPS)[18, 1] for vowel in "ui")

    assert pursed > spread + 0.5


def test_a_diphthong_passes_through_two_targets() -> None:
    track = aperture_track([Phone("I", 0.5, 1.0)], 48, FPS)

    assert track[14, 0] > track[22, 0] + 0.2


def test_phones_outside_the_clip_are_harmless() -> None:
    track = aperture_track([Phone("m", -0.2, -0.1), Phone("ɑ", 3.0, 3.2), Phone("p", 9.0, 9.1)], 48, FPS)

    assert track.shape == (48, 2)


def test_an_unknown_symbol_stands_half_open() -> None:
    assert 0.2 < visemes_of("☃")[0].open < 0.6


def test_every_target_lies_within_its_range() -> None:
    assert all(0 <= value <= 1 for targets in VISEMES.values() for target in targets for value in target)
