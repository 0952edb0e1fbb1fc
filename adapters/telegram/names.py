"""Handles inside callback data, which Telegram keeps 64 bytes of.

A handle that is longer than there is room for is named by a digest; whoever presses finds it again among
their own. A digest begins with a dot, which no handle does.
"""

from hashlib import blake2s

from adapters.telegram.visits import Visit

ROOM = 32
"""Bytes that are left for a handle where nothing but an action stands before it; any id of ours fits."""


def short(handle: str, room: int = ROOM) -> str:
    """What stands for a handle in callback data, in at most `room` bytes, from 24."""
    return handle if len(handle.encode()) <= room else _digest(handle)


def _digest(handle: str) -> str:
    return f".{blake2s(handle.encode(), digest_size=10).hexdigest()}"


async def character(visit: Visit, name: str) -> str:
    """The handle of the speaker's own character that `short` wrote; "" stays for themselves.

    What stands for none of theirs stays as it is, and is nobody's.
    """
    if not name.startswith("."):
        return name
    mine = (await visit.app.characters(visit.speaker.person)).characters
    return next((one.handle for one in mine if _digest(one.handle) == name), name)
