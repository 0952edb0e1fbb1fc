"""What two people were becomes one person's, in the transaction that joins their accounts.

The survivor's likeness stays, whose files are bound to the survivor's id; the other's, if there is one, is
destroyed as in an erasure. Clips and characters have ids and keys of their own and go on as they are. The
absorbed person's row stays, so that what is never changed (ledger, audit) goes on naming somebody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.credits import allowance_key, monthly_allowance
from bot.linking import lapsing
from bot.ports import Ports
from bot.store.tables import Person
from bot.use_cases.consents.uniting import unite
from bot.use_cases.credits import standing
from bot.use_cases.people.erasing import erase_likenesses
from bot.use_cases.people.joining import living, name_of

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

STRAGGLERS = timedelta(minutes=5)
"""What was under way while accounts were joined is over after this long."""


@dataclass(frozen=True, slots=True)
class Moving:
    """Credits that come along, and those that do not: one person has one allowance a month."""

    credits: int
    lapsing: int


async def moving(ports: Ports, tx: "UnitOfWork", absorbed: str, into: str) -> Moving:
    """What joining would do to the absorbed person's credits."""
    now = ports.clock.now()
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    theirs = await tx.ledger.entry(allowance_key(absorbed, now))
    mine = await tx.ledger.entry(allowance_key(into, now))
    spent = await tx.ledger.spent_since(absorbed, month)
    available = await tx.ledger.available(absorbed)
    given = 0 if theirs is None else theirs.amount
    stays = min(available, lapsing(given, spent, had=mine is not None))
    return Moving(credits=available - stays, lapsing=stays)


async def merge(ports: Ports, tx: "UnitOfWork", absorbed: Person, into: Person) -> Person:
    """Make all of theirs the survivor's; returns the survivor as they are now.

    Both are locked, and so is every clip of the absorbed person or with them; none of these is unfinished.
    """
    now = ports.clock.now()
    await tx.audit.record(now, absorbed, Audit.ACCOUNTS_LINKED, name_of(into))
    await unite(ports, tx, absorbed.id, into.id)
    await _credits(ports, tx, absorbed, into, now)
    _admit_and_pay(absorbed, into, now)
    absorbed.handle = f"erased-{absorbed.id}"
    absorbed.data_key, absorbed.erased_at, absorbed.merged_into = None, now, into.id
    absorbed.plan_until = None
    for account in await tx.people.accounts(absorbed.id):
        account.linked_at = now
    await tx.merging.hand_over(absorbed.id, into.id)
    if await tx.likenesses.of(absorbed.id):
        await erase_likenesses(ports, tx, absorbed)
    for one in (absorbed, into):
        await tx.link_codes.forget(one.id)
    await tx.dialogues.forget(absorbed.id)
    await tx.faces.drop(absorbed.id)
    await tx.likenesses.drop_challenges_of(absorbed.id)
    await tx.admission.leave_line(absorbed.id)
    survivor = await living(tx, into.id, lock=True)
    if survivor.admitted_at is not None:
        await tx.admission.leave_line(survivor.id)
    await standing.refresh(ports, tx, survivor)
    return survivor


async def gather(ports: Ports) -> int:
    """Hand over what others wrote for an absorbed person while the accounts were joined. For the sweeper."""
    async with ports.uow() as tx:
        pairs = await tx.merging.merged_since(ports.clock.now() - STRAGGLERS)
    done = 0
    for absorbed, into in pairs:
        async with ports.uow() as tx:
            if not await tx.merging.strays(absorbed):
                continue
            done += 1
            for one in sorted({absorbed, into}):
                await tx.people.lock(one)
            await unite(ports, tx, absorbed, into)
            await tx.merging.hand_over(absorbed, into)
    return done


async def _credits(ports: Ports, tx: "UnitOfWork", absorbed: Person, into: Person, now: datetime) -> None:
    move = await moving(ports, tx, absorbed.id, into.id)
    await tx.ledger.hand_over(absorbed.id, into.id, move.lapsing, now)
    if await tx.ledger.entry(allowance_key(absorbed.id, now)) is not None:
        await monthly_allowance(tx.ledger, into.id, 0, now)  # this month's came along


def _admit_and_pay(absorbed: Person, into: Person, now: datetime) -> None:
    """Whoever was let in as either is in; months that were paid for add up."""
    since = [at for at in (absorbed.admitted_at, into.admitted_at) if at is not None]
    into.admitted_at = min(since, default=None)
    if absorbed.plan_until is not None and absorbed.plan_until > now:
        into.plan_until = max(now, into.plan_until or now) + (absorbed.plan_until - now)
