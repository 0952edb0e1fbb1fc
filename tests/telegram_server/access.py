"""Which chats the bot may read, edit in and write to, as Telegram's own server decides it.

As `Client::check_chat_access` of github.com/tdlib/telegram-bot-api: an upgraded group says so to who writes
or asks for members; what stands in it can still be looked at.
"""

from enum import IntEnum
from typing import TYPE_CHECKING

from telegram_server import errors
from telegram_server.members import Standing
from telegram_server.world import GROUP, PRIVATE, Chat, User

if TYPE_CHECKING:
    from telegram_server.server import TelegramServer


class Access(IntEnum):
    """What is wanted of a chat; each goes further than the one before."""

    READ = 0
    EDIT = 1
    DELETE = 2
    MEMBERS = 3
    WRITE = 4


def check(server: "TelegramServer", there: Chat, wanted: Access) -> None:
    """Nothing, where the bot may.

    Raises:
        ApiError: it may not.
    """
    if there.kind == PRIVATE:
        check_person(there.other, wanted)
    elif there.kind == GROUP:
        _check_group(server, there, wanted)
    else:
        _check_supergroup(server, there)
    if wanted is Access.WRITE and there.kind != PRIVATE:
        _check_words(server, there)


def check_person(user: User, wanted: Access) -> None:
    """The same alone with somebody.

    Raises:
        ApiError: it may not.
    """
    if wanted in (Access.READ, Access.MEMBERS):
        return
    if user.bot:
        raise errors.BOT_TO_BOT
    if user.deactivated:
        raise errors.DEACTIVATED
    if wanted is Access.DELETE:
        return
    if user.blocked:
        raise errors.BLOCKED
    if not user.started:
        raise errors.NOT_STARTED


def _check_group(server: "TelegramServer", there: Chat, wanted: Access) -> None:
    if there.upgraded is not None:
        if wanted >= Access.DELETE:
            raise errors.upgraded(there.upgraded.id)
        return
    match there.standing(server.bot):
        case Standing.KICKED if wanted >= Access.EDIT:
            raise errors.forbidden("bot was kicked from the group chat")
        case Standing.LEFT if wanted >= Access.EDIT:
            raise errors.forbidden("bot is not a member of the group chat")


def _check_supergroup(server: "TelegramServer", there: Chat) -> None:
    match there.standing(server.bot):
        case Standing.KICKED:
            raise errors.forbidden(f"bot was kicked from the {there.kind} chat")
        case Standing.LEFT:
            raise errors.forbidden(f"bot is not a member of the {there.kind} chat")


def _check_words(server: "TelegramServer", there: Chat) -> None:
    standing = there.standing(server.bot)
    if standing is Standing.RESTRICTED or (there.text_forbidden and not standing.manages):
        raise errors.NO_RIGHTS_TO_TEXT
    if there.kind == "channel" and not standing.manages:
        raise errors.bad("need administrator rights in the channel chat")
