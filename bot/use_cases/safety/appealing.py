"""Appeals: a person asks operators to look at a penalty again, once for each."""

from typing import TYPE_CHECKING

from bot import penalties
from bot.audit import Audit
from bot.cases import AppealCase
from bot.errors import AppealedAlready, MessageTooLong, NothingToAppeal, TooManyAttempts, UnknownAppeal
from bot.notices import AppealDecided, AppealTaken, Matter
from bot.penalties import GRAVITY, AppealState
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.store.tables import AppealRow, PenaltyRow, Person
from bot.use_cases.clips.outbox import tell
from bot.use_cases.people.joining import living
from bot.use_cases.safety.operators import ask_operators
from bot.use_cases.safety.penalising import lift, open_to_appeal, view

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def appeal(ports: Ports, person: str, penalty: str, text: str) -> AppealTaken:
    """Ask once; "": against the gravest penalty that holds, else the newest warning that counts."""
    limit = ports.settings.reports.text_length
    if len(text) > limit:
        raise MessageTooLong(limit=limit)
    if not await ports.limiter.take(Limited.APPEAL, person):
        raise TooManyAttempts
    async with ports.uow() as tx:
        asker = await living(tx, person, lock=True)
        row = await _meant(ports, tx, person, penalty)
        now = ports.clock.now()
        made = AppealRow(penalty_id=row.id, person_id=person, text=text, created_at=now)
        await tx.penalties.add_appeal(made)
        await tx.audit.record(now, asker, Audit.APPEAL_MADE, made.id, penalty=row.kind.value)
        await ask_operators(ports, tx, Matter.APPEAL, made.id, but=person)
        return AppealTaken(appeal=made.id, penalty=row.kind)


async def _meant(ports: Ports, tx: "UnitOfWork", person: str, penalty: str) -> PenaltyRow:
    open_ones = await open_to_appeal(ports, tx, person)
    appealed = {row.penalty_id for row in await tx.penalties.appeals_of(person)}
    if penalty:
        open_ones = [row for row in open_ones if row.id == penalty]
    if not open_ones:
        raise NothingToAppeal
    left = [row for row in open_ones if row.id not in appealed]
    if not left:
        raise AppealedAlready
    now = ports.clock.now()
    return max(left, key=lambda row: (penalties.holds(row, now), GRAVITY[row.kind], row.created_at))


async def appeals(ports: Ports, state: AppealState | None) -> list[AppealCase]:
    """Appeals for operators to see, the oldest first."""
    async with ports.uow() as tx:
        return [await _case(tx, row) for row in await tx.penalties.appeals(state)]


async def show(ports: Ports, operator: str, name: str) -> AppealCase:
    """One appeal; written down."""
    async with ports.uow() as tx:
        row = await tx.penalties.appeal(name)
        if row is None:
            raise UnknownAppeal(id=name)
        await tx.audit.record(ports.clock.now(), None, Audit.APPEAL_SEEN, row.id, operator=operator)
        return await _case(tx, row)


async def _case(tx: "UnitOfWork", row: AppealRow) -> AppealCase:
    penalty = await tx.penalties.get(row.penalty_id)
    if penalty is None:
        raise LookupError(row.penalty_id)
    return AppealCase(
        id=row.id,
        handle=(await tx.people.handles([row.person_id]))[row.person_id],
        penalty=view(penalty, row.state),
        text=row.text,
        at=row.created_at,
        state=row.state,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        note=row.note,
    )


async def decide(ports: Ports, operator: str, name: str, note: str, *, grant: bool) -> AppealCase:
    """Take the penalty and its strike back, or let both stand; the person is told."""
    async with ports.uow() as tx:
        row, person = await _locked(tx, name)
        penalty = await tx.penalties.get(row.penalty_id, lock=True)
        if penalty is None:
            raise UnknownAppeal(id=name)
        now = ports.clock.now()
        row.state = AppealState.GRANTED if grant else AppealState.REJECTED
        row.decided_at, row.decided_by, row.note = now, operator, note
        action = Audit.APPEAL_GRANTED if grant else Audit.APPEAL_REJECTED
        await tx.audit.record(now, None, action, row.id, operator=operator)
        if grant:
            await lift(ports, tx, penalty, person, operator)
        await tell(ports, tx, person.id, AppealDecided(appeal=row.id, penalty=penalty.kind, granted=grant))
        return await _case(tx, row)


async def _locked(tx: "UnitOfWork", name: str) -> tuple[AppealRow, Person]:
    known = await tx.penalties.appeal(name)
    person = None if known is None else await tx.people.lock(known.person_id)
    row = None if person is None else await tx.penalties.appeal(name, lock=True)
    if row is None or person is None or row.state is not AppealState.OPEN:
        raise UnknownAppeal(id=name)
    return row, person
