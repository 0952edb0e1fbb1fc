"""Refusals: what others allow, and what they are asked."""

from bot.errors.base import Refused


class OutsideWhatTheyAllow(Refused):
    """That is outside what {name} allows. You can ask them with `/cameo ask {name}`."""


class YouBlockedThem(Refused):
    """You have blocked {name}. `/cameo unblock {name}` lets you be in clips together again."""


class TooManyTries(Refused):
    """You tried too often with {name}. Wait a while, or ask them with `/cameo ask {name}`."""


class NeedsPlan(Refused):
    """Clips with {name} need the Pro plan. `/cameo plan` shows how to get it."""


class LicenceMissing(Refused):
    """The licence of {name} has not been confirmed here, so nobody can use it yet. Ask its operators."""


class NotAgreedYet(Refused):
    """Not everyone in this clip has agreed yet, so only they may see it."""


class NotAskedToApprove(Refused):
    """Nobody asks you to approve this clip, or it was decided already."""


class UnknownRequest(Refused):
    """Nobody asks you that, or the request is no longer open."""


class NothingToDeny(Refused):
    """{name} has no open question to you. `/cameo revoke {name}` takes back what you allowed them."""


class GrantOverAlready(Refused):
    """That date has passed. Name one that is still to come, for example `until 2031-12-31`."""


class TooManyQuestions(Refused):
    """You have asked many people today. Wait until tomorrow before you ask again."""


class MessageTooLong(Refused):
    """Keep the message under {limit} characters."""


class BoundaryEmpty(Refused):
    """Say in a few words what you do not want to be shown in, for example "violence"."""


class BoundaryUnclear(Refused):
    """I could not make out what that rules out. Name a thing or a situation, for example "no spiders"."""


class BoundaryTooLong(Refused):
    """Keep a boundary under {limit} characters; add several instead of one long one."""


class TooManyBoundaries(Refused):
    """You have {limit} boundaries, the most there can be. Remove one first."""


class UnknownBoundary(Refused):
    """You have no such boundary. `/cameo settings` lists yours."""
