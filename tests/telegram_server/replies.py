"""What the bot answers to presses and to what is typed behind its name."""

import time
from typing import Any

from telegram_server import errors
from telegram_server.composing import CAPTION, TEXT, formatted
from telegram_server.limits import ALERT, RESULT_ID, RESULTS, START_PAYLOAD, check_markup
from telegram_server.routing import Call, method

_NEEDS_CONTENT = frozenset({"article"})
_CACHED = {
    "video": "video_file_id",
    "photo": "photo_file_id",
    "document": "document_file_id",
    "gif": "gif_file_id",
    "mpeg4_gif": "mpeg4_file_id",
    "voice": "voice_file_id",
    "audio": "audio_file_id",
    "sticker": "sticker_file_id",
}


@method("answerCallbackQuery")
async def answer_press(call: Call) -> Any:
    found = call.server.presses.get(call.text("callback_query_id"))
    if found is None or found.expired or found.answered_at is not None:
        raise errors.QUERY_TOO_OLD
    if len(call.text("text")) > ALERT:
        raise errors.MESSAGE_TOO_LONG
    url = call.text("url")
    if url and not url.startswith(f"https://t.me/{call.server.bot.username}?start="):
        raise errors.bad("URL_INVALID")
    found.text, found.alert, found.url = call.text("text"), call.flag("show_alert"), url
    found.answered_at = time.monotonic()
    call.server.changes.notify()
    return True


@method("answerInlineQuery")
async def answer_inline(call: Call) -> Any:
    found = call.server.inline_queries.get(call.text("inline_query_id"))
    if found is None or found.expired or found.answered_at is not None:
        raise errors.QUERY_TOO_OLD
    results = call.json("results", [])
    if len(results) > RESULTS:
        raise errors.RESULTS_TOO_MUCH
    for one in results:
        _check(call, one)
    if len({one["id"] for one in results}) < len(results):
        raise errors.RESULT_ID_DUPLICATE
    if len(call.text("next_offset").encode()) > 64:
        raise errors.bad("NEXT_OFFSET_INVALID")
    button = call.json("button")
    if button and "start_parameter" in button:
        payload = str(button["start_parameter"])
        if not payload or not START_PAYLOAD.fullmatch(payload):
            raise errors.bad("START_PARAM_INVALID")
    found.answers, found.button, found.next_offset = results, button, call.text("next_offset")
    found.cache_s, found.personal = call.number("cache_time", 300), call.flag("is_personal")
    found.answered_at = time.monotonic()
    call.server.changes.notify()
    return True


def _check(call: Call, result: dict[str, Any]) -> None:
    if not 1 <= len(str(result["id"]).encode()) <= RESULT_ID:
        raise errors.RESULT_ID_INVALID
    if result.get("reply_markup"):
        check_markup(result["reply_markup"])
    content = result.get("input_message_content")
    if content is not None:
        mode, marks = content.get("parse_mode") or "", content.get("entities") or []
        said, _ = formatted(call.server.users, content.get("message_text", ""), mode, marks, TEXT)
        if not said:
            raise errors.EMPTY_TEXT
    elif result["type"] in _NEEDS_CONTENT:
        raise errors.bad("message content is not specified")
    if result["type"] in _NEEDS_CONTENT and not str(result.get("title", "")).strip():
        raise errors.bad("article title is not specified")
    formatted(call.server.users, result.get("caption") or "", result.get("parse_mode") or "", [], CAPTION)
    named = result.get(_CACHED.get(result["type"], ""))
    if named is not None and named not in call.server.files:
        raise errors.WRONG_FILE_ID
