"""Whom a command is about: an account picked on Discord, or the name that somebody goes by here."""

from dataclasses import dataclass, replace

import discord

from adapters.discord import mentions
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
        return await _named(visit, pointed)
    if user.bot:
        raise UnknownPerson(name=user.display_name)
    here = visit.speaker.chat if isinstance(user, discord.Member) else None
    handle = (await visit.app.pointed_out(account_of(user), here)).handle
    return _pointing(visit, handle)


async def _named(visit: Visit, pointed: Pointed) -> tuple[str, Speaker]:
    """A name as it was typed: where Discord made a mention of it, that is who is meant."""
    name = pointed.name or ""
    mentioned = await mentions.in_text(visit.interaction.client, name, visit.speaker.chat)
    if mentioned:
        return _pointing(visit, next(iter(mentioned.values())))
    if not folded(name):
        raise CommandError(UnreadableError(pointed.missing))
    return folded(name), visit.speaker


def _pointing(visit: Visit, handle: str) -> tuple[str, Speaker]:
    return handle, replace(visit.speaker, resolved=frozenset({folded(handle)}))
