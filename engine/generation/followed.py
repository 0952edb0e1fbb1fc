"""Who is where in a film that a model made: the faces of those who speak, frame by frame."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.contract.weights import WeightStore
from engine.enrolment.likeness import FaceTrack, Likeness
from engine.faces import Face, FaceReader, describe, distance, sharpness_of
from engine.finish import yuv_to_bgr

SMALLEST_FACE = 56
"""Forehead to chin in pixels: the mouth of a smaller one is a dozen pixels wide."""
MOST_TURNED_DEG = 40.0
"""Yaw beyond which half the mouth is hidden."""
STRANGER = 0.7
"""Distance from which on a face is somebody else's: other people are .77 to .83 away (studio.md); generated
faces of the person themself are further than filmed ones."""
LOOK_EVERY = 12
"""Frames between two looks at whose face is whose; between them a face stays whose it was."""
BESIDE = 1
"""Faces looked for beside those who ought to be there."""
MARGIN = 0.3
"""Around a face, in face heights: what new lips may reach."""
QUALITY = 98

Frame = NDArray[np.uint8]
Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """One person's face in one shot, as far as it can be spoken with.

    numbers: frames of the shot, from 0, rising (T,). corners: x and y of the pieces of them that are kept
    (T, 2), even. pieces: those, JPEG. track: what the face did, landmarks in pixels of its piece.
    """

    numbers: NDArray[np.int64]
    corners: NDArray[np.int64]
    pieces: tuple[bytes, ...]
    track: FaceTrack


@dataclass(slots=True, repr=False)
class _Sightings:
    """Of one person, in the order of the frames."""

    numbers: list[int] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    sharpness: list[float] = field(default_factory=list)
    corners: list[tuple[int, int]] = field(default_factory=list)
    pieces: list[bytes] = field(default_factory=list)
    apart: list[float] = field(default_factory=list)
    place: Floats | None = None


def follow(
    frames: Iterable[Frame],
    count: int,
    people: Mapping[str, Likeness],
    speaking: Sequence[str],
    weights: WeightStore,
) -> dict[str, Seen]:
    """Look at the next `count` frames, which are one shot.

    Args:
        frames: planar YUV 4:2:0; so many are read.
        count: of frames.
        people: those who ought to be seen, by role.
        speaking: whose faces are wanted.
        weights: the face models.

    Returns:
        Those of the wanted who were seen well enough to be spoken with, by role.
    """
    found = {role: _Sightings() for role in people}
    # One face alone is tracked from frame to frame, which is calmer than looking at each picture by itself.
    most = 1 if len(people) == 1 else len(people) + BESIDE
    with FaceReader(weights, most=most) as reader:
        for number, frame in enumerate(islice(frames, count)):
            picture = yuv_to_bgr(frame)
            faces = reader.read(picture, number / 24)
            if number % LOOK_EVERY == 0 or any(one.place is None for one in found.values()):
                whose = _by_likeness(picture, faces, people, found, weights)
            else:
                whose = _by_place(faces, found)
            for role, face in whose.items():
                _take_down(found[role], number, picture, face, keep=role in speaking)
    return {role: _seen(found[role]) for role in speaking if role in found and _is_them(found[role])}


def _by_likeness(
    picture: Picture,
    faces: Sequence[Face],
    people: Mapping[str, Likeness],
    found: Mapping[str, _Sightings],
    weights: WeightStore,
) -> dict[str, Face]:
    vectors = [describe(picture, face, weights) for face in faces]
    pairs = [
        (distance(vector, likeness.face_centroid), role, index)
        for index, vector in enumerate(vectors)
        for role, likeness in people.items()
    ]
    whose = _nearest(pairs)
    for role, (apart, _) in whose.items():
        found[role].apart.append(apart)
    return {role: faces[index] for role, (_, index) in whose.items()}


def _by_place(faces: Sequence[Face], found: Mapping[str, _Sightings]) -> dict[str, Face]:
    pairs = [
        (float(np.linalg.norm(_middle(face) - one.place)) / max(face.height, 1.0), role, index)
        for index, face in enumerate(faces)
        for role, one in found.items()
        if one.place is not None
    ]
    return {role: faces[index] for role, (away, index) in _nearest(pairs).items() if away < 1}


def _nearest(pairs: list[tuple[float, str, int]]) -> dict[str, tuple[float, int]]:
    """Give each role the face nearest to it that no nearer role has."""
    whose: dict[str, tuple[float, int]] = {}
    taken: set[int] = set()
    for apart, role, index in sorted(pairs):
        if role not in whose and index not in taken:
            whose[role] = (apart, index)
            taken.add(index)
    return whose


def _middle(face: Face) -> Floats:
    return np.asarray(face.landmarks[:, :2].mean(axis=0), np.float32)


def _take_down(one: _Sightings, number: int, picture: Picture, face: Face, *, keep: bool) -> None:
    one.place = _middle(face)
    if not keep or face.height < SMALLEST_FACE or abs(float(face.pose_deg[0])) > MOST_TURNED_DEG:
        return
    left, top, right, bottom = _around(face, picture.shape[1], picture.shape[0])
    done, piece = cv2.imencode(".jpg", picture[top:bottom, left:right], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        return
    one.numbers.append(number)
    one.faces.append(face)
    one.sharpness.append(sharpness_of(picture, face))
    one.corners.append((left, top))
    one.pieces.append(piece.tobytes())


def _around(face: Face, width: int, height: int) -> tuple[int, int, int, int]:
    """A face with its margin, within the picture, on even pixels: left, top, right, bottom."""
    left, top, right, bottom = face.box
    margin = round(MARGIN * face.height)
    return (
        max(left - margin, 0) // 2 * 2,
        max(top - margin, 0) // 2 * 2,
        min(right + margin, width) // 2 * 2,
        min(bottom + margin, height) // 2 * 2,
    )


def _is_them(one: _Sightings) -> bool:
    return len(one.numbers) > 1 and float(np.median(one.apart)) < STRANGER


def _seen(one: _Sightings) -> Seen:
    corners = np.array(one.corners, np.int64)
    landmarks = np.stack([face.landmarks for face in one.faces])
    landmarks[..., :2] -= corners[:, None]
    return Seen(
        numbers=np.array(one.numbers, np.int64),
        corners=corners,
        pieces=tuple(one.pieces),
        track=FaceTrack(
            landmarks=landmarks,
            blendshapes=np.stack([face.blendshapes for face in one.faces]),
            pose_deg=np.stack([face.pose_deg for face in one.faces]),
            sharpness=np.array(one.sharpness, np.float32),
        ),
    )
