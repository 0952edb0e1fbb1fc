"""Whose face is it? Faces of strangers in a clip beside those of everybody enrolled here. Pure."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.contract.face_vectors import Vectors

MATCH = 0.5
"""Distance of two faces up to which they are one person's.

Measured with dlib's descriptor: people in clips rendered from their own likeness are .13 to .31 from it on
average, .40 in the worst frame, other people .6 and more. Its authors draw the line at .6 for one comparison
with one person; here every stranger is compared with everybody, and a wrong match alarms somebody, so it is
drawn in the middle. A match that is missed changes little: a clip with any stranger in it is held as well.
"""


def matches(strangers: Vectors, enrolled: Mapping[str, Vectors]) -> frozenset[str]:
    """The names of those whose face is among the strangers'.

    Args:
        strangers: (n, 128).
        enrolled: name -> (m, 128) of that person.
    """
    if not enrolled:
        return frozenset()
    names = [name for name, rows in enrolled.items() for _ in rows]
    known = np.concatenate(list(enrolled.values())).astype(np.float64)
    nearest = _distances(strangers.astype(np.float64), known).min(axis=0)
    return frozenset(name for name, apart in zip(names, nearest, strict=True) if apart < MATCH)


def _distances(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.linalg.norm(one[:, None] - other[None], axis=2), np.float64)
