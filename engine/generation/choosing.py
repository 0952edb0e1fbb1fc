"""Which of several films shows people most like themselves, by what the review measures of a clip."""

from collections.abc import Mapping

import numpy as np

from engine.contract.messages import Screenplay
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Likeness
from engine.faces import FaceReader
from engine.review.crowd import MOST_FACES, Crowd
from engine.review.faces import NO_FACE, FaceWatch
from engine.review.playback import header, pictures


def unlikeness(film: bytes, play: Screenplay, cast: Mapping[str, Likeness], weights: WeightStore) -> float:
    """How far people's faces are from who they are, over two frames a second; lower is better.

    A face distance as in the review. Who ought to be in a frame and cannot be found there is further away
    than anybody. 0 where nobody of the cast ought to be seen.

    Raises:
        engine.contract.weights.WeightMissingError: a face model is not on this machine.
    """
    told = header(film)
    watch = FaceWatch(play, cast, (), told.fps)
    with FaceReader(weights, most=MOST_FACES) as reader:
        crowd = Crowd(reader, weights)
        for number, picture in enumerate(pictures(film, (told.width, told.height))):
            if watch.is_sample(number):
                watch.see_all(number, crowd.look(picture))
    scores = watch.identity()
    apart = [
        (one.mean * one.frames_with_face + NO_FACE * (one.frames - one.frames_with_face)) / one.frames
        for one in scores
    ]
    return float(np.mean(apart)) if apart else 0.0
