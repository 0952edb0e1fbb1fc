"""Refusals: the house itself."""

from bot.errors.base import Refused


class FilesUnavailable(Refused):
    """Files cannot be stored or read just now. Nothing was changed or charged; try again in a moment."""


class QueueUnavailable(Refused):
    """The render queue cannot be reached just now. Nothing was changed or charged; try again in a moment."""


class NoEngine(Refused):
    """No engine that makes such clips has been running for a while. Nothing was charged; try again later."""


class TooManyCommands(Refused):
    """That is a lot at once. Wait a minute, then go on where you were."""


class EngineFailed(Refused):
    """The engine stopped working on this again and again. Nothing was charged; try once more later."""
