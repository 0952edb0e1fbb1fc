"""Whom people mention: those whom Telegram itself points out, as the service knows them.

Telegram says of a mention by name (`text_mention`) who is meant, and of one by `@username` nothing but that.
"""

import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import telegram
from telegram import MessageEntity
from telegram.error import TelegramError

from adapters import reading
from adapters.speaker import Speaker
from adapters.telegram import membership
from adapters.telegram.people import account_of
from adapters.telegram.visits import Visit
from bot.errors import UnknownPerson
from bot.people import Chat

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

MOST = 10
"""People looked up for one message; more than fit in any clip."""
_NAME = re.compile(r"@\w{4,32}", re.ASCII)
_MENTIONS = frozenset({MessageEntity.MENTION, MessageEntity.TEXT_MENTION})
_log = logging.getLogger(__name__)


def words(message: telegram.Message | None) -> str:
    """What a message says, under a picture as well; what is no character is marked as such."""
    said = "" if message is None else message.text or message.caption or ""
    return said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def names_bot(message: telegram.Message, bot: "CameoBot") -> bool:
    """Whether a message mentions the bot."""
    found = _entities(message)
    called = f"@{bot.username}".casefold()
    return any(
        written.casefold() == called or (entity.user is not None and entity.user.id == bot.api.id)
        for entity, written in found.items()
    )


def without_bot(said: str, bot: "CameoBot") -> str:
    """A text without the bot's own name."""
    own = re.compile(rf"(?<![\w@])@{re.escape(bot.username)}(?!\w)", re.IGNORECASE)
    return " ".join(own.sub(" ", said).split(" ")).strip()


async def known(visit: Visit) -> Mapping[str, str]:
    """Mention as written -> handle, of everybody whom a message points out or calls by name."""
    bot, speaker, message = visit.bot, visit.speaker, visit.asked.message
    said = words(message)
    names = [name for name in _NAME.findall(said) if name.casefold() != f"@{bot.username}".casefold()]
    found = dict(await bot.app.known_as(speaker.person, speaker.chat, names[:MOST]))
    pointed_out = {} if message is None else _entities(message)
    users = {written: entity.user for entity, written in pointed_out.items() if entity.user is not None}
    for written, user in list(users.items())[:MOST]:
        handle = await _handle(bot, speaker, user)
        if handle is not None:
            found[written] = handle
    return await reading.named(bot.app, speaker, said, found)


async def _handle(bot: "CameoBot", speaker: Speaker, user: telegram.User) -> str | None:
    """Who is meant; in a group one of its members, elsewhere anybody whom Telegram shows to both.

    Whom a client points out need not be in the group: those who are not stay a name.
    """
    if user.is_bot:
        return None
    here = speaker.chat if membership.in_group(speaker.chat) else None
    try:
        if here is not None and await membership.member(bot, here, user.id) is None:
            return None
    except TelegramError as error:  # then they are pointed out as they are elsewhere
        _log.warning("a mention could not be looked up: %s", type(error).__name__)
        here = None
    try:
        return (await bot.app.pointed_out(account_of(user), here)).handle
    except UnknownPerson:  # closed here: they stay a name
        return None


async def shared_with(visit: Visit, user: telegram.User) -> Chat | None:
    """The group that somebody is in as well; None: it is none, they left it, or Telegram is away."""
    chat = visit.speaker.chat
    try:
        there = membership.in_group(chat) and await membership.member(visit.bot, chat, user.id) is not None
    except TelegramError as error:
        _log.warning("an author could not be looked up: %s", type(error).__name__)
        return None
    return chat if there else None


def _entities(message: telegram.Message) -> Mapping[MessageEntity, str]:
    """Mentions, as written. Where they are is counted in UTF-16 units; a place that cannot be is empty."""
    units = words(message).encode("utf-16-le")
    found = message.entities or message.caption_entities
    return {
        entity: units[2 * max(entity.offset, 0) : 2 * max(entity.offset + entity.length, 0)].decode(
            "utf-16-le", errors="ignore"
        )
        for entity in found
        if entity.type in _MENTIONS
    }
