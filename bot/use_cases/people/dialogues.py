"""What somebody is asked to write next: begun, answered step by step, ended, or forgotten after an hour."""

from collections.abc import Mapping

from bot.dialogues import LONGEST_ANSWER, MOST_ANSWERS, WAITS, Dialogue
from bot.people import Chat
from bot.ports import Ports
from bot.store.tables import DialogueRow
from bot.use_cases.people.joining import living


async def begin(ports: Ports, person: str, chat: Chat, asked: Dialogue) -> Dialogue:
    """Wait for an answer of theirs there, and no longer for what was asked before."""
    now = ports.clock.now()
    async with ports.uow() as tx:
        await living(tx, person, lock=True)
        row = await tx.dialogues.put(
            DialogueRow(
                person_id=person,
                platform=chat.platform,
                chat_id=chat.chat_id,
                kind=asked.kind,
                about=asked.about,
                answers=_bounded(asked.answers),
                created_at=now,
                due_at=now + WAITS,
            )
        )
        return _view(row)


async def look(ports: Ports, person: str, chat: Chat) -> Dialogue | None:
    """What is waited for there."""
    async with ports.uow() as tx:
        await living(tx, person)
        row = await tx.dialogues.get(person, chat)
    return None if row is None or row.due_at <= ports.clock.now() else _view(row)


async def go_on(
    ports: Ports, person: str, chat: Chat, seen: Dialogue, answers: Mapping[str, str]
) -> Dialogue | None:
    """The same with these answers in place of those so far; None where it is not what was seen any more."""
    now = ports.clock.now()
    async with ports.uow() as tx:
        await living(tx, person)
        row = await tx.dialogues.get(person, chat, lock=True)
        if row is None or row.due_at <= now or _view(row) != seen:
            return None
        row.answers, row.turn, row.due_at = _bounded(answers), row.turn + 1, now + WAITS
        return _view(row)


async def end(ports: Ports, person: str, chat: Chat) -> Dialogue | None:
    """Wait for nothing any more; of several who end it at once, one is given what it was."""
    async with ports.uow() as tx:
        await living(tx, person)
        row = await tx.dialogues.get(person, chat, lock=True)
        if row is None:
            return None
        await tx.dialogues.drop(row)
        return None if row.due_at <= ports.clock.now() else _view(row)


def _bounded(answers: Mapping[str, str]) -> dict[str, str]:
    kept = list(answers.items())[:MOST_ANSWERS]
    return {name: said[:LONGEST_ANSWER] for name, said in kept}


def _view(row: DialogueRow) -> Dialogue:
    return Dialogue(kind=row.kind, about=row.about, answers=dict(row.answers), turn=row.turn)
