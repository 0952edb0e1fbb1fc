"""New lips for a face in a film: the studio's mouth stage, on frames that a model made.

The mouths are the film's own, chosen and opened as the words want them, so that light and look are right.
Where the film shows hardly any open mouth, the person's own recording lends theirs.
"""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.enrolment.likeness import FaceTrack, Likeness
from engine.generation.followed import Seen
from engine.renderers.studio.donors import choose_donors
from engine.renderers.studio.lips import LEAST_OPENING, canonical, goal
from engine.renderers.studio.warp import MouthPainter, mouth_shapes

FADE_FRAMES = 3
"""Lips come and go over so many frames where a face is lost or found within a shot."""
LENT_FRAMES = 240
"""Of the person's recording."""

Frame = NDArray[np.uint8]
Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


class Mouth:
    """One person's lips in one shot."""

    def __init__(self, seen: Seen, wanted: Floats, lender: Likeness | None) -> None:
        """Plan the whole shot.

        Args:
            seen: their face in it.
            wanted: opening and rounding of the lips in every frame of the shot (frames, 2), 0..1.
            lender: their recording, where it may stand in; None where the film is drawn.
        """
        own = len(seen.numbers)
        faces = canonical(seen.track)
        low, high = np.percentile(faces.aperture, (1, 99))
        self._lent: tuple[bytes, ...] = ()
        track = seen.track
        if lender is not None and high - low < LEAST_OPENING:
            step = max(1, len(lender.frames) // LENT_FRAMES)
            self._lent = lender.frames[::step]
            track = _together(track, lender.track, step)
            faces = canonical(track)
        target = goal(faces, wanted[seen.numbers])
        self._donors = choose_donors(faces, track, target, np.arange(own))
        self._shapes = mouth_shapes(faces, self._donors, target)
        self._painter = MouthPainter(faces, track.landmarks)
        self._seen = seen
        self._strength = _strength(seen.numbers, len(wanted))
        self._where = {int(number): index for index, number in enumerate(seen.numbers)}
        self._picture = lru_cache(maxsize=48)(self._decoded)

    def onto(self, frame: Frame, number: int) -> Frame:
        """The frame of that number in the shot, planar YUV 4:2:0, with the new lips."""
        index = self._where.get(number)
        if index is None:
            return frame
        before, donor = self._picture(index), int(self._donors[index])
        after = self._painter.paint(before, self._picture(donor), index, donor, self._shapes[index])
        left, top = self._seen.corners[index]
        change = (after.astype(np.float32) - before) * self._strength[index]
        return _changed(frame, change, int(left), int(top))

    def _decoded(self, index: int) -> Picture:
        own = len(self._seen.pieces)
        data = self._seen.pieces[index] if index < own else self._lent[index - own]
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None:
            raise ValueError("a kept picture cannot be read")
        return np.asarray(picture, np.uint8)


def _together(film: FaceTrack, recording: FaceTrack, step: int) -> FaceTrack:
    """The film's own frames, then every so many of the recording."""
    return FaceTrack(
        landmarks=np.concatenate([film.landmarks, recording.landmarks[::step]]),
        blendshapes=np.concatenate([film.blendshapes, recording.blendshapes[::step]]),
        pose_deg=np.concatenate([film.pose_deg, recording.pose_deg[::step]]),
        sharpness=np.concatenate([film.sharpness, recording.sharpness[::step]]),
    )


def _strength(numbers: NDArray[np.int64], count: int) -> Floats:
    """How much of the new lips is shown (T,), 0..1; nothing fades where the shot itself begins and ends."""
    there = np.zeros(count + 2 * FADE_FRAMES, bool)
    there[numbers + FADE_FRAMES] = True
    there[:FADE_FRAMES] = there[FADE_FRAMES]
    there[-FADE_FRAMES:] = there[-FADE_FRAMES - 1]
    missing = np.flatnonzero(~there)
    if not len(missing):
        return np.ones(len(numbers), np.float32)
    away = np.abs(numbers[:, None] + FADE_FRAMES - missing[None]).min(axis=1)
    return np.asarray(np.clip(away / (FADE_FRAMES + 1), 0, 1), np.float32)


def _changed(frame: Frame, change: Floats, left: int, top: int) -> Frame:
    """Add a change of a piece (h, w, 3) BGR, whose corner is even; what does not change stays to the bit."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    rows, columns = change.shape[0] // 2 * 2, change.shape[1] // 2 * 2
    blue, green, red = (change[:rows, :columns, channel] for channel in range(3))
    level = 0.0722 * blue + 0.7152 * green + 0.2126 * red
    result = frame.copy()
    _add(result[top : top + rows, left : left + columns], level * (219 / 255))
    chroma = result.reshape(-1)[height * width :].reshape(2, height // 2, width // 2)
    for plane, colour, scale in ((chroma[0], blue, 1.8556), (chroma[1], red, 1.5748)):
        wide = (colour - level) * (224 / 255 / scale)
        half = cv2.resize(wide, (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
        _add(plane[top // 2 : (top + rows) // 2, left // 2 : (left + columns) // 2], np.asarray(half))
    return result


def _add(plane: Frame, change: Floats) -> None:
    plane[:] = np.clip(plane + np.round(change), 1, 254).astype(np.uint8)
