"""A prompt in its five parts, asked for one after another."""

import pytest
from telegram_house import TelegramHouse
from telegram_server.people import Person

from adapters.telegram.bot import CameoBot

pytestmark = pytest.mark.integration

MAKE, BACK, SKIP, DONE = "🎬 Make it", "◀ Back", "⏭ Skip", "✅ That is all"
PARTS = ("@Self as a detective", "turns to the window", "slow close-up", "in a dark office", "cinematic")


@pytest.fixture
async def ada(telegram_house: TelegramHouse) -> Person:
    """Somebody in the group with a likeness."""
    return await telegram_house.enrolled("ada")


async def _asked(somebody: Person, step: int) -> str:
    return (await somebody.hears(f"{step} of 5")).text


async def test_five_answers_make_a_prompt(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.tells("/compose")
    for step, part in enumerate(PARTS, 1):
        await _asked(ada, step)
        await ada.tells(part)
    shown = await ada.hears("Nothing is spent")
    assert all(words in shown.text for words in ("detective", "window", "close-up", "dark office"))
    await ada.presses(shown, MAKE)
    person = await telegram_house.person(ada)
    assert (await telegram_house.house.app.ledger(person)).held > 0


async def test_parts_that_a_prompt_can_do_without_are_skipped(ada: Person) -> None:
    await ada.tells("/compose")
    for step, part in enumerate(PARTS[:2], 1):
        await _asked(ada, step)
        await ada.tells(part)
    asked = await ada.hears("3 of 5")
    await ada.presses(asked, SKIP)
    assert "4 of 5" in asked.text
    await ada.presses(asked, DONE)
    assert "turns to the window" in asked.text
    assert "Nothing is spent" in asked.text


async def test_the_parts_that_it_needs_cannot_be_skipped(ada: Person) -> None:
    await ada.tells("/compose")
    asked = await ada.hears("1 of 5")
    assert not {SKIP, DONE, BACK} & set(asked.labels)
    assert (await ada.forges_press(asked, "compose:skip:0")).alert
    assert (await ada.forges_press(asked, "compose:done:0")).alert
    assert "1 of 5" in asked.text


async def test_going_back_asks_anew_for_the_part_before(ada: Person) -> None:
    await ada.tells("/compose")
    await ada.hears("1 of 5")
    await ada.tells("@Self as a postman")
    asked = await ada.hears("2 of 5")
    await ada.presses(asked, BACK)
    assert "1 of 5" in asked.text
    await ada.tells("@Self as a detective")
    await ada.hears("2 of 5")
    await ada.tells("turns to the window")
    await ada.presses(await ada.hears("3 of 5"), DONE)
    shown = await ada.hears("Nothing is spent")
    assert ("detective" in shown.text, "postman" in shown.text) == (True, False)


async def test_buttons_under_an_old_question_do_nothing(ada: Person) -> None:
    await ada.tells("/compose")
    for step, part in enumerate(PARTS[:3], 1):
        await _asked(ada, step)
        await ada.tells(part)
    await ada.hears("4 of 5")
    old = await ada.hears("3 of 5")
    assert (await ada.presses(old, SKIP)).alert
    assert "3 of 5" in old.text


@pytest.mark.parametrize("data", ["compose:skip:-1", "compose:fly:0"])
async def test_data_that_no_button_holds_does_nothing(ada: Person, data: str) -> None:
    await ada.tells("/compose")
    asked = await ada.hears("1 of 5")
    assert (await ada.forges_press(asked, data)).alert
    assert "1 of 5" in asked.text


async def test_a_new_process_goes_on_where_the_old_one_stopped(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.tells("/compose")
    await ada.hears("1 of 5")
    await ada.tells(PARTS[0])
    await ada.hears("2 of 5")
    old = telegram_house.bot
    await old.__aexit__(None, None, None)
    async with CameoBot(old.app, old.settings, background=False) as bot:
        await bot.connect()
        await ada.tells(PARTS[1])
        await ada.presses(await ada.hears("3 of 5"), DONE)
        await ada.hears("Nothing is spent")
    await old.__aenter__()


async def test_what_was_begun_in_a_group_belongs_there_and_is_asked_in_private(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.says(telegram_house.group, "/compose")
    await ada.hears("I answered you in our private chat", telegram_house.group)
    for step, part in enumerate(PARTS[:2], 1):
        await _asked(ada, step)
        await ada.tells(part)
    await ada.presses(await ada.hears("3 of 5"), DONE)
    await ada.presses(await ada.hears("Nothing is spent"), MAKE)
    app, person = telegram_house.house.app, await telegram_house.person(ada)
    clip = (await app.clips(person)).clips[0]
    assert (await app.clip_home(person, clip.id)).chat_id == telegram_house.chat.chat_id


async def test_somebody_elses_wizard_is_not_turned(telegram_house: TelegramHouse, ada: Person) -> None:
    bo = await telegram_house.enrolled("bo")
    for one in (ada, bo):
        await one.tells("/compose")
    asked = await ada.hears("1 of 5")
    await ada.tells(PARTS[0])
    await ada.hears("2 of 5")
    assert (await bo.forges_press(await bo.hears("1 of 5"), "compose:back:1")).alert
    assert "1 of 5" in asked.text
