"""Sounds of things that happen, synthesised; each starts at its first sample, so it can be put on a frame.

The recipes are the textbook ones of Farnell, Designing Sound (2010): decaying modes for struck bodies,
shaped noise for water, air and crowds. A sound is the same every time it is made, so a review can look for
it.
"""

import re
import zlib
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from engine.sound import MIX_RATE

Wave = NDArray[np.float64]
Random = np.random.Generator

ATTACK_S = 0.0005


def _time(seconds: float) -> Wave:
    return np.arange(round(seconds * MIX_RATE)) / MIX_RATE


def _noise(random: Random, seconds: float, low_hz: float, high_hz: float) -> Wave:
    band = butter(2, [low_hz, high_hz], "band", fs=MIX_RATE, output="sos")
    warm_up = MIX_RATE // 20
    noise = sosfilt(band, random.standard_normal(len(_time(seconds)) + warm_up))[warm_up:]
    return np.asarray(noise / np.abs(noise).max())


def _decay(seconds: float, *, half_s: float) -> Wave:
    return np.asarray(np.exp2(-_time(seconds) / half_s))


def _struck(seconds: float, modes: tuple[tuple[float, float, float], ...]) -> Wave:
    """A struck body: modes of (Hz, amplitude, half-life in seconds)."""
    time = _time(seconds)
    rung = [amp * np.exp2(-time / half_s) * np.sin(2 * np.pi * hz * time) for hz, amp, half_s in modes]
    return np.asarray(np.sum(rung, axis=0))


def _placed(parts: list[tuple[float, Wave]]) -> Wave:
    whole = np.zeros(max(round(at * MIX_RATE) + len(part) for at, part in parts))
    for at, part in parts:
        start = round(at * MIX_RATE)
        whole[start : start + len(part)] += part
    return whole


def _wave_crash(random: Random) -> Wave:
    slap = _noise(random, 2.8, 60, 900) * _decay(2.8, half_s=0.22)
    foam = _noise(random, 2.8, 1200, 9000) * _decay(2.8, half_s=0.55)
    return slap + 0.55 * foam


def _thunder(random: Random) -> Wave:
    crack = _noise(random, 0.5, 300, 6000) * _decay(0.5, half_s=0.06)
    roll = _noise(random, 3.5, 25, 160) * _decay(3.5, half_s=0.8)
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 2.3 * _time(3.5)) * np.sin(2 * np.pi * 0.9 * _time(3.5) + 1)
    return _placed([(0.0, 1.6 * crack), (0.0, 0.8 * roll * swell)])


def _claps(random: Random, seconds: float, per_second: float) -> Wave:
    clap = _noise(random, 0.05, 700, 4500) * _decay(0.05, half_s=0.008)
    spread = random.uniform(0, seconds - 0.1, round(seconds * per_second))
    times = np.concatenate([[0.0, 0.004, 0.011], spread])
    sizes = random.uniform(0.4, 1.0, len(times)) * np.minimum(1, (seconds - times) / 0.8)
    sizes[:3] = 1.6
    return _placed([(float(at), clap * size) for at, size in zip(times, sizes, strict=True)])


def _applause(random: Random) -> Wave:
    return _claps(random, 2.6, 90)


def _voices(random: Random, seconds: float, count: int) -> Wave:
    """A crowd's open vowel: gliding buzzes through two formants."""
    time = _time(seconds)
    total = np.zeros(len(time))
    for _ in range(count):
        hz = random.uniform(140, 420) * (1 + 0.25 * np.exp2(-time / 0.4))
        turn = 2 * np.pi * np.cumsum(hz) / MIX_RATE + random.uniform(0, 6)
        total += np.sign(np.sin(turn)) * random.uniform(0.4, 1)
    formants = [butter(1, band, "band", fs=MIX_RATE, output="sos") for band in ([550, 900], [1000, 1700])]
    shaped = np.sum([sosfilt(formant, total) for formant in formants], axis=0)
    return np.asarray(shaped / np.abs(shaped).max())


def _cheer(random: Random) -> Wave:
    return _placed(
        [(0.0, _claps(random, 2.4, 50)), (0.0, 0.9 * _voices(random, 2.4, 14) * _decay(2.4, half_s=0.7))]
    )


