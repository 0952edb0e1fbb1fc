"""What two people allowed, once they are one: never more than either did.

A no of either is kept: blocks are united and end what was allowed, and what one of them took back, or had
taken back from them, the other is not allowed either. Where both have a grant the survivor's terms hold; a
grant that the absorbed person's own settings let nothing through ends. Whoever asked before a clip is
rendered or shown with either of them goes on being asked.

It can be run again for what others allowed or refused while the accounts were being joined.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.consent import AccessState, ApprovalMode, Usage
from bot.linking import both
from bot.ports import Ports
from bot.store.tables import AccessRequestRow, GrantRow
from bot.use_cases.consents.subjects import subjects

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def unite(ports: Ports, tx: "UnitOfWork", absorbed: str, into: str) -> None:
    """Bring everything that consent rests on together under the survivor's id.

    What has nothing to weigh (boundaries, blocks, places) is handed over with all other rows afterwards.
    """
    own = {*await subjects(tx, absorbed), *await subjects(tx, into)}
    changed = await _block(ports, tx, absorbed, into, own)
    carried = await _grants(ports, tx, absorbed, into, own)
    await _approvals(tx, absorbed, into, own, carried)
    await _requests(ports, tx, absorbed, into, own)
    mine, theirs = await tx.consents.settings(into), await tx.consents.settings(absorbed)
    mine.paused_at = mine.paused_at or theirs.paused_at
    await tx.session.flush()
    await tx.merging.drop_settings(absorbed)
    for one in {into, *changed, *(owner for owner, _ in carried)} - {absorbed}:
        await tx.consents.bump(one)


async def _block(ports: Ports, tx: "UnitOfWork", absorbed: str, into: str, own: set[str]) -> set[str]:
    """A block by or of either ends every grant that it stands against. Returns whose grants ended."""
    now, changed = ports.clock.now(), set[str]()
    pairs = {pair for one in (absorbed, into) for pair in await tx.merging.blocking(one)}
    for owner, blocked in sorted(pairs):
        if owner in own and blocked in own:
            continue
        owners = own if owner in own else set(await subjects(tx, owner))
        for kept_out in (absorbed, into) if blocked in own else (blocked,):
            for one in owners:
                if await tx.consents.revoke(one, kept_out, now):
                    changed.add(one)
    return changed


async def _grants(
    ports: Ports, tx: "UnitOfWork", absorbed: str, into: str, own: set[str]
) -> set[tuple[str, str]]:
    """The absorbed person's become the survivor's. Returns those that it had not: (owner, grantee)."""
    now, pairs = ports.clock.now(), defaultdict[tuple[str, str], list[GrantRow]](list)
    for row in await tx.merging.grants_of(*sorted(own)):
        if row.owner_id in own and row.grantee_id in own:
            row.revoked_at = row.revoked_at or now
        elif absorbed in {row.owner_id, row.grantee_id} or into in {row.owner_id, row.grantee_id}:
            pairs[_as(into, absorbed, row.owner_id), _as(into, absorbed, row.grantee_id)].append(row)
    carried: set[tuple[str, str]] = set()
    for pair, rows in pairs.items():
        theirs = [row for row in rows if absorbed in {row.owner_id, row.grantee_id}]
        mine = [row for row in rows if row not in theirs]
        if not theirs:
            continue
        refused = _withdrawn(theirs) or _withdrawn(mine)
        for row in (*_open(mine), *_open(theirs)):
            if refused or (row in theirs and (_open(mine) or not await _lets_through(tx, row, absorbed))):
                row.revoked_at = now
        if _open(theirs):
            carried.add(pair)
        await tx.session.flush()  # of each pair one is open at most, also for a moment
        for row in theirs:
            row.owner_id, row.grantee_id = pair
    await tx.session.flush()
    return carried


def _as(into: str, absorbed: str, person: str) -> str:
    return into if person == absorbed else person


def _open(rows: Sequence[GrantRow]) -> list[GrantRow]:
    return [row for row in rows if row.revoked_at is None]


def _withdrawn(rows: Sequence[GrantRow]) -> bool:
    return bool(rows) and not _open(rows)


async def _lets_through(tx: "UnitOfWork", row: GrantRow, absorbed: str) -> bool:
    """Whether the one who gave it, by their own settings, allows anybody by a grant of this kind now."""
    if row.owner_id != absorbed:
        return True
    usage = (await tx.consents.settings(absorbed)).usage
    if usage is Usage.MUTUALS:
        return await tx.consents.granted(row.grantee_id, absorbed)
    return usage is not Usage.ONLY_ME


async def _approvals(
    tx: "UnitOfWork", absorbed: str, into: str, own: set[str], carried: set[tuple[str, str]]
) -> None:
    """Who had a clip of somebody's shown to them first has it shown, whichever of the two it was."""
    rows = await tx.merging.exceptions_of(absorbed)
    pairs = carried | {
        (_as(into, absorbed, row.owner_id), _as(into, absorbed, row.friend_id)) for row in rows
    }
    for owner, friend in sorted(pairs):
        if owner in own and friend in own:
            continue
        before = (absorbed, friend) if owner == into else (owner, absorbed)
        now = await _asked(tx, owner, friend)
        wanted = both(now, await _asked(tx, *before))
        if wanted is not now:
            await tx.consents.set_exception(owner, friend, wanted)
    for row in rows:
        await tx.consents.set_exception(row.owner_id, row.friend_id, None)
    for row in await tx.merging.exceptions_of(into):
        if row.owner_id in own and row.friend_id in own:
            await tx.consents.set_exception(row.owner_id, row.friend_id, None)


async def _asked(tx: "UnitOfWork", owner: str, friend: str) -> ApprovalMode:
    excepted = await tx.consents.exception(owner, friend)
    return excepted if excepted is not None else (await tx.consents.settings(owner)).approval


async def _requests(ports: Ports, tx: "UnitOfWork", absorbed: str, into: str, own: set[str]) -> None:
    """Questions between the two lapse; of a question that both asked, or were asked, one stays open."""
    now = ports.clock.now()
    rows = await tx.merging.requests_of(*sorted(own))
    waiting = {(row.owner_id, row.requester_id) for row in rows if row.answered_at is None}
    for row in rows:
        if row.owner_id in own and row.requester_id in own:
            _lapse(row, now)
            continue
        if absorbed not in {row.owner_id, row.requester_id}:
            continue
        pair = (_as(into, absorbed, row.owner_id), _as(into, absorbed, row.requester_id))
        if pair in waiting:
            _lapse(row, now)
        await tx.session.flush()
        row.owner_id, row.requester_id = pair
    await tx.session.flush()


def _lapse(row: AccessRequestRow, now: datetime) -> None:
    if row.answered_at is None:
        row.state, row.answered_at, row.due_at = AccessState.EXPIRED, now, None
