"""How a clip looks as a whole: grades for the photographic styles, ink and flat tones for the graphic one."""

import cv2
import numpy as np

from engine.contract.messages import Style
from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.lips import CHIN, TOP
from engine.renderers.studio.yuv import Grade

GRADES = {
    Style.PHOTO: Grade(),
    Style.CINEMATIC: Grade(contrast=1.07, saturation=1.05, split=0.9, grain=1.4, bars=0.0667),
    Style.DOCUMENTARY: Grade(contrast=0.96, saturation=0.82, split=-0.2, grain=2.4),
    Style.GRAPHIC: Grade(contrast=1.04, saturation=1.12, grain=0.8),
}
_TONES = 9
_GREY = np.array([0.114, 0.587, 0.299], np.float32)
# Forehead to chin in pixels: a smaller face is drawn enlarged, at most so many times; less is drawn on faces.
# Tuned on p01 (170 px), s02 (272 px) and s04 (125 px) in the street and on the beach. (At 240 px p01 costs
# four times as much and gains .004 in distance and .03 in lips r.)
_DRAWN_FACE, _CLOSEST = 170.0, 2.0
_LIGHTER = 0.5
# The face's outline among the landmarks, from the forehead's middle round.
_OUTLINE = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
)  # fmt: skip


def inked(frame: Bytes, landmarks: Floats) -> Bytes:
    """A photograph as a drawing: flat tones and ink (Winnemoeller's difference of Gaussians).

    Inside the face the hand is lighter, and a small face is drawn enlarged: strokes as wide as its features
    would make it somebody else's.

    Args:
        frame: (h, w, 3) BGR.
        landmarks: (478, 3) of the face in pixels.
    """
    height, width = frame.shape[:2]
    face = max(float(np.linalg.norm(landmarks[TOP, :2] - landmarks[CHIN, :2])), 1.0)
    closer = float(np.clip(_DRAWN_FACE / face, 1, _CLOSEST))
    if closer == 1:
        return _inked(frame, _oval(frame, landmarks))
    large = cv2.resize(frame, None, fx=closer, fy=closer, interpolation=cv2.INTER_CUBIC)
    drawn = _inked(large, _oval(large, landmarks * closer))
    return np.asarray(cv2.resize(drawn, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def _inked(frame: Bytes, face: Floats) -> Bytes:
    """Draw a frame (h, w, 3), lightly where `face` (h, w) is 1."""
    flat = frame
    for _ in range(2):
        flat = cv2.bilateralFilter(flat, 7, 30, 5)
    light = 1 - _LIGHTER * face
    kept = frame + (flat.astype(np.float32) - frame) * light[..., None]
    grey = kept @ _GREY
    lines = _lines(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY).astype(np.float32), frame.shape[0] / 720)
    toned = _stepped(grey / 255) * 255
    gain = 1 + ((toned + 4) / (grey + 4) - 1) * light
    ink = 1 + (lines - 1) * light
    return np.clip(kept * (gain * ink)[..., None], 0, 255).astype(np.uint8)


def inked_thing(picture: Bytes) -> Bytes:
    """Something without a face (h, w, 3) BGR in the same hand."""
    return _inked(picture, np.zeros(picture.shape[:2], np.float32))


def _oval(frame: Bytes, landmarks: Floats) -> Floats:
    """1 well inside the face, 0 outside its outline (h, w): the outline itself keeps its ink."""
    around = landmarks[list(_OUTLINE), :2]
    middle = around.mean(axis=0)
    inner = cv2.convexHull(((middle + 0.92 * (around - middle)) * 8).round().astype(np.int32))
    face: Floats = np.zeros(frame.shape[:2], np.float32)
    cv2.fillConvexPoly(face, inner, 1.0, cv2.LINE_AA, 3)
    return cv2.GaussianBlur(face, (0, 0), max(0.04 * float(np.ptp(around[:, 1])), 0.5))


def inked_scene(picture: Floats) -> Floats:
    """A painted scene (h, w, 3) 0..1 in the same hand, coarser since it stands further back."""
    grey = picture @ _GREY
    gain = (_stepped(grey) + 0.02) / (grey + 0.02)
    lines = _lines(cv2.GaussianBlur(grey, (0, 0), 0.8) * 255, picture.shape[0] / 720)
    return np.asarray(picture * (gain * (0.45 + 0.55 * lines))[..., None], np.float32)


def _stepped(grey: Floats) -> Floats:
    """Tones in soft steps: the slope within a step stays a little, so that gradients do not band."""
    steps = grey * _TONES
    whole = np.floor(steps)
    part = steps - whole
    edge = np.clip((part - 0.5) * 5 + 0.5, 0, 1)
    return np.asarray((whole + 0.82 * edge + 0.18 * part) / _TONES, np.float32)


def _lines(grey: Floats, size: float) -> Floats:
    """1 on paper, 0 in ink (h, w)."""
    fine = cv2.GaussianBlur(grey, (0, 0), max(0.6, 1.0 * size))
    wide = cv2.GaussianBlur(grey, (0, 0), max(1.0, 1.7 * size))
    difference = fine - 0.985 * wide - 0.6
    return np.asarray(np.where(difference > 0, 1.0, 1 + np.tanh(0.55 * difference)), np.float32).clip(0.05, 1)
