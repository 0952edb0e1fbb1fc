"""How a clip looks as a whole: grades for the photographic styles, ink and flat tones for the graphic one."""

import cv2
import numpy as np

from engine.contract.messages import Style
from engine.renderers.studio.kernel import Bytes, Floats
from engine.renderers.studio.yuv import Grade

GRADES = {
    Style.PHOTO: Grade(),
    Style.CINEMATIC: Grade(contrast=1.07, saturation=1.05, split=0.9, grain=1.4, bars=0.0667),
    Style.DOCUMENTARY: Grade(contrast=0.96, saturation=0.82, split=-0.2, grain=2.4),
    Style.GRAPHIC: Grade(contrast=1.04, saturation=1.12, grain=0.8),
}
_TONES = 9


def inked(frame: Bytes) -> Bytes:
    """A photograph (h, w, 3) as a drawing: flat tones and ink (Winnemoeller's difference of Gaussians)."""
    flat = frame
    for _ in range(2):
        flat = cv2.bilateralFilter(flat, 7, 30, 5)
    grey = cv2.cvtColor(flat, cv2.COLOR_BGR2GRAY).astype(np.float32)
    lines = _lines(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY).astype(np.float32), frame.shape[0] / 720)
    toned = _stepped(grey / 255) * 255
    gain = (toned + 4) / (grey + 4)
    return np.clip(flat * (gain * lines)[..., None], 0, 255).astype(np.uint8)


def inked_scene(picture: Floats) -> Floats:
    """A painted scene (h, w, 3) 0..1 in the same hand, coarser since it stands further back."""
    grey = picture @ np.array([0.114, 0.587, 0.299], np.float32)
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
