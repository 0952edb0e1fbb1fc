"""What becomes of a message that did not simply arrive: said elsewhere, asked about, or read later."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.clips import FINAL
from bot.deliveries import DeliveryState, Hindrance
from bot.errors import UnknownMessage
from bot.notices import (
    CARRIERS,
    NOTICE,
    AnyNotice,
    ClipDelivered,
    ClipNotPosted,
    ClipShared,
    PerhapsUnsaid,
    SentAgain,
    UnreadShown,
)
from bot.people import Account, Chat, Platform
from bot.ports import Ports
from bot.requests import Delivery, Posted
from bot.store.tables import ClipRow, DeliveryRow
from bot.use_cases.clips.outbox import PASSING, as_delivery
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

_HANDED_OVER = frozenset({"clip_delivered", "clip_not_posted"})
_ON_ITS_WAY = frozenset({DeliveryState.PENDING, DeliveryState.SENDING})
_UNSEEN = frozenset({DeliveryState.UNREACHED, DeliveryState.UNKNOWN})


async def mark_called(ports: Ports, delivery: str, message_id: str) -> None:
    """It stands in its room from now on, as far as taking it down goes."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        clip = await _clip(tx, row, lock=True)
        called = await tx.deliveries.called(delivery, message_id, ports.clock.now())
        if called and clip is not None and clip.state in FINAL:
            await tx.deliveries.take_down(clip.id, CARRIERS)


async def mark_hindered(ports: Ports, delivery: str, why: Hindrance) -> None:
    """Say it to them alone instead; what was to be said so already waits until they come by."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        if row is None or row.state is not DeliveryState.SENDING:
            return
        if row.chat_id is None:
            await tx.deliveries.unreached(delivery)
            return
        nowhere = why is Hindrance.GONE or Chat(row.platform, row.chat_id).holds_one_message
        room = None if nowhere else row.chat_id
        row.room, row.chat_id, row.state, row.sending_at = room, None, DeliveryState.PENDING, None
        row.notice = _elsewhere(NOTICE.validate_python(row.notice), why).model_dump(mode="json")


def _elsewhere(notice: AnyNotice, why: Hindrance) -> AnyNotice:
    """The same, as it is said to somebody who expects it in a room."""
    if isinstance(notice, ClipDelivered):
        return ClipNotPosted(clip=notice.clip, prompt=notice.prompt, why=why, due_at=notice.due_at)
    if isinstance(notice, ClipShared):
        return ClipNotPosted(clip=notice.clip, prompt=notice.prompt, why=why)
    return notice


async def mark_unknown(ports: Ports, delivery: str) -> None:
    """Ask the person it is owed to whether to send it again."""
    async with ports.uow() as tx:
        if await tx.deliveries.unknown(delivery):
            await _ask_again(ports, tx, delivery)


async def give_up_sending(ports: Ports, before: datetime) -> int:
    """The same for what is being sent since before that moment: its sender died. Returns how many."""
    async with ports.uow() as tx:
        again = await tx.deliveries.edit_again(before)
        lost = [name for one in Platform for name in await tx.deliveries.abandoned(one, before)]
        for name in lost:
            await _ask_again(ports, tx, name)
    return again + len(lost)


async def _ask_again(ports: Ports, tx: "UnitOfWork", delivery: str) -> None:
    """An unknown question of this kind is not asked about in turn: it is shown when they come by."""
    row = await tx.deliveries.get(delivery)
    if row is None or row.person_id is None:
        return
    await tx.session.refresh(row)
    if row.notice.get("kind") == "perhaps_unsaid":
        row.state = DeliveryState.UNREACHED
        return
    clip = await _clip(tx, row)
    notice = PerhapsUnsaid(message=row.id, prompt=row.notice.get("prompt", "") if clip is not None else "")
    question = DeliveryRow(
        platform=row.platform,
        chat_id=None,
        person_id=row.person_id,
        notice=notice.model_dump(mode="json"),
        created_at=ports.clock.now(),
        clip_id=row.clip_id,
        room=row.chat_id or row.room,
    )
    await tx.deliveries.add(question)


async def doubtful(ports: Ports, delivery: str) -> Delivery | None:
    """A message that perhaps was said, as it was to be said; None where that is known by now."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        if row is None or row.state is not DeliveryState.UNKNOWN:
            return None
        accounts = await tx.people.accounts(row.person_id or "")
        here = [account for account in accounts if account.platform is row.platform]
        return await as_delivery(tx, row, here[0]) if here else None


