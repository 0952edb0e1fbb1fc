"""What was decided for places, and what is usual in their chats."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clips import ClipState
from bot.people import Platform
from bot.place_rules import NO_DEFAULTS, NO_RULES, ChannelDefaults, PlaceRules
from bot.store.locks import LOCKED
from bot.store.tables import ChannelDefaultsRow, ClipRow, PlaceRulesRow

NOT_COUNTED = (ClipState.FAILED,)
"""A clip that the house could not make was no clip of anybody's; everything else that was asked for was."""


@dataclass(frozen=True, slots=True)
class PlaceRulesStore:
    """Queries on `place_rules` and `channel_defaults`, and what their caps count."""

    session: AsyncSession

    async def get(self, platform: Platform, place: str) -> PlaceRules:
        """What holds there; `NO_RULES` where nobody decided anything."""
        row = await self.session.get(PlaceRulesRow, (platform, place))
        return NO_RULES if row is None else _rules(row)

    async def hold(self, platform: Platform, place: str) -> None:
        """Let nobody else count or change what holds there until the transaction ends.

        Where nothing was decided there is nothing to hold, and nothing to count.
        """
        await self.session.get(
            PlaceRulesRow, (platform, place), with_for_update=LOCKED, populate_existing=True
        )

    async def put(self, platform: Platform, place: str, rules: PlaceRules) -> None:
        """Store what holds there from now on."""
        row = await self.session.get(PlaceRulesRow, (platform, place))
        if row is None:
            self.session.add(PlaceRulesRow(platform=platform, place=place, **asdict(rules)))
        else:
            for name, value in asdict(rules).items():
                setattr(row, name, value)
        await self.session.flush()

    async def usual(self, platform: Platform, chat_id: str) -> ChannelDefaults:
        """What is usual in one chat; `NO_DEFAULTS` where nobody decided anything."""
        row = await self.session.get(ChannelDefaultsRow, (platform, chat_id))
        return NO_DEFAULTS if row is None else _defaults(row)

    async def all_usual(self, platform: Platform, place: str) -> dict[str, ChannelDefaults]:
        """Chat -> what is usual in it, of a whole place."""
        query = select(ChannelDefaultsRow).where(
            ChannelDefaultsRow.platform == platform, ChannelDefaultsRow.place == place
        )
        rows = await self.session.scalars(query.order_by(ChannelDefaultsRow.chat_id))
        return {row.chat_id: _defaults(row) for row in rows}

    async def set_usual(self, platform: Platform, place: str, chat_id: str, usual: ChannelDefaults) -> bool:
        """Store what is usual in a chat from now on. False where that is another place's chat."""
        row = await self.session.get(ChannelDefaultsRow, (platform, chat_id))
        if row is not None and row.place != place:
            return False
        if row is None and usual != NO_DEFAULTS:
            self.session.add(
                ChannelDefaultsRow(platform=platform, chat_id=chat_id, place=place, **asdict(usual))
            )
        elif row is not None and usual == NO_DEFAULTS:
            await self.session.delete(row)
        elif row is not None:
            for name, value in asdict(usual).items():
                setattr(row, name, value)
        await self.session.flush()
        return True

    async def asked_for(
        self, platform: Platform, place: str, since: datetime, limit: int, maker: str | None = None
    ) -> list[datetime]:
        """When the newest `limit` clips there were asked for after a moment, by one maker or by all."""
        query = select(ClipRow.created_at).where(
            ClipRow.platform == platform,
            ClipRow.place == place,
            ClipRow.created_at > since,
            ClipRow.state.not_in(NOT_COUNTED),
        )
        if maker is not None:
            query = query.where(ClipRow.maker_id == maker)
        return list(await self.session.scalars(query.order_by(ClipRow.created_at.desc()).limit(limit)))


def _rules(row: PlaceRulesRow) -> PlaceRules:
    return PlaceRules(**{name: getattr(row, name) for name in PlaceRules.__dataclass_fields__})


def _defaults(row: ChannelDefaultsRow) -> ChannelDefaults:
    return ChannelDefaults(**{name: getattr(row, name) for name in ChannelDefaults.__dataclass_fields__})
