"""Whose face is it? Faces of strangers in a clip beside those of everybody enrolled here. Pure."""

from collections.abc import Mapping

import numpy as np

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
    # One stranger after the other: all at once would take eight times the memory of all that is known.
    apart = np.stack([np.linalg.norm(known - one, axis=1) for one in strangers.astype(np.float64)])
    return frozenset(name for name, nearest in zip(names, apart.min(axis=0), strict=True) if nearest < MATCH)
