"""What somebody writes to the bot alone on Telegram, and presses that no button of the bot's stands for."""

import logging

import pytest
from sqlalchemy.exc import OperationalError
from telegram_house import TelegramHouse
from telegram_server.people import Person

from adapters.telegram import buttons, visits
from bot.ids import new_id
from bot.notices import Action

pytestmark = pytest.mark.integration

MAKE, AGAIN = "🎬 Make it", "🔁 Again"
NASTY = ("", "a:b:c", "\u0663", "0" * 32, "me:0")
"""What may stand behind the first word of forged data."""


@pytest.fixture
async def ada(telegram_house: TelegramHouse) -> Person:
    """Somebody in the group with a likeness."""
    return await telegram_house.enrolled("ada")


async def test_who_runs_too_fast_is_slowed_down(
    telegram_house: TelegramHouse, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_args: object) -> bool:
        return False

    monkeypatch.setattr(type(telegram_house.house.ports.limiter), "take", never)
    await ada.tells("/standing")
    answer = await ada.sees(lambda one: one.author is not ada.user)
    assert "no strikes" not in answer.text


async def test_where_the_store_is_away_it_is_said_that_nothing_was_charged(
    telegram_house: TelegramHouse, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: object, **_more: object) -> None:
        raise OperationalError("", {}, OSError())

    monkeypatch.setattr(telegram_house.house.app, "person_for", away)
    await ada.tells("@Self waves on a beach")
    await ada.hears("nothing was charged")


async def test_a_command_that_answers_a_clip_changes_that_clip(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    chat = telegram_house.chat_of(ada.alone)
    await telegram_house.house.order(await telegram_house.person(ada), "@Self waves on a beach", chat=chat)
    await telegram_house.house.finish_jobs()
    await telegram_house.bot.poster.once()
    film = await ada.sees(lambda one: one.media is not None)
    await ada.answers(film, "/make reads in a neon street")
    await ada.hears("changed copy")


async def test_an_answer_that_takes_long_comes_as_a_message(
    telegram_house: TelegramHouse, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "PATIENCE_S", 0.0)
    await ada.tells("/make @Self waves on a beach")
    pressed = await ada.presses(await ada.hears("Nothing is spent"), MAKE)
    assert not pressed.text
    await ada.hears("On its way")


async def test_what_is_started_in_private_for_a_group_is_told_of_in_the_group(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await telegram_house.house.order(
        await telegram_house.person(ada), "@Self waves on a beach", chat=telegram_house.chat
    )
    await telegram_house.house.finish_jobs()
    await telegram_house.bot.poster.once()
    film = await ada.sees(lambda one: one.media is not None, telegram_house.group)
    await ada.presses(film, AGAIN)
    shown = await ada.hears("Nothing is spent")
    await ada.presses(shown, MAKE)
    await telegram_house.bot.statuses.once()
    assert shown.text.startswith("On its way")
    assert shown.labels == []
    assert "queue" in telegram_house.group.posted[-1].text.lower()


@pytest.mark.parametrize("action", [Action.LOOK_FIRST, Action.EDIT_PROMPT])
async def test_a_request_that_is_gone_is_nobodys(ada: Person, action: Action) -> None:
    await ada.tells("/make @Self waves on a beach")
    shown = await ada.hears("Nothing is spent")
    assert (await ada.forges_press(shown, f"{action.value}:{new_id()}")).alert


async def test_every_forged_press_is_answered_and_breaks_nothing(
    telegram_house: TelegramHouse,
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def always(*_args: object) -> bool:
        return True

    monkeypatch.setattr(type(telegram_house.house.ports.limiter), "take", always)
    await ada.tells("/make @Self waves on a beach")
    shown = await ada.hears("Nothing is spent")
    words = [*buttons._FAMILIES, "make_again", "nobody", "", "LOOK_FIRST"]
    with caplog.at_level(logging.ERROR):
        for word in words:
            for rest in NASTY:
                data = f"{word}:{rest}"
                if len(data.encode()) <= buttons.LONGEST:
                    await ada.forges_press(shown, data)
    assert [record.message for record in caplog.records] == []
