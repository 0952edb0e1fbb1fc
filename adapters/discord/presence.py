"""Whether those whom a request names are still on the server.

Discord tells a bot of leavers only by a privileged intent.
"""

import logging
from typing import TYPE_CHECKING

import discord

from adapters import presence
from adapters.discord.people import account_of
from adapters.presence import Presence
from bot.people import Account, Chat

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

_log = logging.getLogger(__name__)


async def look_around(client: "CameoBot", person: str, proposal: str, chat: Chat) -> bool:
    """See who of those in a kept request is on the server; whether somebody is not.

    Elsewhere than on a server nobody is looked for.
    """
    guild = None if chat.server is None else client.get_guild(int(chat.server))
    if guild is None:
        return False
    return await presence.look_around(
        client.app, person, proposal, chat, lambda account: _presence(guild, account)
    )


async def _presence(guild: discord.Guild, account: Account) -> Presence:
    try:
        member = await guild.fetch_member(int(account.platform_id))
    except discord.NotFound:
        return Presence(account, there=False)
    except discord.HTTPException as error:
        _log.warning("a member could not be looked up: %s", error.status)
        return Presence(account, there=None)
    return Presence(account_of(member), there=True)
