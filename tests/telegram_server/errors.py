"""The Bot API's refusals: its error code, its sentence, and what it says besides.

The sentences are those of Telegram's own server (github.com/tdlib/telegram-bot-api and github.com/tdlib/td).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ApiError(Exception):
    """Answered as the API's error. parameters: `retry_after` or `migrate_to_chat_id`."""

    code: int
    description: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


def bad(said: str) -> ApiError:
    """A request that cannot be carried out."""
    return ApiError(400, f"Bad Request: {said}")


def forbidden(said: str) -> ApiError:
    """Something the bot may not."""
    return ApiError(403, f"Forbidden: {said}")


def upgraded(to: int) -> ApiError:
    """A group is a supergroup now."""
    told = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, told, {"migrate_to_chat_id": to})


UNAUTHORISED = ApiError(401, "Unauthorized")
NO_SUCH_METHOD = ApiError(404, "Not Found")
OTHER_POLL = ApiError(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
WEBHOOK_ACTIVE = ApiError(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first",
)
TOO_LARGE = ApiError(413, "Request Entity Too Large")
CHAT_NOT_FOUND = bad("chat not found")
USER_NOT_FOUND = bad("user not found")
THREAD_NOT_FOUND = bad("message thread not found")
REPLY_NOT_FOUND = bad("message to be replied not found")
EDIT_NOT_FOUND = bad("message to edit not found")
NOT_MODIFIED = bad(
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
CANNOT_EDIT = bad("message can't be edited")
NO_TEXT_TO_EDIT = bad("there is no text in the message to edit")
NO_CAPTION_TO_EDIT = bad("there is no caption in the message to edit")
DELETE_NOT_FOUND = bad("message to delete not found")
CANNOT_DELETE = bad("message can't be deleted")
CANNOT_DELETE_FOR_EVERYONE = bad("message can't be deleted for everyone")
FORWARD_NOT_FOUND = bad("message to forward not found")
REACT_NOT_FOUND = bad("message to react not found")
REACTION_INVALID = bad("REACTION_INVALID")
INLINE_MESSAGE_INVALID = bad("MESSAGE_ID_INVALID")
EMPTY_TEXT = bad("message text is empty")
TOO_LONG = bad("message is too long")
CAPTION_TOO_LONG = bad("message caption is too long")
BUTTON_DATA_INVALID = bad("BUTTON_DATA_INVALID")
MARKUP_TOO_LONG = bad("reply markup is too long")
QUERY_TOO_OLD = bad("query is too old and response timeout expired or query ID is invalid")
MESSAGE_TOO_LONG = bad("MESSAGE_TOO_LONG")
RESULTS_TOO_MUCH = bad("RESULTS_TOO_MUCH")
RESULT_ID_INVALID = bad("RESULT_ID_INVALID")
RESULT_ID_DUPLICATE = bad("RESULT_ID_DUPLICATE")
FILE_TOO_BIG = bad("file is too big")
WRONG_FILE_ID = bad("wrong file identifier/HTTP URL specified")
FILE_MISMATCH = bad("type of file mismatch")
NO_UPLOAD_INLINE = bad("invalid message content specified")
BLOCKED = forbidden("bot was blocked by the user")
NOT_STARTED = forbidden("bot can't initiate conversation with a user")
DEACTIVATED = forbidden("user is deactivated")
BOT_TO_BOT = forbidden("bot can't send messages to bots")
NO_RIGHTS_TO_TEXT = bad("not enough rights to send text messages to the chat")
CHARGE_NOT_FOUND = bad("CHARGE_ID_INVALID")
ALREADY_REFUNDED = bad("CHARGE_ALREADY_REFUNDED")
