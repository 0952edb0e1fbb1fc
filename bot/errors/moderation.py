"""Refusals: what is not made here."""

from typing import Self

from bot.errors.base import Refused
from engine.contract.messages import Refusal


class ContentRefused(Refused):
    """The prompt asks for what is not made here."""

    @classmethod
    def of(cls, refusal: Refusal) -> Self:
        """The moderation rule that refused brings its own code and sentence."""
        refused = cls()
        refused.code, refused.message, refused.facts = refusal.code, refusal.message, refusal.facts
        return refused


class HouseRule(Refused):
    """The people who run this service do not want that made here."""
