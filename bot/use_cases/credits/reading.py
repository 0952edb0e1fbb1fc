"""A person's ledger: what moved, the newest first, and what can be spent."""

from bot.notices import Entry, LedgerShown
from bot.ports import Ports
from bot.use_cases.credits import standing
from bot.use_cases.people.joining import living

ENTRIES_SHOWN = 100


async def ledger(ports: Ports, person: str, page: int, size: int) -> LedgerShown:
    """One page of the entries; balance = available + held. A page that there is not is the nearest one."""
    size = min(max(size, 1), ENTRIES_SHOWN)
    async with ports.uow() as tx:
        whose = await living(tx, person)
        pages = max(1, -(-await tx.ledger.count(person) // size))
        page = min(max(page, 0), pages - 1)
        rows = await tx.ledger.rows(person, size, skip=page * size)
        held = sum(row.amount for row in await tx.ledger.open_holds(person))
        available = await tx.ledger.available(person)
        until = await standing.until(ports, tx, whose)
    entries = tuple(
        Entry(at=row.created_at, kind=row.kind, amount=row.amount, clip=row.clip_id) for row in rows
    )
    return LedgerShown(
        entries=entries,
        balance=available + held,
        held=held,
        available=available,
        plan=whose.plan,
        plan_until=until,
        page=page,
        pages=pages,
    )
