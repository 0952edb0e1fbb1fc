"""Telling somebody that their likeness is used, in the way that they chose.

Only that can be turned down or off. Questions, answers, and whatever concerns the safety of a likeness or an
account go out through bot.use_cases.outbox.tell, whatever somebody chose here.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.consent import Notify
from bot.notices import DigestTold, LikenessAsked, LikenessUsed, Use
from bot.people import Chat
from bot.ports import Ports
from bot.store.tables import DigestRow
from bot.use_cases.clips.outbox import tell

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork

TOLD_AT_ONCE = {
    Notify.EACH_USE: frozenset({False, True}),
    Notify.PUBLISHED: frozenset({True}),
    Notify.DIGEST: frozenset[bool](),
    Notify.NONE: frozenset[bool](),
}
"""By `published`: whether the clip has reached its maker, or was only asked for."""


async def notify_use(
    ports: Ports,
    tx: "UnitOfWork",
    person: str,
    notice: LikenessAsked | LikenessUsed,
    *,
    published: bool,
    clip: str,
    chat: Chat | None = None,
) -> None:
    """Tell a person, or the owner of a character (`person` is the id in the cast), of one use.

    chat: where the clip was asked for. Who wants a digest finds it there, once for each clip as it stood.
    """
    subject = await tx.people.get(person)
    if subject is None or subject.erased_at is not None:
        return
    reader = subject.owner_id or subject.id
    wanted = (await tx.consents.settings(reader)).notify
    if published in TOLD_AT_ONCE[wanted]:
        await tell(ports, tx, reader, notice, chat=chat, clip=clip)
    elif wanted is Notify.DIGEST:
        due = next_digest(ports.clock.now(), ports.settings.clips.digest_hour)
        use = Use(clip=clip, maker=notice.maker, prompt=notice.prompt, words=notice.words, made=published)
        row = DigestRow(person_id=reader, notice=use.model_dump(mode="json"), due_at=due, clip_id=clip)
        await tx.digests.add(row)


def next_digest(now: datetime, hour: int) -> datetime:
    """The next moment, after `now`, at that hour (0 to 23) of a day in UTC."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


async def send_digests(ports: Ports) -> int:
    """Owe everybody whose digest has come due one notice of all that waits; returns how many people."""
    async with ports.uow() as tx:
        due = await tx.digests.due(ports.clock.now())
    sent = 0
    for person in due:
        async with ports.uow() as tx:
            rows = await tx.digests.take(person, ports.clock.now())
            if rows:
                uses = tuple(Use.model_validate(row.notice) for row in rows)
                await tell(ports, tx, person, DigestTold(uses=uses))
                sent += 1
    return sent
