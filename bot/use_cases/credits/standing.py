"""The plan that somebody is on, from what they paid for and subscribed to; kept in their row."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from bot import plans
from bot.clips import Tier
from bot.plans import Term
from bot.ports import Ports
from bot.store.tables import Person, SubscriptionRow

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def refresh(ports: Ports, tx: "UnitOfWork", person: Person) -> bool:
    """Write down which plan they are on now; whether a better one has just ended.

    The caller has locked the person.
    """
    before, found = person.plan, await _standing(ports, tx, person)
    person.plan = found.plan
    if person.plan_until is not None and person.plan_until <= ports.clock.now():
        person.plan_until = None
    return before is Tier.PRO and found.plan is Tier.STANDARD


async def until(ports: Ports, tx: "UnitOfWork", person: Person) -> datetime | None:
    """Until when they are on the pro plan; None on the standard plan, or while a subscription is open."""
    return (await _standing(ports, tx, person)).until


async def _standing(ports: Ports, tx: "UnitOfWork", person: Person) -> plans.Standing:
    terms = terms_of(await tx.purchases.running(person.id))
    return plans.standing(person.plan_until, terms, ports.clock.now())


def terms_of(rows: Collection[SubscriptionRow]) -> list[Term]:
    """From when to when each of them runs."""
    return [Term(row.started_at, row.ends_at) for row in rows]
