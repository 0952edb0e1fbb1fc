"""What Telegram shows of the bot before anybody spoke to it."""

import pytest
from telegram_house import TelegramHouse
from telegram_server.faults import failing

from adapters import text
from adapters.telegram import menu, presenting
from adapters.telegram.commands import COMMANDS
from adapters.telegram.presenting import present
from bot.commands.table import NAMES
from bot.settings import AccessSettings

pytestmark = pytest.mark.integration


async def test_a_private_chat_offers_everything(telegram_house: TelegramHouse) -> None:
    await present(telegram_house.bot)
    ada = telegram_house.stranger("ada", started=True)
    offered = ada.menu()
    assert {"make", "setup", "me", "erase", "help"} <= set(offered)
    assert not {"settings", "redeem"} & set(offered)


async def test_a_group_offers_what_is_for_all_to_read(telegram_house: TelegramHouse) -> None:
    await present(telegram_house.bot)
    ada = await telegram_house.member("ada")
    assert tuple(ada.menu(telegram_house.group)) == menu.IN_GROUPS


async def test_menus_are_in_the_readers_language(telegram_house: TelegramHouse) -> None:
    await present(telegram_house.bot)
    ada = telegram_house.stranger("ada", started=True, language="de")
    assert ada.menu()["setup"] == text.phrase("telegram.menu.setup", "de")


async def test_codes_are_offered_where_not_everybody_is_let_in(telegram_house: TelegramHouse) -> None:
    settings = telegram_house.bot.settings
    access = AccessSettings.model_validate({"mode": "invite"})
    telegram_house.bot.settings = settings.model_copy(update={"access": access})
    await present(telegram_house.bot)
    assert {"invite", "redeem", "waitlist"} <= set(telegram_house.stranger("ada", started=True).menu())


async def test_what_telegram_knows_already_is_not_told_again(telegram_house: TelegramHouse) -> None:
    await present(telegram_house.bot)
    told = [one.method for one in telegram_house.server.requests]
    await present(telegram_house.bot)
    again = [one.method for one in telegram_house.server.requests][len(told) :]
    assert {name for name in again if name.startswith("setMy")} == set()


async def test_the_bot_says_what_it_is_in_every_language(telegram_house: TelegramHouse) -> None:
    await present(telegram_house.bot)
    told = telegram_house.server.told_of_itself
    assert {told["short_description", tag] for tag in ("", "de", "es")} == {
        text.phrase("telegram.bot.short", tag) for tag in text.LANGUAGES
    }


async def test_menus_are_set_later_where_telegram_is_away(
    telegram_house: TelegramHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenting, "AGAIN_S", 0.0)
    telegram_house.server.faults.append(failing("setMyCommands"))
    await presenting.run(telegram_house.bot)
    assert telegram_house.stranger("ada", started=True).menu()


@pytest.mark.parametrize("name", menu.ABOUT)
def test_every_command_that_is_shown_is_answered(name: str) -> None:
    assert name in COMMANDS or name in NAMES


@pytest.mark.parametrize("tag", text.LANGUAGES)
def test_every_command_can_be_shown(tag: str) -> None:
    assert all(0 < len(about) <= 256 for _, about in menu.described(tuple(menu.ABOUT), tag))


@pytest.mark.parametrize("tag", text.LANGUAGES)
@pytest.mark.parametrize(("key", "most"), [("telegram.bot.description", 512), ("telegram.bot.short", 120)])
def test_what_the_bot_says_of_itself_fits(key: str, most: int, tag: str) -> None:
    assert len(text.phrase(key, tag)) <= most
