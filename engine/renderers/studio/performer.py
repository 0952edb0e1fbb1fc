"""One person in one shot: their frames with new lips, cut out, placed in the frame."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from engine.enrolment.likeness import Likeness, LikenessFormatError
from engine.renderers.studio import donors, lips, matte, warp
from engine.renderers.studio.kernel import Bytes, Floats, Ints

_KEPT_FRAMES = 48
_FACE_CENTRE = 0.43
_LOWEST_CENTRE = 0.52
_LARGEST_FACE = 0.46
# The picture's lower edge stays this far below the frame's, so that no sway brings it into view.
_BOTTOM = 1.035
_PAD = 0.24
_SIDE_FEATHER = 0.05
_CALM = 0.85
# Landmarks on cheeks, brow and the bridge of the nose.
_SKIN = (50, 280, 101, 330, 205, 425, 36, 266, 151, 108, 337, 6)
# Percentiles of luma: a lamp or a glint is brighter than what it lights.
_BRIGHT_ROOM, _BRIGHT_OWN = 90, 98

Ink = Callable[[Bytes, Floats], Bytes]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cut-out at its place: bgr (h, w, 3), matte (h, w), corner (x, y) even, landmarks (478, 3) from it."""

    bgr: Bytes
    matte: Bytes
    corner: tuple[int, int]
    landmarks: Floats


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a face is to be: its middle `x` in frame widths, `face` forehead to chin in frame heights."""

    x: float
    face: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one person does in one shot.

    track: (T, 2) wanted lip opening and rounding, a row for each frame. size: width and height of the frame.
    seed: where the head's walk begins. ink: how their frames are drawn over, None for a photograph.
    """

    track: Floats
    seat: Seat
    size: tuple[int, int]
    seed: int
    ink: Ink | None


@dataclass(frozen=True, slots=True)
class Framing:
    """Source pixels to frame pixels: frame = scale * (source - centre) + target."""

    scale: float
    centre: tuple[float, float]
    target: tuple[float, float]

    def matrix(self, zoom: float, sway: tuple[float, float, float], size: tuple[int, int]) -> Floats:
        """2 x 3, with a zoom about the frame's middle and a sway (right, down in heights; lean in rad)."""
        width, height = size
        cos, sin = np.cos(sway[2]) * self.scale * zoom, np.sin(sway[2]) * self.scale * zoom
        target_x = width / 2 + (self.target[0] + sway[0] * height - width / 2) * zoom
        target_y = height / 2 + (self.target[1] + sway[1] * height - height / 2) * zoom
        x, y = self.centre
        return np.array(
            [[cos, -sin, target_x - cos * x + sin * y], [sin, cos, target_y - sin * x - cos * y]], np.float64
        )


def framing(landmarks: Floats, source: tuple[int, int], seat: Seat, size: tuple[int, int]) -> Framing:
    """Place a face: as large as the seat says, larger only where the recording would end inside the frame.

    Args:
        landmarks: (T, 478, 3) of the frames that will be seen.
        source: width and height of the recording's frames.
        seat: where the face is to be.
        size: width and height of the frame.
    """
    width, height = size
    top, chin = landmarks[:, lips.TOP, :2], landmarks[:, lips.CHIN, :2]
    face = max(float(np.median(np.linalg.norm(top - chin, axis=1))), 1.0)
    x, y = (float(value) for value in np.median((top + chin) / 2, axis=0))
    below = max(source[1] - y, 1.0)
    scale = seat.face * height / face
    least = (_BOTTOM - _LOWEST_CENTRE) * height / below
    scale = max(scale, min(least, _LARGEST_FACE * height / face))
    centre = max(_FACE_CENTRE * height, _BOTTOM * height - below * scale)
    return Framing(scale=scale, centre=(x, y), target=(seat.x * width, centre))


