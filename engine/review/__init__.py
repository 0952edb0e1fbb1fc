"""Scores of a finished clip, measured on its bytes as anyone would play them. Scores, never a decision."""

from collections.abc import Mapping

from engine.contract.messages import FPS, Review, Screenplay, SpokenScore, Stage
from engine.contract.weights import WeightStore
from engine.enrolment.likeness import Likeness
from engine.faces import FaceReader
from engine.provenance import read_timing
from engine.recognition import Transcript, transcribe
from engine.renderers import Report
from engine.review.faces import FaceWatch
from engine.review.onsets import measure
from engine.review.playback import UnplayableError, header, pictures, sound
from engine.review.retold import retold
from engine.review.words import lines_heard, score
from engine.sound import MIX_RATE, PlacedBeat, SpokenLine
from engine.sound.mix import loudness, true_peak_db

__all__ = ["UnplayableError", "retold", "review"]

HEARD = 0.25
"""How much of a review is done when the sound has been heard; the rest is looking."""


def review(
    video: bytes, screenplay: Screenplay, cast: Mapping[str, Likeness], weights: WeightStore, report: Report
) -> Review:
    """Measure a finished clip.

    When which phones and sounds are wanted is read from the clip's own signed manifest; where it has none
    that fits, the words' recognised times stand in, and beats are not measured.

    Args:
        video: the MP4.
        screenplay: what it should show and say.
        cast: role -> the likeness that plays it.
        weights: for faces and speech recognition.
        report: told how far it is.

    Raises:
        UnplayableError: this is not a video clip.
        engine.contract.weights.WeightMissingError: a model file is not on this machine.
    """
    told = header(video)
    heard = sound(video)
    wanted = " ".join(line.text for shot in screenplay.shots for line in shot.lines)
    transcript = Transcript("", ())
    spoken: SpokenScore | None = None
    if wanted:
        transcript = transcribe(heard.mean(axis=1), MIX_RATE, weights)
        spoken = score(wanted, transcript.text)
    report(Stage.REVIEW, HEARD)
    lines, beats = _times(video, screenplay, transcript)
    watch = FaceWatch(screenplay, cast, weights, lines, told.fps)
    frames = _watch(video, watch, (told.width, told.height), round(told.seconds * told.fps), report)
    level, peak = loudness(heard), true_peak_db(heard)
    return Review(
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
    )


def _times(
    video: bytes, screenplay: Screenplay, transcript: Transcript
) -> tuple[tuple[SpokenLine, ...], tuple[PlacedBeat, ...]]:
    timing = read_timing(video)
    if timing is None:
        return lines_heard(screenplay, transcript), ()
    return timing.spoken(screenplay), timing.placed(screenplay)


def _watch(video: bytes, watch: FaceWatch, size: tuple[int, int], expected: int, report: Report) -> int:
    count = 0
    with FaceReader(watch.weights, most=watch.most_together()) as reader:
        for count, picture in enumerate(pictures(video, size), start=1):
            watch.see(count - 1, picture, reader)
            if count % FPS == 0:
                report(Stage.REVIEW, HEARD + (1 - HEARD) * min(count / max(expected, 1), 1.0))
    return count
