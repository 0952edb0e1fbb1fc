"""What people are asked to write next."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.people import Chat
from bot.store.locks import LOCKED
from bot.store.tables import DialogueRow


@dataclass(frozen=True, slots=True)
class Dialogues:
    """Queries on `dialogues`."""

    session: AsyncSession

    async def put(self, row: DialogueRow) -> DialogueRow:
        """Store one in place of the one that its person had in that chat."""
        return await self.session.merge(row)

    async def get(self, person_id: str, chat: Chat, *, lock: bool = False) -> DialogueRow | None:
        """A person's in a chat; with `lock` as the database has it now, held until the transaction ends."""
        return await self.session.get(
            DialogueRow,
            (person_id, chat.platform, chat.chat_id),
            with_for_update=LOCKED if lock else None,
            populate_existing=lock,
        )

    async def of_person(self, person_id: str) -> list[DialogueRow]:
        """All of one person, the oldest first."""
        query = select(DialogueRow).where(DialogueRow.person_id == person_id)
        return list(await self.session.scalars(query.order_by(DialogueRow.created_at, DialogueRow.chat_id)))

    async def drop(self, row: DialogueRow) -> None:
        """Forget one."""
        await self.session.delete(row)
        await self.session.flush()

    async def lapse(self, at: datetime) -> int:
        """Forget those that nobody answered in time. Returns how many."""
        query = delete(DialogueRow).where(DialogueRow.due_at <= at).returning(DialogueRow.person_id)
        return len((await self.session.execute(query)).all())

    async def forget(self, person_id: str) -> None:
        """Forget all of a person."""
        await self.session.execute(delete(DialogueRow).where(DialogueRow.person_id == person_id))
