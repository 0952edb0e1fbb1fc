"""The one message about each render, and messages that are taken down, on our own Telegram."""

import pytest
from telegram_clips import HERE, ordered, post, said
from telegram_house import TelegramHouse
from telegram_server import errors
from telegram_server.faults import Fault, broken, too_many
from telegram_server.people import Person
from telegram_server.world import Message

from bot.clips import ClipState
from bot.requests import MakeRequest

pytestmark = pytest.mark.integration

EVERY_S = 3
OLD_S = 49 * 3600


async def _rendering(house: TelegramHouse) -> tuple[Person, str, Message]:
    """Ada's render that has just begun, and the message that tells of it."""
    ada = await house.enrolled("ada")
    person = await house.person(ada)
    taken = await house.house.app.take_request(person, MakeRequest(text="@Self waves", chat=house.chat))
    clip = await house.house.app.start(person, taken.id)
    await house.bot.statuses.once()
    (message,) = said(house, house.group)
    return ada, clip.id, message


async def _goes_on(house: TelegramHouse, clip: str, done: float) -> None:
    house.house.queue.work_on(f"{clip}.1", house.house.clock.now(), done=done)
    await house.house.app.take_outcomes()


async def _look(house: TelegramHouse, after_s: float = EVERY_S) -> int:
    house.house.clock.advance(seconds=after_s)
    return await house.bot.statuses.once()


async def test_a_render_is_told_of_in_the_group(telegram_house: TelegramHouse) -> None:
    _, _, message = await _rendering(telegram_house)
    assert message.media is None
    assert "waves" in message.text


async def test_its_message_is_edited_as_it_goes_on(telegram_house: TelegramHouse) -> None:
    _, clip, message = await _rendering(telegram_house)
    before = message.text
    await _goes_on(telegram_house, clip, 0.5)
    await _look(telegram_house)
    assert (message.text != before, len(said(telegram_house, telegram_house.group))) == (True, 1)


async def test_it_is_edited_once_in_three_seconds_and_says_the_latest(telegram_house: TelegramHouse) -> None:
    _, clip, message = await _rendering(telegram_house)
    edits = []
    for done in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        await _goes_on(telegram_house, clip, done)
        await _look(telegram_house, 1)
        edits.append(len(message.edits))
    assert edits == [0, 0, 1, 1, 1, 2]


async def test_what_says_so_already_is_left_alone(telegram_house: TelegramHouse) -> None:
    _, clip, _ = await _rendering(telegram_house)
    await _goes_on(telegram_house, clip, 0.5)
    telegram_house.server.faults.append(Fault("editMessageText", errors.NOT_MODIFIED))
    await _look(telegram_house)
    assert await _look(telegram_house) == 0


@pytest.mark.parametrize("error", [errors.EDIT_NOT_FOUND, errors.CANNOT_EDIT], ids=["gone", "not-ours"])
async def test_a_message_that_cannot_be_edited_is_left_alone(
    telegram_house: TelegramHouse, error: errors.ApiError
) -> None:
    _, clip, _ = await _rendering(telegram_house)
    telegram_house.server.faults.append(Fault("editMessageText", error))
    await _goes_on(telegram_house, clip, 0.5)
    await _look(telegram_house)
    await _goes_on(telegram_house, clip, 0.7)
    assert await _look(telegram_house) == 0


async def test_while_telegram_wants_a_pause_nothing_is_edited(telegram_house: TelegramHouse) -> None:
    _, clip, message = await _rendering(telegram_house)
    telegram_house.server.faults.append(too_many("editMessageText", 60))
    for done in (0.2, 0.4, 0.6):
        await _goes_on(telegram_house, clip, done)
        await _look(telegram_house)
    assert (len(telegram_house.server.asked("editMessageText")), message.edits) == (1, [])


