"""Whom the names mean that a platform itself has for people, and that stand in texts as `@name`."""

from collections.abc import Collection, Mapping

from bot.notices import Handle
from bot.people import RESERVED, Chat, folded
from bot.ports import Ports
from bot.use_cases.consents.seeing import sees
from bot.use_cases.people.joining import living

MOST = 25
"""Names looked up for one text; more than fit in any clip."""


async def known_as(ports: Ports, person: str, chat: Chat, usernames: Collection[str]) -> Mapping[str, Handle]:
    """Name as written -> handle, for each that somebody has whom `person` is known to see.

    Who was seen in the place of the chat is known to be there; so a name means them before it means anybody's
    handle. Elsewhere nobody takes a handle from another by calling themselves so on a platform.
    """
    written = {name: folded(name) for name in list(usernames)[:MOST] if folded(name) not in RESERVED}
    found: dict[str, Handle] = {}
    if not written:
        return found
    async with ports.uow() as tx:
        maker = await living(tx, person)
        behind = await tx.people.by_usernames(chat.platform, set(written.values()))
        for name, username in written.items():
            somebody = behind.get(username)
            if somebody is None:
                continue
            if somebody.id != maker.id and not await tx.people.was_seen(somebody.id, chat):
                namesake = await tx.people.by_handle(username)
                if namesake is not None and await sees(tx, maker.id, namesake):
                    continue
                if not await sees(tx, maker.id, somebody):
                    continue
            found[name] = somebody.handle
    return found
