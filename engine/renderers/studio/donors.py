"""Which source frame each output frame is made of: a calm walk for the head, and a donor for the mouth."""

import numpy as np
from scipy.ndimage import gaussian_filter1d, uniform_filter1d

from engine.enrolment.likeness import FaceTrack
from engine.renderers.studio.kernel import Floats, Ints, kernel
from engine.renderers.studio.lips import INNER_LIPS, OUTER_LIPS, Faces, Goal

# Weights of the donor search, tuned on p01 and p02 (aperture correlation and jitter of the result).
_WIDTH_WEIGHT = 0.35
# A mouth far from the wanted opening has to be stretched or squeezed, which shows.
_FAR_OPENING = 0.5
_POSE_WEIGHT = 0.02
_JUMP_WEIGHT = 0.5
_SWITCH_COST = 0.35
_BLUR_WEIGHT = 0.6
_MOST_DONORS = 480

_LARGEST_YAW_DEG = 12.0
_SHORTEST_WALK_S = 2.0
_TURN_SIGMA_FRAMES = 5.0
# Left and right blink among the landmarker's blendshapes.
_BLINKS, _SHUT = (9, 10), 0.3


def _unrest(track: FaceTrack) -> Floats:
    """How unsuited each frame is as a base: turned away, moving fast or blurred. 0 is calm."""
    pose = track.pose_deg
    middle = np.median(pose, axis=0)
    middle[0] = np.clip(middle[0], -4, 4)
    away = np.abs(pose - middle)
    excess = np.maximum(away[:, 0] - _LARGEST_YAW_DEG, 0) / 2 + np.maximum(away[:, 1] - 10, 0) / 2
    speed = np.linalg.norm(np.gradient(gaussian_filter1d(pose, 1.5, axis=0), axis=0), axis=1)
    blur = np.maximum(1 - track.sharpness / max(float(np.median(track.sharpness)), 1e-6), 0)
    jump = np.r_[0, np.abs(np.diff(track.landmarks[:, 168, :2], axis=0)).max(axis=1)]
    size = np.maximum(np.linalg.norm(track.landmarks[:, 10] - track.landmarks[:, 152], axis=1), 1)
    cut = np.where(jump > 0.15 * size, 50.0, 0.0)
    return np.asarray(
        away[:, 0] / 12 + away[:, 1] / 14 + away[:, 2] / 14 + excess + speed + 2 * blur + cut, np.float32
    )


