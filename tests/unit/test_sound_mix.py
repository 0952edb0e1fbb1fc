import numpy as np
import pytest

from engine.sound import MIX_RATE
from engine.sound.ambience import PLACES, bed, echoed
from engine.sound.mix import (
    CEILING_DB,
    LOUDNESS_LUFS,
    SPEECH_LUFS,
    Placed,
    at_loudness,
    limited,
    loudness,
    mixed,
    true_peak_db,
)

pytestmark = pytest.mark.unit

SECONDS = 4
SAMPLES = SECONDS * MIX_RATE


def _voice(seconds: float = 2.0) -> np.ndarray:
    """Something as peaky as speech: noise in syllables."""
    random = np.random.default_rng(1)
    time = np.arange(round(seconds * MIX_RATE)) / MIX_RATE
    syllables = np.maximum(np.sin(2 * np.pi * 4 * time), 0) ** 2
    return at_loudness((random.standard_normal(len(time)) * syllables).astype(np.float32), SPEECH_LUFS)


def _surf() -> np.ndarray:
    wave = bed("surf", SAMPLES, np.random.default_rng(2))
    return np.asarray(at_loudness(wave, PLACES["surf"].level_lufs), np.float64)


def test_a_mix_is_exactly_as_long_as_it_is_asked_to_be() -> None:
    mix = mixed([Placed(MIX_RATE, _voice())], [], [_surf()], SAMPLES + 7)

    assert mix.shape == (SAMPLES + 7, 2)
    assert mix.dtype == np.float32


def test_a_mix_with_speech_has_the_promised_loudness() -> None:
    mix = mixed([Placed(MIX_RATE, _voice())], [], [_surf()], SAMPLES)

    assert loudness(mix) == pytest.approx(LOUDNESS_LUFS, abs=0.3)


def test_true_peaks_stay_under_the_ceiling() -> None:
    mix = mixed([Placed(0, _voice(4.0))], [Placed(MIX_RATE, np.ones(400, np.float32))], [], SAMPLES)

    peak = true_peak_db(mix)
    assert peak is not None
    assert peak <= CEILING_DB + 0.1


def test_a_true_peak_between_samples_is_seen() -> None:
    time = np.arange(MIX_RATE)
    quarter = np.sin(2 * np.pi * time / 4 + np.pi / 4)[:, None].repeat(2, axis=1)

    peak = true_peak_db(quarter)

    assert np.abs(quarter).max() < 0.71
    assert peak == pytest.approx(0, abs=0.3)


def test_ambience_steps_back_while_someone_speaks() -> None:
    quiet_voice = np.full(2 * MIX_RATE, 0.01, np.float32)
    mix = mixed([Placed(2 * MIX_RATE, quiet_voice)], [], [_surf()], SAMPLES)

    high = np.diff(mix, axis=0)
    alone, under = high[MIX_RATE // 2 : MIX_RATE * 3 // 2], high[MIX_RATE * 5 // 2 : MIX_RATE * 7 // 2]
    assert np.std(under) < 0.8 * np.std(alone)


def test_speech_stands_well_above_the_bed() -> None:
    alone = mixed([Placed(MIX_RATE, _voice())], [], [], SAMPLES)
    whole = mixed([Placed(MIX_RATE, _voice())], [], [_surf()], SAMPLES)

    talking = slice(MIX_RATE, 3 * MIX_RATE)
    background = np.std(whole[talking] - alone[talking])
    assert np.std(alone[talking]) > 5 * background


def test_silence_stays_silent() -> None:
    mix = mixed([], [], [], SAMPLES)

    assert not mix.any()
    assert loudness(mix) is None
    assert true_peak_db(mix) is None


def test_a_quiet_room_is_not_blown_up() -> None:
    room = np.asarray(
        at_loudness(bed("room", SAMPLES, np.random.default_rng(3)), PLACES["room"].level_lufs), float
    )

    level = loudness(mixed([], [], [room], SAMPLES))

    assert level is not None
    assert level < -30


def test_a_clip_too_short_to_measure_is_still_mixed() -> None:
    mix = mixed([Placed(0, _voice(0.2))], [], [], MIX_RATE // 5)

    assert mix.shape == (MIX_RATE // 5, 2)
    assert np.isfinite(mix).all()


def test_a_sound_that_reaches_past_the_end_is_cut() -> None:
    mix = mixed([], [Placed(SAMPLES - 100, np.ones(MIX_RATE, np.float32))], [], SAMPLES)

    assert mix.shape == (SAMPLES, 2)


def test_a_voice_at_the_left_is_louder_there() -> None:
    mix = mixed([Placed(0, _voice(), pan=-0.25)], [], [], SAMPLES)

    assert np.std(mix[:, 0]) > 1.2 * np.std(mix[:, 1])


def test_the_limiter_leaves_what_is_below_the_ceiling_alone() -> None:
    quiet = 0.1 * np.random.default_rng(4).standard_normal((MIX_RATE, 2)).clip(-1, 1)

    assert np.array_equal(limited(quiet), quiet)


@pytest.mark.parametrize("name", sorted(PLACES))
def test_every_place_has_an_even_bed_and_echoes(name: str) -> None:
    wave = bed(name, MIX_RATE, np.random.default_rng(5))

    assert wave.shape == (MIX_RATE, 2)
    assert np.sqrt(np.mean(wave**2)) == pytest.approx(1, rel=0.1)
    assert len(echoed(np.ones(100, np.float32), name)) >= 100


def test_an_open_beach_throws_nothing_back() -> None:
    voice = _voice(0.5)

    assert np.array_equal(echoed(voice, "surf"), voice)


def test_echoes_are_light() -> None:
    click = np.zeros(4800, np.float32)
    click[0] = 1

    wet = echoed(click, "hall")

    assert wet[0] == 1
    assert np.abs(wet[1:]).max() < 0.25
