import numpy as np
import pytest

from engine.sound import MIX_RATE
from engine.sound.effects import SOUNDS, effect, sound_for

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("words", "sound"),
    [
        ("thunder", "thunder"),
        ("a giant wave crashes behind her", "wave_crash"),
        ("the crowd cheers", "cheer"),
        ("applause", "applause"),
        ("a camera clicks", "camera_click"),
        ("someone takes a photo", "camera_click"),
        ("a knock at the door", "knock"),
        ("the doorbell rings", "doorbell"),
        ("church bells", "bell"),
        ("the door slams", "slam"),
        ("WHOOSH", "whoosh"),
        ("fireworks go off", "firework"),
        ("the window shatters", "glass"),
        ("a car honks", "horn"),
        ("drum roll", "drum"),
        ("footsteps", "footsteps"),
        ("a splash", "splash"),
        ("an explosion", "boom"),
    ],
)
def test_words_find_their_sound(words: str, sound: str) -> None:
    assert sound_for(words) == sound


@pytest.mark.parametrize("words", ["", "silence", "she waves hello", "a unicorn sings in Latin"])
def test_words_without_a_sound_find_none(words: str) -> None:
    assert sound_for(words) is None


@pytest.mark.parametrize("sound", sorted(SOUNDS))
def test_a_sound_begins_with_its_first_samples(sound: str) -> None:
    wave = np.abs(effect(sound))

    begins = int(np.argmax(wave > 0.1 * wave.max()))
    assert begins < 0.004 * MIX_RATE


@pytest.mark.parametrize("sound", sorted(SOUNDS))
def test_a_sound_has_its_level_and_ends_softly(sound: str) -> None:
    wave = effect(sound)

    assert 20 * np.log10(np.abs(wave).max()) == pytest.approx(SOUNDS[sound][1], abs=0.01)
    assert abs(wave[-1]) < 0.01


def test_a_sound_is_the_same_every_time() -> None:
    first = effect("thunder").copy()
    effect.cache_clear()

    assert np.array_equal(effect("thunder"), first)
