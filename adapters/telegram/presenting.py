"""What Telegram shows of the bot before anybody spoke to it: its menus, its button, what it says it is.

All of it is told to Telegram at the start, in every language, as far as it is not what Telegram has already.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)
from telegram.error import TelegramError

from adapters import text
from adapters.telegram import menu

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot

AGAIN_S = 300.0
"""After so long it is tried again where Telegram was away."""
_log = logging.getLogger(__name__)


async def run(bot: "CameoBot") -> None:
    """Present the bot once; again where Telegram could not be told."""
    while True:
        try:
            await present(bot)
        except TelegramError as error:
            _log.warning("the menus could not be set: %s", type(error).__name__)
            await asyncio.sleep(AGAIN_S)
        else:
            return


async def present(bot: "CameoBot") -> None:
    """Tell Telegram all that it shows.

    Raises:
        telegram.error.TelegramError: some of it may be told.
    """
    for code, tag in _languages().items():
        await _say_what_it_is(bot, code, tag)
        for scope, names in _menus(bot).items():
            await _offer(bot, scope, tuple(names), code, tag)
    await bot.api.set_chat_menu_button(menu_button=MenuButtonCommands())


def _languages() -> Mapping[str | None, str]:
    """Telegram's code for each language, and its tag here; None: for whoever reads no other."""
    others: dict[str | None, str] = {tag: tag for tag in text.LANGUAGES if tag != text.FALLBACK}
    return {None: text.FALLBACK, **others}


def _menus(bot: "CameoBot") -> Mapping[BotCommandScope, tuple[str, ...]]:
    return {
        BotCommandScopeAllPrivateChats(): tuple(menu.private(bot.settings)),
        BotCommandScopeAllGroupChats(): menu.IN_GROUPS,
        BotCommandScopeAllChatAdministrators(): menu.FOR_ADMINISTRATORS,
    }


async def _offer(
    bot: "CameoBot", scope: BotCommandScope, names: tuple[str, ...], code: str | None, tag: str
) -> None:
    wanted = tuple(BotCommand(name, about) for name, about in menu.described(names, tag))
    if await bot.api.get_my_commands(scope, code) != wanted:
        await bot.api.set_my_commands(wanted, scope, code)


async def _say_what_it_is(bot: "CameoBot", code: str | None, tag: str) -> None:
    whole, short = text.phrase("telegram.bot.description", tag), text.phrase("telegram.bot.short", tag)
    if (await bot.api.get_my_description(code)).description != whole:
        await bot.api.set_my_description(whole, code)
    if (await bot.api.get_my_short_description(code)).short_description != short:
        await bot.api.set_my_short_description(short, code)
