"""The face in its own space: pose taken out, so that mouths of different frames can be exchanged."""

from dataclasses import dataclass

import numpy as np

from engine.enrolment.likeness import FaceTrack
from engine.renderers.studio.kernel import Floats

# MediaPipe face mesh indices. The rigid ones do not move with mouth, brows or lids.
RIGID = (10, 151, 9, 8, 168, 6, 197, 195, 5, 33, 133, 362, 263, 127, 356, 103, 332, 234, 454)
OUTER_LIPS = (61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185)
INNER_LIPS = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191)
LOWER_LIP = (146, 91, 181, 84, 17, 314, 405, 321, 375, 95, 88, 178, 87, 14, 317, 402, 318, 324)
UPPER_LIP = (185, 40, 39, 37, 0, 267, 269, 270, 409, 191, 80, 81, 82, 13, 312, 311, 310, 415)
JAW = (172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397)
BELOW_LIP = (18, 83, 313, 200, 199, 175)
TOP, CHIN = 10, 152
UPPER_INNER, LOWER_INNER, LEFT_CORNER, RIGHT_CORNER = 13, 14, 78, 308


@dataclass(frozen=True, slots=True)
class Faces:
    """Every frame's face in canonical space (in face heights, x right, y down, head frontal).

    points: (T, 478, 3). scale (T,), rotation (T, 3, 3), shift (T, 3):
    points = scale * rotation @ landmark + shift.
    aperture, width, drop: (T,) inner-lip opening, inner-lip width, chin below the nose bridge.
    """

    points: Floats
    scale: Floats
    rotation: Floats
    shift: Floats
    aperture: Floats
    width: Floats
    drop: Floats

    def to_frame(self, index: int, points: Floats) -> Floats:
        """Canonical (n, 3) points as they lie in frame `index`, in pixels (n, 2)."""
        placed = (points - self.shift[index]) @ self.rotation[index] / self.scale[index]
        return np.asarray(placed[:, :2], np.float32)


def umeyama(source: Floats, target: Floats) -> tuple[Floats, Floats, Floats]:
    """Similarity that takes each (T, n, 3) source onto the (n, 3) target, least squares (Umeyama 1991).

    Returns scale (T,), rotation (T, 3, 3) and shift (T, 3).
    """
    source_mean = source.mean(axis=1)
    target_mean = target.mean(axis=0)
    centred = source - source_mean[:, None]
    covariance = np.einsum("ni,tnj->tij", target - target_mean, centred) / source.shape[1]
    left, singular, right = np.linalg.svd(covariance)
    sign = np.ones_like(singular)
    sign[:, 2] = np.sign(np.linalg.det(left) * np.linalg.det(right))
    rotation = left * sign[:, None, :] @ right
    scale = (singular * sign).sum(axis=1) / np.maximum((centred**2).sum(axis=(1, 2)) / source.shape[1], 1e-9)
    shift = target_mean - scale[:, None] * np.einsum("tij,tj->ti", rotation, source_mean)
    return tuple(np.asarray(part, np.float32) for part in (scale, rotation, shift))  # type: ignore[return-value]


def canonical(track: FaceTrack) -> Faces:
    """Take the head's pose out of every frame; the template is the person's own most frontal faces."""
    landmarks = track.landmarks
    turned = np.abs(track.pose_deg[:, 0]) + np.abs(track.pose_deg[:, 1]) + np.abs(track.pose_deg[:, 2])
    front = landmarks[int(np.argmin(turned))]
    height = float(np.linalg.norm(front[TOP] - front[CHIN]))
    template = (front - front[list(RIGID)].mean(axis=0)) / max(height, 1.0)
    rigid = list(RIGID)
    for _ in range(2):
        scale, rotation, shift = umeyama(landmarks[:, rigid], template[rigid])
        points = scale[:, None, None] * np.einsum("tij,tnj->tni", rotation, landmarks) + shift[:, None]
        template = np.median(points, axis=0)
    return Faces(
        points=np.asarray(points, np.float32),
        scale=scale,
        rotation=rotation,
        shift=shift,
        aperture=_distance(points, UPPER_INNER, LOWER_INNER),
        width=_distance(points, LEFT_CORNER, RIGHT_CORNER),
        drop=np.asarray(points[:, CHIN, 1] - points[:, 168, 1], np.float32),
    )


def _distance(points: Floats, first: int, second: int) -> Floats:
    return np.asarray(np.linalg.norm(points[:, first] - points[:, second], axis=1), np.float32)


@dataclass(frozen=True, slots=True)
class Goal:
    """The mouth of every output frame, in canonical units: aperture (T,), width (T,)."""

    aperture: Floats
    width: Floats


# A mouth that hardly moves in its recording is opened at least this far at a full vowel, in face heights. The
# 99th percentiles of the recordings it was tuned on (p01, p02) are .16 and .12.
LEAST_OPENING = 0.085
# Rounding of a mouth at rest in the table of engine.visemes.
_NEUTRAL_ROUND = 0.3


def goal(faces: Faces, track: Floats) -> Goal:
    """The wanted (T, 2) opening and rounding in the person's own range.

    Opening spans the 1st to 99th percentile of the recorded aperture, rounding the 96th to 4th of the width.
    """
    low, high = np.percentile(faces.aperture, (1, 99))
    high = max(high, low + LEAST_OPENING)
    width = np.interp(track[:, 1], (0.0, _NEUTRAL_ROUND, 1.0), np.percentile(faces.width, (96, 50, 4)))
    return Goal(
        aperture=np.asarray(low + (high - low) * np.clip(track[:, 0], 0, 1), np.float32),
        width=np.asarray(width, np.float32),
    )
