"""Who was seen in which chat."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.people import Chat
from bot.store.tables import PresenceRow


@dataclass(frozen=True, slots=True)
class Places:
    """Queries on `presences`."""

    session: AsyncSession

    async def seen(self, person_id: str, chat: Chat, at: datetime) -> None:
        """Write down that a person spoke in a chat."""
        if await self.session.get(PresenceRow, (person_id, chat.platform, chat.chat_id)) is None:
            self.session.add(
                PresenceRow(person_id=person_id, platform=chat.platform, chat_id=chat.chat_id, created_at=at)
            )
            await self.session.flush()

    async def shared(self, person_id: str, other_id: str) -> bool:
        """Whether both were seen in one chat."""
        other = aliased(PresenceRow)
        together = exists().where(
            PresenceRow.person_id == person_id,
            other.person_id == other_id,
            other.platform == PresenceRow.platform,
            other.chat_id == PresenceRow.chat_id,
        )
        return bool((await self.session.scalars(select(together))).one())

    async def forget(self, person_id: str) -> None:
        """Remove every trace of where a person was."""
        await self.session.execute(delete(PresenceRow).where(PresenceRow.person_id == person_id))