def _camera_click(random: Random) -> Wave:
    click = _noise(random, 0.03, 1500, 9000) * _decay(0.03, half_s=0.003)
    body = _struck(0.06, ((420, 0.5, 0.01), (1900, 0.4, 0.006)))
    return _placed([(0.0, click), (0.0, body), (0.07, 0.7 * click)])


def _bell(random: Random) -> Wave:
    del random
    hum = 523.25
    low = ((0.5, 0.5, 1.2), (1.0, 0.8, 0.9), (1.19, 0.6, 0.7))
    partials = (*low, (1.5, 0.4, 0.5), (2.0, 1.0, 0.45), (2.74, 0.4, 0.25))
    return _struck(2.5, tuple((hum * ratio, amp, half) for ratio, amp, half in partials))


def _doorbell(random: Random) -> Wave:
    del random
    ding = _struck(1.2, ((659.3, 1.0, 0.25), (1318.5, 0.4, 0.15), (1980, 0.2, 0.08)))
    dong = _struck(1.4, ((523.3, 1.0, 0.3), (1046.5, 0.4, 0.18), (1570, 0.2, 0.1)))
    return _placed([(0.0, ding), (0.45, 0.7 * dong)])


def _knock(random: Random) -> Wave:
    thud = _struck(0.18, ((110, 1.0, 0.025), (187, 0.7, 0.02), (395, 0.4, 0.012)))
    tick = _noise(random, 0.02, 800, 5000) * _decay(0.02, half_s=0.003)
    one = _placed([(0.0, thud), (0.0, 0.6 * tick)])
    return _placed([(0.0, one), (0.24, 0.6 * one), (0.48, 0.5 * one)])


def _whoosh(random: Random) -> Wave:
    air = _noise(random, 0.7, 400, 3500) + 0.5 * _noise(random, 0.7, 2500, 9000)
    return air * _decay(0.7, half_s=0.12)


def _boom(random: Random) -> Wave:
    time = _time(2.2)
    drop = np.sin(2 * np.pi * np.cumsum(38 + 90 * np.exp2(-time / 0.05)) / MIX_RATE) * _decay(2.2, half_s=0.3)
    debris = _noise(random, 2.2, 200, 4000) * _decay(2.2, half_s=0.12)
    return drop + 0.8 * debris


