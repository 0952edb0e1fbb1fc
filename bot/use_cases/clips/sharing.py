"""A maker shares a clip in another conversation, or a draft, seen alone first, where it was asked for.

Consent is decided anew for that place, and the place has its own say. What is shared comes down again like
every other copy: with the clip.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.approvals import Decision, Phase
from bot.audit import Audit
from bot.clips import VISIBLE
from bot.deliveries import DeliveryState
from bot.errors import (
    BeingLookedAt,
    CannotShare,
    ContentRefused,
    OutsideWhatTheyAllow,
    SharedAlready,
    UnknownClip,
)
from bot.notices import CARRIERS, ClipShared, LikenessUsed, ShareTaken
from bot.people import Chat
from bot.ports import Ports
from bot.receipts import Step
from bot.requests import Surroundings
from bot.store.tables import ClipRow, DeliveryRow, Person, ShareRow
from bot.use_cases.clips import casting
from bot.use_cases.clips.asking import tell_of_use
from bot.use_cases.clips.casting import TRIES, Judgement, StaleJudgementError
from bot.use_cases.clips.outbox import chat_of, tell
from bot.use_cases.consents.consenting import write_receipts, write_refusals
from bot.use_cases.consents.weighing import Member, weigh
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living
from bot.use_cases.places import ruling
from bot.use_cases.safety import penalising

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

STANDS = frozenset({DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.SENT})


async def share(
    ports: Ports, person: str, clip: str, chat: Chat, around: Surroundings, *, message: str | None = None
) -> ShareTaken:
    """Owe the clip to a conversation, once; `message`: it stands there already, in this one."""
    for _ in range(TRIES):
        async with ports.uow() as tx:
            row = await _shareable(tx, person, clip, chat)
        await ruling.check_posting(ports, row.screenplay, chat, around)
        judgement = await casting.judge_clip(ports, clip, chat)
        try:
            async with ports.uow() as tx:
                said = await _share(ports, tx, person, judgement, chat, message=message)
        except StaleJudgementError:
            continue
        if isinstance(said, ShareTaken):
            return said
        async with ports.uow() as tx:
            await write_refusals(ports, tx, await living(tx, person), said)
        raise _no(said)
    raise StaleJudgementError


async def home(ports: Ports, person: str, clip: str) -> Chat:
    """Where the maker asked for it."""
    async with ports.uow() as tx:
        await living(tx, person)
        return chat_of(await _theirs(tx, person, clip))


async def _share(
    ports: Ports, tx: "UnitOfWork", person: str, judgement: Judgement, chat: Chat, *, message: str | None
) -> ShareTaken | Sequence[Member]:
    """Done, or who says no. Nobody in the cast changes what they allow meanwhile."""
    row = await _shareable(tx, person, judgement.clip or "", chat, lock=True)
    await tx.people.lock_with(person, {*judgement.roles.values(), *await tx.clips.controllers(row.id)})
    maker = await living(tx, person)
    members = await weigh(ports, tx, judgement)
    if not await agreed(ports, tx, maker, judgement, members):
        return members
    now = ports.clock.now()
    await tx.clips.shared(
        ShareRow(
            clip_id=row.id, platform=chat.platform, chat_id=chat.chat_id, place=chat.place, created_at=now
        )
    )
    await tx.audit.record(now, maker, Audit.CLIP_SHARED, row.id, platform=chat.platform.value)
    await write_receipts(ports, tx, row, members, Step.SHARE)
    if message is None:
        await tell(ports, tx, person, shared(row, maker), chat=chat, clip=row.id)
    else:
        await tx.deliveries.add(_standing(row, maker, chat, message, now))
    await tell_of_use(ports, tx, row, LikenessUsed, shared=True)
    return ShareTaken(clip=row.id, prompt=row.prompt)


async def agreed(
    ports: Ports,
    tx: "UnitOfWork",
    maker: Person,
    judgement: Judgement,
    members: Sequence[Member],
) -> bool:
    """Whether everybody in a clip that is there lets it be shown where it was judged for.

    Raises:
        Refused: its maker, or what it shows, is in the way; or somebody has not said yes to this very clip.
    """
    await _may(ports, tx, maker, casting_others=any(one.controller != maker.id for one in members))
    if judgement.ruling.refusal is not None:
        raise ContentRefused.of(judgement.ruling.refusal)
    if any(one.verdict.refusal is not None for one in members):
        return False
    await _agreed(tx, judgement.clip or "", members)
    return True


def shared(row: ClipRow, maker: Person) -> ClipShared:
    """What stands with a clip where it is shared."""
    return ClipShared(
        clip=row.id, maker=maker.handle, prompt=row.prompt, verified=row.verified, notes=row.notes
    )


def _standing(row: ClipRow, maker: Person, chat: Chat, message: str, at: datetime) -> DeliveryRow:
    """Its maker sent it there through the platform: it comes down with the clip like every other copy."""
    return DeliveryRow(
        platform=chat.platform,
        chat_id=chat.chat_id,
        person_id=maker.id,
        notice=shared(row, maker).model_dump(mode="json"),
        created_at=at,
        clip_id=row.id,
        state=DeliveryState.SENT,
        message_id=message,
        sent_at=at,
    )


async def _may(ports: Ports, tx: "UnitOfWork", maker: Person, *, casting_others: bool) -> None:
    admission.check(ports, maker)
    await penalising.check(ports, tx, maker, casting_others=casting_others)


async def _shareable(tx: "UnitOfWork", person: str, clip: str, chat: Chat, *, lock: bool = False) -> ClipRow:
    row = await _theirs(tx, person, clip, lock=lock)
    if row.state not in VISIBLE:
        raise CannotShare(state=row.state.value)
    if row.suspended_at is not None:
        raise BeingLookedAt
    for said in await tx.deliveries.of_clip(clip):
        here = (said.platform, said.chat_id) == (chat.platform, chat.chat_id)
        if here and said.state in STANDS and said.notice.get("kind") in CARRIERS:
            raise SharedAlready
    return row


async def _theirs(tx: "UnitOfWork", person: str, clip: str, *, lock: bool = False) -> ClipRow:
    """A clip that they made. To others there is none."""
    row = await tx.clips.get(clip, lock=lock)
    if row is None or row.maker_id != person:
        raise UnknownClip
    return row


async def _agreed(tx: "UnitOfWork", clip: str, members: Sequence[Member]) -> None:
    """Who wants to be asked now has said yes to this very clip; there is no other question to put.

    Raises:
        OutsideWhatTheyAllow: somebody has not, which is as private as every other reason.
    """
    said = await tx.clips.approvals(clip)
    yes = {(one.person_id, one.phase) for one in said if one.decision is Decision.APPROVED}
    for member in members:
        phases = member.verdict.phases
        saw = (member.controller, Phase.BEFORE_PUBLISH) in yes
        read = saw or (member.controller, Phase.BEFORE_RENDER) in yes
        if (Phase.BEFORE_PUBLISH in phases and not saw) or (phases and not read):
            raise OutsideWhatTheyAllow(name=member.person.handle)


def _no(members: Sequence[Member]) -> Exception:
    """The first no among them."""
    return next(one.verdict.refusal for one in members if one.verdict.refusal is not None)
