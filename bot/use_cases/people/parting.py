"""An account leaves its person and is a new person with nothing; all stays with the accounts that remain.

Nobody gets out of anything by it: while strikes or penalties count accounts stay together (save that who
was there before puts out who came along just now, and then they count against both), whom others
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
from bot.store.tables import AccountRow, PenaltyRow, Person, StrikeRow
from bot.use_cases.clips.outbox import tell_accounts
from bot.use_cases.consents.rechecking import recheck
from bot.use_cases.people.joining import living, name_of, newcomer
from bot.use_cases.people.linking import shown
from bot.use_cases.safety import penalising

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
        await _take_along(ports, tx, person, leaver.id)
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
    counting = await tx.penalties.standing(owner.id, now) or await tx.penalties.in_force(owner.id, now)
    if counting and not any(_puts_out(row, found[0], now) for row in accounts if row.platform is via):
        raise PartingBarred
    making = await tx.clips.made_by(owner.id, tuple(UNDELIVERED))
    if any(clip.platform is platform for clip in making):
        raise LinkUnfinished(name=owner.handle)
    return found[0]


def _settled(asking: AccountRow, leaving: AccountRow, now: datetime) -> None:
    if _puts_out(leaving, asking, now) or (asking.linked_at == leaving.linked_at and _is_new(asking, now)):
        raise JustLinked(until=(asking.linked_at or now) + SETTLING)


def _puts_out(asking: AccountRow, leaving: AccountRow, now: datetime) -> bool:
    """Whether one account was there before the other, which came along only just now."""
    if not _is_new(leaving, now) or leaving.linked_at is None:
        return False
    return asking.linked_at is None or asking.linked_at < leaving.linked_at


def _is_new(account: AccountRow, now: datetime) -> bool:
    return account.linked_at is not None and account.linked_at + SETTLING > now


async def _take_along(ports: Ports, tx: "UnitOfWork", owner: str, leaver: str) -> None:
    """What counts against a person counts against whom they put out, too: nobody knows whose doing it was."""
    now, strikes = ports.clock.now(), dict[str | None, str]()
    for strike in await tx.penalties.standing(owner, now):
        copy = StrikeRow(
            person_id=leaver,
            code=strike.code,
            created_at=strike.created_at,
            expires_at=strike.expires_at,
            report_id=strike.report_id,
        )
        strikes[strike.id] = (await tx.penalties.add_strike(copy)).id
    for penalty in await penalising.open_to_appeal(ports, tx, owner):
        await tx.penalties.add(
            PenaltyRow(
                person_id=leaver,
                kind=penalty.kind,
                reason=penalty.reason,
                created_at=penalty.created_at,
                until=penalty.until,
                strike_id=strikes.get(penalty.strike_id),
            )
        )
