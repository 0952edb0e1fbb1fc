"""Asking a person for the use of their likeness, or of their character's."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.audit import Audit
from bot.consent import AccessState, GrantStanding
from bot.errors import ContentRefused, MessageTooLong, ThatIsYou, TooManyQuestions
from bot.ids import new_id
from bot.notices import AccessAnswered, AccessAsked, AccessRequested, Terms
from bot.people import Chat
from bot.ports import Ports
from bot.rate_limits import Limited
from bot.store.tables import AccessRequestRow, Person
from bot.use_cases.clips.outbox import tell
from bot.use_cases.consents.seeing import found
from bot.use_cases.consents.weighing import Use, controller, grant_worth
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living
from bot.use_cases.safety import penalising

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def request_access(
    ports: Ports, person: str, handle: str, message: str, chat: Chat, *, pointed_out: bool = False
) -> AccessRequested:
    """Ask once; while the question is open, asking again changes nothing.

    A question from somebody whom the owner blocked is kept and lapses like one that nobody answered; the
    owner never hears of it, and who asks reads what everybody reads who asks.
    """
    limit = ports.settings.clips.message_length
    if len(message) > limit:
        raise MessageTooLong(limit=limit)
    if not await ports.limiter.take(Limited.REQUEST, person):
        raise TooManyQuestions
    await _check(ports, person, message)
    async with ports.uow() as tx:
        asker = await living(tx, person, lock=True)
        admission.check(ports, asker)
        await penalising.check(ports, tx, asker, casting_others=True)
        owner = await found(tx, person, handle, pointed_out=pointed_out)
        if controller(owner) == person:
            raise ThatIsYou
        if await _may_already(ports, tx, asker, owner, chat):
            return AccessRequested(request=None, owner=owner.handle, granted=True)
        known = await tx.consents.open_request(owner.id, person)
        if known is not None:
            return AccessRequested(request=known.id, owner=owner.handle, already_open=True)
        row = await _ask(ports, tx, asker, owner, message=message, chat=chat)
        return AccessRequested(request=row.id, owner=owner.handle)


async def _check(ports: Ports, person: str, message: str) -> None:
    """Refuse what hurts whoever reads it; the gravest counts against the account."""
    ruling = await asyncio.to_thread(ports.judge.check_message, message)
    if ruling.refusal is None:
        return
    if ruling.strike:
        async with ports.uow() as tx:
            await penalising.strike(ports, tx, person, ruling.code)
    raise ContentRefused.of(ruling.refusal)


async def _may_already(ports: Ports, tx: "UnitOfWork", asker: Person, owner: Person, chat: Chat) -> bool:
    """Whether a grant lets them through here and now; one that lapsed or is used up is none."""
    use = Use(maker=asker, subject=owner, platform=chat.platform, place=chat.place)
    grant = await tx.consents.open_grant(owner.id, asker.id)
    return await grant_worth(tx, grant, use, ports.clock.now()) is GrantStanding.OPEN


async def _ask(
    ports: Ports, tx: "UnitOfWork", asker: Person, owner: Person, *, message: str, chat: Chat
) -> AccessRequestRow:
    now = ports.clock.now()
    due = now + timedelta(days=ports.settings.clips.access_days)
    row = AccessRequestRow(
        id=new_id(),
        owner_id=owner.id,
        requester_id=asker.id,
        message=message,
        created_at=now,
        platform=chat.platform,
        chat_id=chat.chat_id,
        due_at=due,
    )
    await tx.consents.add_request(row)
    await tx.audit.record(now, asker, Audit.ACCESS_ASKED, row.id)
    if not await tx.consents.blocked(controller(owner), asker.id):
        of = owner.handle if owner.owner_id is not None else ""
        notice = AccessAsked(request=row.id, asker=asker.handle, message=message, due_at=due, of=of)
        await tell(ports, tx, controller(owner), notice, chat=chat)
    return row


async def expire_due(ports: Ports) -> int:
    """Let questions lapse that nobody answered in time; returns how many. For the sweeper."""
    async with ports.uow() as tx:
        due = [row.id for row in await tx.consents.due_requests(ports.clock.now())]
    return sum([await _expire(ports, name) for name in due])


async def _expire(ports: Ports, request: str) -> bool:
    """To the asker that reads like a no. False where an answer came first."""
    async with ports.uow() as tx:
        row, now = await tx.consents.request(request, lock=True), ports.clock.now()
        if row is None or row.state is not AccessState.WAITING:
            return False
        row.state, row.answered_at, row.due_at = AccessState.EXPIRED, now, None
        await tx.audit.record(now, None, Audit.ACCESS_EXPIRED, row.id)
        await tell_asker(ports, tx, row, allowed=False)
        return True


async def tell_asker(
    ports: Ports, tx: "UnitOfWork", row: AccessRequestRow, *, allowed: bool, granted: Terms | None = None
) -> None:
    """Say it where it was asked."""
    handle = (await tx.people.handles([row.owner_id])).get(row.owner_id, "")
    chat = Chat(row.platform, row.chat_id) if row.platform is not None and row.chat_id is not None else None
    notice = AccessAnswered(request=row.id, owner=handle, allowed=allowed, terms=granted or Terms())
    await tell(ports, tx, row.requester_id, notice, chat=chat)
