"""The one message about each render: who says what in it next, and never two at once.

Whoever takes one from `due` has `LEASE` for it; what it says is worked out when it is taken, so a burst of
changes becomes one edit that says the latest. A message that is to be posted anew is taken once: nobody knows
whether one that was not given back stands there after all.
"""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.approvals import Decision
from bot.clips import FINAL, QUESTIONS, VISIBLE, ClipState
from bot.errors import Refused
from bot.notices import RenderStatus
from bot.pace import Pace
from bot.people import Platform
from bot.ports import Ports
from bot.requests import StatusDue
from bot.store.tables import ClipRow, StatusRow
from bot.use_cases.clips import casting, expecting, previewing
from bot.use_cases.places import ruling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.store.unit_of_work import UnitOfWork

EVERY = timedelta(seconds=2)
"""No message is edited more often."""
LEASE = timedelta(seconds=30)
"""Whoever is at a message and does not come back is gone after this long."""
MINUTE = 60.0


async def begin(tx: "UnitOfWork", clip: ClipRow, proposal: str | None) -> None:
    """Have a message tell of a clip from now on: the one of its proposal, or one that is still to be posted.

    A clip that nobody proposed has none. One that its maker wants to see alone is told of to them alone,
    unless the message stands in the room already.
    """
    if proposal is None:
        return
    row = await tx.proposals.get(proposal, lock=True)
    message = None
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
        running = await tx.clips.how_many({ClipState.RENDERING})
    places = await _places(ports, [clip for _, clip in waiting])
    found: list[StatusDue] = []
    async with ports.uow() as tx:
        for row, clip in waiting:
            if len(found) == limit:
                break
            facts = _Facts(ports, known, running, places.get(clip.id))
            taken = await _taken(tx, facts, row, clip)
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
        last = clip.state in VISIBLE | FINAL and clip.state is status.notice.state
        await tx.statuses.told(
            status.clip,
            message_id=message_id,
            shown=status.digest,
            next_at=ports.clock.now() + EVERY,
            over=last,
        )


async def put_back(ports: Ports, clip: str) -> None:
    """It was not said, for certain: after a moment it is somebody's turn again."""
    async with ports.uow() as tx:
        row = await tx.statuses.get(clip)
        if row is not None:
            row.next_at = None if row.message_id is None else ports.clock.now() + EVERY


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


async def _places(ports: Ports, clips: "Sequence[ClipRow]") -> "Mapping[str, int | None]":
    queued = {clip.job_id: clip.id for clip in clips if clip.state is ClipState.QUEUED and clip.job_id}
    if not queued:
        return {}
    return {queued[report.job_id]: report.place for report in await ports.queue.look(list(queued))}


class _Facts:
    """What one look at the queue and at past renders says of one clip."""

    def __init__(self, ports: Ports, known: Pace, running: int, place: int | None) -> None:
        self.ports = ports
        self.known = known
        self.running = running
        self.place = place

    def left_s(self, clip: ClipRow) -> float | None:
        return expecting.left_s(self.ports, self.known, clip, place=self.place, running=self.running)


async def _taken(tx: "UnitOfWork", facts: _Facts, row: StatusRow, clip: ClipRow) -> StatusDue | None:
    """The message, where it has something else to say and nobody else has it."""
    waiting = await _waiting(tx, clip)
    digest = _digest(facts, clip, waiting)
    if digest == row.shown or not await tx.statuses.claim(row, facts.ports.clock.now() + LEASE):
        return None
    accounts = [one for one in await tx.people.accounts(clip.maker_id) if one.platform is row.platform]
    maker = accounts[0] if accounts else None
    language = None if maker is None else maker.language
    if row.chat_id is not None:
        language = await ruling.spoken(tx, clip.platform, clip.place) or language
    return StatusDue(
        clip=clip.id,
        platform=row.platform,
        person=None if maker is None else maker.person_id,
        platform_id=None if maker is None else maker.platform_id,
        chat_id=row.chat_id,
        message_id=row.message_id,
        notice=await _notice(tx, facts, row, clip, waiting),
        language=language,
        digest=digest,
    )


async def _waiting(tx: "UnitOfWork", clip: ClipRow) -> list[str]:
    if clip.state not in QUESTIONS:
        return []
    asked = await tx.clips.approvals(clip.id, QUESTIONS[clip.state])
    return [one.person_id for one in asked if one.decision is Decision.WAITING]


async def _notice(
    tx: "UnitOfWork", facts: _Facts, row: StatusRow, clip: ClipRow, waiting: list[str]
) -> RenderStatus:
    """Why a clip ended is said where nobody else reads: it may be whom its maker has blocked."""
    cast = [member.person_id for member in await tx.clips.cast(clip.id)]
    maker = await tx.people.get(clip.maker_id)
    over = clip.state in FINAL
    tells_why = row.chat_id is None or clip.state is ClipState.FAILED
    return RenderStatus(
        clip=clip.id,
        maker="" if maker is None or maker.erased_at is not None else maker.handle,
        prompt="" if over else clip.prompt,
        cast=() if over else await casting.handles(tx, cast),
        state=clip.state,
        stage=clip.stage,
        done=clip.done,
        place=facts.place if clip.state is ClipState.QUEUED else None,
        left_s=facts.left_s(clip),
        waiting_for=await casting.asked_as(tx, waiting, cast),
        due_at=clip.due_at,
        price=clip.price,
        attempt=clip.attempt,
        draft=clip.draft,
        refusals=clip.refusals if tells_why else (),
    )


def _digest(facts: _Facts, clip: ClipRow, waiting: list[str]) -> str:
    """All that can be read in the message, as far as readers would notice a difference."""
    left = facts.left_s(clip)
    said = (
        clip.state,
        clip.stage if clip.state is ClipState.RENDERING else "",
        round(clip.done * 100) if clip.state is ClipState.RENDERING else "",
        facts.place if clip.state is ClipState.QUEUED else "",
        "" if left is None else round(left / MINUTE),
        ",".join(sorted(waiting)),
        clip.attempt,
        bool(clip.prompt),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]
