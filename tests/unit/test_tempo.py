import numpy as np
import pytest

from engine.sound.phonemes import phonemes
from engine.sound.synthesis import SPEECH_RATE, HibariVoice
from engine.sound.tempo import faster
from engine.voices import f0_statistics

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def spoken() -> np.ndarray:
    return HibariVoice().say(phonemes("The water is warm and the sky is on fire."), speed=1.0).pcm


@pytest.mark.parametrize("speed", [0.9, 1.08, 1.15])
def test_speech_takes_less_time_at_the_same_pitch(spoken: np.ndarray, speed: float) -> None:
    made = faster(spoken, SPEECH_RATE, speed)

    assert len(made) == pytest.approx(len(spoken) / speed, rel=0.02)
    before, after = (f0_statistics(sound, SPEECH_RATE)[0] for sound in (spoken, made))
    assert after == pytest.approx(before, rel=0.02)


def test_its_own_pace_is_left_alone(spoken: np.ndarray) -> None:
    assert faster(spoken, SPEECH_RATE, 1.0) is spoken


def test_it_is_as_loud_as_before(spoken: np.ndarray) -> None:
    made = faster(spoken, SPEECH_RATE, 1.15)

    assert np.sqrt(np.mean(made**2)) == pytest.approx(np.sqrt(np.mean(spoken**2)), rel=0.15)


def test_what_is_too_short_to_be_overlapped_is_left_alone() -> None:
    click = np.ones(20, np.float32)

    assert np.array_equal(faster(click, SPEECH_RATE, 1.2), click)
