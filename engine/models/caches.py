"""What encoders made of prompts, faces and voices, kept for the next film of the same people. In memory only.

Found again by a hash under a key that this process alone has. What was not used longest goes first.
"""

import hashlib
import secrets
from collections import OrderedDict
from functools import cache
from typing import Any

from engine.settings import EngineSettings

Values = dict[str, Any]
"""By name: arrays or tensors, or lists of them."""
MB = 1_000_000


class Encodings:
    """Encoded things, of at most so many bytes together."""

    def __init__(self, most_bytes: int) -> None:
        """Nothing is kept yet; 0 keeps nothing ever."""
        self._most = most_bytes
        self._kept: OrderedDict[bytes, Values] = OrderedDict()
        self._bytes = 0
        self._secret = secrets.token_bytes(32)

    def key(self, *parts: str | bytes | memoryview) -> bytes:
        """What these parts, in this order, are found by."""
        digest = hashlib.blake2b(key=self._secret, digest_size=32)
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            digest.update(len(data).to_bytes(8))
            digest.update(data)
        return digest.digest()

    def get(self, key: bytes) -> Values | None:
        """What was kept; None where nothing is, or no more."""
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key]

    def keep(self, key: bytes, values: Values) -> None:
        """Keep them, in the place of what is oldest. What is larger than everything is not kept."""
        self._forget(key)
        size = _size(values)
        if size > self._most:
            return
        self._kept[key] = values
        self._bytes += size
        while self._bytes > self._most:
            self._forget(next(iter(self._kept)))

    def _forget(self, key: bytes) -> None:
        if key in self._kept:
            self._bytes -= _size(self._kept.pop(key))


def _size(values: Values) -> int:
    return sum(int(one.nbytes) for value in values.values() for one in _each(value))


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


@cache
def encodings() -> Encodings:
    """This process's, as large as `[models] cache_mb` says."""
    return Encodings(EngineSettings.load().models.cache_mb * MB)
