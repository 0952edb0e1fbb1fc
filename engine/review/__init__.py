"""Scores of a finished clip, measured on its bytes as anyone would play them. Scores, never a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Review, Screenplay, Stage
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Likeness
from engine.faces import FaceReader
from engine.provenance import read_timing
from engine.recognition import Transcript
from engine.renderers import Report
from engine.review.crowd import MOST_FACES, Crowd
from engine.review.faces import FaceWatch
from engine.review.listening import listen
from engine.review.nudity import NudityWatch
from engine.review.onsets import measure
from engine.review.playback import Header, UnplayableError, header, pictures, sound
from engine.review.retold import retold
from engine.review.words import lines_heard
from engine.sound import PlacedBeat, SpokenLine
from engine.sound.mix import loudness, true_peak_db

__all__ = ["Reviewed", "UnplayableError", "retold", "review"]

Floats = NDArray[np.float32]

HEARD = 0.25
"""How much of a review is done when the sound has been heard; the rest is looking."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The scores, and what no message may hold: the face vectors, (128,), of strangers in the clip."""

    scores: Review
    strangers: Sequence[Floats] = field(default=(), repr=False)


def review(
    video: bytes, screenplay: Screenplay, cast: Mapping[str, Likeness], weights: WeightStore, report: Report
) -> Reviewed:
    """Measure a finished clip.

    When which phones and sounds are wanted is read from the clip's own signed manifest; where it has none
    that fits, the words' recognised times stand in, and beats are not measured.

    Args:
        video: the MP4.
        screenplay: what it should show and say.
        cast: role -> the likeness that plays it.
        weights: for faces, nudity and speech recognition.
        report: told how far it is.

    Raises:
        UnplayableError: this is not a video clip.
        engine.contract.weights.WeightMissingError: a model file is not on this machine.
    """
    told = header(video)
    heard = sound(video)
    transcript, spoken = listen(heard, screenplay, weights)
    report(Stage.REVIEW, HEARD)
    lines, beats = _times(video, screenplay, transcript)
    watch, bare = FaceWatch(screenplay, cast, lines, told.fps), NudityWatch(weights)
    frames = _watch(video, told, watch, bare, report)
    level, peak = loudness(heard), true_peak_db(heard)
    scores = Review(
        width=told.width,
        height=told.height,
        fps=told.fps,
        frames=frames,
        seconds=told.seconds,
        loudness_lufs=None if level is None else round(level, 2),
        true_peak_db=None if peak is None else round(peak, 2),
        identity=watch.identity(),
        lips=watch.lips(frames),
        spoken=spoken,
        beats=measure(heard, beats),
        nudity=bare.score(),
        strangers=len(watch.strangers()),
    )
    return Reviewed(scores, watch.strangers())


def _times(
    video: bytes, screenplay: Screenplay, transcript: Transcript
) -> tuple[tuple[SpokenLine, ...], tuple[PlacedBeat, ...]]:
    """Of a film whose model did not say when its words are, those of the recogniser stand in."""
    timing = read_timing(video)
    if timing is None:
        return lines_heard(screenplay, transcript), ()
    return timing.spoken(screenplay) or lines_heard(screenplay, transcript), timing.placed(screenplay)


def _watch(video: bytes, told: Header, watch: FaceWatch, bare: NudityWatch, report: Report) -> int:
    """Look at every picture once. Two a second are looked at for everything, so that looking stays cheap."""
    count, expected = 0, max(round(told.seconds * told.fps), 1)
    lips = FaceReader(bare.weights, most=watch.most_together())
    everybody = FaceReader(bare.weights, most=MOST_FACES)
    with lips, everybody:
        crowd = Crowd(everybody, bare.weights)
        for count, picture in enumerate(pictures(video, (told.width, told.height)), start=1):
            if watch.is_sample(count - 1):
                watch.see_all(count - 1, crowd.look(picture))
                bare.see(picture)
            else:
                watch.see(count - 1, picture, lips)
            if count % FPS == 0:
                report(Stage.REVIEW, HEARD + (1 - HEARD) * min(count / expected, 1.0))
    return count
