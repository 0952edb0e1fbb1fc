"""Everybody whose face a frame shows, small ones in the background too, and who is not in the cast."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import cycle, product

import numpy as np
from numpy.typing import NDArray

from engine.contract.face_vectors import MOST
from engine.contract.weights import WeightStore
from engine.faces import Face, FaceReader, describe, distance

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

MOST_FACES = 8
"""How many faces of one frame are looked at, the largest first."""
GRIDS = ((0.6, 4, 2), (0.4, 6, 3))
"""Beside the whole frame its squares are read, each with its side as a share of the frame's shorter one, in
columns and rows that overlap: one grid in one sample, the other in the next, to halve the cost.

Four people's faces set into rendered frames at 720p were found from 140 px on (21 of 24) in the whole frame,
from 60 px on (23 of 24) with the first grid. Filmed passers-by 60 to 90 px high are harder: of about five in
a frame the first grid finds one or two, the second two to five. Below 45 px hardly any face is found."""
SMALLEST = 45
"""Height in pixels from which a face can be told apart: shrunk to 80 px it is .08 from itself (worst .12)."""
CLOSE, SAME = 0.45, 0.60
ONE_PERSON = 0.5
"""Distance to a stranger's mean up to which a face in the same clip is theirs: between frames of one person
it is .1 to .35, between people .6 and more."""
OFTEN = 2
"""Sampled frames, half a second apart, that have to show a stranger: one frame's illusion is nobody."""
FEW_SAMPLES = 4
"""A clip with fewer samples than this is so short that once is enough."""


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """A face and what it measures, (128,)."""

    face: Face
    vector: Floats


class Crowd:
    """Reads all faces of single pictures."""

    def __init__(self, reader: FaceReader, weights: WeightStore) -> None:
        """Take a reader for several faces."""
        self._reader, self._weights = reader, weights
        self._grids = cycle(GRIDS)

    def look(self, picture: Picture) -> tuple[Seen, ...]:
        """The largest faces of a BGR picture, each once."""
        kept: list[Face] = []
        for face in self._all(picture):
            if face.height >= SMALLEST and not any(_is_same(face, other) for other in kept):
                kept.append(face)
        kept = sorted(kept, key=lambda face: -face.height)[:MOST_FACES]
        return tuple(Seen(face, describe(picture, face, self._weights)) for face in kept)

    def _all(self, picture: Picture) -> Iterator[Face]:
        yield from self._reader.read(picture)  # whole first: there a face is read with all that is around it
        for left, top, size in tiles(picture.shape[1], picture.shape[0], *next(self._grids)):
            part = np.ascontiguousarray(picture[top : top + size, left : left + size])
            moved = np.array([left, top, 0], np.float32)
            for face in self._reader.read(part):
                yield replace(face, landmarks=face.landmarks + moved)


def tiles(width: int, height: int, share: float, along: int, across: int) -> tuple[tuple[int, int, int], ...]:
    """Left, top and size of a grid of squares over a frame, `along` its longer side and `across` it."""
    size = round(min(width, height) * share)
    columns, rows = (along, across) if width >= height else (across, along)
    lefts = np.linspace(0, width - size, columns).round().astype(int).tolist()
    tops = np.linspace(0, height - size, rows).round().astype(int).tolist()
    return tuple((left, top, size) for top, left in product(tops, lefts))


def _is_same(face: Face, other: Face) -> bool:
    apart = np.linalg.norm(face.landmarks[:, :2].mean(axis=0) - other.landmarks[:, :2].mean(axis=0))
    return bool(apart < max(face.height, other.height) / 2)


@dataclass(slots=True, repr=False)
class _Stranger:
    total: Floats
    frames: int = 1

    @property
    def mean(self) -> Floats:
        return np.asarray(self.total / self.frames, np.float32)


@dataclass(slots=True, repr=False)
class StrangerWatch:
    """Remembers whoever is seen and is nobody of the cast (role -> centroid)."""

    cast: Mapping[str, Floats]
    _known: list[_Stranger] = field(default_factory=list)
    _samples: int = 0

    def see(self, seen: Sequence[Seen], chosen: Mapping[str, int]) -> None:
        """Take in one sampled frame. `chosen`: role -> index of the face that is nearest to it."""
        self._samples += 1
        theirs = {
            index for role, index in chosen.items() if distance(seen[index].vector, self.cast[role]) < SAME
        }
        met: set[int] = set()
        for index, one in enumerate(seen):
            # Once more in the same frame (a mirror, a poster) somebody of the cast has to be closer to count.
            again = any(distance(one.vector, centroid) < CLOSE for centroid in self.cast.values())
            if index not in theirs and not again:
                self._meet(one.vector, met)

    def _meet(self, vector: Floats, met: set[int]) -> None:
        """Give a face to the nearest stranger whom this frame has not shown yet, or to a new one."""
        apart = [
            (distance(vector, known.mean), index)
            for index, known in enumerate(self._known)
            if index not in met
        ]
        nearest = min(apart, default=None)
        if nearest is not None and nearest[0] < ONE_PERSON:
            known = self._known[nearest[1]]
            known.total, known.frames = np.asarray(known.total + vector, np.float32), known.frames + 1
            met.add(nearest[1])
        else:
            met.add(len(self._known))
            self._known.append(_Stranger(vector.copy()))

    def vectors(self) -> tuple[Floats, ...]:
        """The mean vector of each stranger seen often enough, whoever was seen most first."""
        often = 1 if self._samples < FEW_SAMPLES else OFTEN
        seen = sorted((one for one in self._known if one.frames >= often), key=lambda one: -one.frames)
        return tuple(one.mean for one in seen)


def written(vectors: Sequence[Floats]) -> Floats:
    """(n, 128) of those that go into a file: those seen most."""
    return np.stack(vectors[:MOST])
