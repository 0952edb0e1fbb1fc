"""Whether those whom a request names are still in the place that it is for.

No platform tells a bot of everybody who leaves, so it is asked where it matters: before a price is shown and
before a clip is made.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from bot.app import App
from bot.errors import UnknownPerson
from bot.people import Account, Chat


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody is in a place, None where the platform does not say; and what it calls them there."""

    account: Account
    there: bool | None


Look: TypeAlias = Callable[[Account], Awaitable[Presence]]
"""Asks the platform for one of them."""


async def look_around(app: App, person: str, proposal: str, chat: Chat, look: Look) -> bool:
    """See who of those in a kept request is there; whether somebody is not.

    Where the platform does not say, they stay where they were.
    """
    named = await app.accounts_named(person, proposal)
    return not all([await _is_there(app, await look(account), chat) for account in named])


async def _is_there(app: App, found: Presence, chat: Chat) -> bool:
    if found.there is None:
        return True
    if not found.there:
        await app.left(found.account, chat)
        return False
    try:
        await app.pointed_out(found.account, chat)
    except UnknownPerson:  # closed since; what asks for them is refused
        return False
    return True
