"""Whose faces a clip shows, how like them they are, and how far their lips stand open in each frame."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from engine.contract.messages import IdentityScore, LipScore, Screenplay
from engine.enrolment.likeness import Likeness
from engine.faces import Face, FaceReader, distance
from engine.review.crowd import CLOSE, SAME, Seen, StrangerWatch
from engine.sound import SpokenLine
from engine.visemes import aperture_track

SAMPLES_PER_SECOND = 2
NO_FACE = 2.0
"""The distance that is told where a role's face was never found: further than any two faces are."""
MOST_LAG = 5
FEWEST_FRAMES = 10

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(slots=True, repr=False)
class FaceWatch:
    """Looks at a clip's frames in order and remembers what it saw of each role."""

    screenplay: Screenplay
    cast: Mapping[str, Likeness]
    lines: Sequence[SpokenLine]
    fps: float
    _distances: dict[str, list[float]] = field(default_factory=dict)
    _apertures: dict[str, dict[int, float]] = field(default_factory=dict)
    _places: dict[str, Floats] = field(default_factory=dict)
    _expected: dict[str, int] = field(default_factory=dict)
    _strangers: StrangerWatch = field(init=False)

    def __post_init__(self) -> None:
        """Strangers are measured against everybody in the cast, in whatever shot."""
        centroids = {role: likeness.face_centroid for role, likeness in self.cast.items()}
        self._strangers = StrangerWatch(centroids)

    def most_together(self) -> int:
        """How many faces a frame can hold."""
        return max((len(self._seen(shot.roles)) for shot in self.screenplay.shots), default=1) or 1

    def _seen(self, roles: Sequence[str]) -> list[str]:
        return [role for role in roles if role in self.cast]

    def _roles_at(self, frame: int) -> list[str]:
        ends = list(accumulate(shot.seconds for shot in self.screenplay.shots))
        at = (frame + 0.5) / self.fps
        index = next((i for i, end in enumerate(ends) if at < end), len(ends) - 1)
        return self._seen(self.screenplay.shots[index].roles)

    def is_sample(self, frame: int) -> bool:
        """Whether everybody visible in this frame is to be looked at: `SAMPLES_PER_SECOND`."""
        every = max(round(self.fps / SAMPLES_PER_SECOND), 1)
        return frame % every == every // 2

    def _is_speaking(self, frame: int) -> bool:
        at = frame / self.fps
        around = (MOST_LAG + 1) / self.fps
        return any(line.start_s - around <= at <= line.end_s + around for line in self.lines)

    def see(self, frame: int, picture: Picture, reader: FaceReader) -> None:
        """Follow the lips in one frame, if somebody speaks there."""
        roles = self._roles_at(frame)
        if roles and self._is_speaking(frame):
            found = reader.read(picture, frame / self.fps)[: len(roles)]
            self._follow(frame, self._by_place(found, roles))

    def see_all(self, frame: int, seen: Sequence[Seen]) -> None:
        """Take in everybody whom a sampled frame shows: who is whose, and who is nobody's."""
        roles = self._roles_at(frame)
        self._follow(
            frame, {role: seen[index].face for role, index in self._by_likeness(seen, roles).items()}
        )
        self._strangers.see(seen, self._nearest(seen, list(self.cast)))

    def _follow(self, frame: int, whose: Mapping[str, Face]) -> None:
        for role, face in whose.items():
            self._apertures.setdefault(role, {})[frame] = face.lip_aperture
            self._places[role] = _middle(face)

    def _by_likeness(self, seen: Sequence[Seen], roles: Sequence[str]) -> dict[str, int]:
        for role in roles:
            self._expected[role] = self._expected.get(role, 0) + 1
        chosen = self._nearest(seen, roles)
        for role, index in chosen.items():
            apart = distance(seen[index].vector, self.cast[role].face_centroid)
            self._distances.setdefault(role, []).append(apart)
        return chosen

    def _nearest(self, seen: Sequence[Seen], roles: Sequence[str]) -> dict[str, int]:
        pairs = [
            (distance(one.vector, self.cast[role].face_centroid), role, index)
            for index, one in enumerate(seen)
            for role in roles
        ]
        return {role: index for role, (_, index) in _nearest_pairs(pairs).items()}

    def strangers(self) -> tuple[Floats, ...]:
        """The mean face vector of each person seen who is not in the cast."""
        return self._strangers.vectors()

    def _by_place(self, found: Sequence[Face], roles: Sequence[str]) -> dict[str, Face]:
        """Between samples a face stays whose it was: the role whose face was last nearest to it."""
        if len(roles) == 1:
            return {roles[0]: found[0]} if found else {}
        pairs = [
            (float(np.linalg.norm(_middle(face) - self._places[role])), role, index)
            for index, face in enumerate(found)
            for role in roles
            if role in self._places
        ]
        return {role: found[index] for role, (_, index) in _nearest_pairs(pairs).items()}

    def identity(self) -> tuple[IdentityScore, ...]:
        """How like each role its face is in sampled frames; shares are of all frames it should be in."""
        return tuple(
            _identity(role, count, self._distances.get(role, [])) for role, count in self._expected.items()
        )

    def lips(self, frames: int) -> tuple[LipScore, ...]:
        """How well each speaker's lips follow what they say."""
        scores = []
        for role in dict.fromkeys(line.role for line in self.lines):
            spoken = [line for line in self.lines if line.role == role]
            measured = np.full(frames, np.nan)
            for frame, opening in self._apertures.get(role, {}).items():
                if frame < frames:
                    measured[frame] = opening
            result = correlation(measured, spoken, self.fps)
            if result is not None:
                scores.append(LipScore(role=role, r=round(result[0], 4), lag_frames=result[1]))
        return tuple(scores)


