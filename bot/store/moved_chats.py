"""Chats that go by another id now: all that is kept of the old one is the new one's."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Update, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.people import Platform
from bot.store.tables import (
    AccessRequestRow,
    ChannelDefaultsRow,
    ClipRow,
    DeliveryRow,
    DialogueRow,
    GrantRow,
    LikenessRow,
    MovedChatRow,
    PlaceRow,
    PlaceRulesRow,
    ProposalRow,
    ShareRow,
    StatusRow,
)

Column = InstrumentedAttribute[Any]
NAMING: tuple[Column, ...] = (
    AccessRequestRow.chat_id,
    ChannelDefaultsRow.place,
    ClipRow.chat_id,
    ClipRow.place,
    DeliveryRow.chat_id,
    DeliveryRow.room,
    GrantRow.place,
    LikenessRow.chat_id,
    ProposalRow.chat_id,
    ProposalRow.place,
    ShareRow.place,
    StatusRow.chat_id,
)
"""Columns that name a chat, or the place that it is, beside `platform`."""
KEYED: tuple[tuple[Column, tuple[Column, ...]], ...] = (
    (ChannelDefaultsRow.chat_id, ()),
    (DialogueRow.chat_id, (DialogueRow.person_id,)),
    (PlaceRow.chat_id, (PlaceRow.person_id,)),
    (PlaceRulesRow.place, ()),
    (ShareRow.chat_id, (ShareRow.clip_id,)),
)
"""Those that are part of a key, each with the rest of it: what stands under the new id already stays."""
_UNSEEN: Any = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class MovedChats:
    """Queries on `moved_chats`, and on all that names chats."""

    session: AsyncSession

    async def former(self, platform: Platform, chat_id: str) -> list[str]:
        """Ids that a chat went by before."""
        query = select(MovedChatRow.old_id).where(
            MovedChatRow.platform == platform, MovedChatRow.new_id == chat_id
        )
        return list(await self.session.scalars(query.order_by(MovedChatRow.old_id)))

    async def now(self, platform: Platform, chat_id: str) -> str:
        """The id that a chat goes by now."""
        row = await self.session.get(MovedChatRow, (platform, chat_id))
        return chat_id if row is None else row.new_id

    async def move(self, platform: Platform, old: str, new: str) -> bool:
        """Call it by its new id everywhere. False where that was done before.

        Messages of the old chat cannot be changed from the new one: what goes on telling of a render is
        posted anew there.
        """
        if await self.session.get(MovedChatRow, (platform, old)) is not None:
            return False
        before = (MovedChatRow.platform == platform) & (MovedChatRow.new_id == old)
        await self._run(update(MovedChatRow).where(before).values(new_id=new))
        self.session.add(MovedChatRow(platform=platform, old_id=old, new_id=new))
        for column in (StatusRow.chat_id, ProposalRow.chat_id):
            table = column.class_
            standing = (table.platform == platform) & (column == old)
            await self._run(update(table).where(standing).values(message_id=None))
        lost = (StatusRow.platform == platform) & (StatusRow.chat_id == old)
        await self._run(update(StatusRow).where(lost).values(next_at=None, shown=""))
        await self._rename(platform, old, new)
        await self._rules(platform, old, new)
        await self.session.flush()
        self.session.expunge_all()
        return True

    async def _rename(self, platform: Platform, old: str, new: str) -> None:
        for column, rest in KEYED:
            table = column.class_
            there = (table.platform == platform) & (column == old)
            taken = select(*rest, column).where(table.platform == platform, column == new)
            doubled = tuple_(*rest).in_(select(*rest).where(table.platform == platform, column == new))
            if rest:
                await self._run(delete(table).where(there, doubled))
            elif (await self.session.execute(taken)).first() is not None:
                await self._run(delete(table).where(there))
        for column in (*(each for each, _ in KEYED), *NAMING):
            table = column.class_
            there = (table.platform == platform) & (column == old)
            await self._run(update(table).where(there).values({column.key: new}))

    async def _rules(self, platform: Platform, old: str, new: str) -> None:
        """Chats that clips may be asked for in are listed in a place's rules by their ids."""
        rows = await self.session.scalars(select(PlaceRulesRow).where(PlaceRulesRow.platform == platform))
        for row in rows:
            if old in row.channels:
                row.channels = tuple(dict.fromkeys(new if one == old else one for one in row.channels))

    async def _run(self, query: Update | Delete) -> None:
        await self.session.execute(query, execution_options=_UNSEEN)
