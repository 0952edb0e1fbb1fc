"""Strikes and what follows from them: who may not do what, for how long, and why."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import penalties
from bot.errors import Banned, CastingSuspended, CoolingDown, Refused, Suspended
from bot.penalties import PenaltyKind
from bot.ports import Ports
from bot.store.tables import PenaltyRow, Person, StrikeRow

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def refusals(ports: Ports, tx: "UnitOfWork", person: Person, *, casting_others: bool) -> list[Refused]:
    """What a person's gravest penalty keeps them from at this moment; empty where nothing does.

    casting_others: whether somebody else's likeness is wanted (a grant, a cast member who is not theirs).
    """
    now = ports.clock.now()
    gravest = penalties.gravest(await tx.penalties.in_force(person.id, now), now)
    if gravest is None or (gravest.kind is PenaltyKind.NO_CASTING and not casting_others):
        return []
    return [_refusal(gravest, now)]


def _refusal(penalty: PenaltyRow, now: datetime) -> Refused:
    facts = {"reason": penalty.reason, "until": f"{penalty.until or now:%d %b %Y, %H:%M} UTC"}
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
    ports: Ports, tx: "UnitOfWork", person_id: str, code: str, *, report_id: str | None = None
) -> None:
    """Count one grave breach against a person, with the penalty that follows."""
    now = ports.clock.now()
    days = timedelta(days=90)
    await tx.penalties.add_strike(
        StrikeRow(person_id=person_id, code=code, created_at=now, expires_at=now + days, report_id=report_id)
    )
