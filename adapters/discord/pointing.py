"""Whom a command is about: an account picked on Discord, or the name that somebody goes by here."""

from dataclasses import dataclass, replace

import discord

from adapters.discord.people import Somebody, account_of
from adapters.discord.visits import Visit
from adapters.speaker import Speaker
from bot.commands import CommandError
from bot.commands.errors import UnreadableError
from bot.errors import UnknownPerson
from bot.people import folded


@dataclass(frozen=True, slots=True)
class Pointed:
    """Somebody, as far as a command says who: an account wins over a name.

    missing: what is said where neither is there, one of bot.commands.errors.SENTENCES.
    """

    user: Somebody | None = None
    name: str | None = None
    missing: str = "nobody"


async def whom(visit: Visit, pointed: Pointed) -> tuple[str, Speaker]:
    """The handle of who is meant, and the speaker as somebody who points at them.

    Whoever Discord itself resolved is known to be there; a name finds only those whom the speaker may find.

    Raises:
        CommandError: nobody was named. UnknownPerson: it is a bot, or their account is closed.
    """
    user = pointed.user
    if user is None:
        if not pointed.name or not folded(pointed.name):
            raise CommandError(UnreadableError(pointed.missing))
        return folded(pointed.name), visit.speaker
    if user.bot:
        raise UnknownPerson(name=user.display_name)
    here = visit.speaker.chat if isinstance(user, discord.Member) else None
    handle = (await visit.app.pointed_out(account_of(user), here)).handle
    return handle, replace(visit.speaker, resolved=frozenset({folded(handle)}))
