"""Handles inside callback data, which Telegram keeps 64 bytes of.

A handle that is longer than there is room for is named by a digest; whoever presses finds it again among
their own. A digest begins with a dot, which no handle does.
"""

from hashlib import blake2s

from adapters.telegram.visits import Visit

ROOM = 24
"""Bytes that are left for a handle."""


def short(handle: str) -> str:
    """What stands for a handle in callback data, at most 24 bytes."""
    if len(handle.encode()) <= ROOM:
        return handle
    return f".{blake2s(handle.encode(), digest_size=10).hexdigest()}"


async def character(visit: Visit, name: str) -> str:
    """The handle of the speaker's own character that `short` wrote; "" stays for themselves.

    What stands for none of theirs stays as it is, and is nobody's.
    """
    if not name.startswith("."):
        return name
    mine = (await visit.app.characters(visit.speaker.person)).characters
    return next((one.handle for one in mine if short(one.handle) == name), name)
