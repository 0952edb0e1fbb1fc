"""Holding a recording against what its person was asked to do."""

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Challenge
from engine.enrolment import liveness, phrase, turns
from engine.enrolment.likeness import FaceTrack
from engine.enrolment.refusals import MIRRORED, refused


def check(challenge: Challenge, track: FaceTrack, spoken: NDArray[np.bool_], heard: str) -> None:
    """Refuse a recording that does not show what was asked.

    Args:
        challenge: turns in their order and words to read; an empty part is not asked for.
        track: what the face did, 24 rows a second.
        spoken: (T,) whether there is speech while each row was taken.
        heard: what a recogniser made of it.

    Raises:
        engine.errors.EngineRefusal: silent, wrong_turns, wrong_phrase, mouth_still.
    """
    if challenge.phrase and not spoken.any():
        raise refused("silent")
    found = turns.turns_in(track.pose_deg, FPS)
    if not turns.follows(found, challenge.turns):
        # Not accepted as it is: left for right would halve what an attacker has to guess.
        mirrored = turns.follows(found, turns.mirrored(challenge.turns))
        raise refused(MIRRORED if mirrored else "wrong_turns")
    if challenge.phrase and not phrase.was_said(challenge.phrase, heard):
        raise refused("wrong_phrase")
    if challenge.phrase and not liveness.mouth_moves(track.landmarks, spoken):
        raise refused("mouth_still")
