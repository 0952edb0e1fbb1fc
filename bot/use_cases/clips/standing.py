"""How a render stands, as everybody may read it who is where it was asked for."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.approvals import Decision
from bot.clips import FINAL, QUESTIONS, VISIBLE, ClipState
from bot.deliveries import DeliveryState
from bot.notices import RenderStatus
from bot.store.statuses import OpenStatus
from bot.store.tables import ClipRow
from bot.use_cases.clips import casting

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

MINUTE = 60.0
_UNDER_WAY = frozenset({DeliveryState.PENDING, DeliveryState.SENDING})


class Arrival(StrEnum):
    """Of a finished clip: on its way, in the room, or with its maker alone for whatever reason."""

    UNDER_WAY = "under_way"
    POSTED = "posted"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of one clip at one moment.

    place, left_s: as in RenderStatus. waiting: ids of who has to agree. arrival: None before it is finished.
    """

    at: OpenStatus
    place: int | None
    left_s: float | None
    waiting: tuple[str, ...]
    arrival: Arrival | None

    @property
    def last(self) -> bool:
        """Whether there is nothing more to say unless the clip ends."""
        return self.at.state in FINAL or self.arrival in {Arrival.POSTED, Arrival.ALONE}

    @property
    def digest(self) -> str:
        """All that can be read in the message, as far as readers would notice a difference."""
        at = self.at
        drawn = (at.stage, round(at.done * 100)) if at.state is ClipState.RENDERING else ()
        left = None if self.left_s is None else round(self.left_s / MINUTE)
        said = (at.state, drawn, self.place, left, sorted(self.waiting), at.attempt, at.prompted)
        return hashlib.sha256(repr((said, self.arrival)).encode()).hexdigest()[:16]


async def standing(tx: "UnitOfWork", at: OpenStatus, *, place: int | None, left_s: float | None) -> Standing:
    """Look up the rest of it."""
    waiting: tuple[str, ...] = ()
    if at.state in QUESTIONS:
        asked = await tx.clips.approvals(at.clip_id, QUESTIONS[at.state])
        waiting = tuple(one.person_id for one in asked if one.decision is Decision.WAITING)
    arrival = await _arrival(tx, at.clip_id) if at.state in VISIBLE else None
    return Standing(at=at, place=place, left_s=left_s, waiting=waiting, arrival=arrival)


async def _arrival(tx: "UnitOfWork", clip: str) -> Arrival:
    said = [row for row in await tx.deliveries.of_clip(clip) if row.notice.get("kind") == "clip_delivered"]
    if any(row.state in _UNDER_WAY for row in said):
        return Arrival.UNDER_WAY
    posted = any(row.state is DeliveryState.SENT and row.chat_id is not None for row in said)
    return Arrival.POSTED if posted else Arrival.ALONE


async def notice(tx: "UnitOfWork", now: Standing, clip: ClipRow, *, alone: bool) -> RenderStatus:
    """What the message says. alone: nobody but the maker reads it.

    Why a clip ended is for the maker: it may be whom they have blocked. What the engine says is no secret.
    """
    cast = [member.person_id for member in await tx.clips.cast(clip.id)]
    maker = await tx.people.get(clip.maker_id)
    over = clip.state in FINAL
    return RenderStatus(
        clip=clip.id,
        maker="" if maker is None or maker.erased_at is not None else maker.handle,
        prompt="" if over else clip.prompt,
        cast=() if over else await casting.handles(tx, cast),
        state=clip.state,
        stage=clip.stage,
        done=clip.done,
        place=now.place,
        left_s=now.left_s,
        waiting_for=await casting.asked_as(tx, list(now.waiting), cast),
        due_at=clip.due_at,
        price=clip.price,
        attempt=clip.attempt,
        draft=clip.draft or now.arrival in {Arrival.UNDER_WAY, Arrival.ALONE},
        refusals=clip.refusals if alone or clip.state is ClipState.FAILED else (),
    )
