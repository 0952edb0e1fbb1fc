"""Lines in the voices of the cast: the nearest stock voice at the person's pitch.

This is a voice in the person's likeness, not a clone; a fitted voice comes later, and the notes say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.contract.messages import Refusal
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Voice
from engine.errors import EngineRefusal
from engine.sound import MIX_RATE, Phone
from engine.sound.phonemes import phonemes
from engine.sound.stock import nearest, semitones
from engine.sound.synthesis import SPEECH_RATE, HibariVoice, Kokoro, Synthesiser, stock_style

MOST_SEMITONES = 6.0
"""Beyond this the stock voice's timbre no longer fits its pitch (heard on am_michael and af_heart)."""
HIBARI_HZ = 196.0
MALE_BELOW_HZ = 155.0
MALE_FORMANTS = 0.87
"""A man's resonances lie 13-17 % below a woman's (Peterson & Barney 1952)."""
AUDIBLE = 0.01
EDGE_S = 0.04

UNSPEAKABLE = "line_unspeakable"


@dataclass(frozen=True, slots=True)
class Speaker:
    """How a role speaks. `note` says honestly how near that is to the person."""

    synthesiser: Synthesiser
    british: bool
    stock: str
    note: str


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


def _factor(from_hz: float, voice: Voice | None) -> float:
    if voice is None or voice.f0_median_hz <= 0:
        return 1.0
    return float(2 ** (np.clip(semitones(from_hz, voice.f0_median_hz), -MOST_SEMITONES, MOST_SEMITONES) / 12))


def speaker(role: str, voice: Voice | None, weights: WeightStore, seed: int) -> Speaker:
    """Choose how a role speaks from what is on this machine."""
    unknown = f"{role}: a neutral stock voice, since no voice is known"
    whose = unknown if voice is None else f"{role}: a stock voice"
    if weights.has("kokoro") and weights.has("kokoro_voices"):
        folder = weights.path("kokoro_voices")
        stock = nearest(voice, (file.stem for file in folder.glob("*.bin")))
        if stock is not None:
            kokoro = Kokoro(
                weights.path("kokoro"), stock_style(folder, stock.name), _factor(stock.f0_hz, voice)
            )
            near = "" if voice is None else " near theirs, at their pitch"
            return Speaker(kokoro, stock.british, stock.name, f"{whose}{near} ({stock.name}).")
    male = voice is not None and 0 < voice.f0_median_hz < MALE_BELOW_HZ
    # The spare voice is a woman's: a man's needs lower resonances and more than the usual shift.
    pitch = voice.f0_median_hz / HIBARI_HZ if voice is not None and male else _factor(HIBARI_HZ, voice)
    spare = HibariVoice(pitch, MALE_FORMANTS if male else 1.0, seed)
    return Speaker(spare, british=False, stock="hibari", note=f"{whose} from the small spare synthesiser.")


def speakers(voices: Mapping[str, Voice | None], weights: WeightStore, seed: int) -> dict[str, Speaker]:
    """Choose for each role."""
    return {role: speaker(role, voice, weights, seed) for role, voice in voices.items()}


def _trimmed(
    pcm: NDArray[np.float32], phones: tuple[Phone, ...]
) -> tuple[NDArray[np.float32], tuple[Phone, ...]]:
    """Cut the silence at both ends, keeping a few hundredths of a second."""
    heard = np.flatnonzero(np.abs(pcm) > AUDIBLE * np.abs(pcm).max())
    edge = round(EDGE_S * SPEECH_RATE)
    first = max(int(heard[0]) - edge, 0) if len(heard) else 0
    last = min(int(heard[-1]) + edge, len(pcm)) if len(heard) else len(pcm)
    cut, length = first / SPEECH_RATE, (last - first) / SPEECH_RATE
    moved = [(p.symbol, max(p.start_s - cut, 0.0), min(p.end_s - cut, length)) for p in phones]
    ramp = np.minimum(1, np.minimum(np.arange(last - first), np.arange(last - first)[::-1]) / (edge / 4))
    kept = tuple(Phone(symbol, start, end) for symbol, start, end in moved if end > start)
    return (pcm[first:last] * ramp).astype(np.float32), kept


def say(who: Speaker, text: str, speed: float) -> Spoken:
    """Speak a line.

    Args:
        who: the speaker.
        text: what to say.
        speed: 1 is the voice's own pace, above is faster.

    Raises:
        EngineRefusal: `line_unspeakable` where the text holds nothing that can be read aloud.
    """
    spoken = phonemes(text, british=who.british)
    if not spoken:
        message = f'The line "{text}" holds no words that can be spoken. Write it in English words.'
        raise EngineRefusal(Refusal(code=UNSPEAKABLE, message=message))
    said = who.synthesiser.say(spoken, speed=speed)
    pcm, phones = _trimmed(said.pcm, said.phones)
    shared = gcd(MIX_RATE, SPEECH_RATE)
    fine = resample_poly(pcm, MIX_RATE // shared, SPEECH_RATE // shared).astype(np.float32)
    f0 = float(np.median(said.f0_hz)) if len(said.f0_hz) else 0.0
    return Spoken(fine, phones, f0)
