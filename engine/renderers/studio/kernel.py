"""One decorator for the per-pixel loops, so that their types are kept and all are compiled alike."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])

# OpenCV's stubs give every picture a union of element types, so the names say what is held: floating point,
# bytes.
Floats = NDArray[Any]
Bytes = NDArray[Any]
Ints = NDArray[np.int64]


def kernel(function: F) -> F:
    """Compile a loop; on disk where Python may write its own cache."""
    return cast("F", njit(cache=True, fastmath=True, nogil=True)(function))
