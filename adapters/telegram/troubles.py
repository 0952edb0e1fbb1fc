"""What an error of Telegram's means for a message that was to be posted, edited or removed.

The Bot API has no codes but HTTP's; what tells its errors apart is their text, which is that of its server
(github.com/tdlib/telegram-bot-api, Client.cpp, and github.com/tdlib/td, td/telegram). Pauses (429) that are
not waited out arrive here, too.
"""

from collections.abc import Mapping

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from adapters.fates import Fate, Meaning
from bot.deliveries import Hindrance

_AWAY = (RetryAfter, InvalidToken, Conflict)
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Nothing of the request can have arrived."""
_TOO_LARGE = ("request entity too large", "file is too big", "too large")
_HINDRANCES: Mapping[Hindrance, tuple[str, ...]] = {
    Hindrance.CLOSED: (
        "bot was blocked by the user",
        "can't initiate conversation",
        "user is deactivated",
        "can't send messages to bots",
        "can't send messages to the user",
        "user_is_blocked",
        "input_user_deactivated",
        "peer_id_invalid",
        "user not found",
    ),
    Hindrance.GONE: (
        "chat not found",
        "was kicked",
        "is not a member",
        "group chat was deleted",
        "group chat was deactivated",
        "group chat was upgraded",
        "channel_private",
        "thread not found",
        "topic_deleted",
    ),
    Hindrance.FORBIDDEN: (
        "not enough rights",
        "have no rights",
        "administrator rights",
        "chat_admin_required",
        "chat_write_forbidden",
        "chat_restricted",
        "chat_send_",
        "topic_closed",
        "user_banned_in_channel",
    ),
}
_NOT_THERE = (
    "message to delete not found",
    "message to edit not found",
    "message_id_invalid",
    "chat not found",
    "group chat was deleted",
)
_LOST_FILE = ("wrong file", "wrong remote file", "file_reference", "file reference", "type of file mismatch")


def fate(error: Exception) -> Meaning:
    """What becomes of a message whose sending failed so."""
    if isinstance(error, ValueError | ChatMigrated):  # no chat of that name, and none any more
        return Hindrance.GONE
    if isinstance(error, _AWAY):
        return Fate.UNSAID
    if _says(error, _TOO_LARGE):
        return Fate.TOO_LARGE
    if isinstance(error, BadRequest | Forbidden):
        found = [meant for meant, texts in _HINDRANCES.items() if _says(error, texts)]
        otherwise = Hindrance.FORBIDDEN if isinstance(error, Forbidden) else Hindrance.REFUSED
        return found[0] if found else otherwise
    if isinstance(error, NetworkError) and isinstance(error.__cause__, _UNSENT):
        return Fate.UNSAID
    return Fate.UNKNOWN


def is_gone(error: Exception) -> bool:
    """Whether the message that was looked for is not there any more, or its chat is not."""
    return isinstance(error, BadRequest | Forbidden) and _says(error, _NOT_THERE)


def stays(error: Exception) -> bool:
    """Whether Telegram does not delete the message: it is older than 48 hours, or the bot may not."""
    return isinstance(error, BadRequest) and _says(error, ("can't be deleted", "message_delete_forbidden"))


def says_so_already(error: Exception) -> bool:
    """Whether an edit would have changed nothing."""
    return isinstance(error, BadRequest) and _says(error, ("not modified", "message_not_modified"))


def has_no_text(error: Exception) -> bool:
    """Whether the message has a film or a picture, and so a caption where others have text."""
    return isinstance(error, BadRequest) and _says(error, ("there is no text in the message",))


def lost_file(error: Exception) -> bool:
    """Whether Telegram does not know a file any more by what it once called it."""
    return isinstance(error, BadRequest) and _says(error, _LOST_FILE)


def _says(error: Exception, texts: tuple[str, ...]) -> bool:
    said = error.message.lower() if isinstance(error, TelegramError) else ""
    return any(one in said for one in texts)
