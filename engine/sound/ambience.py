"""The sound of a place: an endless bed of shaped noise, and what the place throws back of a voice."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, sosfilt

from engine.sound import MIX_RATE

Wave = NDArray[np.float64]
Random = np.random.Generator


@dataclass(frozen=True, slots=True)
class Place:
    """How a place sounds: its bed's recipe and level in LUFS beside speech at -16, and its early reflections.

    echoes: (delay in milliseconds, level in dB) of what comes back of a voice. Light, so that words stay
        clear.
    """

    bed: Callable[[Random, int], Wave]
    level_lufs: float
    echoes: tuple[tuple[float, float], ...]


def _band(random: Random, samples: int, low_hz: float, high_hz: float) -> Wave:
    """Noise of unit RMS in a band, (samples, 2), the sides half alike."""
    band = butter(2, [low_hz, high_hz], "band", fs=MIX_RATE, output="sos")
    noise = random.standard_normal((samples, 3))
    sides = sosfilt(band, noise[:, :2] * 0.8 + noise[:, 2:] * 0.6, axis=0)
    return np.asarray(sides / max(float(np.sqrt(np.mean(sides**2))), 1e-9))


def _slow(random: Random, samples: int, seconds: float) -> Wave:
    """A wandering level around 1, (samples, 1), that takes about `seconds` to change; never sudden."""
    points = max(int(samples / MIX_RATE / seconds * 4), 2) + 8
    walk = gaussian_filter1d(random.standard_normal(points), 2)
    walk = walk / max(float(np.abs(walk).max()), 1e-9)
    return np.asarray(np.interp(np.linspace(4, points - 4, samples), np.arange(points), 1 + 0.5 * walk))[
        :, None
    ]


def _surf(random: Random, samples: int) -> Wave:
    turn = 2 * np.pi * np.arange(samples)[:, None] / MIX_RATE / 7.3
    swell = 0.6 + 0.4 * np.sin(turn + random.uniform(0, 6))
    return _band(random, samples, 90, 700) * swell + 0.5 * _band(random, samples, 900, 6000) * swell**2


def _rain(random: Random, samples: int) -> Wave:
    hiss = _band(random, samples, 1800, 11000) * _slow(random, samples, 3.0)
    city = _band(random, samples, 60, 350) * _slow(random, samples, 5.0)
    return 0.8 * hiss + 0.7 * city


def _city(random: Random, samples: int) -> Wave:
    return _band(random, samples, 50, 400) * _slow(random, samples, 4.0) + 0.2 * _band(
        random, samples, 500, 2500
    )


def _room(random: Random, samples: int) -> Wave:
    return _band(random, samples, 60, 300) + 0.3 * _band(random, samples, 300, 3000)


def _wind(random: Random, samples: int) -> Wave:
    return _band(random, samples, 120, 900) * _slow(random, samples, 1.5) ** 2


def _crowd(random: Random, samples: int) -> Wave:
    return _band(random, samples, 200, 1200) * _slow(random, samples, 1.0) + 0.2 * _band(
        random, samples, 1500, 4000
    )


def _hum(random: Random, samples: int) -> Wave:
    time = np.arange(samples)[:, None] / MIX_RATE
    tone = np.sin(2 * np.pi * 55 * time) + 0.5 * np.sin(2 * np.pi * 82.6 * time)
    return 0.6 * tone + 0.6 * _band(random, samples, 80, 600) * _slow(random, samples, 5.0)


_OPEN = ()
_WALLS = ((23.0, -19.0), (41.0, -22.0))
_SMALL = ((7.0, -15.0), (11.3, -17.0), (17.9, -19.0), (26.1, -23.0))
_HALL = ((19.0, -14.0), (31.0, -16.0), (47.0, -18.0), (71.0, -20.0), (103.0, -24.0))

PLACES = {
    "surf": Place(_surf, -34.0, _OPEN),
    "rain": Place(_rain, -36.0, _WALLS),
    "city": Place(_city, -36.0, _WALLS),
    "wind": Place(_wind, -37.0, _OPEN),
    "crowd": Place(_crowd, -38.0, _HALL),
    "hall": Place(_room, -54.0, _HALL),
    "hum": Place(_hum, -38.0, _SMALL),
    "room": Place(_room, -54.0, _SMALL),
}
NEUTRAL = "room"
FADE_S = 0.03


def bed(name: str, samples: int, random: Random) -> Wave:
    """A place's bed, (samples, 2) of unit RMS until its level is set, faded over 30 ms."""
    wave = PLACES[name].bed(random, samples)
    edge = np.minimum(np.arange(samples), np.arange(samples)[::-1]) / (FADE_S * MIX_RATE)
    return np.asarray(wave / max(float(np.sqrt(np.mean(wave**2))), 1e-9) * np.minimum(1, edge)[:, None])


def echoed(voice: NDArray[np.float32], name: str) -> NDArray[np.float32]:
    """A dry voice (n,) at 48 kHz as a place returns it: (n + tail,) with early reflections, each duller."""
    echoes = PLACES[name].echoes
    tail = round(max((delay for delay, _ in echoes), default=0.0) / 1000 * MIX_RATE)
    wet = np.concatenate([voice, np.zeros(tail, np.float32)])
    dull = np.asarray(sosfilt(butter(1, 3500, fs=MIX_RATE, output="sos"), voice), np.float32)
    for delay, level in echoes:
        start = round(delay / 1000 * MIX_RATE)
        wet[start : start + len(dull)] += dull * np.float32(10 ** (level / 20))
    return wet
