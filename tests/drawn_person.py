"""A likeness of somebody drawn: flat shapes, landmarks known exactly, no weights."""

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.enrolment.likeness import FaceTrack, Likeness
from engine.renderers.studio.lips import BELOW_LIP, INNER_LIPS, JAW, OUTER_LIPS

Floats = NDArray[np.float32]
SKIN, HAIR, SHIRT, MOUTH, LIP = (150, 180, 225), (30, 40, 60), (235, 228, 220), (18, 16, 26), (70, 70, 190)
# Places of points with a role, in face heights around the face's middle.
_PLACES = {
    10: (0, -0.5), 151: (0, -0.42), 9: (0, -0.28), 8: (0, -0.24),
    168: (0, -0.18), 6: (0, -0.12), 197: (0, -0.05), 195: (0, 0.0),
    5: (0, 0.04), 1: (0, 0.08), 2: (0, 0.12), 98: (-0.07, 0.1),
    327: (0.07, 0.1), 33: (-0.25, -0.16), 133: (-0.1, -0.16), 362: (0.1, -0.16),
    263: (0.25, -0.16), 127: (-0.36, -0.15), 356: (0.36, -0.15), 103: (-0.25, -0.4),
    332: (0.25, -0.4), 234: (-0.37, -0.02), 454: (0.37, -0.02), 93: (-0.36, 0.06),
    323: (0.36, 0.06), 50: (-0.2, 0.02), 280: (0.2, 0.02), 205: (-0.19, 0.1),
    425: (0.19, 0.1), 18: (0, 0.37), 83: (-0.05, 0.365), 313: (0.05, 0.365),
    200: (0, 0.42), 199: (0, 0.45), 175: (0, 0.47),
}  # fmt: skip


def face_points(aperture: float, width: float = 0.24) -> Floats:
    """(478, 3) landmarks of a frontal face of height 1 whose inner lips stand `aperture` apart."""
    rng = np.random.default_rng(5)
    angle = rng.uniform(0, 2 * np.pi, 478)
    away = np.sqrt(rng.uniform(0, 1, 478))
    points = np.stack([0.33 * away * np.cos(angle), 0.45 * away * np.sin(angle), np.zeros(478)], axis=1)
    for index, place in _PLACES.items():
        points[index, :2] = place
    drop = 0.5 * aperture
    ring = np.pi - np.arange(20) / 20 * 2 * np.pi
    for indices, wide, high in ((OUTER_LIPS, width / 2 + 0.03, 0.045), (INNER_LIPS, width / 2, 0.0)):
        points[list(indices), 0] = wide * np.cos(ring)
        points[list(indices), 1] = 0.25 + (high + aperture / 2) * np.sin(ring)
    jaw = np.linspace(np.radians(165), np.radians(15), len(JAW))
    points[list(JAW), 0], points[list(JAW), 1] = 0.33 * np.cos(jaw), 0.15 + 0.35 * np.sin(jaw)
    reach = np.clip(1 - (points[:, 0] / 0.42) ** 2, 0, 1)
    lower = [*JAW, *BELOW_LIP]
    points[lower, 1] += drop * reach[lower]
    points[:, 2] = -0.35 * np.sqrt(np.clip(1 - (points[:, 0] / 0.42) ** 2 - (points[:, 1] / 0.62) ** 2, 0, 1))
    return points.astype(np.float32)


def turned(points: Floats, yaw: float) -> Floats:
    """The face turned by radians."""
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    return np.asarray(points @ turn.T, np.float32)


def drawn_likeness(frames: int = 60, size: tuple[int, int] = (240, 320), *, cut: bool = False) -> Likeness:
    """Somebody who opens and shuts their mouth and turns a little; `cut`: shoulders leave the picture."""
    time = np.arange(frames) / 24
    apertures = 0.06 * (1 - np.cos(2 * np.pi * time * 1.3)) + 0.002
    widths = 0.24 + 0.03 * np.sin(2 * np.pi * time * 0.9)
    yaws = 0.08 * np.sin(2 * np.pi * time * 0.4)
    height = 0.34 * size[1]
    middle = np.array([size[0] / 2, 0.42 * size[1], 0])
    landmarks = np.stack(
        [
            turned(face_points(a, w), y) * height + middle
            for a, w, y in zip(apertures, widths, yaws, strict=True)
        ]
    ).astype(np.float32)
    pictures = [_picture(points, size, height, cut=cut) for points in landmarks]
    return Likeness(
        verified=True,
        fps=24.0,
        frames=tuple(_jpeg(picture) for picture, _ in pictures),
        mattes=tuple(_jpeg(matte) for _, matte in pictures),
        track=FaceTrack(
            landmarks=landmarks,
            blendshapes=np.zeros((frames, 52), np.float32),
            pose_deg=np.stack([np.degrees(yaws), np.zeros(frames), np.zeros(frames)], axis=1).astype(
                np.float32
            ),
            sharpness=np.full(frames, 100, np.float32),
        ),
        face_centroid=np.zeros(128, np.float32),
        face_vectors=np.zeros((4, 128), np.float32),
        voice=None,
    )


def _jpeg(picture: NDArray[np.uint8]) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 95])[1].tobytes()


def _picture(
    points: Floats, size: tuple[int, int], height: float, *, cut: bool
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    width, high = size
    picture = np.full((high, width, 3), 128, np.uint8)
    matte = np.zeros((high, width), np.uint8)
    x, y = points[[10, 152], :2].mean(axis=0)
    reach = 0.62 * width if cut else 0.42 * width
    shoulder = np.array([(x - reach, high), (x - 0.7 * reach, y + 0.85 * height), (x, y + 0.62 * height),
                         (x + 0.7 * reach, y + 0.85 * height), (x + reach, high)])  # fmt: skip
    for target, colours in ((picture, (HAIR, SHIRT, SKIN)), (matte, (255, 255, 255))):
        cv2.ellipse(
            target,
            (int(x), int(y - 0.06 * height)),
            (int(0.47 * height), int(0.62 * height)),
            0,
            0,
            360,
            colours[0],
            -1,
        )
        cv2.fillPoly(target, [shoulder.astype(np.int32)], colours[1])
        cv2.ellipse(
            target, (int(x), int(y)), (int(0.36 * height), int(0.52 * height)), 0, 0, 360, colours[2], -1
        )
    for eye in (33, 263):
        cv2.circle(
            picture, tuple(points[eye, :2].astype(int).tolist()), max(2, int(0.04 * height)), (60, 40, 30), -1
        )
    for indices, colour in ((OUTER_LIPS, LIP), (INNER_LIPS, MOUTH)):
        cv2.fillPoly(
            picture, [np.round(points[list(indices), :2] * 8).astype(np.int32)], colour, cv2.LINE_AA, 3
        )
    return picture, cv2.GaussianBlur(matte, (0, 0), 1.2)