async def test_one_of_which_nobody_knows_whether_it_stands_is_not_posted_again(
    telegram_house: TelegramHouse,
) -> None:
    telegram_house.server.faults.append(broken("sendMessage", after=True))
    ada = await telegram_house.enrolled("ada")
    person = await telegram_house.person(ada)
    request = MakeRequest(text="@Self waves", chat=telegram_house.chat)
    taken = await telegram_house.house.app.take_request(person, request)
    await telegram_house.house.app.start(person, taken.id)
    for _ in range(2):
        await _look(telegram_house, 60)
    assert len(said(telegram_house, telegram_house.group)) == 1


async def _posted(house: TelegramHouse) -> tuple[str, str, Message]:
    """Ada; her clip; the message with its film."""
    ada = await house.enrolled("ada")
    clip = await ordered(house, ada)
    await post(house)
    (message,) = said(house, house.group)
    return await house.person(ada), clip, message


async def test_a_film_is_deleted_with_its_clip(telegram_house: TelegramHouse) -> None:
    ada, clip, message = await _posted(telegram_house)
    await telegram_house.house.app.delete(ada, clip)
    await post(telegram_house)
    assert message.id not in telegram_house.group.messages


async def test_a_film_that_is_too_old_to_be_deleted_shows_nothing_any_more(
    telegram_house: TelegramHouse,
) -> None:
    ada, clip, message = await _posted(telegram_house)
    await telegram_house.house.app.keep(ada, clip)
    telegram_house.house.clock.advance(seconds=OLD_S)
    await telegram_house.house.app.delete(ada, clip)
    await post(telegram_house)
    assert message.id in telegram_house.group.messages
    assert (message.film == b"film", message.text, message.keyboard) == (False, "This clip is gone.", [])
    assert await telegram_house.house.app.due_takedowns(HERE) == []


async def test_a_film_that_is_gone_already_is_forgotten(telegram_house: TelegramHouse) -> None:
    ada, clip, message = await _posted(telegram_house)
    del telegram_house.group.messages[message.id]
    await telegram_house.house.app.delete(ada, clip)
    await post(telegram_house)
    assert await telegram_house.house.app.due_takedowns(HERE) == []


async def test_what_may_be_taken_down_later_is_tried_again(telegram_house: TelegramHouse) -> None:
    ada, clip, message = await _posted(telegram_house)
    await telegram_house.house.app.delete(ada, clip)
    telegram_house.server.faults.append(broken("deleteMessage"))
    await telegram_house.bot.poster.once()
    left = len(await telegram_house.house.app.due_takedowns(HERE))
    await post(telegram_house)
    assert (left, message.id in telegram_house.group.messages) == (1, False)


async def test_a_film_sent_to_somebody_erased_is_taken_down_there_too(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada, draft=True)
    await post(telegram_house)
    await telegram_house.house.app.erase(await telegram_house.person(ada))
    await post(telegram_house)
    assert [one for one in said(telegram_house, ada.alone) if one.media] == []


async def test_a_clip_that_was_deleted_on_its_way_is_not_posted(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    clip = await ordered(telegram_house, ada)
    person = await telegram_house.person(ada)
    await telegram_house.house.app.delete(person, clip)
    await post(telegram_house)
    assert (await telegram_house.house.app.clip(person, clip)).state is ClipState.DELETED
    assert [one for one in said(telegram_house, telegram_house.group) if one.media] == []


async def test_what_cannot_be_posted_now_is_no_reason_to_look_again_at_once(
    telegram_house: TelegramHouse,
) -> None:
    ada = await telegram_house.enrolled("ada")
    person = await telegram_house.person(ada)
    request = MakeRequest(text="@Self waves", chat=telegram_house.chat)
    taken = await telegram_house.house.app.take_request(person, request)
    await telegram_house.house.app.start(person, taken.id)
    telegram_house.server.faults.append(too_many("sendMessage", 60, chat=telegram_house.group.id))
    assert [await telegram_house.bot.statuses.once() for _ in range(2)] == [0, 0]
    assert len(telegram_house.server.asked("sendMessage")) == 1
