"""An account leaves its person and is a new person with nothing; all stays with the accounts that remain.

Nobody gets out of anything by it: while strikes or penalties count accounts stay together, whom others
blocked or no longer allow they go on keeping out, and this month's allowance was given already. Nor does
anybody take over: an account that came along just now puts out none that was there before.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.clips import UNDELIVERED
from bot.credits import monthly_allowance
from bot.errors import JustLinked, LinkUnfinished, NotLinked, OnlyAccount, PartingBarred
from bot.linking import SETTLING, both
from bot.notices import AccountUnlinked
from bot.people import Platform
from bot.ports import Ports
from bot.store.tables import AccountRow, Person
from bot.use_cases.clips.outbox import tell_accounts
from bot.use_cases.consents.rechecking import recheck
from bot.use_cases.people.joining import living, name_of, newcomer
from bot.use_cases.people.linking import shown

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def unlink(ports: Ports, person: str, platform: Platform, via: Platform | None) -> AccountUnlinked:
    """Part the account that they have on a platform."""
    async with ports.uow() as tx:
        owner = await living(tx, person, lock=True)
        row = await _parting(ports, tx, owner, platform, via)
        leaver = await newcomer(ports, tx, row.display_name)
        leaver.parted_from = owner.id
        notice = AccountUnlinked(account=shown([row])[0])
        await tx.audit.record(ports.clock.now(), owner, Audit.ACCOUNT_UNLINKED, name_of(leaver))
        await tx.merging.part(row, leaver.id)
        await tx.offers.end(person, row.platform, ports.clock.now())
        await tx.merging.keep_out(person, leaver.id, ports.clock.now())
        for made in await tx.merging.exceptions_of(person):
            if made.friend_id == person:
                usual = (await tx.consents.settings(made.owner_id)).approval
                asked = both(usual, made.approval)
                if asked is not usual:
                    await tx.consents.set_exception(made.owner_id, leaver.id, asked)
        await monthly_allowance(tx.ledger, leaver.id, 0, ports.clock.now())
        await tx.link_codes.forget(person)
        await tell_accounts(ports, tx, person, notice, but=via)
        await tell_accounts(ports, tx, leaver.id, notice, but=via)
    await recheck(ports, person)
    return notice


async def _parting(
    ports: Ports, tx: "UnitOfWork", owner: Person, platform: Platform, via: Platform | None
) -> AccountRow:
    accounts = await tx.people.accounts(owner.id)
    found = [row for row in accounts if row.platform is platform]
    if not found:
        raise NotLinked(platform=platform.value.capitalize())
    if len(accounts) == 1:
        raise OnlyAccount
    now = ports.clock.now()
    for asking in [row for row in accounts if row.platform is via is not platform]:
        _settled(asking, found[0], now)
    if await tx.penalties.standing(owner.id, now) or await tx.penalties.in_force(owner.id, now):
        raise PartingBarred
    making = await tx.clips.made_by(owner.id, tuple(UNDELIVERED))
    if any(clip.platform is platform for clip in making):
        raise LinkUnfinished(name=owner.handle)
    return found[0]


def _settled(asking: AccountRow, leaving: AccountRow, now: datetime) -> None:
    came = asking.linked_at
    if came is None or came + SETTLING <= now:
        return
    if leaving.linked_at is None or leaving.linked_at <= came:
        raise JustLinked(until=came + SETTLING)
