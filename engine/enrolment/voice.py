"""The person's voice out of a recording: speech parts, denoised a little, and what makes it theirs."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import istft, stft

from engine import voices
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import VOICE_RATE, Voice

Floats = NDArray[np.float32]

SPEECH = 0.5  # Silero's own threshold
PADDING_S = 0.12
FADE_S = 0.01
# Less speech than this gives no steady voice vector: two of the embedder's windows.
LEAST_SPEECH_S = 1.5
QUIETEST_DB = -55.0
# How far steady noise is turned down. More makes breath and fricatives bubble.
DEEPEST_DB = -9.0
FFT, HOP = 1024, 256
LEVEL = 0.1  # root mean square of the kept speech, about -20 dBFS


def speaking(pcm: Floats, seconds_per_step: float, steps: int) -> NDArray[np.bool_]:
    """Whether there is speech at each of `steps` moments, from (n,) mono sound at 24 kHz."""
    probability, chunk_s = voices.speech_probability(pcm, VOICE_RATE)
    if not probability.size or level_db(pcm) < QUIETEST_DB:
        return np.zeros(steps, np.bool_)
    reach = max(1, round(PADDING_S / chunk_s))
    wide = np.convolve(probability > SPEECH, np.ones(2 * reach + 1), "same") > 0
    at = np.minimum((np.arange(steps) * seconds_per_step / chunk_s).astype(int), wide.size - 1)
    return np.asarray(wide[at], np.bool_)


def level_db(pcm: Floats) -> float:
    """Loudness of the louder tenth of a recording in dBFS, so that pauses do not count."""
    blocks = pcm[: pcm.size // 480 * 480].reshape(-1, 480)
    power = np.percentile((blocks**2).mean(axis=1), 90) if blocks.size else 0.0
    return float(10 * np.log10(power + 1e-12))


def denoised(pcm: Floats, speech: NDArray[np.bool_]) -> Floats:
    """Turn steady noise down, measured where nobody speaks (`speech` (n,) per sample).

    Else where it is quietest.
    """
    _, _, spectrum = stft(pcm, VOICE_RATE, nperseg=FFT, noverlap=FFT - HOP)
    power = np.abs(spectrum) ** 2
    at = np.minimum(np.arange(power.shape[1]) * HOP, speech.size - 1)
    pauses = power[:, ~speech[at]]
    few = VOICE_RATE // HOP // 4
    noise = pauses.mean(axis=1) if pauses.shape[1] > few else np.percentile(power, 5, axis=1)
    gain = np.clip(1 - noise[:, None] / np.maximum(power, 1e-12), 10 ** (DEEPEST_DB / 10), 1) ** 0.5
    _, clean = istft(spectrum * gain, VOICE_RATE, nperseg=FFT, noverlap=FFT - HOP)
    return np.asarray(clean[: pcm.size], np.float32)


def speech_parts(pcm: Floats, speech: NDArray[np.bool_]) -> Floats:
    """The spoken stretches one after another, each faded in and out."""
    edges = np.flatnonzero(np.diff(np.pad(speech.astype(np.int8), 1)))
    fade = round(FADE_S * VOICE_RATE)
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        part = pcm[start:end].copy()
        if part.size > 2 * fade:
            part[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)
            part[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
            parts.append(part)
    return np.concatenate(parts) if parts else np.zeros(0, np.float32)


def voice_of(pcm: Floats, speech: NDArray[np.bool_], transcript: str, weights: WeightStore) -> Voice | None:
    """The voice in (n,) mono sound at 24 kHz, (n,) telling where there is speech.

    None where there is too little.

    Raises:
        engine.contract.weights.WeightMissingError: the embedder is not here.
    """
    if speech.sum() < LEAST_SPEECH_S * VOICE_RATE:
        return None
    kept = speech_parts(denoised(pcm, speech), speech)
    kept = kept * (LEVEL / max(float(np.sqrt((kept**2).mean())), 1e-6))
    kept = np.clip(kept, -1, 1).astype(np.float32)
    median, spread = voices.f0_statistics(kept, VOICE_RATE)
    return Voice(kept, voices.embed(kept, VOICE_RATE, weights), median, spread, transcript)
