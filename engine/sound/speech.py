"""Lines in the voices of the cast: who speaks them, and the speaker that runs on any processor.

That one takes the nearest stock voice at the person's pitch: a voice in the person's likeness, not a clone,
and its note says so. `engine.sound.cloned` has the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.contract.messages import LONGEST_FACT, Refusal
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.errors import EngineRefusal
from engine.sound import MIX_RATE, Phone
from engine.sound.phonemes import phonemes
from engine.sound.stock import nearest, semitones, sounds_male
from engine.sound.synthesis import SPEECH_RATE, HibariVoice, Kokoro, Synthesiser, stock_style
from engine.voices import f0_statistics

MOST_SEMITONES = 8.0
"""A longer way is not gone: beyond this a stock voice's timbre no longer fits its pitch."""
PITCH_SLACK, PITCH_LEFT = 1.2, 0.6
"""Semitones: a line further than the first from the person's pitch (an exclamation) is said anew, and then
keeps the second of its liveliness."""
HIBARI_HZ = 196.0
MALE_FORMANTS = 0.87
"""A man's resonances lie 13-17 % below a woman's (Peterson & Barney 1952)."""
AUDIBLE = 0.01
EDGE_S = 0.04

UNSPEAKABLE = "line_unspeakable"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line as sound: `pcm` (n,) mono at 48 kHz without silence around it, phones timed from its start."""

    pcm: NDArray[np.float32]
    phones: tuple[Phone, ...]
    f0_hz: float

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return len(self.pcm) / MIX_RATE


class Speaker(Protocol):
    """How a role speaks."""

    @property
    def note(self) -> str:
        """How near that is to the person, for the clip's manifest."""
        ...

    def say(self, text: str, speed: float) -> Spoken:
        """Speak a line.

        Args:
            text: what to say.
            speed: 1 is the voice's own pace, above is faster.

        Raises:
            EngineRefusal: `line_unspeakable` where the text holds nothing that can be read aloud.
        """
        ...


@dataclass(frozen=True, slots=True)
class StockSpeaker:
    """Speaks on a processor, in a voice of the synthesiser's. `f0_hz` is the wanted pitch, or 0."""

    synthesiser: Synthesiser
    british: bool
    stock: str
    note: str
    f0_hz: float = 0.0

    def say(self, text: str, speed: float) -> Spoken:
        """Speak a line; see `Speaker`."""
        spoken = read_aloud(text, british=self.british)
        said = self.synthesiser.say(spoken, speed=speed)
        f0, _ = f0_statistics(said.pcm, SPEECH_RATE)
        away = semitones(self.f0_hz, f0) if self.f0_hz > 0 and f0 > 0 else 0.0
        if abs(away) > PITCH_SLACK:
            nearer = 2 ** ((np.sign(away) * PITCH_LEFT - away) / 12)
            said = self.synthesiser.pitched(float(nearer)).say(spoken, speed=speed)
            f0, _ = f0_statistics(said.pcm, SPEECH_RATE)
        return trimmed(said.pcm, SPEECH_RATE, said.phones, f0)


def read_aloud(text: str, *, british: bool = False) -> str:
    """How a line is read, as the synthesisers' symbols.

    Raises:
        EngineRefusal: `line_unspeakable` where there is nothing to read.
    """
    spoken = phonemes(text, british=british)
    if not spoken:
        message = f'The line "{text}" holds no words that can be spoken. Write it in English words.'
        facts = {"text": text[:LONGEST_FACT]}
        raise EngineRefusal(Refusal(code=UNSPEAKABLE, message=message, facts=facts))
    return spoken


def trimmed(pcm: NDArray[np.float32], rate: int, phones: Sequence[Phone], f0_hz: float) -> Spoken:
    """A line, (n,) mono at `rate` Hz, without the silence at its ends but a few hundredths of a second."""
    heard = np.flatnonzero(np.abs(pcm) > AUDIBLE * np.abs(pcm).max())
    edge = round(EDGE_S * rate)
    first = max(int(heard[0]) - edge, 0) if len(heard) else 0
    last = min(int(heard[-1]) + edge, len(pcm)) if len(heard) else len(pcm)
    cut, length = first / rate, (last - first) / rate
    moved = [(p.symbol, max(p.start_s - cut, 0.0), min(p.end_s - cut, length)) for p in phones]
    ramp = np.minimum(1, np.minimum(np.arange(last - first), np.arange(last - first)[::-1]) / (edge / 4))
    kept = tuple(Phone(symbol, start, end) for symbol, start, end in moved if end > start)
    shared = gcd(MIX_RATE, rate)
    cut_out = (pcm[first:last] * ramp).astype(np.float32)
    fine = resample_poly(cut_out, MIX_RATE // shared, rate // shared).astype(np.float32)
    return Spoken(fine, kept, f0_hz)


def _factor(from_hz: float, to_hz: float) -> float:
    if to_hz <= 0:
        return 1.0
    return float(2 ** (np.clip(semitones(from_hz, to_hz), -MOST_SEMITONES, MOST_SEMITONES) / 12))


def speaker(
    role: str, voice: Voice | None, weights: WeightStore, seed: int, taken: Collection[str] = ()
) -> StockSpeaker:
    """Choose how a role speaks from what is on this machine, leaving out stock voices that are `taken`."""
    unknown = f"{role}: a neutral stock voice, since no voice is known"
    whose = unknown if voice is None else f"{role}: a stock voice near theirs, at their pitch"
    wanted_hz = voice.f0_median_hz if voice else 0.0
    if weights.has("kokoro") and weights.has("kokoro_voices"):
        folder = weights.path("kokoro_voices")
        stock = nearest(voice, {file.stem for file in folder.glob("*.bin")}.difference(taken))
        if stock is not None:
            pitch = _factor(stock.f0_hz, wanted_hz)
            kokoro = Kokoro(weights.path("kokoro"), stock_style(folder, stock.name), pitch)
            reached_hz = stock.f0_hz * pitch if voice else 0.0
            return StockSpeaker(kokoro, stock.british, stock.name, f"{whose} ({stock.name}).", reached_hz)
    male = voice is not None and sounds_male(voice)
    # The spare voice is a woman's: a man's needs lower resonances and a longer way than other shifts.
    pitch = wanted_hz / HIBARI_HZ if male and wanted_hz > 0 else _factor(HIBARI_HZ, wanted_hz)
    spare = HibariVoice(pitch, MALE_FORMANTS if male else 1.0, seed)
    note = f"{whose.split(' near')[0]}, from the small spare synthesiser."
    return StockSpeaker(spare, british=False, stock="hibari", note=note, f0_hz=wanted_hz)


def speakers(voices: Mapping[str, Voice | None], weights: WeightStore, seed: int) -> dict[str, StockSpeaker]:
    """Choose for each role, so that no two speak in the same stock voice."""
    chosen: dict[str, StockSpeaker] = {}
    for role, voice in voices.items():
        chosen[role] = speaker(role, voice, weights, seed, {other.stock for other in chosen.values()})
    return chosen
