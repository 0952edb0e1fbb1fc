"""Effects, beds and music that a model in the machine room makes from the screenplay's words."""

import re

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Screenplay
from engine.sound import MIX_RATE
from engine.sound.mix import at_loudness
from engine.sound.room_sounds import NotMadeError, Part, RoomSounds

Floats = NDArray[np.float32]
Wave = NDArray[np.float64]

EFFECT_S, LEAST_EFFECT_S = 3.0, 0.5
EFFECT_PEAK_DB = -4.0
BEGINS_DB = -20.0
"""Beside its peak: where an effect is taken to begin, which goes onto the beat's frame."""
ATTACK_S, RELEASE_S = 0.003, 0.08
QUIETEST_BED_LUFS = -44.0
"""A bed that somebody asked for in words is to be heard, be the place ever so quiet."""
BED_S = 0.03
MUSIC_LUFS = -27.0
"""Beside speech at -16, under which it gives way by another 5 dB (`engine.sound.mix`)."""
MUSIC_IN_S, MUSIC_OUT_S = 0.4, 1.5
_MUSIC = re.compile(
    r"\b(music(al)?|song|melody|tune|soundtrack|orchestra\w*|symphon\w+|piano|guitars?|violins?|cello|"
    r"jazz|waltz|techno|hip.?hop|rock band|brass band|choir|drum ?beat|lo-?fi)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?;\n]+")


def effect(room: RoomSounds, what: str, seconds: float) -> Floats | None:
    """A beat's sound, (n,) mono at 48 kHz at its mix level, its onset on its first sample; None: not made."""
    if seconds < LEAST_EFFECT_S or not room.makes(Part.EFFECTS):
        return None
    try:
        sound = room.sound(Part.EFFECTS, f"Sound effect, close up: {what}", min(seconds, EFFECT_S))
    except NotMadeError:
        return None
    mono = sound.mean(axis=1)
    peak = float(np.abs(mono).max(initial=0.0))
    if not peak:
        return None
    begins = int(np.argmax(np.abs(mono) >= peak * 10 ** (BEGINS_DB / 20)))
    cut = mono[max(begins - round(ATTACK_S * MIX_RATE), 0) :]
    return np.asarray(_faded(cut, ATTACK_S, RELEASE_S) / peak * 10 ** (EFFECT_PEAK_DB / 20), np.float32)


def bed(room: RoomSounds, environment: str, samples: int, level_lufs: float) -> Wave | None:
    """What a place sounds like, (samples, 2) at its level; None where nothing is said of it, or not made."""
    if not environment.strip() or not room.makes(Part.EFFECTS):
        return None
    words = f"Field recording, quiet background ambience, no speech, no music: {environment}"
    level = max(level_lufs, QUIETEST_BED_LUFS)
    return _filling(room, Part.EFFECTS, words, samples, level=level, fades=(BED_S, BED_S))


def music(room: RoomSounds, play: Screenplay, samples: int) -> Wave | None:
    """The music that the prompt asks for, (samples, 2) at its level; None where it asks for none."""
    wanted = music_in(play.prompt)
    if wanted is None or not room.makes(Part.MUSIC):
        return None
    words = f"Instrumental background music without singing: {wanted}"
    return _filling(room, Part.MUSIC, words, samples, level=MUSIC_LUFS, fades=(MUSIC_IN_S, MUSIC_OUT_S))


def music_in(prompt: str) -> str | None:
    """What a prompt says of music: the sentences that name any."""
    spoken_out = re.sub(r"[\"“”].*?[\"“”]", " ", prompt)
    named = [part.strip() for part in _SENTENCE.findall(spoken_out) if _MUSIC.search(part)]
    return ". ".join(named)[:300] or None


def _filling(
    room: RoomSounds, part: Part, words: str, samples: int, *, level: float, fades: tuple[float, float]
) -> Wave | None:
    try:
        sound = room.sound(part, words[:2000], samples / MIX_RATE)
    except NotMadeError:
        return None
    whole = np.zeros((samples, 2))
    whole[: len(sound)] = _faded(np.asarray(at_loudness(sound, level), np.float64), *fades)[:samples]
    return whole


def _faded(wave: NDArray[np.floating], in_s: float, out_s: float) -> Wave:
    rising = np.minimum(1, np.arange(len(wave)) / (in_s * MIX_RATE))
    falling = np.minimum(1, np.arange(len(wave))[::-1] / (out_s * MIX_RATE))
    shape = rising * falling
    return np.asarray(wave * (shape if wave.ndim == 1 else shape[:, None]), np.float64)
