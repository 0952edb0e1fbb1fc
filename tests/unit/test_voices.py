import numpy as np
import pytest
from numpy.typing import NDArray

from engine.enrolment.voice import denoised, level_db, speech_parts
from engine.voices import at_16k, f0_statistics, f0_track

pytestmark = pytest.mark.unit

RATE = 24_000


def buzz(hz: float, seconds: float = 1.0) -> NDArray[np.float32]:
    """A voice-like tone: falling harmonics of one pitch."""
    time = np.arange(round(seconds * RATE)) / RATE
    return sum(np.sin(2 * np.pi * hz * k * time) / k for k in range(1, 12)).astype(np.float32) * 0.2  # type: ignore[union-attr]


@pytest.mark.parametrize("hz", [75.0, 110.0, 180.0, 260.0, 380.0])
def test_pitch_is_found_within_a_third_of_a_semitone(hz: float) -> None:
    median, _ = f0_statistics(buzz(hz), RATE)
    assert abs(12 * np.log2(median / hz)) < 1 / 3


def test_noise_has_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)
    assert (f0_track(noise, RATE) > 0).mean() < 0.05


def test_silence_has_no_pitch() -> None:
    assert f0_statistics(np.zeros(RATE, np.float32), RATE) == (0.0, 0.0)


def test_sound_too_short_for_one_period_has_no_pitch() -> None:
    assert f0_track(buzz(200.0, 0.01), RATE).size == 0


def test_two_pitches_spread_by_half_their_distance() -> None:
    _, spread = f0_statistics(np.concatenate([buzz(100.0), buzz(200.0)]), RATE)
    assert spread == pytest.approx(6.0, abs=0.5)


def test_resampling_keeps_the_duration() -> None:
    assert at_16k(np.zeros(RATE, np.float32), RATE).size == 16_000


def test_steady_noise_is_turned_down_and_speech_is_kept() -> None:
    noise = np.random.default_rng(2).normal(0, 0.01, 2 * RATE).astype(np.float32)
    speech = np.arange(2 * RATE) >= RATE
    clean = denoised(noise + np.where(speech, buzz(150.0, 2.0), 0).astype(np.float32), speech)
    quieter = level_db(clean[: RATE - 2000]) - level_db(noise[: RATE - 2000])
    kept = level_db(clean[RATE + 2000 :]) - level_db(buzz(150.0, 2.0)[RATE + 2000 :])
    assert (quieter < -4, abs(kept) < 0.5) == (True, True)


def test_pauses_are_left_out_of_the_voice() -> None:
    speech = np.zeros(RATE, np.bool_)
    speech[1000:5000] = speech[9000:12000] = True
    assert speech_parts(np.ones(RATE, np.float32), speech).size == 7000
