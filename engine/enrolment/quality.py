"""What would make the likeness better, said exactly; and what makes one impossible."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.enrolment.refusals import refused
from engine.faces import Face

Picture = NDArray[np.uint8]

# Tuned on the shared recordings: of 8 usable ones none is refused, and advice is given where a person
# would give it.
SMALLEST_FACE_PX = 56.0
DARKEST, DARK, BRIGHT = 22.0, 65.0, 215.0
UNEVEN = 1.9
BLURRED = 45.0
FAR, CLOSE = 0.22, 0.62
TOUCHING = 0.5
NARROW_YAW_DEG = 12.0


@dataclass(frozen=True, slots=True)
class Look:
    """One sampled frame.

    Brightness 0..255 of the face and its halves' ratio; size as a share of the picture.
    """

    brightness: float
    unevenness: float
    face_px: float
    face_share: float
    cut_left: bool
    cut_right: bool


def look_at(picture: Picture, face: Face, matte: Picture) -> Look:
    """Measure one BGR frame (h, w, 3) with its face and matte (h, w)."""
    height, width = picture.shape[:2]
    left, top, right, bottom = face.box
    left, right = max(left, 0), min(right, width)
    grey = cv2.cvtColor(picture[max(top, 0) : min(bottom, height), left:right], cv2.COLOR_BGR2GRAY)
    halves = [float(half.mean()) + 1 for half in np.array_split(grey, 2, axis=1)] if grey.size else [1.0, 1.0]
    low = matte[int(0.75 * height) :]
    edge = max(1, width // 50)
    return Look(
        brightness=float(np.median(grey)) if grey.size else 0.0,
        unevenness=max(halves) / min(halves),
        face_px=face.height,
        face_share=face.height / height,
        cut_left=float((low[:, :edge] > 127).mean()) > TOUCHING,  # noqa: PLR2004 - half of 255
        cut_right=float((low[:, -edge:] > 127).mean()) > TOUCHING,  # noqa: PLR2004
    )


def _median(looks: list[Look], name: str) -> float:
    return float(np.median([getattr(look, name) for look in looks]))


def check(looks: list[Look]) -> None:
    """Refuse what no likeness can be made of.

    Raises:
        engine.errors.EngineRefusal: face_too_small, too_dark.
    """
    if _median(looks, "face_px") < SMALLEST_FACE_PX:
        raise refused("face_too_small")
    if _median(looks, "brightness") < DARKEST:
        raise refused("too_dark")


def advice(looks: list[Look], sharpness: float, yaw_range_deg: float, *, has_voice: bool) -> tuple[str, ...]:
    """Sentences for the person; none where all is well."""
    brightness, share = _median(looks, "brightness"), _median(looks, "face_share")
    cut = np.mean([look.cut_left or look.cut_right for look in looks]) > TOUCHING
    said = (
        (brightness < DARK, "Your face is dark: face a window or a lamp."),
        (brightness > BRIGHT, "Your face is overexposed: turn a little away from the light."),
        (
            _median(looks, "unevenness") > UNEVEN,
            "The light comes from one side: even, natural light works best.",
        ),
        (sharpness < BLURRED, "The picture is soft: clean the lens and hold the camera still."),
        (share < FAR, "Your face is small: come closer, so that head and shoulders fill the picture."),
        (share > CLOSE, "The camera is very close, which widens the face: hold it at arm's length."),
        (cut, "Your shoulders are cut off at the side: sit in the middle, a little further away."),
        (yaw_range_deg < NARROW_YAW_DEG, "Turn your head a little to both sides for a livelier likeness."),
        (not has_voice, "There is no speech, so a stock voice will speak for you: read something aloud."),
    )
    return tuple(sentence for applies, sentence in said if applies)
