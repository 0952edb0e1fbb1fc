"""The one message about each render: who says what in it next, and never two at once.

Whoever takes one from `due` has `LEASE` for it; what it says is worked out when it is taken, so a burst of
changes becomes one edit that says the latest. A message that is to be posted anew is taken once: nobody knows
whether one that was not given back stands there after all.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.clips import FINAL, ClipState
from bot.errors import Refused
from bot.people import Platform
from bot.ports import Ports
from bot.requests import StatusDue
from bot.store.tables import ClipRow, StatusRow
from bot.use_cases.clips import expecting, previewing, standing
from bot.use_cases.clips.standing import Standing
from bot.use_cases.places import ruling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.store.statuses import OpenStatus
    from bot.store.unit_of_work import UnitOfWork

EVERY = timedelta(seconds=2)
SLOWER = {Platform.TELEGRAM: timedelta(seconds=3)}
"""No message is edited more often than EVERY, or than its platform likes it."""
LEASE = timedelta(seconds=30)
"""Whoever is at a message and does not come back is gone after this long."""


async def begin(tx: "UnitOfWork", clip: ClipRow, proposal: str | None, told_in: str | None = None) -> None:
    """Have a message tell of a clip from now on: the one of its proposal, or one that is still to be posted.

    A clip that nobody proposed has none, unless a message waits for it (`told_in`). One that its maker wants
    to see alone is told of to them alone, unless the message stands in the room already.
    """
    if proposal is None and told_in is None:
        return
    row = None if proposal is None else await tx.proposals.get(proposal, lock=True)
    message = told_in
    if row is not None:
        row.clip_id, message = clip.id, row.message_id
    alone = clip.draft and message is None
    await tx.statuses.add(
        StatusRow(
            clip_id=clip.id,
            platform=clip.platform,
            chat_id=None if alone else clip.chat_id,
            message_id=message,
        )
    )


async def due(ports: Ports, platform: Platform, limit: int) -> list[StatusDue]:
    """Take the messages there that have something else to say, those first that waited longest."""
    now = ports.clock.now()
    async with ports.uow() as tx:
        waiting = await tx.statuses.open(platform, now)
        if not waiting:
            return []
        known = await expecting.pace_of(tx)
        rendering = await tx.clips.rendering()
    places = await _places(ports, waiting)
    found: list[StatusDue] = []
    async with ports.uow() as tx:
        for at in waiting:
            if len(found) == limit:
                break
            place = places.get(at.clip_id)
            left_s = expecting.left_s(ports, known, at, place=place, rendering=rendering)
            stands = await standing.standing(tx, at, place=place, left_s=left_s)
            taken = await _taken(tx, stands, now + LEASE)
            if taken is not None:
                found.append(taken)
    return [await _with_preview(ports, status) for status in found]


async def told(ports: Ports, status: StatusDue, message_id: str) -> None:
    """It says so. Where it has said all there is to say nobody looks at it again, until the clip ends."""
    async with ports.uow() as tx:
        clip = await tx.clips.get(status.clip, lock=True)
        if clip is None or (clip.state in FINAL and not clip.chat_id):
            await tx.statuses.forget(status.clip)  # of somebody erased
            return
        last = status.last and clip.state is status.notice.state
        await tx.statuses.told(
            status.clip,
            message_id=message_id,
            shown=status.digest,
            next_at=ports.clock.now() + pause_on(status.platform),
            over=last,
        )


async def put_back(ports: Ports, clip: str) -> None:
    """It was not said, for certain: after a moment it is somebody's turn again."""
    async with ports.uow() as tx:
        row = await tx.statuses.get(clip)
        if row is not None:
            again = ports.clock.now() + pause_on(row.platform)
            row.next_at = None if row.message_id is None else again


def pause_on(platform: Platform) -> timedelta:
    """How long a message there is left alone after an edit."""
    return SLOWER.get(platform, EVERY)


async def lost(ports: Ports, clip: str) -> None:
    """It is gone there, or cannot stand there."""
    async with ports.uow() as tx:
        row = await tx.clips.get(clip, lock=True)
        if row is None or not row.chat_id:
            await tx.statuses.forget(clip)
        else:
            await tx.statuses.lost(clip)


async def _with_preview(ports: Ports, status: StatusDue) -> StatusDue:
    """What is being drawn, where everybody in the chat may see it; of a draft, where its maker is alone."""
    notice = status.notice
    alone = status.chat_id is None
    if status.person is None or notice.state is not ClipState.RENDERING or (notice.draft and not alone):
        return status
    try:
        return replace(status, preview=await previewing.preview(ports, status.person, status.clip))
    except Refused:  # it ended just now: the next look tells
        return status


async def _places(ports: Ports, waiting: "Sequence[OpenStatus]") -> "Mapping[str, int | None]":
    queued = {at.job_id: at.clip_id for at in waiting if at.state is ClipState.QUEUED and at.job_id}
    if not queued:
        return {}
    return {queued[report.job_id]: report.place for report in await ports.queue.look(list(queued))}


async def _taken(tx: "UnitOfWork", now: Standing, until: datetime) -> StatusDue | None:
    """The message, where it has something else to say and nobody else has it."""
    digest = now.digest
    if digest == now.at.shown:
        return None
    row = await tx.statuses.claim(now.at, until)
    clip = None if row is None else await tx.clips.get(row.clip_id)
    if row is None or clip is None:
        return None
    accounts = [one for one in await tx.people.accounts(clip.maker_id) if one.platform is row.platform]
    maker = accounts[0] if accounts else None
    language = None if maker is None else maker.reads
    if row.chat_id is not None:
        language = await ruling.spoken(tx, clip.platform, clip.place) or language
    return StatusDue(
        clip=clip.id,
        platform=row.platform,
        person=None if maker is None else maker.person_id,
        platform_id=None if maker is None else maker.platform_id,
        chat_id=row.chat_id,
        message_id=row.message_id,
        notice=await standing.notice(tx, now, clip, alone=row.chat_id is None),
        language=language,
        digest=digest,
        last=now.last,
    )
