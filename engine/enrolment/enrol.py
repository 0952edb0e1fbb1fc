"""From a recording to a likeness.

One pass over the pictures, then the challenge, the vectors and the voice.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import FPS, Challenge, Stage
from engine.contract.weights import WeightStore
from engine.enrolment import liveness, quality, voice
from engine.enrolment.challenge import check as check_challenge
from engine.enrolment.likeness import VOICE_RATE, FaceTrack, Likeness, Voice
from engine.enrolment.matte import MatteReader
from engine.enrolment.phrase import was_said
from engine.enrolment.refusals import refused
from engine.enrolment.round_frame import whole
from engine.faces import SAME_PERSON, Face, FaceReader, describe, distance, sharpness_of
from engine.footage import Recording, open_recording
from engine.recognition import transcribe

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]
Report = Callable[[Stage, float], None]

JPEG_QUALITY, MATTE_QUALITY = 92, 85
# Every so many frames the picture is searched for other faces.
COUNT_EVERY = 12
# A second face smaller than this share of the person's is a poster or somebody far behind.
OTHER_FACE_SHARE = 0.35
# Seen in so many of the searched frames it is somebody else, not a mistake of the detector.
OTHER_FACE_TIMES = 2
# A face may be lost for a moment, at the end of a wide turn; a recording without a face is given up early.
MOST_LOST = 0.12
GIVE_UP_S = 3.0
VECTORS = 24
FRONTAL_DEG = 25.0
PICTURES_SHARE = 0.8
# Voice activity begins a little late: so much sound before and after a stretch is heard with it.
STRETCH_MARGIN_S = 0.15


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A likeness, and sentences that say what would make it better."""

    likeness: Likeness
    advice: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """What one pass over the pictures gathers; faces are None where none was found."""

    frames: list[bytes] = field(default_factory=list)
    mattes: list[bytes] = field(default_factory=list)
    faces: list[Face | None] = field(default_factory=list)
    sharpness: list[float] = field(default_factory=list)
    looks: list[quality.Look] = field(default_factory=list)
    crowded: int = 0


def _jpeg(picture: Picture, level: int) -> bytes:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, level])
    return data.tobytes()


def _crowded(faces: tuple[Face, ...]) -> bool:
    return len(faces) > 1 and faces[1].height > OTHER_FACE_SHARE * faces[0].height


def _watch(recording: Recording, weights: WeightStore, report: Report) -> _Seen:
    """Go over the pictures once.

    Raises:
        engine.errors.EngineRefusal: no_face, two_faces, or what decoding refuses.
    """
    seen = _Seen()
    expected = (recording.probe.seconds or 20.0) * FPS
    mattes = MatteReader(weights)
    with FaceReader(weights) as reader, FaceReader(weights, most=3) as counter:
        for index, frame in enumerate(whole(recording.frames())):
            found = reader.read(frame, index / FPS)
            face = found[0] if found else None
            matte = mattes.read(frame)
            seen.frames.append(_jpeg(frame, JPEG_QUALITY))
            seen.mattes.append(_jpeg(matte, MATTE_QUALITY))
            seen.faces.append(face)
            seen.sharpness.append(sharpness_of(frame, face) if face else 0.0)
            if index % COUNT_EVERY == 0:
                seen.crowded += _crowded(counter.read(frame))
                if face:
                    seen.looks.append(quality.look_at(frame, face, matte))
                report(Stage.ANALYSING, min(index / expected, 1.0) * PICTURES_SHARE)
            if seen.crowded >= OTHER_FACE_TIMES:
                raise refused("two_faces")
            if index + 1 == round(GIVE_UP_S * FPS) and not any(seen.faces):
                raise refused("no_face")
    if not seen.looks or sum(face is None for face in seen.faces) > MOST_LOST * len(seen.faces):
        raise refused("no_face")
    return seen


def _track(seen: _Seen) -> FaceTrack:
    """The rows of every frame.

    Where the face was lost for a moment, those of the nearest frame that has it.
    """
    there = np.array([index for index, face in enumerate(seen.faces) if face])
    nearest = [seen.faces[there[np.argmin(np.abs(there - index))]] for index in range(len(seen.faces))]
    faces = [face for face in nearest if face]
    return FaceTrack(
        landmarks=np.stack([face.landmarks for face in faces]),
        blendshapes=np.stack([face.blendshapes for face in faces]),
        pose_deg=np.stack([face.pose_deg for face in faces]),
        sharpness=np.array(seen.sharpness, np.float32),
    )


def _frontal(track: FaceTrack, seen: _Seen) -> list[int]:
    """Frames to take face vectors from: spread over the recording, the most frontal of each stretch."""
    count = min(VECTORS, len(seen.faces))
    chosen = []
    for stretch in np.array_split(np.arange(len(seen.faces)), count):
        there = [int(index) for index in stretch if seen.faces[index]]
        if there:
            chosen.append(min(there, key=lambda index: abs(float(track.pose_deg[index, 0]))))
    return chosen


