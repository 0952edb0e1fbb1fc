"""Who speaks on Telegram and where, in the service's words."""

import telegram

from adapters.telegram.places import chat_in
from bot.people import Account, Chat, Platform
from bot.requests import Surroundings
from bot.settings import TelegramSettings

UPLOAD_LIMIT = int(telegram.constants.FileSizeLimit.FILESIZE_UPLOAD)
"""Largest file, in bytes, that Telegram's own Bot API servers take: 50 MB."""
LOCAL_UPLOAD_LIMIT = int(telegram.constants.FileSizeLimit.FILESIZE_UPLOAD_LOCAL_MODE)
"""The same of a Bot API server that runs with --local: 2 GB."""


def account_of(user: telegram.User) -> Account:
    """The account behind a user, what `@` finds them by, and what they read, where their client says so."""
    return Account(
        Platform.TELEGRAM, str(user.id), user.full_name, user.language_code, username=user.username or ""
    )


def chat_of(message: telegram.MaybeInaccessibleMessage) -> Chat:
    """Where a message stands; an answer in a thread of replies is no topic, and of old ones it is unknown."""
    if isinstance(message, telegram.Message) and message.is_topic_message:
        return chat_in(message.chat.id, message.message_thread_id)
    return chat_in(message.chat.id)


def passed_on(message: telegram.Message) -> bool:
    """Whether it was said by somebody else first, or put into their mouth by another bot's card."""
    return message.forward_origin is not None or message.via_bot is not None


def upload_limit(settings: TelegramSettings) -> int:
    """Largest file that can be sent, in bytes."""
    return LOCAL_UPLOAD_LIMIT if settings.local else UPLOAD_LIMIT


def around(chat: Chat, settings: TelegramSettings, *, manages: bool = False) -> Surroundings:
    """What Telegram says of where somebody speaks; `manages`: they administer the group."""
    return Surroundings(
        upload_limit=upload_limit(settings), manages=manages, within=chat.server, has_gates=False
    )
