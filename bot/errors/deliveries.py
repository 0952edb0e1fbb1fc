"""Refusals: messages that cannot be read or sent again."""

from bot.errors.base import Refused


class UnknownMessage(Refused):
    """There is nothing behind this for you: it is for somebody else, or over. `/cameo status` shows yours."""