def _middle(face: Face) -> Floats:
    return np.asarray(face.landmarks[:, :2].mean(axis=0), np.float32)


def _nearest_pairs(pairs: list[tuple[float, str, int]]) -> dict[str, tuple[float, int]]:
    """Give each role the nearest face that no nearer role has taken."""
    chosen: dict[str, tuple[float, int]] = {}
    taken: set[int] = set()
    for apart, role, index in sorted(pairs):
        if role not in chosen and index not in taken:
            chosen[role] = (apart, index)
            taken.add(index)
    return chosen


def _identity(role: str, frames: int, distances: list[float]) -> IdentityScore:
    apart = np.array(distances or [NO_FACE])
    return IdentityScore(
        role=role,
        frames=frames,
        frames_with_face=len(distances),
        mean=round(float(apart.mean()), 4),
        worst=round(float(apart.max()), 4),
        below_045=round(float(np.sum(apart < CLOSE)) / frames, 4),
        below_060=round(float(np.sum(apart < SAME)) / frames, 4),
    )


def correlation(
    measured: NDArray[np.float64], spoken: Sequence[SpokenLine], fps: float
) -> tuple[float, int] | None:
    """Pearson r of measured with wanted lip opening over the frames in which someone speaks, at its best lag.

    Args:
        measured: (frames,) opening in any unit, NaN where no face was found.
        spoken: the lines of that person.
        fps: frames a second.

    Returns:
        r and the lag in frames (positive: the picture is late), or None with fewer than 10 usable frames.
    """
    frames = len(measured)
    wanted = aperture_track([phone for line in spoken for phone in line.phones], frames, fps)[:, 0]
    times = (np.arange(frames) + 0.5) / fps
    speaking = np.flatnonzero(
        np.any([(line.start_s <= times) & (times < line.end_s) for line in spoken], axis=0)
    )
    best: tuple[float, int] | None = None
    for lag in sorted(range(-MOST_LAG, MOST_LAG + 1), key=abs):
        shown = speaking + lag
        inside = (shown >= 0) & (shown < frames)
        pairs = np.stack([wanted[speaking[inside]], measured[shown[inside]]])
        pairs = pairs[:, ~np.isnan(pairs[1])]
        if pairs.shape[1] < FEWEST_FRAMES or np.any(pairs.std(axis=1) == 0):
            continue
        r = float(np.corrcoef(pairs)[0, 1])
        if best is None or r > best[0]:
            best = (r, lag)
    return best
