"""Strikes and what follows from them: who may not do what, for how long, and why."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import penalties
from bot.audit import Audit
from bot.clips import UNDELIVERED, ClipState
from bot.errors import Banned, CastingSuspended, CoolingDown, NoSuchRung, Refused, Suspended, UnknownPenalty
from bot.notices import PenaltyGiven, PenaltyLifted, PenaltyView, StandingShown, StrikeView, WhyNot
from bot.penalties import OUT, AppealState, PenaltyKind, Rung
from bot.ports import Ports
from bot.store.tables import ClipRow, PenaltyRow, Person, StrikeRow
from bot.use_cases.clips.ending import end
from bot.use_cases.clips.outbox import tell
from bot.use_cases.people.joining import living, name_of
from bot.use_cases.safety.operators import answering

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def refusals(
    ports: Ports, tx: "UnitOfWork", person: Person, *, casting_others: bool, making: bool = True
) -> list[Refused]:
    """What a person's gravest penalty keeps them from at this moment; empty where nothing does.

    casting_others: whether somebody else's likeness is wanted (a grant, a cast member who is not theirs).
    making: whether it is a clip that is wanted; a cool-down keeps from nothing else.
    """
    now = ports.clock.now()
    gravest = penalties.gravest(await tx.penalties.in_force(person.id, now), now)
    if gravest is None or not _keeps_from(gravest.kind, casting_others=casting_others, making=making):
        return []
    return [_refusal(gravest, now)]


async def check(ports: Ports, tx: "UnitOfWork", person: Person, *, casting_others: bool = False) -> None:
    """Refuse what is not a clip, and yet nothing that somebody who is kept out may do.

    Raises:
        CastingSuspended, Suspended, Banned.
    """
    found = await refusals(ports, tx, person, casting_others=casting_others, making=False)
    if found:
        raise found[0]


def _keeps_from(kind: PenaltyKind, *, casting_others: bool, making: bool) -> bool:
    match kind:
        case PenaltyKind.WARNING:
            return False
        case PenaltyKind.COOL_DOWN:
            return making
        case PenaltyKind.NO_CASTING:
            return casting_others
        case _:
            return True


def _refusal(penalty: PenaltyRow, now: datetime) -> Refused:
    facts = {"reason": penalty.reason, "until": penalty.until or now}
    match penalty.kind:
        case PenaltyKind.NO_CASTING:
            return CastingSuspended(**facts)
        case PenaltyKind.SUSPENSION:
            return Suspended(**facts)
        case PenaltyKind.BAN:
            return Banned(**facts)
        case _:
            return CoolingDown(**facts)


async def strike(
    ports: Ports,
    tx: "UnitOfWork",
    person_id: str,
    code: str,
    *,
    report_id: str | None = None,
    penalty: Rung | None = None,
    operator: str | None = None,
    note: str = "",
) -> None:
    """Count one grave breach against a person, with the penalty that follows; an erased one gets none.

    It locks what they have in the making, then them: who holds a person's row already must not call it.

    code: of a check, or of a kind of report. penalty: instead of the one that the ladder gives. operator: who
    decided it; None: a check did. note: what an operator adds to the reason, for the person to read.
    """
    making = await in_the_making(tx, person_id)
    person = await tx.people.lock(person_id)
    if person is not None and person.merged_into is not None:
        person_id = person.merged_into
        making += await in_the_making(tx, person_id)
        person = await tx.people.lock(person_id)
    if person is None or person.erased_at is not None:
        return
    now = ports.clock.now()
    row = await tx.penalties.add_strike(
        StrikeRow(
            person_id=person_id,
            code=code,
            created_at=now,
            expires_at=now + timedelta(days=ports.settings.penalties.strike_days),
            report_id=report_id,
        )
    )
    standing = len(await tx.penalties.standing(person_id, now))
    step = penalty or rung_for(ports, code, standing)
    reason = ": ".join(filter(None, [penalties.why(code), note]))
    given = PenaltyRow(
        person_id=person_id,
        kind=step.kind,
        reason=reason,
        created_at=now,
        until=step.until(now),
        strike_id=row.id,
    )
    await tx.penalties.add(given)
    await _say(ports, tx, person, row, given=given, operator=operator)
    if step.kind in OUT:
        await _stop(ports, tx, making, person)


def rung_for(ports: Ports, code: str, standing: int) -> Rung:
    """What the settings give for a strike with this code that makes it so many standing ones."""
    rules = ports.settings.penalties
    ladder = [penalties.rung(written) for written in rules.ladder]
    grave = penalties.rung(rules.grave[code]) if code in rules.grave else None
    return penalties.next_rung(ladder, standing, grave)


async def _say(
    ports: Ports,
    tx: "UnitOfWork",
    person: Person,
    row: StrikeRow,
    *,
    given: PenaltyRow,
    operator: str | None,
) -> None:
    """Write it down and tell the person."""
    now = ports.clock.now()
    by = {} if operator is None else {"operator": operator}
    await tx.audit.record(now, None, Audit.STRIKE_GIVEN, name_of(person), code=row.code, **by)
    facts = {"penalty": given.kind.value, "until": None if given.until is None else given.until.isoformat()}
    await tx.audit.record(now, None, Audit.PENALTY_GIVEN, name_of(person), **facts, **by)
    notice = PenaltyGiven(
        id=given.id,
        penalty=given.kind,
        reason=given.reason,
        until=given.until,
        strikes=len(await tx.penalties.standing(person.id, now)),
        strike_until=row.expires_at,
    )
    await tell(ports, tx, person.id, notice)


async def in_the_making(tx: "UnitOfWork", person: str) -> list[ClipRow]:
    """What they ordered and do not have yet, all of it locked by id."""
    found = sorted(row.id for row in await tx.clips.made_by(person, UNDELIVERED))
    rows = [await tx.clips.get(name, lock=True) for name in found]
    return [row for row in rows if row is not None and row.state in UNDELIVERED]


async def _stop(ports: Ports, tx: "UnitOfWork", making: list[ClipRow], person: Person) -> None:
    """End what is in the making; also what came in between the look at it and the lock on its maker."""
    late = [row for row in await in_the_making(tx, person.id) if row not in making]
    for row in [*making, *late]:
        await end(ports, tx, row, ClipState.CANCELLED, why=WhyNot.PENALTY)


async def standing(ports: Ports, person: str) -> StandingShown:
    """How a person stands: strikes that count, penalties that hold, and warnings that still count."""
    async with ports.uow() as tx:
        await living(tx, person)
        return await standing_of(ports, tx, person)


async def standing_of(ports: Ports, tx: "UnitOfWork", person: str) -> StandingShown:
    """The same, within a transaction."""
    now = ports.clock.now()
    strikes = await tx.penalties.standing(person, now)
    shown = await open_to_appeal(ports, tx, person)
    appeals = {row.penalty_id: row.state for row in await tx.penalties.appeals_of(person)}
    return StandingShown(
        strikes=tuple(
            StrikeView(
                id=row.id, reason=penalties.why(row.code), at=row.created_at, expires_at=row.expires_at
            )
            for row in strikes
        ),
        penalties=tuple(view(row, appeals.get(row.id)) for row in shown),
    )


def view(row: PenaltyRow, appeal: AppealState | None) -> PenaltyView:
    """A penalty as its person may see it."""
    return PenaltyView(
        id=row.id, penalty=row.kind, reason=row.reason, at=row.created_at, until=row.until, appeal=appeal
    )


async def open_to_appeal(ports: Ports, tx: "UnitOfWork", person: str) -> list[PenaltyRow]:
    """Penalties that hold, or whose strike still counts; the newest first."""
    now = ports.clock.now()
    counting = {row.id for row in await tx.penalties.standing(person, now)}
    rows = await tx.penalties.of(person)
    return [
        row
        for row in rows
        if row.lifted_at is None and (penalties.holds(row, now) or row.strike_id in counting)
    ]


async def lift(ports: Ports, tx: "UnitOfWork", row: PenaltyRow, person: Person, operator: str) -> None:
    """Take a penalty back, and the strike that led to it; once."""
    if row.lifted_at is not None:
        return
    now = ports.clock.now()
    row.lifted_at = now
    strike_row = None if row.strike_id is None else await tx.penalties.strike(row.strike_id)
    if strike_row is not None and strike_row.lifted_at is None:
        strike_row.lifted_at = now
    await tx.audit.record(
        now, None, Audit.PENALTY_LIFTED, name_of(person), penalty=row.kind.value, operator=operator
    )


def read_rung(written: str | None) -> Rung | None:
    """A penalty as an operator writes it.

    Raises:
        NoSuchRung: it cannot be read; says why.
    """
    if written is None:
        return None
    try:
        return penalties.rung(written)
    except ValueError as error:
        raise NoSuchRung(written=written, why=error) from error


async def strike_by_hand(
    ports: Ports, operator: str, handle: str, code: str, *, note: str, penalty: str | None
) -> None:
    """An operator's own strike."""
    rung = read_rung(penalty)
    async with ports.uow() as tx:
        person = await answering(tx, handle)
        await strike(ports, tx, person.id, code, penalty=rung, operator=operator, note=note)


async def lift_by_hand(ports: Ports, operator: str, penalty: str) -> None:
    """An operator's own mercy; an open appeal against the penalty is granted with it."""
    async with ports.uow() as tx:
        known = await tx.penalties.get(penalty)
        person = None if known is None else await tx.people.lock(known.person_id)
        row = None if person is None else await tx.penalties.get(penalty, lock=True)
        if row is None or person is None or row.lifted_at is not None:
            raise UnknownPenalty(id=penalty)
        await lift(ports, tx, row, person, operator)
        for appeal in await tx.penalties.appeals_of(person.id):
            if appeal.penalty_id == row.id and appeal.state is AppealState.OPEN:
                appeal.state, appeal.decided_at, appeal.decided_by = (
                    AppealState.GRANTED,
                    ports.clock.now(),
                    operator,
                )
        await tell(ports, tx, person.id, PenaltyLifted(id=row.id, penalty=row.kind))
