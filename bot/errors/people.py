"""Refusals: people who cannot be found, or cannot be meant."""

from bot.errors.base import Refused


class UnknownPerson(Refused):
    """Nobody here is called {name}. Check the spelling, or ask them to begin with `/cameo setup`."""


class ThatIsYou(Refused):
    """That is you: your own likeness is always yours to use."""


class AccountErased(Refused):
    """This account was erased. Write `/cameo setup` to begin again."""
