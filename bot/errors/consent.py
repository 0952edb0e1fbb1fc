"""Refusals: what others allow, and what they are asked."""

from bot.errors.base import Refused


class OutsideWhatTheyAllow(Refused):
    """That is outside what {name} allows. You can ask them with `/cameo ask {name}`."""


class NotAgreedYet(Refused):
    """Not everyone in this clip has agreed yet, so only they may see it."""


class NotAskedToApprove(Refused):
    """Nobody asks you to approve this clip, or it was decided already."""


class UnknownRequest(Refused):
    """Nobody asks you that, or the request is no longer open."""


class MessageTooLong(Refused):
    """Keep the message under {limit} characters."""


class BoundaryEmpty(Refused):
    """Say in a few words what you do not want to be shown in, for example "violence"."""


class BoundaryTooLong(Refused):
    """Keep a boundary under {limit} characters; add several instead of one long one."""


class TooManyBoundaries(Refused):
    """You have {limit} boundaries, the most there can be. Remove one first."""


class UnknownBoundary(Refused):
    """You have no such boundary. `/cameo settings` lists yours."""
