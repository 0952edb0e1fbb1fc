"""Who is in a group, and who administers it, as Telegram says at this moment."""

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import telegram
from telegram import ChatMember
from telegram.error import BadRequest, TelegramError

from adapters.presence import Presence
from adapters.telegram.people import account_of, around
from adapters.telegram.places import Room
from bot.people import Account, Chat
from bot.requests import Surroundings

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

_ADMINISTRATORS = frozenset({ChatMember.ADMINISTRATOR, ChatMember.OWNER})
_log = logging.getLogger(__name__)


async def member(bot: "CameoBot", chat: Chat, user: int) -> ChatMember | None:
    """How somebody stands in a group; None: they are not in it, or nobody there knows them.

    Raises:
        TelegramError: Telegram does not say.
    """
    try:
        found = await bot.api.get_chat_member(Room.parse(chat.chat_id).chat, user)
    except BadRequest as error:
        if "not found" in error.message or "PARTICIPANT_ID_INVALID" in error.message:
            return None
        raise
    return found if is_there(found) else None


def is_there(found: ChatMember) -> bool:
    """Whether that is somebody in the group, of whatever standing."""
    if isinstance(found, telegram.ChatMemberRestricted):
        return found.is_member
    return found.status not in {ChatMember.LEFT, ChatMember.BANNED}


def may_write(found: ChatMember) -> bool:
    """Whether they may say something there."""
    return not isinstance(found, telegram.ChatMemberRestricted) or found.can_send_messages


async def surroundings(bot: "CameoBot", chat: Chat, user: int) -> Surroundings:
    """What Telegram says of where somebody speaks, and whether they administer it, asked at this moment.

    Where it does not say, they do not.
    """
    here = around(chat, bot.settings.telegram)
    if not in_group(chat):
        return here
    try:
        found = await member(bot, chat, user)
    except TelegramError as error:
        _log.warning("whether somebody administers a group is not known: %s", type(error).__name__)
        return here
    return replace(here, manages=found is not None and found.status in _ADMINISTRATORS)


async def presence(bot: "CameoBot", chat: Chat, account: Account) -> Presence:
    """Whether somebody is in a group; adapters.presence.Look of Telegram."""
    try:
        found = await member(bot, chat, int(account.platform_id))
    except TelegramError as error:
        _log.warning("a member could not be looked up: %s", type(error).__name__)
        return Presence(account, there=None)
    if found is None:
        return Presence(account, there=False)
    return Presence(account_of(found.user), there=True)


def in_group(chat: Chat) -> bool:
    """Whether others are there, too: Telegram numbers groups below zero."""
    return chat.chat_id.startswith("-")