def _firework(random: Random) -> Wave:
    crackle = [(float(at), random.uniform(0.1, 0.4) * _noise(random, 0.02, 2000, 9000) * _decay(0.02,
    half_s=0.003))
               for at in random.uniform(0.25, 1.3, 45)]  # fmt: skip
    return _placed([(0.0, _boom(random)[: MIX_RATE * 3 // 2]), *crackle])


def _splash(random: Random) -> Wave:
    body = _noise(random, 1.2, 300, 7000) * _decay(1.2, half_s=0.12)
    drops = [(float(at), 0.3 * _struck(0.06, ((float(random.uniform(700, 2400)), 1.0, 0.012),)))
             for at in random.uniform(0.1, 0.9, 14)]  # fmt: skip
    return _placed([(0.0, body), *drops])


def _glass(random: Random) -> Wave:
    shards = [(float(at), _struck(0.4, ((float(random.uniform(2200, 9000)), 0.7, 0.04),)))
              for at in np.concatenate([[0, 0, 0.002], random.uniform(0.01, 0.5, 25)])]  # fmt: skip
    return _placed([(0.0, _noise(random, 0.1, 2000, 12000) * _decay(0.1, half_s=0.01)), *shards])


def _slam(random: Random) -> Wave:
    thud = _struck(0.6, ((62, 1.0, 0.06), (121, 0.8, 0.04), (230, 0.4, 0.03)))
    return _placed([(0.0, thud), (0.0, 0.8 * _noise(random, 0.15, 150, 3500) * _decay(0.15, half_s=0.02))])


def _drum(random: Random) -> Wave:
    skin = _struck(0.5, ((180, 1.0, 0.06), (286, 0.5, 0.04)))
    return _placed([(0.0, skin), (0.0, 0.8 * _noise(random, 0.3, 900, 9000) * _decay(0.3, half_s=0.05))])


def _horn(random: Random) -> Wave:
    del random
    time = _time(0.7)
    reeds = [np.tanh(3 * np.sin(2 * np.pi * hz * time)) for hz in (415.0, 523.0)]
    return np.asarray(np.sum(reeds, axis=0) * np.minimum(1, (0.7 - time) / 0.05))


def _footsteps(random: Random) -> Wave:
    step = _struck(0.12, ((85, 1.0, 0.018),))
    step = step + 0.6 * _noise(random, 0.12, 300, 3500) * _decay(0.12, half_s=0.012)
    return _placed([(0.52 * index, step * (1.0 if index == 0 else 0.6)) for index in range(4)])


SOUNDS: dict[str, tuple[Callable[[Random], Wave], float]] = {
    "wave_crash": (_wave_crash, -2.0),
    "thunder": (_thunder, -1.0),
    "applause": (_applause, -5.0),
    "cheer": (_cheer, -4.0),
    "camera_click": (_camera_click, -6.0),
    "doorbell": (_doorbell, -6.0),
    "bell": (_bell, -6.0),
    "knock": (_knock, -4.0),
    "whoosh": (_whoosh, -5.0),
    "firework": (_firework, -2.0),
    "boom": (_boom, -1.0),
    "glass": (_glass, -9.0),
    "splash": (_splash, -4.0),
    "slam": (_slam, -2.0),
    "drum": (_drum, -3.0),
    "horn": (_horn, -12.0),
    "footsteps": (_footsteps, -6.0),
}
"""Recipe and peak level in the mix before mastering, dB relative to full scale."""

_WORDS = (
    ("camera_click", r"camera|shutter|snapshot|(takes?|snaps?) a (photo|picture|selfie)|click"),
    ("doorbell", r"door ?bell|ding.?dong"),
    ("slam", r"slams?\b|(door|lid|book) (bang|shut|close)s?"),
    ("knock", r"knock"),
    ("bell", r"bells?\b|chime|\bgong"),
    ("firework", r"firework|rocket bursts?"),
    ("thunder", r"thunder|lightning"),
    ("cheer", r"cheer|crowd (roar|goes wild|scream)|hooray"),
    ("applause", r"applau|clap"),
    ("glass", r"(glass|window|bottle)\b.*(break|shatter|smash)|(break|shatter|smash)\w* .*(glass|window)"),
    ("wave_crash", r"waves? \w*\s?(crash|break|hit|slam|smash|roll)|crash\w* (\w+ ){0,3}waves?|surf"),
    ("splash", r"splash|dives? in|jumps? into the (water|pool|sea|lake)"),
    ("boom", r"explo|boom|blast|detonat|\bbang|impact"),
    ("horn", r"\bhorn|honk|beep"),
    ("drum", r"drum|cymbal|ba.?dum"),
    ("footsteps", r"foot ?step|steps approach"),
    ("whoosh", r"whoosh|swoosh|swish|fl(ies|y) (past|by)|rush(es|ing) (past|by)|gust"),
    ("wave_crash", r"\b(the|a|giant|big|huge|ocean|sea) waves?\b"),
)


def sound_for(what: str) -> str | None:
    """The sound that fits a beat's words, or None where there is none."""
    words = what.lower()
    return next((sound for sound, pattern in _WORDS if re.search(pattern, words)), None)


@lru_cache(maxsize=len(SOUNDS))
def effect(sound: str) -> NDArray[np.float32]:
    """A sound's waveform: (n,) mono at 48 kHz at its mix level; it begins with its first sample.

    Raises:
        KeyError: there is no sound of that name.
    """
    recipe, level_db = SOUNDS[sound]
    wave = recipe(np.random.default_rng(zlib.crc32(sound.encode())))
    attack = np.minimum(1, np.arange(len(wave)) / (ATTACK_S * MIX_RATE))
    release = np.minimum(1, (len(wave) - np.arange(len(wave))) / (0.02 * MIX_RATE))
    shaped = wave * attack * release
    return np.asarray(shaped / np.abs(shaped).max() * 10 ** (level_db / 20), np.float32)
