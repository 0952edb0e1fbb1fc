"""What the service owes somebody: written in the transaction that causes it, said later by an adapter."""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from bot.clips import FINAL
from bot.notices import CARRIERS, NOTICE, AnyNotice, Attach
from bot.people import Chat, Platform
from bot.ports import Ports
from bot.requests import Delivery
from bot.store.tables import AccountRow, ClipRow, DeliveryRow
from bot.use_cases.places import ruling

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

_log = logging.getLogger(__name__)
SHOWN = frozenset({"approval_waits", "clip_held"})
"""Kinds that say no more than the status message of a clip does."""
PASSING = frozenset({"render_asked", "approval_waits", "clip_held", "clip_held_for_you", "draft_expiring"})
"""Kinds that mean nothing once their clip has ended."""

PAUSE = timedelta(seconds=5)
"""What could not be sent since a platform, the store of files or the network is away waits so long."""


async def tell(
    ports: Ports,
    tx: "UnitOfWork",
    person: str,
    notice: AnyNotice,
    *,
    chat: Chat | None = None,
    clip: str | None = None,
    alone: bool = False,
) -> None:
    """Owe a person a notice, in the given chat or, where it is private or no chat is given, to them alone.

    chat: where it belongs or, for what is said to them alone, where it was caused: they hear of it on that
    platform if they are there, and may be called in that chat if they were ever seen there. A chat that
    is one message becomes the clip and says nothing besides; what else belongs there is said to them alone.
    Somebody who has no account any more is owed nothing.
    """
    accounts = await tx.people.accounts(person)
    if not accounts:
        return
    here = [account for account in accounts if chat is not None and account.platform is chat.platform]
    wordy = chat is not None and chat.holds_one_message and notice.attach is not Attach.VIDEO
    aside = alone or notice.private or chat is None or wordy
    room = None
    if aside and here and chat is not None and await tx.people.was_seen(person, chat):
        room = chat.chat_id
    await tx.deliveries.add(
        DeliveryRow(
            platform=(here or accounts)[0].platform if aside or chat is None else chat.platform,
            chat_id=None if aside or chat is None else chat.chat_id,
            person_id=person,
            notice=notice.model_dump(mode="json"),
            created_at=ports.clock.now(),
            clip_id=clip,
            room=room,
        )
    )


async def tell_accounts(
    ports: Ports, tx: "UnitOfWork", person: str, notice: AnyNotice, *, but: Platform | None = None
) -> None:
    """Owe a person the same on each of their accounts: what all who can reach one of these must read.

    but: where it was said already.
    """
    for account in await tx.people.accounts(person):
        if account.platform is not but:
            row = DeliveryRow(
                platform=account.platform,
                chat_id=None,
                person_id=person,
                notice=notice.model_dump(mode="json"),
                created_at=ports.clock.now(),
            )
            await tx.deliveries.add(row)


def chat_of(clip: ClipRow) -> Chat:
    """Where a clip was asked for."""
    return Chat(clip.platform, clip.chat_id, clip.place or None)


async def tell_maker(
    ports: Ports, tx: "UnitOfWork", clip: ClipRow, notice: AnyNotice, *, alone: bool = False
) -> None:
    """Owe it to the maker where they asked for the clip, or alone where they wanted to see it alone first.

    alone: nobody else there is to read it, whatever they wanted.
    """
    alone = alone or clip.draft
    await tell(ports, tx, clip.maker_id, notice, chat=chat_of(clip), clip=clip.id, alone=alone)


async def due(ports: Ports, platform: Platform, limit: int) -> list[Delivery]:
    """Claim what is pending for a platform. What nobody can be found for any more counts as unknown.

    What a status message there shows already, and what asks about a clip that ended, is not said.
    """
    found: list[Delivery] = []
    async with ports.uow() as tx:
        for row in await tx.deliveries.claim(platform, ports.clock.now(), limit):
            accounts = await tx.people.accounts(row.person_id) if row.person_id else []
            here = [account for account in accounts if account.platform is platform]
            if not here:
                await tx.deliveries.unknown(row.id)
            elif await _is_over(tx, row) or (owed := await as_delivery(tx, row, here[0])) is None:
                await tx.deliveries.over(row.id)
            else:
                found.append(owed)
    return found


def _notice(row: DeliveryRow) -> AnyNotice | None:
    """What it says; None where no version that still runs wrote it: it must not hold up all that follows."""
    try:
        return NOTICE.validate_python(row.notice)
    except ValidationError:
        _log.error("delivery %s of kind %s cannot be read", row.id, row.notice.get("kind"))
        return None


async def _is_over(tx: "UnitOfWork", row: DeliveryRow) -> bool:
    kind = row.notice.get("kind")
    if row.clip_id is None or kind not in SHOWN | PASSING:
        return False
    clip, status = await tx.clips.get(row.clip_id), await tx.statuses.get(row.clip_id)
    if kind in SHOWN and status is not None and not status.over:
        return True
    return kind in PASSING and clip is not None and clip.state in FINAL


async def as_delivery(tx: "UnitOfWork", row: DeliveryRow, to: AccountRow) -> Delivery | None:
    """What is owed, as an adapter says it to this account; None where it cannot be read any more."""
    notice = _notice(row)
    if notice is None:
        return None
    clip = await tx.clips.get(row.clip_id) if row.clip_id is not None else None
    return Delivery(
        id=row.id,
        person=to.person_id,
        platform=row.platform,
        platform_id=to.platform_id,
        chat_id=row.chat_id,
        notice=notice,
        room=row.room if row.chat_id is None else None,
        language=await _spoken(tx, row, clip) or to.reads,
        reply_to=await _answers(tx, row, clip),
        name=to.display_name,
    )


async def _spoken(tx: "UnitOfWork", row: DeliveryRow, clip: ClipRow | None) -> str | None:
    """The language that a room decided on, for what everybody there reads."""
    if clip is None or row.chat_id is None:
        return None
    if (row.platform, row.chat_id) == (clip.platform, clip.chat_id):
        return await ruling.spoken(tx, clip.platform, clip.place)
    shared_in = await tx.clips.share_place(clip.id, row.platform, row.chat_id)
    return None if shared_in is None else await ruling.spoken(tx, row.platform, shared_in)


async def _answers(tx: "UnitOfWork", row: DeliveryRow, clip: ClipRow | None) -> str | None:
    """The status message that stands where this goes: in the same room, or with the maker alone."""
    status = None if clip is None else await tx.statuses.get(clip.id)
    if clip is None or status is None or status.chat_id != row.chat_id:
        return None
    return status.message_id if row.chat_id is not None or row.person_id == clip.maker_id else None


async def mark_sent(ports: Ports, delivery: str, message_id: str) -> None:
    """Keep the platform's id of the message. Where its clip ended meanwhile, it is to be taken down."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        clip = None
        if row is not None and row.clip_id is not None:
            clip = await tx.clips.get(row.clip_id, lock=True)
        if await tx.deliveries.sent(delivery, message_id, ports.clock.now()) and clip and clip.state in FINAL:
            await tx.deliveries.take_down(clip.id, CARRIERS)


async def put_back(ports: Ports, delivery: str) -> None:
    """Its turn comes again after a pause, and what came later goes before it: something is away."""
    async with ports.uow() as tx:
        await tx.deliveries.put_back(delivery, ports.clock.now() + PAUSE)


async def mark_over(ports: Ports, delivery: str) -> None:
    """What it is about ended while it was on its way."""
    async with ports.uow() as tx:
        await tx.deliveries.over(delivery)
