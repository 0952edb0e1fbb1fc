"""About a person's credits and account, and what could not be done."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import override

from bot.clips import Tier
from bot.credits import EntryKind
from bot.notices.base import Action, Button, Notice
from engine.contract.messages import Message, Refusal


class Entry(Message):
    """One row of a ledger; `clip` where it belongs to one."""

    at: datetime
    kind: EntryKind
    amount: int
    clip: str | None


class LedgerShown(Notice):
    """To a person: their plan, what moved, what can be spent: the sum of the entries less open holds.

    plan_until: None on the standard plan, and while a subscription to the other is open.
    page: which of `pages` the entries are, from 0; the newest come first.
    """

    private = True
    kind: Literal["ledger_shown"] = "ledger_shown"
    entries: tuple[Entry, ...]
    balance: int
    held: int
    available: int
    plan: Tier = Tier.STANDARD
    plan_until: datetime | None = None
    page: int = 0
    pages: int = 1


class HelpShown(Notice):
    """To anybody: what can be said here; with `topic`, about that one command."""

    kind: Literal["help_shown"] = "help_shown"
    topic: str = ""


class Refusals(Notice):
    """To who asked: why not, each with its way out."""

    kind: Literal["refusals"] = "refusals"
    refusals: Annotated[tuple[Refusal, ...], Field(min_length=1)]


class EraseOffered(Notice):
    """To who would leave: what would be destroyed for good. Nothing happens before they confirm."""

    private = True
    kind: Literal["erase_offered"] = "erase_offered"
    person: str

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.ERASE_ME, id=self.person),)


class PersonErased(Notice):
    """To the person: all of theirs is destroyed."""

    private = True
    kind: Literal["person_erased"] = "person_erased"
