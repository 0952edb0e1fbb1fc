"""The families that make sound, each a tiny one: what they say and make, how they are watched and ended."""

import io
import wave
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch

from engine.models import CannotError, Pictures, Setup, SoundModel, SpeechModel, load
from engine.models.plans import Plan
from engine.models.speaking import read_voice
from engine.room.messages import Doing, SoundAsk, SpeechAsk
from engine.room.stopping import Stopped

pytestmark = pytest.mark.models

Loaded = Callable[[str], Any]

VOICES: Mapping[str, int] = {"pocket_tts": 24_000, "vibevoice": 24_000, "csm": 24_000, "dia": 44_100}
"""Families that clone voices, and the rate of what they say."""
SOUNDS: Mapping[str, int] = {"stable_audio_3": 44_100, "ace_step": 48_000}
"""Families that make effects or music, and the rate of what they make."""


class Watched:
    """Remembers what it was told, and ends the work at a step."""

    def __init__(self, end_at: int | None = None) -> None:
        """Take the step at which to end the work."""
        self.told: list[tuple[Doing, int, int]] = []
        self._end_at = end_at

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
        self.told.append((doing, done, of))
        if doing is Doing.DENOISING and done == self._end_at:
            raise Stopped

    def look(self, draw: Callable[[], Pictures]) -> None:
        raise AssertionError(f"there is nothing to look at: {draw}")

    @property
    def steps(self) -> list[int]:
        return [done for doing, done, _of in self.told if doing is Doing.DENOISING]


@pytest.fixture(scope="module")
def loaded(tiny: Callable[[str], Path]) -> Loaded:
    """Tiny ones by family, loaded through the registry."""
    torch.set_num_threads(1)

    @cache
    def one(family: str) -> Any:
        return load(family, tiny(family), Setup(Plan.FULL, "cpu", steps=3 if family in SOUNDS else None))

    return one


def _voice(rate: int = 24_000, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setparams((channels, 2, rate, 0, "NONE", ""))
        out.writeframes((np.random.default_rng(0).standard_normal(rate * 2) * 3000).astype("<i2").tobytes())
    return file.getvalue()


def _said(model: SpeechModel, seed: int = 1, watch: Watched | None = None) -> np.ndarray:
    ask = SpeechAsk(family="any", text="Hello.", heard="I live by the sea.", seed=seed)
    return model.say(ask, _voice(), watch or Watched())[0]


def _made(model: SoundModel, seed: int = 1, watch: Watched | None = None) -> np.ndarray:
    ask = SoundAsk(family="any", prompt="Thunder over the sea.", seconds=1.0, seed=seed)
    return model.sound(ask, watch or Watched())[0]


@pytest.fixture(scope="module")
def line(loaded: Loaded) -> Callable[[str], np.ndarray]:
    """What each says with seed 7."""
    return cache(lambda family: _said(loaded(family), 7))


@pytest.mark.parametrize("family", VOICES)
def test_a_line_is_said_as_one_channel_that_does_not_clip(
    line: Callable[[str], np.ndarray], family: str
) -> None:
    said = line(family)

    assert said.shape[1] == 1
    assert len(said) > 0.2 * VOICES[family]
    assert 0 < np.abs(said).max() <= 1


@pytest.mark.parametrize("family", VOICES)
def test_a_family_says_at_which_rate_it_speaks(loaded: Loaded, family: str) -> None:
    assert loaded(family).rate == VOICES[family]


@pytest.mark.parametrize("family", VOICES)
def test_speaking_ends_within_a_step_and_leaves_nothing_behind(
    loaded: Loaded, line: Callable[[str], np.ndarray], family: str
) -> None:
    before, watch = line(family), Watched(end_at=2)

    with pytest.raises(Stopped):
        _said(loaded(family), watch=watch)

    assert watch.steps == [0, 1, 2]
    assert np.array_equal(_said(loaded(family), 7), before)


@pytest.mark.parametrize("family", VOICES)
def test_another_seed_says_it_otherwise_and_tells_of_every_step(
    loaded: Loaded, line: Callable[[str], np.ndarray], family: str
) -> None:
    watch = Watched()

    other = _said(loaded(family), 8, watch)

    assert other.shape != line(family).shape or not np.array_equal(other, line(family))
    assert watch.steps == list(range(len(watch.steps)))
    assert len(watch.steps) > 2


@pytest.mark.parametrize("family", ["csm", "dia"])
def test_who_has_to_know_the_words_of_the_recording_says_so(loaded: Loaded, family: str) -> None:
    with pytest.raises(CannotError, match="has to know what is said"):
        loaded(family).say(SpeechAsk(family=family, text="Hello.", seed=1), _voice(), Watched())


@pytest.mark.parametrize("family", SOUNDS)
def test_progress_is_told_in_order(loaded: Loaded, family: str) -> None:
    watch = Watched()

    _made(loaded(family), watch=watch)

    assert watch.told[0][0] is Doing.ENCODING
    assert watch.steps == sorted(watch.steps)
    assert all(done <= of for _doing, done, of in watch.told)


@pytest.mark.parametrize("family", SOUNDS)
def test_a_sound_is_stereo_and_as_long_as_was_asked(loaded: Loaded, family: str) -> None:
    made = _made(loaded(family))

    assert made.shape[1] == 2
    assert len(made) == pytest.approx(SOUNDS[family], rel=0.05)
    assert 0 < np.abs(made).max() <= 1


@pytest.mark.parametrize("family", SOUNDS)
def test_the_same_seed_makes_the_same_sound(loaded: Loaded, family: str) -> None:
    model = loaded(family)

    assert np.array_equal(_made(model, 7), _made(model, 7))
    assert not np.array_equal(_made(model, 7), _made(model, 8))


@pytest.mark.parametrize("family", SOUNDS)
def test_making_a_sound_ends_within_a_step(loaded: Loaded, family: str) -> None:
    watch = Watched(end_at=2)

    with pytest.raises(Stopped):
        _made(loaded(family), watch=watch)

    assert watch.steps[-1] == 2


@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_a_voice_of_any_rate_is_heard(rate: int) -> None:
    assert len(read_voice(_voice(rate), 24_000)) == 48_000


@pytest.mark.parametrize("wav", [b"", b"RIFF", _voice(channels=2)], ids=["nothing", "a piece", "stereo"])
def test_what_is_no_voice_is_refused(wav: bytes) -> None:
    with pytest.raises(CannotError):
        read_voice(wav, 24_000)


def test_a_long_line_is_said_in_parts(loaded: Loaded) -> None:
    model = cast("SpeechModel", loaded("pocket_tts"))
    ask = SpeechAsk(family="pocket_tts", text="Good morning. " * 12, seed=1)

    said, _ = model.say(ask, _voice(), Watched())

    assert len(said) > 2 * len(_said(model))
