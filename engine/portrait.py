"""A still portrait made to move: head turns by depth, lips by opening and rounding, lids by closing.

Two backward warps a picture. The first changes the face seen from the front: the lips part along the
line between them, over a dark mouth with a hint of teeth, and skin is drawn over the eyes. The second
turns the head: every point moves by its depth, which is the face's own relief where there are landmarks
and a rounded hull elsewhere, and is nothing at the head's outline, as on a ball that turns in its
place. It is good for some 25 degrees; nobody's far cheek is invented.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator

from engine.contract.weights import WeightStore
from engine.enrolment.likeness import FRAME_HEIGHT
from engine.enrolment.matte import MatteReader
from engine.faces import CHIN, FaceReader

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

# The landmarker's points: inner lips from corner to corner, lids from outer to inner corner, the face's
# outline.
LOWER_LIP = (78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308)
LIDS = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133), (33, 7, 163, 144, 145, 153, 154, 155, 133)),
    ((362, 398, 384, 385, 386, 387, 388, 466, 263), (362, 382, 381, 380, 374, 373, 390, 249, 263)),
)
OVAL: tuple[int, ...] = (
    10,
    338,
    297,
    332,
    284,
    251,
    389,
    356,
    454,
    323,
    361,
    288,
    397,
    365,
    379,
    378,
    400,
    377,
    152,
)
OVAL += (148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
NOSE_BASE = 2
# Shares of an opening by which the upper lip rises and the lower falls.
UPPER, LOWER = 0.22, 0.78
# The widest opening, as a share of the distance from nose to chin; what people reach in lively speech.
WIDEST = 0.24
MOUTH_DARK, MOUTH_RED, TEETH = (22, 16, 34), (48, 42, 96), (128, 152, 166)
# Roundness of the hull: one half is a ball, whose rim is too steep to be turned without tearing.
HULL = 0.8
FOLLOW = 5  # rounds of looking up the depth at the place that a point comes from


@dataclass(frozen=True, slots=True)
class Pose:
    """One moment. Angles in degrees (as `Face.pose_deg`), sway in pixels, the rest 0..1."""

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    sway_x: float = 0.0
    sway_y: float = 0.0
    open: float = 0.0
    round: float = 0.3
    blink: float = 0.0


class NoFaceInPortraitError(ValueError):
    """The portrait shows no face."""


def _smooth(low: float, high: float, value: Any) -> Any:
    share = np.clip((value - low) / (high - low), 0, 1)
    return share * share * (3 - 2 * share)


class Portrait:
    """A portrait that can be drawn in any pose."""

    def __init__(self, picture: Picture, weights: WeightStore) -> None:
        """Find the face and its depth in a BGR picture (h, w, 3); it is drawn 720 high.

        Raises:
            NoFaceInPortraitError: there is none.
            engine.contract.weights.WeightMissingError: the landmarker is not here.
        """
        scale = FRAME_HEIGHT / picture.shape[0]
        width = round(picture.shape[1] * scale / 2) * 2
        sized = cv2.resize(picture, (width, FRAME_HEIGHT), interpolation=cv2.INTER_CUBIC)
        self.picture: Picture = sized.astype(np.uint8, copy=False)
        with FaceReader(weights, most=2) as reader:
            faces = reader.read(self.picture)
        if not faces:
            raise NoFaceInPortraitError("There is no face in the portrait.")
        self.points = faces[0].landmarks.astype(np.float64)
        self._y, self._x = np.mgrid[0:FRAME_HEIGHT, 0:width].astype(np.float32)
        self._depth, self._head = self._relief()
        self._near = cv2.GaussianBlur(self._head, (0, 0), 30).astype(np.float32)
        self._matte = self._person(MatteReader(weights).read(self.picture))
        self._behind = self._backdrop()

    def _relief(self) -> tuple[Floats, Floats]:
        """Depth in pixels before the head's outline, and how much each pixel belongs to the head, 0..1."""
        points = self.points
        top, chin = points[10, 1], points[CHIN, 1]
        tall, middle = chin - top, float(points[:, 0].mean())
        half = (points[:, 0].max() - points[:, 0].min()) / 2
        # Hair and hat reach above the face by most of its height and beside it by a third of its width.
        across, centre = half * 1.38, top + 0.30 * tall
        up = np.where(self._y < centre, tall * 1.12, (chin - centre) * 1.22)
        radius = np.hypot((self._x - middle) / across, (self._y - centre) / up)
        hull = np.clip(1 - radius**2, 0, 1) ** HULL * half * 1.15
        inside = LinearNDInterpolator(points[:468, :2], -points[:468, 2])(self._x, self._y)
        mask = np.zeros(self.picture.shape[:2], np.uint8)
        cv2.fillPoly(mask, [points[list(OVAL), :2].astype(np.int32)], 255)
        own = cv2.GaussianBlur(mask.astype(np.float32) / 255, (0, 0), 14) * ~np.isnan(inside) * (mask > 0)
        inside = np.nan_to_num(inside)
        edge = (own > 0.3) & (own < 0.7)  # noqa: PLR2004 - where one gives way to the other they should agree
        inside += float(np.mean(hull[edge] - inside[edge]))
        weight = _smooth(0.35, 0.9, own)
        depth = weight * inside + (1 - weight) * hull
        neck = 1 - _smooth(chin - 0.02 * tall, chin + 0.42 * tall, self._y)
        relief = cv2.GaussianBlur((depth * neck).astype(np.float32), (0, 0), 7)
        head = _smooth(0, 0.55, np.clip(1.25 - radius, 0, 1)) * neck
        return np.asarray(np.maximum(relief, 0), np.float32), head.astype(np.float32)

    def _person(self, matte: Picture) -> Picture:
        # The segmenter takes thin things at the head's side, ears above all, for half transparent.
        face = np.zeros_like(matte)
        cv2.fillPoly(face, [self.points[list(OVAL), :2].astype(np.int32)], 255)
        wide = cv2.dilate(face, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (55, 15)))
        return np.asarray(np.maximum(matte, cv2.GaussianBlur(wide, (0, 0), 1.5)), np.uint8)

    def _backdrop(self) -> Picture:
        """What is behind the person, made up from what is beside them: only a rim of it is ever seen."""
        small = cv2.resize(self.picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        person = cv2.resize(self._matte, (small.shape[1], small.shape[0]))
        seen = (person > 8).astype(np.uint8)  # noqa: PLR2004 - of 255
        hole = cv2.dilate(seen, np.ones((9, 9), np.uint8))
        filled = cv2.inpaint(small, hole, 5, cv2.INPAINT_TELEA)
        size = (self.picture.shape[1], FRAME_HEIGHT)
        there = cv2.resize(hole.astype(np.float32), size)[..., None]
        return np.asarray(cv2.resize(filled, size) * there + self.picture * (1 - there), np.uint8)

    def draw(self, pose: Pose) -> Picture:
        """The portrait in a pose: BGR (720, w, 3)."""
        front = self._with_lids(self._with_lips(pose), pose.blink)
        here_x, here_y = self._sources(pose)
        drawn = cv2.remap(front, here_x, here_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        matte = cv2.remap(self._matte, here_x, here_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        share = matte.astype(np.float32) / 255
        return np.asarray(cv2.blendLinear(drawn, self._behind, share, 1 - share), np.uint8)

    def _sources(self, pose: Pose) -> tuple[Floats, Floats]:
        """Where each pixel of a pose comes from; found at half the size, since it changes slowly."""
        sine_yaw, sine_pitch, roll = np.sin(np.radians([pose.yaw, pose.pitch, pose.roll])).astype(np.float32)
        middle_x, neck_y = np.float32(self.points[:, 0].mean()), np.float32(self.points[CHIN, 1])
        grid_x, grid_y = self._x[::2, ::2], self._y[::2, ::2]
        depth_map, near_map = self._depth[::2, ::2], self._near[::2, ::2]
        move_x, move_y = np.zeros_like(grid_x), np.zeros_like(grid_y)
        for _ in range(FOLLOW):
            here_x, here_y = grid_x - move_x, grid_y - move_y
            depth = cv2.remap(depth_map, here_x / 2, here_y / 2, cv2.INTER_LINEAR)
            near = cv2.remap(near_map, here_x / 2, here_y / 2, cv2.INTER_LINEAR)
            move_x = depth * sine_yaw + near * (np.float32(pose.sway_x) - (here_y - neck_y) * roll)
            move_y = -depth * sine_pitch + near * (np.float32(pose.sway_y) + (here_x - middle_x) * roll)
        size = (self._x.shape[1], self._x.shape[0])
        return self._x - cv2.resize(move_x, size), self._y - cv2.resize(move_y, size)

    def _with_lips(self, pose: Pose) -> Picture:
        line = self.points[list(LOWER_LIP), :2]
        nose, chin = self.points[NOSE_BASE, 1], self.points[CHIN, 1]
        reach = chin - nose
        left, right = line[0, 0], line[-1, 0]
        middle, half = (left + right) / 2, (right - left) / 2
        pad = half * 0.9
        x0, x1 = int(left - pad), int(right + pad)
        y0, y1 = int(nose), int(chin + 0.75 * reach)
        x, y = self._x[y0:y1, x0:x1], self._y[y0:y1, x0:x1]
        narrow = 1 - 0.3 * max(0.0, pose.round - 0.3)
        across = (x - middle) / (half * narrow)
        gap = pose.open * WIDEST * reach * np.sqrt(np.clip(1 - across**2, 0, 1))
        seam = np.interp(x[0], line[:, 0], line[:, 1])[None]
        upper, lower = seam - UPPER * gap, seam + LOWER * gap
        # Skin beyond the lips follows less and less; the jaw swings down as a whole, the cheeks hardly.
        jaw = pose.open * WIDEST * reach * LOWER * np.exp(-(((x - middle) / (half * 1.6)) ** 2))
        fade_up = 1 - _smooth(0, 0.8 * (line[:, 1].mean() - nose), upper - y)
        fade_down = 1 - _smooth(0.9 * (chin - seam), 1.7 * (chin - seam), y - lower)
        corner = 1 - _smooth(0.6, 1.6, np.abs(across))
        below = np.maximum(LOWER * gap, jaw * (0.25 + 0.75 * corner) * _smooth(0, 0.25 * reach, y - lower))
        from_y = np.where(y < seam, y + UPPER * gap * fade_up, y - below * fade_down)
        pull = (
            (1 / narrow - 1) * np.exp(-(((y - seam) / (0.35 * reach)) ** 2)) * np.exp(-((across / 1.5) ** 2))
        )
        from_x = x + (x - middle) * pull
        moved = cv2.remap(
            self.picture, from_x.astype(np.float32), from_y.astype(np.float32), cv2.INTER_CUBIC
        ).astype(np.float32)
        inner = np.clip(np.minimum(y - upper, lower - y) + 0.5, 0, 1) * (gap > 0.8)  # noqa: PLR2004 - pixels
        soft = cv2.GaussianBlur(inner.astype(np.float32), (0, 0), 0.8)[..., None]
        drawn = self.picture.copy()
        drawn[y0:y1, x0:x1] = moved * (1 - soft) + self._mouth(across, y, upper, gap) * soft
        return drawn

    @staticmethod
    def _mouth(across: Any, y: Any, upper: Any, gap: Any) -> Any:
        """Dark inside, red towards the tongue; the edge of the upper teeth where the lips part widely."""
        down = np.clip((y - upper) / np.maximum(gap, 1), 0, 1)
        tongue = _smooth(0.55, 1.0, down)[..., None] * 0.8
        inside = np.array(MOUTH_DARK) * (1 - tongue) + np.array(MOUTH_RED) * tongue
        tall = np.minimum(0.32 * gap, 6.0)
        shown = (1 - _smooth(0.75, 1.1, (y - upper) / np.maximum(tall, 1))) * _smooth(5, 13, gap)
        shown = shown * (1 - _smooth(0.55, 0.85, np.abs(across)))
        shade = 0.72 + 0.28 * np.cos(np.clip(across, -1, 1) * 1.3)
        teeth = np.array(TEETH) * shade[..., None]
        return inside * (1 - shown[..., None] * 0.85) + teeth * shown[..., None] * 0.85

    def _with_lids(self, picture: Picture, closed: float) -> Picture:
        if closed <= 0:
            return picture
        for top, bottom in LIDS:
            above, below = self.points[list(top), :2], self.points[list(bottom), :2]
            above, below = above[np.argsort(above[:, 0])], below[np.argsort(below[:, 0])]
            x0, x1 = int(above[0, 0]) - 1, int(above[-1, 0]) + 2
            y0, y1 = int(above[:, 1].min()) - 6, int(below[:, 1].max()) + 6
            x, y = self._x[y0:y1, x0:x1], self._y[y0:y1, x0:x1]
            high = np.interp(x[0], above[:, 0], above[:, 1])[None] - 1.0
            low = np.interp(x[0], below[:, 0], below[:, 1])[None] + 0.5
            edge = high + closed * (low - high)
            # The lid's skin is the skin under the eye, mirrored: above the eye there may be a pair of
            # glasses.
            skin_y = low + 2.0 + 0.6 * np.abs(low - y)
            skin = cv2.remap(self.picture, x, skin_y.astype(np.float32), cv2.INTER_LINEAR).astype(np.float32)
            shade = 0.9 - 0.5 * np.exp(-(((y - edge) / 1.6) ** 2))[..., None]
            cover = (np.clip(y - high, 0, 1) * np.clip(edge - y + 1, 0, 1))[..., None]
            part = picture[y0:y1, x0:x1]
            part[:] = part * (1 - cover) + np.clip(skin * shade, 0, 255) * cover
        return picture