async def mark_found(ports: Ports, delivery: str, messages: Sequence[str]) -> bool:
    """One of these that no other delivery stands in is the message; False where there is none such."""
    async with ports.uow() as tx:
        row = await tx.deliveries.get(delivery)
        clip = await _clip(tx, row, lock=True)
        if row is None or row.state is not DeliveryState.UNKNOWN:
            return False
        free = [name for name in messages if await tx.deliveries.at(row.platform, name) is None]
        if not free or not await tx.deliveries.sent(delivery, free[0], ports.clock.now()):
            return False
        if clip is not None and clip.state in FINAL:
            await tx.deliveries.take_down(clip.id, CARRIERS)
        return True


async def send_again(ports: Ports, person: str, delivery: str) -> SentAgain:
    """Put an unknown one back among the pending, for the person it is owed to; pressing twice is once."""
    async with ports.uow() as tx:
        await living(tx, person)
        row = await _theirs(tx, person, delivery)
        if row.state is DeliveryState.UNKNOWN:
            if await tx.deliveries.again(delivery):
                tx.news.add(row.platform)
        elif row.state is DeliveryState.SENT:
            return SentAgain(arrived=True)
        elif row.state not in _ON_ITS_WAY:
            raise UnknownMessage
        return SentAgain()


async def read(ports: Ports, person: str, delivery: str) -> AnyNotice:
    """What it says; from then on it is said. What means nothing any more is not shown."""
    async with ports.uow() as tx:
        await living(tx, person)
        row = await _theirs(tx, person, delivery)
        if row.state not in {DeliveryState.SENT, DeliveryState.UNREACHED} or await _is_over(tx, row):
            raise UnknownMessage
        notice, clip = NOTICE.validate_python(row.notice), await _clip(tx, row)
        if (
            isinstance(notice, ClipNotPosted) and clip is not None
        ):  # it stays longer while nobody could be told
            notice = notice.model_copy(update={"due_at": clip.due_at})
        await tx.deliveries.read(delivery, ports.clock.now())
        return notice


async def unread(ports: Ports, person: str) -> UnreadShown | None:
    """How many messages wait for them, and the oldest."""
    async with ports.uow() as tx:
        await living(tx, person)
        rows = await tx.deliveries.of_person(person, {DeliveryState.UNREACHED})
        waiting = [row for row in rows if not await _is_over(tx, row)]
    return UnreadShown(message=waiting[0].id, count=len(waiting)) if waiting else None


async def posted(ports: Ports, account: Account, message_id: str) -> Posted | None:
    """What a message said, to the one whom it was said to; to everybody else there is nothing in it."""
    async with ports.uow() as tx:
        person = await tx.people.by_account(account.platform, account.platform_id)
        row = await tx.deliveries.at(account.platform, message_id) if person is not None else None
        if person is None or row is None or row.person_id != person.id:
            return None
        known = await tx.people.account(account.platform, account.platform_id)
        return Posted(NOTICE.validate_python(row.notice), None if known is None else known.reads)


async def put_off(ports: Ports, tx: "UnitOfWork", clip: ClipRow) -> bool:
    """Whether a draft whose maker could not be told of it stays longer, up to `clips.unread_hours`."""
    now = ports.clock.now()
    last = (clip.delivered_at or now) + timedelta(hours=ports.settings.clips.unread_hours)
    said = await tx.deliveries.of_clip(clip.id)
    handed = [row for row in said if row.notice.get("kind") in _HANDED_OVER]
    if now >= last or not any(row.state in _UNSEEN for row in handed):
        return False
    clip.due_at = min(last, now + timedelta(hours=ports.settings.clips.draft_hours))
    return True


async def _theirs(tx: "UnitOfWork", person: str, delivery: str) -> DeliveryRow:
    row = await tx.deliveries.get(delivery)
    if row is None or row.person_id != person:
        raise UnknownMessage
    return row


async def _clip(tx: "UnitOfWork", row: DeliveryRow | None, *, lock: bool = False) -> ClipRow | None:
    return None if row is None or row.clip_id is None else await tx.clips.get(row.clip_id, lock=lock)


async def _is_over(tx: "UnitOfWork", row: DeliveryRow) -> bool:
    if row.notice.get("kind") not in PASSING | set(CARRIERS):
        return False
    clip = await _clip(tx, row)
    return clip is not None and clip.state in FINAL
