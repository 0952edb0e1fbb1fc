"""Refusals: what somebody may not do for a while, with the reason and the end."""

from bot.errors.base import Refused


class CoolingDown(Refused):
    """You can make no clips until {until}: {reason}. `/cameo appeal` asks for a second look."""


class CastingSuspended(Refused):
    """You can make clips of yourself only until {until}: {reason}. `/cameo appeal` asks for a second look."""


class Suspended(Refused):
    """Your account is suspended until {until}: {reason}. `/cameo appeal` asks for a second look."""


class Banned(Refused):
    """Your account is closed for good: {reason}. `/cameo appeal` asks for a second look."""
