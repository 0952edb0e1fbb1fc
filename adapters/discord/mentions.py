"""Whom people mention: everybody on the server whom Discord itself points out, as the service knows them."""

import logging
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import discord

from adapters.discord.people import account_of, handles_by_mention
from bot.errors import UnknownPerson
from bot.people import Chat

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

MOST = 10
"""People looked up for one text; more than fit in any clip."""
_WRITTEN = re.compile(r"<@!?(\d{5,20})>")
_log = logging.getLogger(__name__)


async def in_message(client: "CameoBot", message: discord.Message, chat: Chat) -> Mapping[str, str]:
    """Mention as written -> handle, for everybody mentioned in a message on a server.

    Who is mentioned and not on the server stays a number, like anybody whom nobody knows.
    """
    members = [one for one in message.mentions if isinstance(one, discord.Member)]
    return await _known(client, members, chat)


async def in_text(client: "CameoBot", text: str, chat: Chat) -> Mapping[str, str]:
    """The same for what was written into a form, where Discord leaves mentions as they are."""
    numbers = dict.fromkeys(int(number) for number in _WRITTEN.findall(text))
    users = [await _somebody(client, number, chat) for number in list(numbers)[:MOST]]
    return await _known(client, [user for user in users if user is not None], chat)


async def _somebody(client: "CameoBot", number: int, chat: Chat) -> discord.Member | discord.User | None:
    """Who that is: on a server one of its members, elsewhere anybody whom the bot has seen."""
    try:
        if chat.server is None:
            return client.get_user(number) or await client.fetch_user(number)
        guild = client.get_guild(int(chat.server))
        return None if guild is None else await guild.fetch_member(number)
    except discord.NotFound:
        return None
    except discord.HTTPException as error:
        _log.warning("a mention could not be looked up: %s", error.status)
        return None


async def _known(
    client: "CameoBot", users: Iterable[discord.Member | discord.User], chat: Chat
) -> Mapping[str, str]:
    found: dict[int, str] = {}
    for user in users:
        if user.bot:
            continue
        here = chat if isinstance(user, discord.Member) else None
        try:
            found[user.id] = (await client.app.pointed_out(account_of(user), here)).handle
        except UnknownPerson:  # closed here: they stay a number
            continue
    return handles_by_mention(found)
