"""What the service owes somebody: written in the transaction that causes it, said later by an adapter."""

from typing import TYPE_CHECKING

from bot.clips import FINAL
from bot.deliveries import DeliveryState
from bot.errors import UnknownClip
from bot.notices import CARRIERS, NOTICE, AnyNotice
from bot.people import Chat, Platform
from bot.ports import Ports
from bot.requests import Delivery
from bot.store.tables import ClipRow, DeliveryRow

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def tell(
    ports: Ports,
    tx: "UnitOfWork",
    person: str,
    notice: AnyNotice,
    *,
    chat: Chat | None = None,
    clip: str | None = None,
) -> None:
    """Owe a person a notice, in the given chat or, where it is private or no chat is given, to them alone.

    Somebody who has no account any more is owed nothing.
    """
    accounts = await tx.people.accounts(person)
    if not accounts:
        return
    here = [account for account in accounts if chat is not None and account.platform is chat.platform]
    aside = notice.private or chat is None
    await tx.deliveries.add(
        DeliveryRow(
            platform=(here or accounts)[0].platform if aside or chat is None else chat.platform,
            chat_id=None if aside or chat is None else chat.chat_id,
            person_id=person,
            notice=notice.model_dump(mode="json"),
            created_at=ports.clock.now(),
            clip_id=clip,
        )
    )


async def tell_maker(ports: Ports, tx: "UnitOfWork", clip: ClipRow, notice: AnyNotice) -> None:
    """Owe it to the maker, where they asked for the clip."""
    chat = Chat(clip.platform, clip.chat_id)
    await tell(ports, tx, clip.maker_id, notice, chat=chat, clip=clip.id)


async def due(ports: Ports, platform: Platform, limit: int) -> list[Delivery]:
    """Claim what is pending for a platform. What nobody can be found for any more counts as unknown."""
    found: list[Delivery] = []
    async with ports.uow() as tx:
        for row in await tx.deliveries.claim(platform, ports.clock.now(), limit):
            accounts = await tx.people.accounts(row.person_id) if row.person_id else []
            here = [account for account in accounts if account.platform is platform]
            if not here or row.person_id is None:
                await tx.deliveries.unknown(row.id)
                continue
            notice = NOTICE.validate_python(row.notice)
            found.append(Delivery(row.id, row.person_id, platform, here[0].platform_id, row.chat_id, notice))
    return found


async def mark_sent(ports: Ports, delivery: str, message_id: str) -> None:
    """Keep the platform's id of the message. Where its clip ended meanwhile, it is to be taken down."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        clip = None
        if row is not None and row.clip_id is not None:
            clip = await tx.clips.get(row.clip_id, lock=True)
        if await tx.deliveries.sent(delivery, message_id, ports.clock.now()) and clip and clip.state in FINAL:
            await tx.deliveries.take_down(clip.id, CARRIERS)


async def mark_unknown(ports: Ports, delivery: str) -> None:
    """Leave it to a person to ask for it again."""
    async with ports.uow() as tx:
        await tx.deliveries.unknown(delivery)


async def send_again(ports: Ports, person: str, delivery: str) -> None:
    """Put an unknown one back among the pending, for the person it is owed to."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        if row is None or row.person_id != person or row.state is not DeliveryState.UNKNOWN:
            raise UnknownClip
        await tx.deliveries.again(delivery)