def _vectors(track: FaceTrack, seen: _Seen, weights: WeightStore) -> tuple[Floats, Floats]:
    """The centroid of one half of the sampled descriptors, and the other half.

    Raises:
        engine.errors.EngineRefusal: faces_change.
    """
    found: list[Floats] = []
    frontal: list[bool] = []
    for index in _frontal(track, seen):
        face = seen.faces[index]
        picture = cv2.imdecode(np.frombuffer(seen.frames[index], np.uint8), cv2.IMREAD_COLOR)
        if face is not None and picture is not None:
            found.append(describe(picture.astype(np.uint8, copy=False), face, weights))
            frontal.append(abs(float(face.pose_deg[0])) < FRONTAL_DEG)
    middle = np.median(np.stack(found), axis=0)
    far = [distance(vector, middle) > SAME_PERSON for vector in found]
    if sum(np.logical_and(far, frontal)) >= OTHER_FACE_TIMES:
        raise refused("faces_change")
    held_back = np.stack(found[1::2] or found).astype(np.float32)
    return np.mean(found[::2], axis=0).astype(np.float32), held_back


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the sound holds; `spoken` (T,) tells for each frame whether there is speech."""

    spoken: NDArray[np.bool_]
    transcript: str
    voice: Voice | None


def _listen(pcm: Floats | None, frames: int, weights: WeightStore) -> _Heard:
    nothing = np.zeros(frames, np.bool_)
    if pcm is None:
        return _Heard(nothing, "", None)
    speech = voice.speaking(pcm, 1 / VOICE_RATE, pcm.size)
    if not speech.any():
        return _Heard(nothing, "", None)
    at = np.minimum(np.arange(frames) * VOICE_RATE // FPS, pcm.size - 1)
    transcript = transcribe(pcm, VOICE_RATE, weights).text
    return _Heard(speech[at], transcript, voice.voice_of(pcm, speech, transcript, weights))


def _piecewise(pcm: Floats, weights: WeightStore) -> str:
    """What is heard when each stretch of speech is listened to alone.

    Over a whole recording the recogniser now and then passes over everything before a pause.
    """
    speech = voice.speaking(pcm, 1 / VOICE_RATE, pcm.size)
    edges = np.flatnonzero(np.diff(speech.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    margin = round(STRETCH_MARGIN_S * VOICE_RATE)
    pieces = [pcm[max(0, start - margin) : end + margin] for start, end in edges]
    return " ".join(transcribe(piece, VOICE_RATE, weights).text for piece in pieces)


def enrol(footage: bytes, challenge: Challenge | None, weights: WeightStore, report: Report) -> Enrolled:
    """Make a likeness of a recording; it is verified only where a challenge of turns and words was passed.

    Opens no socket and writes no file.

    Args:
        footage: the recording as it was sent.
        challenge: what the person was asked to do, or None.
        weights: where the weights lie.
        report: told stage and share done about twice a second of footage.

    Raises:
        engine.errors.EngineRefusal: the recording cannot be used; see `refusals` here and in
        `engine.footage`. engine.contract.weights.WeightMissingError: a weight is not here.
    """
    report(Stage.LOADING, 0.0)
    with open_recording(footage) as recording:
        pcm = recording.sound()
        seen = _watch(recording, weights, report)
    track = _track(seen)
    quality.check(seen.looks)
    if liveness.is_still(track.blendshapes):
        raise refused("still_image")
    centroid, vectors = _vectors(track, seen, weights)
    report(Stage.ANALYSING, 0.9)
    heard = _listen(pcm, len(seen.frames), weights)
    if challenge is not None:
        words = heard.transcript
        if pcm is not None and challenge.phrase and not was_said(challenge.phrase, words):
            words = _piecewise(pcm, weights)
        check_challenge(challenge, track, heard.spoken, words)
        if challenge.phrase and heard.voice is None:
            raise refused("silent")
    likeness = Likeness(
        verified=challenge is not None and bool(challenge.turns and challenge.phrase),
        fps=float(FPS),
        frames=tuple(seen.frames),
        mattes=tuple(seen.mattes),
        track=track,
        face_centroid=centroid,
        face_vectors=vectors,
        voice=heard.voice,
    )
    report(Stage.ANALYSING, 1.0)
    return Enrolled(likeness, _advice(seen, track, has_voice=heard.voice is not None))


def _advice(seen: _Seen, track: FaceTrack, *, has_voice: bool) -> tuple[str, ...]:
    sharp: Iterable[float] = [value for value in seen.sharpness if value > 0]
    yaw = track.pose_deg[:, 0]
    swing = float(np.percentile(yaw, 98) - np.percentile(yaw, 2))
    return quality.advice(seen.looks, float(np.median(list(sharp))), swing, has_voice=has_voice)
