"""What is said in a finished clip, also where nothing should be."""

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import Screenplay, SpokenScore
from engine.contract.weights import WeightStore
from engine.recognition import Transcript, transcribe
from engine.review.words import score
from engine.sound import MIX_RATE
from engine.voices import speech_probability

Floats = NDArray[np.float32]

SPEECH = 0.5
SHORTEST_S = 0.3
"""Length of speech in all, in seconds, from which a clip that should be silent is listened to."""


def sounds_like_speech(mono: Floats) -> bool:
    """Whether a voice detector hears at least `SHORTEST_S` of speech; costs a hundredth of recognising it."""
    probability, step = speech_probability(mono, MIX_RATE)
    return float(np.sum(probability >= SPEECH)) * step >= SHORTEST_S


def listen(
    heard: Floats, screenplay: Screenplay, weights: WeightStore
) -> tuple[Transcript, SpokenScore | None]:
    """Recognise what is said in (n, 2) at 48 kHz, and compare it with the screenplay.

    Where the screenplay has no words a recogniser would make some up out of surf and music, so it is asked
    only if a voice detector hears speech; None where there is none.

    Raises:
        engine.contract.weights.WeightMissingError: a model file is not on this machine.
    """
    wanted = " ".join(line.text for shot in screenplay.shots for line in shot.lines)
    if not heard.size:
        return Transcript("", ()), score(wanted, "") if wanted else None
    mono = np.asarray(heard.mean(axis=1), np.float32)
    if not wanted and not sounds_like_speech(mono):
        return Transcript("", ()), None
    transcript = transcribe(mono, MIX_RATE, weights)
    if not wanted and not transcript.text:
        return transcript, None
    return transcript, score(wanted, transcript.text)
