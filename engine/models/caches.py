"""What encoders made of prompts, faces and voices, kept for the next film of the same people. In memory only.

Found again by a hash under a key that this process alone has. What was not used longest goes first, and
nothing stays for longer than `LONGEST_S`, used or not: nobody tells this process who was erased.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from typing import Any

from engine.settings import EngineSettings

Values = dict[str, Any]
"""By name: arrays or tensors, or lists of them."""
MB = 1_000_000
LONGEST_S = 3600.0
LOOKED_EVERY_S = 60.0


class Encodings:
    """Encoded things, of at most so many bytes together."""

    def __init__(self, most_bytes: int, seconds: Callable[[], float] = time.monotonic) -> None:
        """Nothing is kept yet; 0 keeps nothing ever. `seconds`: a clock that only goes forward."""
        self._most = most_bytes
        self._seconds = seconds
        self._kept: OrderedDict[bytes, Values] = OrderedDict()
        self._since: dict[bytes, float] = {}
        self._lock = threading.RLock()
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
        with self._lock:
            self.forget_old()
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def keep(self, key: bytes, values: Values) -> None:
        """Keep them, in the place of what is oldest. What is larger than everything is not kept."""
        with self._lock:
            self._forget(key)
            size = _size(values)
            if size > self._most:
                return
            self._kept[key] = values
            self._since[key] = self._seconds()
            self._bytes += size
            while self._bytes > self._most:
                self._forget(next(iter(self._kept)))

    def forget_old(self) -> None:
        """Let go of what has been kept for too long."""
        with self._lock:
            before = self._seconds() - LONGEST_S
            for key in [key for key, since in self._since.items() if since < before]:
                self._forget(key)

    def _forget(self, key: bytes) -> None:
        if key in self._kept:
            self._bytes -= _size(self._kept.pop(key))
            del self._since[key]


def _size(values: Values) -> int:
    return sum(int(one.nbytes) for value in values.values() for one in _each(value))


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


@cache
def encodings() -> Encodings:
    """This process's, as large as `[models] cache_mb` says."""
    return Encodings(EngineSettings.load().models.cache_mb * MB)


def forget_old_ones() -> None:
    """See to it, for ever, that nothing of this process's stays too long, also where nobody asks any more."""
    while True:
        time.sleep(LOOKED_EVERY_S)
        encodings().forget_old()
