"""Refusals: reports and appeals that cannot be taken, or decided."""

from bot.errors.base import Refused


class BeingLookedAt(Refused):
    """Operators are looking at this clip, so nobody can watch it for now. You hear when that is over."""


class CannotReportYourself(Refused):
    """That is you. A clip can be reported by its number: `/cameo report CLIP`."""


class NothingToAppeal(Refused):
    """There is no penalty of yours to appeal against. `/cameo standing` shows how you stand."""


class AppealedAlready(Refused):
    """You appealed against this penalty already; once is all there is. `/cameo standing` shows it."""


class UnknownReport(Refused):
    """There is no open report {id}. `cameo admin reports list` shows the open ones."""


class NothingKept(Refused):
    """No copy of the clip is kept with this report: it had no file then, or it was destroyed when due."""


class UnknownAppeal(Refused):
    """There is no open appeal {id}. `cameo admin appeals list` shows the open ones."""


class UnknownPenalty(Refused):
    """There is no penalty {id} in force. `cameo admin people show HANDLE` lists a person's."""


class NoSuchRung(Refused):
    """{written} is no penalty: {why}."""


class AccountClosed(Refused):
    """This account was closed until {until} before it was erased. Who runs this service can open it again."""


class AccountClosedForGood(AccountClosed):
    """This account was closed for good before it was erased. Who runs this service can open it again."""
