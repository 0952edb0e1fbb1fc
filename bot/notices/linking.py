"""About accounts that are one person's."""

from datetime import datetime
from typing import Literal

from typing_extensions import override

from bot.consent import Usage
from bot.notices.base import Action, Button, Handle, Notice
from bot.people import Platform
from engine.contract.messages import Message


class LinkedAccount(Message):
    """One of a person's accounts; name: as its platform shows it."""

    platform: Platform
    name: str
    since: datetime


class LinkCodeMade(Notice):
    """To a person: the code that joins another account of theirs, shown this once, good until `due_at`.

    accounts: those that are one already.
    """

    private = True
    kind: Literal["link_code_made"] = "link_code_made"
    code: str
    due_at: datetime
    accounts: tuple[LinkedAccount, ...] = ()

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        if len(self.accounts) < 2:  # noqa: PLR2004 - the last one cannot leave
            return ()
        return tuple(Button(action=Action.UNLINK, id=one.platform.value) for one in self.accounts)


class LinkOffered(Notice):
    """To who typed a code: what joining would do. Nothing happens before they confirm.

    other: who showed the code. handle: what both are called afterwards. accounts: the other's. destroyed:
    whose likeness goes, "" where that of nobody does. usage: who may use the likeness then, where there is
    one; everyone means everyone in the chats of all accounts. credits: they come along; lapsing: they do not,
    since one person has one allowance a month.
    """

    private = True
    kind: Literal["link_offered"] = "link_offered"
    code: str
    other: Handle
    handle: Handle
    accounts: tuple[LinkedAccount, ...]
    destroyed: Handle = ""
    usage: Usage | None = None
    credits: int = 0
    lapsing: int = 0

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        return (Button(action=Action.LINK, id=self.code),)


class AccountsLinked(Notice):
    """To each of the accounts: they are one person's now."""

    private = True
    kind: Literal["accounts_linked"] = "accounts_linked"
    handle: Handle
    accounts: tuple[LinkedAccount, ...]


class AccountUnlinked(Notice):
    """To each of the accounts: this one is a person of its own again, with nothing."""

    private = True
    kind: Literal["account_unlinked"] = "account_unlinked"
    account: LinkedAccount


class LinkedShown(Notice):
    """To a person: their accounts, the oldest first."""

    private = True
    kind: Literal["linked_shown"] = "linked_shown"
    accounts: tuple[LinkedAccount, ...]

    @property
    @override
    def buttons(self) -> tuple[Button, ...]:
        if len(self.accounts) < 2:  # noqa: PLR2004 - the last one cannot leave
            return ()
        return tuple(Button(action=Action.UNLINK, id=one.platform.value) for one in self.accounts)
