"""Asking those who appear: before anything is rendered, and before a clip is shown."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.approvals import Phase
from bot.audit import Audit
from bot.clips import QUESTIONS
from bot.notices import ApprovalAsked, LikenessAsked, LikenessUsed, Part, RenderAsked, SpokenWords
from bot.ports import Ports
from bot.store.tables import ClipRow
from bot.use_cases.clips.outbox import chat_of, tell
from bot.use_cases.consents.notifying import notify_use

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def ask(
    ports: Ports, tx: "UnitOfWork", clip: ClipRow, people: Mapping[str, str], phase: Phase
) -> list[str]:
    """Ask each of them once in a phase, with the words they are made to say; returns who is newly asked.

    people: id -> a boundary of theirs that the clip may touch, or "".

    The deadline is that of the clip where the question is open already, else a whole period from now on.
    """
    now = ports.clock.now()
    due = now + timedelta(hours=ports.settings.clips.approval_hours)
    if QUESTIONS.get(clip.state) is phase and clip.due_at is not None:
        due = clip.due_at
    opened = await tx.clips.ask(clip.id, list(people), now, phase)
    maker = (await tx.people.handles([clip.maker_id])).get(clip.maker_id, "")
    parts = await _parts(tx, clip)
    for row in opened:
        kind = RenderAsked if phase is Phase.BEFORE_RENDER else ApprovalAsked
        notice = kind(
            clip=clip.id,
            maker=maker,
            prompt=clip.prompt,
            parts=parts,
            words=await words_of(tx, clip, row.person_id),
            due_at=due,
            boundary=people[row.person_id],
        )
        await tell(ports, tx, row.person_id, notice, chat=chat_of(clip), clip=clip.id)
        await tx.audit.record(now, None, Audit.CLIP_APPROVAL_ASKED, clip.id, phase=phase.value)
    return [row.person_id for row in opened]


async def tell_of_use(
    ports: Ports,
    tx: "UnitOfWork",
    clip: ClipRow,
    kind: type[LikenessAsked | LikenessUsed],
    *,
    besides: Collection[str] = (),
    shared: bool = False,
) -> None:
    """Tell those who decide for who appears, as they want to be told: all but the maker and `besides`.

    shared: its maker, who has had it for a while, shares it.
    """
    maker = (await tx.people.handles([clip.maker_id])).get(clip.maker_id, "")
    for person in sorted(await tx.clips.controllers(clip.id) - set(besides) - {clip.maker_id}):
        words = await words_of(tx, clip, person)
        notice = kind(clip=clip.id, maker=maker, prompt=clip.prompt, words=words)
        if shared:
            notice = notice.model_copy(update={"shared": True})
        published, chat = kind is LikenessUsed, chat_of(clip)
        await notify_use(ports, tx, person, notice, published=published, clip=clip.id, chat=chat)


async def words_of(tx: "UnitOfWork", clip: ClipRow, person: str) -> tuple[SpokenWords, ...]:
    """Every line that the clip puts into the mouth of this person or of their characters, word for word."""
    cast = await tx.clips.cast(clip.id)
    subjects = {member.person_id: await tx.people.get(member.person_id) for member in cast}
    mine = {name: one.handle for name, one in subjects.items() if one and person in {one.id, one.owner_id}}
    handles = {member.role: mine[member.person_id] for member in cast if member.person_id in mine}
    lines = [line for shot in clip.screenplay.shots for line in shot.lines if line.role in handles]
    return tuple(SpokenWords(handle=handles[line.role], text=line.text) for line in lines)


async def _parts(tx: "UnitOfWork", clip: ClipRow) -> tuple[Part, ...]:
    """Who appears, and as what."""
    cast = await tx.clips.cast(clip.id)
    handles = await tx.people.handles([member.person_id for member in cast])
    named = {role.name: role.part for role in clip.screenplay.roles}
    return tuple(
        Part(handle=handles[member.person_id], part=named.get(member.role, ""))
        for member in cast
        if member.person_id in handles
    )
