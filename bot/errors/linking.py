"""Refusals: accounts that cannot be joined, or parted."""

from bot.errors.base import Refused


class LinkCodeUnknown(Refused):
    """This code joins nothing: mistyped, used or over. `/cameo link` on the other side shows a new one."""


class OwnLinkCode(Refused):
    """That code is from this account, or from one that is yours already. Type it on the other side."""


class LinkedThereAlready(Refused):
    """Both have an account on {platform}, and one person has one there. Part one first: `/cameo unlink`."""


class LinkUnfinished(Refused):
    """Something of {name} is still in the making. Wait until it is done, or cancel it, then try again."""


class JustLinked(Refused):
    """Until {until} this account can leave, but part no other: it was linked only now. The others can."""


class NotLinked(Refused):
    """No account of yours is on {platform}. `/cameo link` shows which ones are."""


class OnlyAccount(Refused):
    """This is your only account, so nothing is linked to it. `/cameo erase` ends it with all of yours."""


class PartingBarred(Refused):
    """While strikes or penalties count, accounts stay together. `/cameo standing` says until when."""
