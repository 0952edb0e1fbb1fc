"""What an error of Discord's means for a message that was to be posted.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json. discord.py repeats by itself
what fails with 429, 500, 502, 504 or 524, always with one nonce, which Discord takes once; what still fails
after that arrives here.
"""

import aiohttp
import discord

from adapters.fates import Fate, Meaning
from bot.deliveries import Hindrance

UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE, UNKNOWN_USER = 10003, 10004, 10008, 10013
TOO_LARGE, OPENING_TOO_FAST = 40005, 40003
MISSING_ACCESS, CLOSED_TO_BOTS, MISSING_PERMISSIONS = 50001, 50007, 50013
NOT_A_TEXT_CHANNEL, WRONG_CHANNEL, NO_RECIPIENT, ARCHIVED = 50008, 50024, 50033, 50083
NO_MUTUAL_SERVERS = 50278
NO_HISTORY, LOCKED = 160002, 160005
EXPLICIT = 20009

_HINDRANCES = {
    UNKNOWN_CHANNEL: Hindrance.GONE,
    UNKNOWN_GUILD: Hindrance.GONE,
    MISSING_ACCESS: Hindrance.GONE,
    UNKNOWN_USER: Hindrance.CLOSED,
    CLOSED_TO_BOTS: Hindrance.CLOSED,
    NO_MUTUAL_SERVERS: Hindrance.CLOSED,
    NO_RECIPIENT: Hindrance.CLOSED,
    EXPLICIT: Hindrance.CLOSED,
    MISSING_PERMISSIONS: Hindrance.FORBIDDEN,
    NOT_A_TEXT_CHANNEL: Hindrance.FORBIDDEN,
    WRONG_CHANNEL: Hindrance.FORBIDDEN,
    ARCHIVED: Hindrance.FORBIDDEN,
    LOCKED: Hindrance.FORBIDDEN,
    NO_HISTORY: Hindrance.FORBIDDEN,
}
UNAUTHORIZED, TOO_LARGE_STATUS, TOO_MANY, BROKEN = 401, 413, 429, 500
_AWAY = (discord.RateLimited, aiohttp.ClientConnectorError)
_GONE_CODES = frozenset({UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_MESSAGE})


def fate(error: Exception) -> Meaning:
    """What becomes of a message whose sending failed so."""
    if isinstance(error, _AWAY):
        return Fate.UNSAID
    if not isinstance(error, discord.HTTPException) or error.status >= BROKEN:
        return Fate.UNKNOWN
    if error.status in {UNAUTHORIZED, TOO_MANY} or error.code == OPENING_TOO_FAST:
        return Fate.UNSAID
    if error.status == TOO_LARGE_STATUS or error.code == TOO_LARGE:
        return Fate.TOO_LARGE
    return _HINDRANCES.get(error.code, Hindrance.REFUSED)


def is_gone(error: Exception) -> bool:
    """Whether the message that was looked for is not there any more, or its channel is not."""
    return isinstance(error, discord.HTTPException) and error.code in _GONE_CODES


def may_not_reply(error: Exception) -> bool:
    """Whether the message could be posted if it answered none."""
    return isinstance(error, discord.HTTPException) and error.code == NO_HISTORY
