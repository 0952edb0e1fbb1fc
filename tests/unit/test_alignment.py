"""When each sound of a line is spoken, found in a voice that does not say so."""

from itertools import pairwise

import numpy as np
import pytest

from engine.sound.alignment import aligned
from engine.sound.phonemes import phonemes
from engine.sound.synthesis import SPEECH_RATE, HibariVoice

pytestmark = pytest.mark.unit

TEXT = "Please put a copper kettle back on top of a table by the big boat."


def test_a_man_who_speaks_faster_is_followed() -> None:
    symbols = phonemes(TEXT)
    man = HibariVoice(pitch=0.55, formants=0.87).say(symbols, speed=1.2)

    found = aligned(man.pcm, SPEECH_RATE, symbols)

    assert [p.symbol for p in found] == [p.symbol for p in man.phones]
    late = [
        abs(a.start_s + a.end_s - b.start_s - b.end_s) / 2 for a, b in zip(found, man.phones, strict=True)
    ]
    assert float(np.mean(late)) < 0.02


def test_a_pause_that_the_synthesiser_does_not_make_is_stepped_over() -> None:
    """The words before it and after it stay in their places."""
    first, second = phonemes("The big boat is here."), phonemes("Nobody is at home.")
    voice = HibariVoice(pitch=1.1)
    one, other = voice.say(first, speed=1.0), voice.say(second, speed=1.0)
    gap = np.full(SPEECH_RATE // 2, 1e-4, np.float32)

    found = aligned(np.concatenate([one.pcm, gap, other.pcm]), SPEECH_RATE, f"{first} {second}")

    moved = len(one.pcm) / SPEECH_RATE + 0.5
    assert found[0].start_s == pytest.approx(one.phones[0].start_s, abs=0.05)
    assert found[-1].start_s == pytest.approx(moved + other.phones[-1].start_s, abs=0.08)


def test_phones_never_overlap() -> None:
    symbols = phonemes(TEXT)
    noise = np.random.default_rng(1).standard_normal(3 * SPEECH_RATE).astype(np.float32)

    found = aligned(noise, SPEECH_RATE, symbols)

    assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(found))
    assert 0 <= found[0].start_s <= found[-1].end_s <= 3.0