def calm_stretch(track: FaceTrack, frames: int, fps: float) -> tuple[int, int]:
    """First and last+1 frame of the stretch that the head walks: calm, frontal, sharp, not too short."""
    unrest = _unrest(track)
    total = len(unrest)
    shortest = min(total, max(2, round(_SHORTEST_WALK_S * fps)))
    best, chosen = np.inf, (0, total)
    for share in (1.0, 0.75, 0.5, 0.35, 0.25):
        length = int(np.clip(round(frames * share), shortest, total))
        means = uniform_filter1d(unrest, length, mode="nearest")[length // 2 : total - (length - 1) // 2]
        start = int(np.argmin(means))
        # A longer stretch repeats less often, which is worth a little unrest.
        value = float(means[start]) + 0.35 * (frames / length)
        if value < best:
            best, chosen = value, (start, start + length)
    return chosen


def ping_pong(first: int, last: int, frames: int, offset: int = 0) -> Ints:
    """A walk to and fro through [first, last), one frame a frame, slowing before it turns back."""
    length = last - first
    if length < 2:  # noqa: PLR2004 - one frame cannot be walked
        return np.full(frames, first, np.int64)
    period = 2 * (length - 1)
    margin = 40
    phase = np.mod(np.arange(-margin, frames + margin) + offset, period)
    triangle = np.where(phase < length, phase, period - phase).astype(np.float64)
    sigma = min(_TURN_SIGMA_FRAMES, length / 8)
    smooth = gaussian_filter1d(triangle, sigma)[margin : margin + frames]
    return np.asarray(first + np.clip(np.round(smooth), 0, length - 1), np.int64)


def base_walk(track: FaceTrack, frames: int, fps: float, seed: int) -> Ints:
    """Source frame of the head for each output frame (frames,)."""
    first, last = calm_stretch(track, frames, fps)
    spare = max(0, last - first - frames)
    offset = seed % (spare + 1)
    # A clip does not begin on a blink.
    shut = track.blendshapes[:, list(_BLINKS)].max(axis=1)
    while shut[ping_pong(first, last, 1, offset)[0]] > _SHUT and offset < 2 * (last - first):
        offset += 1
    return ping_pong(first, last, frames, offset)


@kernel
def _cheapest(cost: Floats, leap: Floats, frame: Ints, switch: float) -> Ints:
    steps, donors = cost.shape
    total = cost[0].copy()
    came = np.zeros((steps, donors), np.int32)
    for step in range(1, steps):
        fresh = np.empty(donors, np.float32)
        for j in range(donors):
            best = total[j] + switch
            origin = j
            for i in range(donors):
                gap = frame[j] - frame[i]
                value = total[i] if abs(gap) == 1 else total[i] + leap[i, j] + switch
                if value < best:
                    best = value
                    origin = i
            fresh[j] = best + cost[step, j]
            came[step, j] = origin
        total = fresh
    path = np.empty(steps, np.int64)
    path[steps - 1] = np.argmin(total)
    for step in range(steps - 1, 0, -1):
        path[step - 1] = came[step, path[step]]
    return path


def cheapest_path(cost: Floats, leap: Floats, frame: Ints) -> Ints:
    """Viterbi: a column for each row of `cost` (T, N), the least total of costs, leaps (N, N) and switches.

    `frame` (N,) says which source frame a column is: neighbours in the recording follow one another for free.
    """
    return _cheapest(
        np.ascontiguousarray(cost, np.float32),
        np.ascontiguousarray(leap, np.float32),
        np.ascontiguousarray(frame, np.int64),
        _SWITCH_COST,
    )


def _candidates(track: FaceTrack) -> Ints:
    usable = np.flatnonzero(np.abs(track.pose_deg[:, 0]) < 2 * _LARGEST_YAW_DEG)
    if len(usable) < 2:  # noqa: PLR2004 - somebody who never faces the camera still speaks
        usable = np.arange(len(track.sharpness))
    step = int(np.ceil(len(usable) / _MOST_DONORS))
    return np.asarray(usable[::step], np.int64)


def choose_donors(faces: Faces, track: FaceTrack, wanted: Goal, base: Ints) -> Ints:
    """Source frame of the mouth for each output frame (frames,): Viterbi over the person's own mouths."""
    pool = _candidates(track)
    spread_a = max(float(faces.aperture.std()), 1e-4)
    spread_w = max(float(faces.width.std()), 1e-4)
    opening = (wanted.aperture[:, None] - faces.aperture[pool]) / spread_a
    breadth = (wanted.width[:, None] - faces.width[pool]) / spread_w
    turned = track.pose_deg[base][:, None] - track.pose_deg[pool]
    blur = np.maximum(1 - track.sharpness[pool] / max(float(np.median(track.sharpness)), 1e-6), 0)
    cost = (
        opening**2 * (1 + _FAR_OPENING * opening**2)
        + _WIDTH_WEIGHT * breadth**2
        + _POSE_WEIGHT * (turned**2).sum(axis=2)
        + _BLUR_WEIGHT * blur
    )
    mouths = faces.points[pool][:, [*OUTER_LIPS, *INNER_LIPS], :2].reshape(len(pool), -1)
    jump = ((mouths[:, None] - mouths[None]) ** 2).mean(axis=2) / max(float(mouths.var(axis=0).mean()), 1e-9)
    return np.asarray(pool[cheapest_path(cost, _JUMP_WEIGHT * jump, pool)], np.int64)
