"""Subjects that a place keeps to its age-gated chats."""

from typing import TYPE_CHECKING

from bot.boundaries.limits import Limit
from bot.people import Chat
from bot.requests import Surroundings

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


async def gated(tx: "UnitOfWork", chat: Chat, around: Surroundings) -> tuple[Limit, ...]:
    """What a prompt must not touch in this chat; nothing where it is age-gated itself."""
    if around.age_gated:
        return ()
    rules = await tx.place_rules.get(chat.platform, chat.place)
    return tuple(Limit(preset=preset) for preset in rules.gated)
