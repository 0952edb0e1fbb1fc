"""Whether those whom a request names are still on the server.

Discord tells a bot of leavers only by a privileged intent, so it is asked where it matters: before a price is
shown and before a clip is made.
"""

import logging
from typing import TYPE_CHECKING

import discord

from adapters.discord.people import account_of
from bot.errors import UnknownPerson
from bot.people import Account, Chat

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

_log = logging.getLogger(__name__)


async def look_around(client: "CameoBot", person: str, proposal: str, chat: Chat) -> bool:
    """See who of those in a kept request is on the server; whether somebody is not.

    Elsewhere than on a server nobody is looked for. Where Discord does not say, they stay where they were.
    """
    guild = None if chat.server is None else client.get_guild(int(chat.server))
    if guild is None:
        return False
    named = await client.app.accounts_named(person, proposal)
    return not all([await _is_there(client, guild, account, chat) for account in named])


async def _is_there(client: "CameoBot", guild: discord.Guild, account: Account, chat: Chat) -> bool:
    try:
        member = await guild.fetch_member(int(account.platform_id))
    except discord.NotFound:
        await client.app.left(account, chat)
        return False
    except discord.HTTPException as error:
        _log.warning("a member could not be looked up: %s", error.status)
        return True
    try:
        await client.app.pointed_out(account_of(member), chat)
    except UnknownPerson:  # closed since; what asks for them is refused
        return False
    return True
