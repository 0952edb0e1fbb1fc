"""Refusals: credits."""

from bot.errors.base import Refused


class NotEnoughCredits(Refused):
    """This clip costs {price} credits and you have {available}. Make it shorter, or wait for more credits."""
