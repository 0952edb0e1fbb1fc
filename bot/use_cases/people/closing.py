"""Accounts that were suspended or banned cannot begin anew by erasing themselves.

Erasing destroys strikes, penalties and appeals with everything else. What stays of a penalty that keeps
somebody out is a keyed hash of each of their platform accounts, until the day it would have ended; a report
that is still open keeps such hashes, too, until it is decided.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.errors import AccountClosed, AccountClosedForGood, UnknownPerson
from bot.penalties import OUT, Rung
from bot.people import Platform
from bot.ports import Ports

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


ACCOUNTS = "accounts"
"""Where an open report keeps the marks of somebody who erased themselves before it was decided."""


def mark(ports: Ports, platform: Platform, platform_id: str) -> str:
    """What stands for an account after its person is gone."""
    return ports.keys.mark(f"account {platform.value}:{platform_id}")


async def marks(ports: Ports, tx: "UnitOfWork", person: str) -> list[str]:
    """Of all accounts that a person has."""
    return [mark(ports, row.platform, row.platform_id) for row in await tx.people.accounts(person)]


async def keep_out(ports: Ports, tx: "UnitOfWork", accounts: Iterable[str], penalty: Rung) -> None:
    """Who erased themselves before the decision cannot be struck; what would keep them out still does."""
    if penalty.kind not in OUT:
        return
    now = ports.clock.now()
    for name in accounts:
        await tx.penalties.close_account(name, now, penalty.until(now))


async def refuse_closed(ports: Ports, tx: "UnitOfWork", platform: Platform, platform_id: str) -> None:
    """Keep a closed account from joining.

    Raises:
        AccountClosed: says until when.
    """
    row = await tx.penalties.closed_account(mark(ports, platform, platform_id))
    if row is None or (row.until is not None and row.until <= ports.clock.now()):
        return
    if row.until is None:
        raise AccountClosedForGood
    raise AccountClosed(until=row.until)


async def reopen(ports: Ports, operator: str, platform: Platform, platform_id: str) -> None:
    """An operator lets an account begin anew.

    Raises:
        UnknownPerson: it is not closed.
    """
    async with ports.uow() as tx:
        if not await tx.penalties.reopen(mark(ports, platform, platform_id)):
            raise UnknownPerson(name=f"{platform.value}:{platform_id}")
        await tx.audit.record(
            ports.clock.now(), None, Audit.ACCOUNT_REOPENED, platform.value, operator=operator
        )


async def reopen_due(ports: Ports) -> int:
    """Forget the marks whose time is over; returns how many."""
    async with ports.uow() as tx:
        return await tx.penalties.reopen_due(ports.clock.now())
