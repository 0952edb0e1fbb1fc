"""Bounds that Telegram holds requests to beyond their shape."""

import json
import re
from typing import Any

from telegram_server import errors
from telegram_server.errors import bad

CALLBACK_DATA = 64
BUTTONS = 100
ROW = 8
MARKUP_BYTES = 10_240
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
COMMANDS = 100
DESCRIPTION = 256
RESULTS = 50
RESULT_ID = 64
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
ALERT = 200
INLINE_QUERY = 256
_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
REACTIONS = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)
"""The emoji that a message can be reacted with."""


def check_markup(markup: dict[str, Any]) -> None:
    """Refuse buttons that Telegram would not show.

    Raises:
        ApiError: as Telegram answers it.
    """
    if len(json.dumps(markup, ensure_ascii=False).encode()) > MARKUP_BYTES:
        raise errors.MARKUP_TOO_LONG
    rows = markup.get("inline_keyboard", [])
    if sum(len(row) for row in rows) > BUTTONS or any(len(row) > ROW for row in rows):
        raise errors.MARKUP_TOO_LONG
    for row in rows:
        for button in row:
            _check_button(button)
    if len(str(markup.get("input_field_placeholder") or "")) > 64:
        raise bad("INPUT_FIELD_PLACEHOLDER_TOO_LONG")


def _check_button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in button if name in _ACTIONS]
    if not actions:
        raise bad("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"inline keyboard button {button['text']!r} has several actions: {actions}")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_DATA:
        raise errors.BUTTON_DATA_INVALID
    if "url" in button and not re.match(r"(?:https?|tg)://[^\s/]+", str(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if len(str(button.get("switch_inline_query") or "")) > INLINE_QUERY:
        raise bad("SWITCH_PM_TEXT_INVALID")


def check_commands(commands: list[dict[str, Any]]) -> None:
    """Refuse a menu that Telegram would not take.

    Raises:
        ApiError: as Telegram answers it.
    """
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        if not COMMAND.fullmatch(str(one["command"]).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(one["description"])) <= DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
