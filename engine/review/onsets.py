"""When a sound event begins in a finished clip."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, correlate, sosfilt

from engine.contract.messages import FPS, BeatScore
from engine.sound import MIX_RATE, PlacedBeat
from engine.sound.effects import SOUNDS, effect

Floats = NDArray[np.float32]

LOOK_S = 0.5
"""How far from the wanted time an onset is looked for, on either side."""
TEMPLATE_S = 0.35
HOP = MIX_RATE // 200
BANDS_HZ = ((60, 400), (400, 2500), (2500, 12000))
CLEAR = 0.12
"""Normalised correlation from which a known sound counts as found; without the sound it stays under 0.06 in
speech over rain and surf."""


def _window(mono: Floats, at_s: float, extra_s: float) -> tuple[int, Floats]:
    start = max(round((at_s - LOOK_S) * MIX_RATE), 0)
    return start, mono[start : round((at_s + LOOK_S + extra_s) * MIX_RATE)]


def _whitened(wave: Floats) -> NDArray[np.float64]:
    """First difference: lifts an attack's high frequencies over rumble."""
    return np.diff(np.asarray(wave, np.float64), prepend=0.0)


def known_onset(mono: Floats, sound: str, at_s: float) -> float | None:
    """When a sound of ours begins, in seconds, by its matched filter; None where it is not clearly there."""
    template = _whitened(effect(sound)[: round(TEMPLATE_S * MIX_RATE)])
    start, window = _window(mono, at_s, TEMPLATE_S)
    if len(window) < len(template):
        window = np.pad(window, (0, len(template) - len(window)))
    white = _whitened(window)
    match = correlate(white, template, mode="valid", method="fft")
    power = np.cumsum(np.concatenate([[0.0], white**2]))
    energy = power[len(template) :] - power[: -len(template)]
    fit = match / np.sqrt(np.maximum(energy * float(np.sum(template**2)), 1e-12))
    best = int(np.argmax(fit))
    return (start + best) / MIX_RATE if fit[best] >= CLEAR else None


def onset(mono: Floats, at_s: float) -> float | None:
    """The steepest rise of energy near a time, in seconds, by flux in three bands; None in silence."""
    start, window = _window(mono, at_s, 0.05)
    frames = len(window) // HOP
    if frames < 3 or not np.any(window):  # noqa: PLR2004 - a rise needs a before and an after
        return None
    rise = np.zeros(frames - 1)
    for low, high in BANDS_HZ:
        band = sosfilt(butter(2, [low, high], "band", fs=MIX_RATE, output="sos"), window)
        level = np.sqrt(np.mean(band[: frames * HOP].reshape(frames, HOP) ** 2, axis=1))
        rise += np.maximum(np.diff(level), 0)
    return float(start + (int(np.argmax(rise)) + 1) * HOP) / MIX_RATE


def measure(sound: Floats, beats: tuple[PlacedBeat, ...]) -> tuple[BeatScore, ...]:
    """Where each beat's sound begins in (n, 2) at 48 kHz; a beat that is silent or not found is left out."""
    mono = np.asarray(sound.mean(axis=1), np.float32)
    scores = []
    for beat in beats:
        wanted = beat.frame / FPS
        found = known_onset(mono, beat.sound, wanted) if beat.sound in SOUNDS else onset(mono, wanted)
        if found is not None:
            scores.append(
                BeatScore(what=beat.what, wanted_frame=beat.frame, measured_frame=round(found * FPS))
            )
    return tuple(scores)
