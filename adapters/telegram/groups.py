"""Groups: hello when the bot is taken into one, and who leaves one shares it with nobody any more."""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import telegram
from telegram import Chat, Update
from telegram.error import TelegramError
from telegram.ext import BaseHandler, ChatMemberHandler, ContextTypes, MessageHandler, filters

from adapters import text
from adapters.telegram.drawing import written
from adapters.telegram.membership import is_there
from adapters.telegram.people import account_of, chat_of
from adapters.telegram.places import Room, chat_in
from adapters.telegram.visits import send
from bot.people import Platform

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

Context = ContextTypes.DEFAULT_TYPE
KINDS = frozenset({Chat.GROUP, Chat.SUPERGROUP})
_log = logging.getLogger(__name__)


def handlers(bot: "CameoBot") -> Sequence[BaseHandler[Update, Any, Any]]:
    """What is listened to."""

    async def moved(update: Update, _context: Context) -> None:
        await _moved(bot, update)

    async def left(update: Update, _context: Context) -> None:
        message = update.message
        if message is not None and message.left_chat_member is not None:
            await _left(bot, message.chat, message.left_chat_member)

    async def grown(update: Update, _context: Context) -> None:
        if update.message is not None:
            await _grown(bot, update.message)

    async def hidden(update: Update, _context: Context) -> None:
        message = update.message
        if message is not None and message.sender_chat == message.chat and message.text is not None:
            await _ask_who(bot, message, message.text.split()[0].casefold())

    return (
        MessageHandler(filters.COMMAND & filters.SenderChat.ALL, hidden),
        MessageHandler(filters.StatusUpdate.MIGRATE, grown),
        ChatMemberHandler(moved, ChatMemberHandler.ANY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.LEFT_CHAT_MEMBER, left),
    )


async def _moved(bot: "CameoBot", update: Update) -> None:
    """Somebody came, went, or became something else; the bot itself, too."""
    told = update.my_chat_member or update.chat_member
    if told is None or told.chat.type not in KINDS:
        return
    before, after = is_there(told.old_chat_member), is_there(told.new_chat_member)
    if update.chat_member is not None and before and not after:
        await _left(bot, told.chat, told.new_chat_member.user)
    elif update.my_chat_member is not None and after and not before:
        await _welcome(bot, told.chat, told.from_user)


async def _grown(bot: "CameoBot", message: telegram.Message) -> None:
    """A group became a supergroup; both say so, each naming the other."""
    here, to, of = message.chat.id, message.migrate_to_chat_id, message.migrate_from_chat_id
    old, new = (here, to) if to is not None else (of, here)
    if old is not None and new is not None:
        await bot.app.moved(Platform.TELEGRAM, chat_in(old).chat_id, chat_in(new).chat_id)


async def _left(bot: "CameoBot", chat: Chat, user: telegram.User) -> None:
    """Told twice where the bot runs the group; the second time changes nothing."""
    if not user.is_bot:
        await bot.app.left(account_of(user), chat_in(chat.id))


async def _ask_who(bot: "CameoBot", message: telegram.Message, command: str) -> None:
    """Who writes as the group could be any of those who run it; another bot's commands are let be."""
    if command not in {"/settings", f"/settings@{bot.username}".casefold()}:
        return
    tag = await bot.app.language_of(chat_in(message.chat.id)) or text.FALLBACK
    room = Room.parse(chat_of(message).chat_id)
    await send(bot, room, written(text.phrase("telegram.group.anonymous", tag), tag), message.message_id)


async def _welcome(bot: "CameoBot", chat: Chat, by: telegram.User) -> None:
    """In the language of the group, else of whoever took the bot in."""
    spoken = await bot.app.language_of(chat_in(chat.id))
    tag = spoken or by.language_code or text.FALLBACK
    try:
        await send(bot, Room(chat.id), written(text.phrase("telegram.group.welcome", tag), tag))
    except TelegramError as error:  # it may not write there, or is out again
        _log.info("a group could not be welcomed: %s", type(error).__name__)
