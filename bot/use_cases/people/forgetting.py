"""What an erasure leaves of reports and penalties."""

from typing import TYPE_CHECKING

from bot import penalties
from bot.penalties import OUT
from bot.ports import Ports
from bot.reports import ReportState
from bot.store.tables import Person
from bot.use_cases.people.closing import ACCOUNTS, marks
from bot.use_cases.safety import evidence

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def forget(ports: Ports, tx: "UnitOfWork", owner: Person) -> None:
    """An erased person's reports lose their words; their strikes, penalties and appeals go.

    What keeps them out leaves its marks, and so does a report about them that is still open. What is kept of
    clips that they appear in is destroyed, whoever reported those.
    """
    now = ports.clock.now()
    gravest = penalties.gravest(await tx.penalties.in_force(owner.id, now), now)
    left = await marks(ports, tx, owner.id)
    if gravest is not None and gravest.kind in OUT:
        for name in left:
            await tx.penalties.close_account(name, now, gravest.until)
    await tx.penalties.forget(owner.id)
    for row in await tx.reports.by_reporter(owner.id):
        row.text = ""
    for row in await tx.reports.about(owner.id):
        if row.clip_id is None:
            await evidence.destroy(ports, tx, row)
    for row in await tx.reports.with_person(owner.id):
        await evidence.destroy(ports, tx, row)
    for one in sorted({owner.id, owner.parted_from or owner.id}):
        for row in await tx.reports.about(one):
            if row.state is ReportState.OPEN and left:
                row.evidence = row.evidence | {ACCOUNTS: [*row.evidence.get(ACCOUNTS, ()), *left]}
    owner.parted_from = None
