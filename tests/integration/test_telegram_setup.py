"""Making a likeness without leaving Telegram."""

import pytest
from telegram_house import TelegramHouse
from telegram_server.media import StoredFile, animation, document, film, video_note
from telegram_server.people import Person
from telegram_server.world import Message, User

from engine.contract.messages import Stage

pytestmark = pytest.mark.integration

NOTE = b"footage"


async def _challenged(somebody: Person) -> Message:
    """Somebody agrees; what they are told."""
    await somebody.tells("/setup")
    await somebody.presses(await somebody.hears("stored encrypted"), "✅ I agree")
    return await somebody.hears("Read aloud")


@pytest.fixture
async def ada(telegram_house: TelegramHouse) -> Person:
    """Somebody who agreed."""
    somebody = await telegram_house.member("ada")
    await _challenged(somebody)
    return somebody


async def _fetches(at: TelegramHouse) -> int:
    return len(at.server.asked("getFile"))


async def test_nothing_begins_before_they_agreed(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/setup")
    await ada.hears("stored encrypted")
    await ada.records(NOTE)
    await ada.hears("This challenge was used or its time is up")
    assert await _fetches(telegram_house) == 0


async def test_who_agrees_hears_how_large_and_how_new_the_video_has_to_be(
    telegram_house: TelegramHouse,
) -> None:
    told = await _challenged(await telegram_house.member("ada"))
    assert "at most 20 MB" in told.text
    assert "It has to be new" in told.text


async def test_how_an_analysis_goes_is_told_in_one_message(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.records(NOTE)
    told = await ada.hears("It is being analysed")
    house, analyses = telegram_house.house, telegram_house.bot.analyses
    (name,) = house.queue.in_order()
    house.queue.work_on(name, house.clock.now(), stage=Stage.ANALYSING, done=0.42)
    await house.app.take_outcomes()
    await analyses.once()
    assert "42%" in told.text
    await house.finish(name)
    await house.finish_jobs()
    await analyses.once()
    assert "your likeness is ready" in told.text
    assert analyses.watched == []


@pytest.mark.parametrize("sent", [video_note(NOTE, side=240), film(NOTE)], ids=["round", "a video"])
async def test_what_was_recorded_for_the_challenge_is_taken(
    telegram_house: TelegramHouse, ada: Person, sent: StoredFile
) -> None:
    await ada.sends(sent)
    await ada.hears("It is being analysed")
    await telegram_house.house.finish_jobs()
    person = await telegram_house.person(ada)
    assert (await telegram_house.house.app.settings(person)).likeness


@pytest.mark.parametrize("sent", [animation(NOTE), document(NOTE)], ids=["silent", "a file"])
async def test_what_came_as_a_file_is_refused_unfetched(
    telegram_house: TelegramHouse, ada: Person, sent: StoredFile
) -> None:
    await ada.sends(sent)
    await ada.hears("A file may be of any time")
    assert await _fetches(telegram_house) == 0


async def test_what_was_passed_on_is_refused_unfetched(telegram_house: TelegramHouse, ada: Person) -> None:
    bo = await telegram_house.member("bo")
    await ada.forwards(await bo.records(NOTE))
    await ada.hears("passed on")
    assert await _fetches(telegram_house) == 0


async def test_what_came_by_another_bot_is_refused_unfetched(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    other = User("otherbot", bot=True)
    sent = Message(ada.alone, ada.user, media=video_note(NOTE), via_bot=other)
    await telegram_house.server.publish(sent)
    await ada.hears("passed on")
    assert await _fetches(telegram_house) == 0


async def test_what_is_older_than_the_challenge_is_refused_unfetched(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    before = int(telegram_house.house.clock.now().timestamp()) - 60
    await ada.sends(video_note(NOTE), date=before)
    await ada.hears("older than the challenge")
    assert await _fetches(telegram_house) == 0


async def test_what_is_larger_than_telegram_hands_out_is_refused_unfetched(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    large = film(NOTE)
    large.claimed = 20_000_001
    await ada.sends(large)
    await ada.hears("larger than 20 MB")
    assert await _fetches(telegram_house) == 0


async def test_a_recording_that_cannot_be_used_says_why_and_offers_another_try(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.records(NOTE)
    told = await ada.hears("It is being analysed")
    (name,) = telegram_house.house.queue.in_order()
    telegram_house.house.queue.fail(name, "too_dark", "It is too dark: face a window.")
    await telegram_house.house.app.take_outcomes()
    await telegram_house.bot.analyses.once()
    assert "face a window" in told.text
    await ada.presses(told, "🎥 Record again")
    again = await ada.hears("stored encrypted")
    assert again.labels == ["✅ I agree"]


async def test_a_challenge_is_answered_once(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.records(NOTE)
    await ada.hears("It is being analysed")
    await ada.records(NOTE)
    await ada.hears("This challenge was used")
    assert len(telegram_house.house.queue.in_order()) == 1


async def test_a_message_that_was_deleted_is_told_of_no_longer(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.records(NOTE)
    told = await ada.hears("It is being analysed")
    await ada.deletes(told)
    await telegram_house.bot.analyses.once()
    assert telegram_house.bot.analyses.watched == []


async def test_agreeing_in_somebody_elses_name_is_for_nobody(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    bo = await telegram_house.member("bo")
    await bo.tells("/setup")
    offered = await bo.hears("stored encrypted")
    pressed = await bo.forges_press(offered, f"agree_setup:{await telegram_house.person(ada)}")
    assert pressed.alert


async def test_a_video_in_a_group_is_nobodys_recording(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.records(NOTE, ada.here)
    await telegram_house.settle()
    assert telegram_house.house.queue.in_order() == []


async def test_who_begins_in_a_group_is_led_to_the_private_chat(telegram_house: TelegramHouse) -> None:
    bo = await telegram_house.member("bo", started=False)
    await bo.says(bo.here, "/setup")
    there = await bo.sees(lambda one: one.author is telegram_house.server.bot, bo.here)
    await bo.follows(there, there.labels[0])
    await bo.hears("stored encrypted")
