"""One person on Telegram and elsewhere: /link, /unlink and a link with a code."""

import pytest
from telegram_house import TelegramHouse

pytestmark = pytest.mark.integration


async def _code(at: TelegramHouse) -> tuple[str, str]:
    """Somebody with a likeness on the terminal, and the code that they show."""
    person = await at.house.enrolled("ada")
    return person, (await at.house.app.link_code(person)).code


async def test_a_code_from_elsewhere_is_offered_and_joins_on_a_yes(telegram_house: TelegramHouse) -> None:
    person, code = await _code(telegram_house)
    ada = await telegram_house.member("ada")
    await ada.tells(f"/link {code}")
    await ada.presses(await ada.hears("Link this account with ada on Terminal"), "🔗 Link them")
    await ada.hears("Linked: ")
    assert await telegram_house.person(ada) == person


async def test_a_link_with_a_code_offers_the_same(telegram_house: TelegramHouse) -> None:
    person, code = await _code(telegram_house)
    ada = await telegram_house.member("ada")
    await ada.tells(f"/start link-{code}")
    await ada.presses(await ada.hears("Link this account"), "🔗 Link them")
    await ada.hears("Linked: ")
    assert await telegram_house.person(ada) == person


async def test_a_code_shown_here_works_elsewhere(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ada.tells("/link")
    said = (await ada.hears("Your code: ")).text or ""
    other = await telegram_house.house.join("ada")
    await telegram_house.house.app.link_accounts(other, said.split("Your code: ")[1].split()[0])
    assert await telegram_house.house.join("ada") == await telegram_house.person(ada)


async def test_a_code_typed_in_a_group_is_void(telegram_house: TelegramHouse) -> None:
    person, code = await _code(telegram_house)
    ada = await telegram_house.member("ada")
    await ada.says(telegram_house.group, f"/link@{telegram_house.bot.username} {code}")
    await ada.hears("That code is void now")
    await ada.tells(f"/link {code}")
    await ada.hears("This code joins nothing")
    assert await telegram_house.person(ada) != person


@pytest.mark.parametrize("said", ["@{bot} link {code}", "@{bot} /cameo link {code}"])
async def test_a_code_that_others_read_however_it_is_said_is_void(
    telegram_house: TelegramHouse, said: str
) -> None:
    _, code = await _code(telegram_house)
    ada = await telegram_house.member("ada")
    await ada.says(telegram_house.group, said.format(bot=telegram_house.bot.username, code=code))
    await telegram_house.settle()
    await ada.tells(f"/link {code}")
    await ada.hears("This code joins nothing")


async def test_an_account_is_parted_by_its_button(telegram_house: TelegramHouse) -> None:
    person, code = await _code(telegram_house)
    ada = await telegram_house.member("ada")
    await telegram_house.house.app.link_accounts(await telegram_house.person(ada), code)
    await ada.tells("/unlink")
    await ada.presses(await ada.hears("You are one person on"), "✂️ Part Telegram")
    await ada.hears("is linked no more")
    assert await telegram_house.person(ada) != person
