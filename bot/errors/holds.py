"""Refusals: what an operator asks for at the desk about held clips."""

from bot.errors.base import Refused


class NotHeld(Refused):
    """Clip {id} waits for nobody. `cameo admin holds list` shows those that do."""
