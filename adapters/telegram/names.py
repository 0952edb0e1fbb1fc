"""Handles inside callback data, which Telegram keeps 64 bytes of.

A handle that is longer than there is room for is named by a digest; whoever presses finds it again among
their own. A digest begins with a dot, which no handle does.
"""

from collections.abc import Iterable
from hashlib import blake2s

ROOM = 24
"""Bytes that are left for a handle."""


def short(handle: str) -> str:
    """What stands for a handle in callback data, at most 24 bytes."""
    if len(handle.encode()) <= ROOM:
        return handle
    return f".{blake2s(handle.encode(), digest_size=10).hexdigest()}"


def meant(name: str, handles: Iterable[str]) -> str:
    """The handle that `short` wrote; what stands for none of the given stays as it is, and is nobody's."""
    if not name.startswith("."):
        return name
    return next((handle for handle in handles if short(handle) == name), name)
