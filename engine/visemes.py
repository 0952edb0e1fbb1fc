"""How far the lips stand open and how rounded for each speech sound: one table to draw and to check lips by.

The openings follow the usual order of vowel heights and consonant places (Ladefoged & Johnson, A Course in
Phonetics, ch. 1-4); the smoothing widths are the studio trial's (30 ms for opening, 55 ms for rounding, which
anticipates more).
"""

# ruff: noqa: RUF001 - phonetic letters are meant

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from engine.sound import Phone

OPEN_SIGMA_S = 0.030
ROUND_SIGMA_S = 0.055
RATE_HZ = 400
CLOSURE_RAMP_S = 0.025
CLOSED = 0.0


class Viseme(NamedTuple):
    """Lip targets: `open` 0 closed .. 1 the widest in ordinary speech; `round` 0 spread .. 1 pursed."""

    open: float
    round: float


REST = Viseme(0.06, 0.35)
CLOSURES = frozenset("pbm")

_VOWELS = {
    "i": (0.30, 0.05), "ɪ": (0.38, 0.15), "ᵻ": (0.34, 0.15), "ɨ": (0.34, 0.15), "e": (0.50, 0.10),
    "ɛ": (0.62, 0.15), "æ": (0.85, 0.10), "a": (0.95, 0.20), "ɐ": (0.75, 0.25), "ʌ": (0.68, 0.30),
    "ə": (0.42, 0.30), "ᵊ": (0.30, 0.30), "ɜ": (0.48, 0.50), "ɚ": (0.42, 0.50), "ɑ": (1.00, 0.30),
    "ɒ": (0.85, 0.60), "ɔ": (0.75, 0.75), "o": (0.55, 0.85), "ʊ": (0.36, 0.75), "u": (0.24, 1.00),
    "y": (0.24, 0.95), "ø": (0.45, 0.85), "œ": (0.55, 0.75), "ɯ": (0.30, 0.20), "ɤ": (0.50, 0.25),
}  # fmt: skip
_CONSONANTS = {
    "p": (0.00, 0.35), "b": (0.00, 0.35), "m": (0.00, 0.35), "f": (0.08, 0.30), "v": (0.08, 0.30),
    "β": (0.06, 0.35), "w": (0.14, 1.00), "ɹ": (0.24, 0.65), "r": (0.28, 0.45), "ɾ": (0.30, 0.30),
    "T": (0.30, 0.30), "l": (0.34, 0.25), "θ": (0.22, 0.20), "ð": (0.22, 0.20), "s": (0.14, 0.15),
    "z": (0.14, 0.15), "ʃ": (0.20, 0.70), "ʒ": (0.20, 0.70), "ʧ": (0.18, 0.65), "ʤ": (0.18, 0.65),
    "ʦ": (0.14, 0.15), "ʣ": (0.14, 0.15), "t": (0.18, 0.25), "d": (0.18, 0.25), "n": (0.20, 0.25),
    "ɲ": (0.22, 0.15), "k": (0.28, 0.30), "ɡ": (0.28, 0.30), "g": (0.28, 0.30), "ŋ": (0.30, 0.30),
    "x": (0.30, 0.30), "h": (0.45, 0.30), "j": (0.26, 0.05), "ʔ": (0.30, 0.30), "ç": (0.24, 0.10),
    "ʁ": (0.32, 0.35),
}  # fmt: skip
_GLIDES = {"A": "eɪ", "I": "aɪ", "O": "oʊ", "Q": "əʊ", "W": "aʊ", "Y": "ɔɪ"}
"""Diphthongs are written with one capital in the synthesiser's alphabet (misaki's English notation)."""

_SINGLE = {symbol: Viseme(*target) for symbol, target in (_VOWELS | _CONSONANTS).items()}
VISEMES: dict[str, tuple[Viseme, ...]] = {symbol: (target,) for symbol, target in _SINGLE.items()} | {
    symbol: tuple(_SINGLE[half] for half in halves) for symbol, halves in _GLIDES.items()
}
VOWELS = frozenset(_VOWELS) | frozenset(_GLIDES)
_UNKNOWN = (Viseme(0.35, 0.30),)


def visemes_of(symbol: str) -> tuple[Viseme, ...]:
    """The lip targets that a phone passes through, in equal parts; a middling one for an unknown symbol."""
    return VISEMES.get(symbol, _UNKNOWN)


def _targets(phones: Sequence[Phone], samples: int) -> NDArray[np.float64]:
    track = np.tile(np.array(REST), (samples, 1))
    for phone in phones:
        parts = visemes_of(phone.symbol)
        edges = np.linspace(phone.start_s, phone.end_s, len(parts) + 1) * RATE_HZ
        for part, start, end in zip(parts, edges[:-1], edges[1:], strict=True):
            track[max(round(start), 0) : max(round(end), 0)] = part
    return track


def _pressed(phones: Sequence[Phone], samples: int) -> NDArray[np.float64]:
    """How far the lips are pressed shut, 0..1: 1 throughout p, b and m, with ramps at both sides."""
    time = np.arange(samples) / RATE_HZ
    shut = np.zeros(samples)
    for phone in phones:
        if phone.symbol in CLOSURES:
            outside = np.maximum(np.maximum(phone.start_s - time, time - phone.end_s), 0)
            shut = np.maximum(shut, 1 - np.minimum(outside / CLOSURE_RAMP_S, 1))
    return shut


def aperture_track(phones: Sequence[Phone], frames: int, fps: float) -> NDArray[np.float32]:
    """Lip opening and rounding wanted in each frame, taken at the frame's middle.

    Args:
        phones: in time order, seconds from the clip's start; time without a phone is a mouth at rest.
        frames: how many frames.
        fps: frames a second.

    Returns:
        (frames, 2): opening and rounding, both 0..1. Every p, b and m closes the frame nearest its middle.
    """
    samples = max(int(np.ceil(frames / fps * RATE_HZ)), 1)
    track = _targets(phones, samples)
    opening = gaussian_filter1d(track[:, 0], OPEN_SIGMA_S * RATE_HZ, mode="nearest")
    rounding = gaussian_filter1d(track[:, 1], ROUND_SIGMA_S * RATE_HZ, mode="nearest")
    shut = _pressed(phones, samples)
    opening = opening * (1 - shut) + CLOSED * shut
    middles = np.minimum(((np.arange(frames) + 0.5) / fps * RATE_HZ).astype(np.int64), samples - 1)
    result = np.stack([opening[middles], rounding[middles]], axis=1).astype(np.float32)
    for phone in phones:
        frame = int((phone.start_s + phone.end_s) / 2 * fps)
        if phone.symbol in CLOSURES and 0 <= frame < frames:
            result[frame, 0] = CLOSED
    return result
