"""Refusals: who is not in yet."""

from bot.errors.base import Refused


class InviteNeeded(Refused):
    """This service is by invitation. `/cameo redeem CODE` lets you in, `/cameo waitlist` puts you in line."""


class InviteOnly(Refused):
    """This service is by invitation. Ask somebody who is in for a code, then write `/cameo redeem CODE`."""


class ServerNeeded(Refused):
    """This service is for the members of certain servers. Write to it from one of them, or redeem a code."""


class InviteUnknown(Refused):
    """This code lets nobody in: it is mistyped, used up or over. Ask for another one."""


class UnknownInvite(Refused):
    """There is no such invite. `cameo admin invites list` lists them."""


class TooManyInvites(Refused):
    """You have given out the {limit} invites that each person has. Thank you for bringing friends."""


class TooManyAttempts(Refused):
    """That was tried too often in a short time. Wait a while, then try again."""


class NothingToWaitFor(Refused):
    """There is no waiting line here. Ask somebody who is in for a code, then write `/cameo redeem CODE`."""


class AlreadyIn(Refused):
    """You are in already: write `/cameo setup` to make your likeness."""


class OpenToAll(Refused):
    """Nobody needs an invite here. Tell your friends to write `/cameo setup`."""
