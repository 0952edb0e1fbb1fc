"""What the bot says of itself: its name and descriptions, its menu of commands, its menu button."""

import json
import re
from typing import Any

from telegram_server.errors import USER_NOT_FOUND, bad
from telegram_server.limits import check_commands
from telegram_server.routing import Call, Handler, method

_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
_DEFAULT = {"type": "default"}


@method("getMe")
async def me(call: Call) -> Any:
    return call.server.bot.payload() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.server.reads_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


@method("setMyCommands")
async def set_commands(call: Call) -> Any:
    if not re.fullmatch(r"([a-z]{2})?", call.text("language_code")):
        raise bad("invalid language code specified")
    given = call.json("commands", [])
    check_commands(given)
    kept = [one | {"command": str(one["command"]).removeprefix("/")} for one in given]
    call.server.commands[_scope(call)] = kept
    call.server.changes.notify()
    return True


@method("getMyCommands")
async def commands(call: Call) -> Any:
    return call.server.commands.get(_scope(call), [])


@method("deleteMyCommands")
async def delete_commands(call: Call) -> Any:
    call.server.commands.pop(_scope(call), None)
    return True


def _tells(what: str) -> tuple[Handler, Handler]:
    async def set_it(call: Call) -> Any:
        if len(call.text(what)) > _LENGTHS[what]:
            raise bad(f"BOT_{'TITLE' if what == 'name' else what.upper()}_INVALID")
        call.server.told_of_itself[what, call.text("language_code")] = call.text(what)
        return True

    async def get_it(call: Call) -> Any:
        told, language = call.server.told_of_itself, call.text("language_code")
        return {what: told.get((what, language)) or told.get((what, ""), "")}

    return set_it, get_it


for _what, _named in {
    "name": "MyName",
    "description": "MyDescription",
    "short_description": "MyShortDescription",
}.items():
    _set, _get = _tells(_what)
    method(f"set{_named}")(_set)
    method(f"get{_named}")(_get)


@method("setChatMenuButton")
async def set_menu_button(call: Call) -> Any:
    chat = call.number("chat_id")
    if chat and chat not in call.server.users:
        raise USER_NOT_FOUND
    call.server.menu_buttons[chat] = call.json("menu_button", {"type": "default"})
    return True


@method("getChatMenuButton")
async def menu_button(call: Call) -> Any:
    kept = call.server.menu_buttons
    return kept.get(call.number("chat_id")) or kept.get(0, {"type": "commands"})


@method("setMyDefaultAdministratorRights")
async def set_rights(_: Call) -> Any:
    return True


def _scope(call: Call) -> tuple[str, str]:
    scope = call.json("scope") or _DEFAULT
    if "chat_id" in scope:
        call.server.chat(scope["chat_id"])
    return json.dumps(scope, sort_keys=True), call.text("language_code")
