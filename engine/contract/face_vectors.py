"""What a face measures, as bytes: vectors of 128 numbers, close for one person and far apart for two.

Biometric data: these bytes are only ever written sealed, and stand in no message, row or log in clear. A
vector tells whose face it is to whoever has another picture of that person.
"""

import numpy as np
from numpy.typing import NDArray

LENGTH = 128
MOST = 8
"""How many faces one file holds at most."""

_KIND = np.dtype("<f4")

Vectors = NDArray[np.float32]


class NotFaceVectorsError(ValueError):
    """These bytes are no face vectors."""


def pack(vectors: Vectors) -> bytes:
    """The bytes of (n, 128) float32 with n from 1 to 8, or of one (128,).

    Raises:
        NotFaceVectorsError: another shape, or a value that is no number.
    """
    rows = np.atleast_2d(np.asarray(vectors, np.float32))
    if rows.ndim != 2 or rows.shape[1] != LENGTH or not 1 <= len(rows) <= MOST or not np.isfinite(rows).all():  # noqa: PLR2004 - a table
        raise NotFaceVectorsError("face vectors are 1 to 8 rows of 128 numbers")
    return rows.astype(_KIND).tobytes()


def unpack(data: bytes) -> Vectors:
    """(n, 128) float32 from what `pack` wrote.

    Raises:
        NotFaceVectorsError: these bytes are something else.
    """
    size = LENGTH * _KIND.itemsize
    if not data or len(data) % size or len(data) > MOST * size:
        raise NotFaceVectorsError("these bytes are no face vectors")
    rows = np.frombuffer(data, _KIND).reshape(-1, LENGTH).astype(np.float32)
    if not np.isfinite(rows).all():
        raise NotFaceVectorsError("these bytes are no face vectors")
    return rows
