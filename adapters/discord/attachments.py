"""What people attach: bounded by what Discord says of its size before anything is fetched.

What it is is for the engine to find out, from its content and in isolation; names and types say nothing.
"""

from collections.abc import Callable, Sequence

import discord

from bot.errors import Refused

MB = 1_000_000
TooLarge = Callable[[int], Refused]
"""Makes the refusal from the limit in MB."""


async def fetched(attachment: discord.Attachment, limit_mb: int, too_large: TooLarge) -> bytes:
    """The bytes of one attachment of at most `limit_mb` (10^6 bytes each).

    Raises:
        Refused: it is larger; nothing was fetched.
    """
    (data,) = await all_fetched([attachment], limit_mb, too_large)
    return data


async def all_fetched(
    attachments: Sequence[discord.Attachment], limit_mb: int, too_large: TooLarge
) -> tuple[bytes, ...]:
    """The same for several, fetched one after the other once none of them is too large."""
    if any(each.size > limit_mb * MB for each in attachments):
        raise too_large(limit_mb)
    return tuple([await each.read() for each in attachments])