class Performer:
    """Plays one role in one shot."""

    def __init__(self, likeness: Likeness, faces: lips.Faces, part: Part) -> None:
        """Plan the whole shot."""
        track, size = part.track, part.size
        self._likeness = likeness
        self._ink = part.ink
        self._size = size
        self._base = donors.base_walk(likeness.track, len(track), likeness.fps, part.seed)
        wanted = lips.goal(faces, track)
        self._donors = donors.choose_donors(faces, likeness.track, wanted, self._base)
        self._shapes = warp.mouth_shapes(faces, self._donors, wanted)
        self._painter = warp.MouthPainter(faces, likeness.track.landmarks)
        self._frames: OrderedDict[int, Bytes] = OrderedDict()
        self._lines: list[tuple[float, float] | None] = [None, None]
        first = _decoded(likeness.frames[0], cv2.IMREAD_COLOR)
        self._source = (first.shape[1], first.shape[0])
        self._framing = framing(likeness.track.landmarks[self._base], self._source, part.seat, size)
        self._top = self._highest()

    @property
    def base(self) -> Ints:
        """Source frame of each frame's head (T,)."""
        return self._base

    @property
    def skin(self) -> Floats:
        """The colour of cheeks and brow in the recording (3,), BGR 0..1."""
        base = int(self._base[0])
        frame = _decoded(self._likeness.frames[base], cv2.IMREAD_COLOR)
        spots = self._likeness.track.landmarks[base, list(_SKIN), :2].round().astype(int)
        spots = np.clip(spots, 0, (self._source[0] - 1, self._source[1] - 1))
        return np.asarray(np.median(frame[spots[:, 1], spots[:, 0]], axis=0) / 255, np.float32)

    @property
    def white(self) -> float:
        """Luma 0..1 of what is bright in the recording, on the person or around them."""
        base = int(self._base[0])
        grey = _decoded(self._likeness.frames[base], cv2.IMREAD_GRAYSCALE)
        own = grey[self._matte(base) > 0.5]  # noqa: PLR2004 - half
        room = float(np.percentile(grey, _BRIGHT_ROOM))
        return max(room, float(np.percentile(own, _BRIGHT_OWN)) if own.size else 0.0) / 255

    def at(self, index: int, zoom: float, sway: tuple[float, float, float]) -> Placed:
        """The cut-out of one frame of the shot."""
        base, donor = int(self._base[index]), int(self._donors[index])
        frame = self._painter.paint(self._frame(base), self._frame(donor), base, donor, self._shapes[index])
        frame, cover = self._cut_out(frame, base)
        pad = (cover.shape[1] - self._source[0]) // 2
        matrix = self._framing.matrix(zoom, sway, self._size)
        landmarks = self._likeness.track.landmarks[base]
        return self._place(frame, cover, matrix, landmarks, pad)

    def _frame(self, index: int) -> Bytes:
        if index in self._frames:
            self._frames.move_to_end(index)
            return self._frames[index]
        frame = _decoded(self._likeness.frames[index], cv2.IMREAD_COLOR)
        frame = frame if self._ink is None else self._ink(frame, self._likeness.track.landmarks[index])
        self._frames[index] = frame
        if len(self._frames) > _KEPT_FRAMES:
            self._frames.popitem(last=False)
        return frame

    def _matte(self, index: int) -> Floats:
        return matte.tightened(_decoded(self._likeness.mattes[index], cv2.IMREAD_GRAYSCALE))

    def _highest(self) -> int:
        """The first source row that holds any of the person."""
        rows = [np.flatnonzero(self._matte(int(i)).max(axis=1) > 0) for i in np.unique(self._base)[::12]]
        return max(0, min((int(found[0]) for found in rows if len(found)), default=0) - 12)

    def _cut_out(self, frame: Bytes, base: int) -> tuple[Bytes, Floats]:
        cover = self._matte(base)
        face = 1 / max(float(warp.face_height(self._likeness.track.landmarks[base])), 1.0)
        frame = matte.despilled(frame, cover, 0.035 / face)
        for index, side in enumerate((-1, 1)):
            line = matte.shoulder_line(cover, side)
            before = self._lines[index]
            if line is not None and before is not None:
                line = (_CALM * before[0] + (1 - _CALM) * line[0], _CALM * before[1] + (1 - _CALM) * line[1])
            self._lines[index] = line
            if line is None:
                _feather(cover, side)
        pad = round(_PAD * self._source[0])
        return matte.widened(frame, cover, pad, (self._lines[0], self._lines[1]))

    def _place(self, frame: Bytes, cover: Floats, matrix: Floats, landmarks: Floats, pad: int) -> Placed:
        width, height = self._size
        corners = np.array(
            [[-pad, self._top], [self._source[0] + pad, self._top], [-pad, self._source[1]]], np.float64
        )
        placed = corners @ matrix[:, :2].T + matrix[:, 2]
        left, right = max(0, int(placed[:, 0].min()) // 2 * 2), min(width, int(placed[:, 0].max()) + 2)
        top = max(0, int(placed[:, 1].min()) // 2 * 2)
        moved = matrix.copy()
        moved[:, 2] -= matrix[:, :2] @ (pad, 0)
        moved[:, 2] -= (left, top)
        box = (max(right - left, 2) // 2 * 2, height - top)
        enlarged = np.hypot(matrix[0, 0], matrix[1, 0]) > 1.05  # noqa: PLR2004 - cubic would cost and change nothing
        flags = cv2.INTER_CUBIC if enlarged else cv2.INTER_LINEAR
        bgr = cv2.warpAffine(frame, moved, box, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpAffine((cover * 255).astype(np.uint8), moved, box, flags=cv2.INTER_LINEAR)
        points = np.empty_like(landmarks)
        points[:, :2] = landmarks[:, :2] @ matrix[:, :2].T + matrix[:, 2] - (left, top)
        points[:, 2] = landmarks[:, 2] * np.hypot(matrix[0, 0], matrix[1, 0])
        return Placed(bgr=bgr, matte=alpha, corner=(left, top), landmarks=points)


def _decoded(jpeg: bytes, flags: int) -> Bytes:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), flags)
    if picture is None:
        raise LikenessFormatError("a frame of the likeness is not a picture")
    return picture


def _feather(cover: Floats, side: int) -> None:
    """Fade a person whom the recording's border cuts where no shoulder can be continued."""
    reach = max(2, round(_SIDE_FEATHER * cover.shape[1]))
    ramp = (np.arange(reach, dtype=np.float32) + 0.5) / reach
    ramp = ramp * ramp * (3 - 2 * ramp)
    if side < 0:
        cover[:, :reach] *= ramp
    else:
        cover[:, -reach:] *= ramp[::-1]
