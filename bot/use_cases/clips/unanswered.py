"""Questions that stand in messages and wait: an answer given while nobody listened is looked for."""

from typing import TYPE_CHECKING

from bot.deliveries import DeliveryState
from bot.notices import NOTICE, AccessAsked, question
from bot.people import Account, Platform
from bot.ports import Ports
from bot.requests import Unanswered
from bot.store.tables import DeliveryRow
from bot.use_cases.consents.weighing import controller
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def unanswered(ports: Ports, platform: Platform, limit: int) -> list[Unanswered]:
    """About clips first, since those lapse sooner; at most `limit` of each kind."""
    async with ports.uow() as tx:
        rows = [*await tx.deliveries.asking(platform, limit), *await _of_access(tx, platform, limit)]
        found = [await _asked(tx, platform, row) for row in rows]
    return [one for one in found if one is not None]


async def calls(ports: Ports, person: str, subject: str) -> list[str]:
    """Messages in rooms that call a person to answer about a clip or a request (`subject`)."""
    async with ports.uow() as tx:
        await living(tx, person)
        rows = await tx.deliveries.calls(person)
    asked = [(row.message_id, question(NOTICE.validate_python(row.notice))) for row in rows]
    return [name for name, asks in asked if name is not None and asks is not None and asks[0].id == subject]


async def _of_access(tx: "UnitOfWork", platform: Platform, limit: int) -> list[DeliveryRow]:
    said: list[DeliveryRow] = []
    for request in await tx.consents.newest_requests(limit):
        owner = await tx.people.get(request.owner_id)
        if owner is None:
            continue
        sent = await tx.deliveries.of_person(controller(owner), {DeliveryState.SENT})
        said += [row for row in sent if row.platform is platform and row.notice.get("request") == request.id]
    return [row for row in said if row.notice.get("kind") == AccessAsked.model_fields["kind"].default]


async def _asked(tx: "UnitOfWork", platform: Platform, row: DeliveryRow) -> Unanswered | None:
    accounts = await tx.people.accounts(row.person_id or "")
    here = [account for account in accounts if account.platform is platform]
    notice = NOTICE.validate_python(row.notice)
    if not here or row.message_id is None or question(notice) is None:
        return None
    account = Account(platform, here[0].platform_id, here[0].display_name)
    return Unanswered(account, row.message_id, notice)
