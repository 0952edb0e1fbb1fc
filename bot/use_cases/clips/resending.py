"""Finished clips that a platform keeps, and that their maker sends through it before the service hears of it.

So it is decided twice: when they are offered, and when the service hears where one was sent. What is no
longer allowed by then comes down again.
"""

from typing import TYPE_CHECKING

from bot.cards import ReadyFilm, Spot
from bot.clips import VISIBLE
from bot.deliveries import DeliveryState
from bot.errors import Refused, SharedAlready, UnknownClip
from bot.notices import ClipShared
from bot.people import Chat, Platform
from bot.ports import Ports
from bot.store.tables import ClipRow, DeliveryRow
from bot.use_cases.clips import casting, sharing
from bot.use_cases.clips.casting import StaleJudgementError
from bot.use_cases.consents.weighing import weigh
from bot.use_cases.people.joining import living

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

LOOKED_AT = 20
"""Clips of theirs that are looked at, the newest."""
MOST = 6
"""Clips that are offered."""


async def ready(ports: Ports, person: str, chat: Chat, named: str = "") -> tuple[ReadyFilm, ...]:
    """The newest that they made, that the platform keeps, and that everybody in them lets be shown now.

    named: the one that they ask for, instead of the newest.
    """
    async with ports.uow() as tx:
        await living(tx, person)
        rows = await tx.clips.page_there(person, [], VISIBLE, limit=LOOKED_AT, skip=0)
        if named:
            one = await tx.clips.get(named)
            rows = [] if one is None or one.maker_id != person or one.state not in VISIBLE else [one]
        files = {row.id: await _file(tx, chat.platform, row) for row in rows if row.suspended_at is None}
    films: list[ReadyFilm] = []
    for row in rows:
        file_id = files.get(row.id)
        if file_id is None or len(films) == MOST:
            continue
        notice = await _shown(ports, person, row, chat)
        if notice is not None:
            films.append(ReadyFilm(clip=row.id, file_id=file_id, notice=notice))
    return tuple(films)


async def sent(ports: Ports, person: str, clip: str, spot: Spot) -> None:
    """Their maker sent it there just now; where it is not allowed any more, that message is to go.

    Raises:
        Refused: it is not allowed there.
    """
    try:
        await sharing.share(ports, person, clip, spot.chat, spot.around, message=spot.message)
    except SharedAlready:  # it was heard of before
        return
    except UnknownClip:  # it never was theirs to send
        raise
    except Refused:
        await _to_go(ports, person, clip, spot)
        raise


async def _file(tx: "UnitOfWork", platform: Platform, row: ClipRow) -> str | None:
    for whole in (True, False):
        kept = await tx.uploads.newest(platform, row.id, whole=whole)
        if kept is not None:
            return kept.file_id
    return None


async def _shown(ports: Ports, person: str, row: ClipRow, chat: Chat) -> ClipShared | None:
    """What would stand with it there; None where it is not to be shown.

    What a place has against it is looked at when it is sent: where it is going to be is not known yet.
    """
    try:
        judgement = await casting.judge_clip(ports, row.id, chat)
        async with ports.uow() as tx:
            maker = await living(tx, person)
            members = await weigh(ports, tx, judgement)
            allowed = await sharing.agreed(ports, tx, maker, judgement, members)
            return sharing.shared(row, maker) if allowed else None
    except (Refused, StaleJudgementError):
        return None


async def _to_go(ports: Ports, person: str, clip: str, spot: Spot) -> None:
    async with ports.uow() as tx:
        row = await tx.clips.get(clip)
        notice = ClipShared(clip=clip, maker="", prompt="", verified=False, notes=())
        await tx.deliveries.add(
            DeliveryRow(
                platform=spot.chat.platform,
                chat_id=spot.chat.chat_id,
                person_id=person,
                notice=notice.model_dump(mode="json"),
                created_at=ports.clock.now(),
                clip_id=None if row is None else clip,
                state=DeliveryState.TAKE_DOWN,
                message_id=spot.message,
            )
        )
