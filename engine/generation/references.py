"""What a model is shown of a person: sharp views of their head from several sides, and their clean voice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from engine.enrolment.likeness import VOICE_RATE, Likeness
from engine.voices import loudest

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]

SIDES_DEG = ((0.0, 0.0), (28.0, 0.0), (-28.0, 0.0), (0.0, 14.0))
"""Yaw and pitch of the views that are wanted, the most telling first; nearer ones stand in."""
HEAD = 0.55
"""Margin around the landmarks, in face heights: hair and neck belong to how somebody looks."""
VIEW_SIDE = 768
"""Longest side of a view in pixels."""
APART_DEG = 9.0
"""Two views closer than this would tell the same."""
VOICE_S = 7.0
"""Length of a voice reference, as H3's guide has it (models.md)."""


@dataclass(frozen=True, slots=True, repr=False)
class Reference:
    """One person as a model is shown them. It has no telling repr.

    role: whom they play. views: BGR pictures (h, w, 3) of their head. voice: (n,) mono, -1..1 at `rate` Hz;
    None where the recording has no speech.
    """

    role: str
    views: tuple[Bytes, ...]
    voice: Floats | None
    rate: int


def references(
    cast: Mapping[str, Likeness], roles: Iterable[str], *, views: int, rate: int, ground: int | None = None
) -> tuple[Reference, ...]:
    """Everybody in the cast, in the order of `roles`; at most `views` pictures each, voices at `rate` Hz.

    ground: the level, 0..255, of what people are shown before; None: where they were recorded.
    """
    return tuple(
        Reference(role, face_views(cast[role], views, ground), clean_voice(cast[role], rate), rate)
        for role in roles
        if role in cast
    )


def face_views(likeness: Likeness, count: int, ground: int | None = None) -> tuple[Bytes, ...]:
    """The sharpest frames nearest to the wanted sides, cut to the head; fewer where there are no others."""
    chosen: list[int] = []
    for yaw, pitch in SIDES_DEG:
        best = _nearest(likeness, yaw, pitch, chosen)
        if best is not None and len(chosen) < count:
            chosen.append(best)
    return tuple(_head(likeness, index, ground) for index in chosen)


def clean_voice(likeness: Likeness, rate: int) -> Floats | None:
    """The loudest stretch of speech of at most `VOICE_S` seconds, at `rate` Hz."""
    if likeness.voice is None:
        return None
    cut = loudest(likeness.voice.pcm, VOICE_RATE, VOICE_S)
    common = int(np.gcd(rate, VOICE_RATE))
    heard: Floats = np.asarray(resample_poly(cut, rate // common, VOICE_RATE // common), np.float32)
    return np.clip(heard, -1, 1)


def _nearest(likeness: Likeness, yaw: float, pitch: float, taken: list[int]) -> int | None:
    """Blurred frames are passed over: what is sharper than half of all counts as sharp."""
    pose, sharpness = likeness.track.pose_deg, likeness.track.sharpness
    away = np.hypot(pose[:, 0] - yaw, pose[:, 1] - pitch)
    away = np.where(sharpness >= np.median(sharpness), away, np.inf)
    for index in taken:
        near = np.hypot(pose[:, 0] - pose[index, 0], pose[:, 1] - pose[index, 1]) < APART_DEG
        away = np.where(near, np.inf, away)
    best = int(np.argmin(away))
    return best if np.isfinite(away[best]) else None


def on_ground(picture: Bytes, cover: Bytes, ground: int) -> Bytes:
    """What `cover` (h, w) lets through of a picture (h, w, 3), 255 all of it, on one level."""
    alpha = cover[..., None].astype(np.float32) / 255
    return (picture * alpha + ground * (1 - alpha) + 0.5).astype(np.uint8)


def _head(likeness: Likeness, index: int, ground: int | None) -> Bytes:
    frame = cv2.imdecode(np.frombuffer(likeness.frames[index], np.uint8), cv2.IMREAD_COLOR)
    if frame is None:
        raise ValueError("a frame of the likeness cannot be read")
    if ground is not None:
        cover = cv2.imdecode(np.frombuffer(likeness.mattes[index], np.uint8), cv2.IMREAD_GRAYSCALE)
        if cover is None:
            raise ValueError("a matte of the likeness cannot be read")
        frame = on_ground(np.asarray(frame, np.uint8), np.asarray(cover, np.uint8), ground)
    points = likeness.track.landmarks[index, :, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    margin = HEAD * (high[1] - low[1])
    left, top = np.maximum(low - margin, 0).astype(int)
    right, bottom = np.minimum(high + margin, frame.shape[1::-1]).astype(int)
    cut = frame[top:bottom, left:right]
    scale = min(1.0, VIEW_SIDE / max(cut.shape[:2]))
    size = (max(1, round(cut.shape[1] * scale)), max(1, round(cut.shape[0] * scale)))
    return np.ascontiguousarray(cv2.resize(cut, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
