"""Friends on Telegram: asking, answering, allowing and blocking, whichever way somebody is pointed out."""

import re
from urllib.parse import unquote

import pytest
from telegram_house import TelegramHouse
from telegram_server.chatting import open_topic
from telegram_server.people import Person
from telegram_server.world import Message, User

from bot.consent import Visibility
from bot.notices import FriendsShown

pytestmark = pytest.mark.integration


async def _friends(at: TelegramHouse, somebody: Person) -> FriendsShown:
    return await at.house.app.friends(await at.person(somebody))


async def _asked_of(at: TelegramHouse, somebody: Person) -> list[tuple[str, str]]:
    return [(one.handle, one.message) for one in (await _friends(at, somebody)).asked_of_me]


def _link(message: Message) -> str:
    """What a private chat is opened with by who follows the way under a question that was asked."""
    (url,) = [str(one["url"]) for one in message.keyboard if "url" in one]
    found = re.search(r"start=([\w-]+)", unquote(url))
    assert found is not None, url
    return found[1]


async def test_a_friend_is_asked_by_name_in_a_group(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    await bo.says(bo.here, f"/ask {ada.mention} A birthday clip?")
    await bo.hears("@\u2060ada")
    assert await _asked_of(telegram_house, ada) == [("bo", "A birthday clip?")]


async def test_a_friend_without_a_username_is_asked_by_a_chosen_mention(
    telegram_house: TelegramHouse,
) -> None:
    ada, bo = await telegram_house.enrolled("ada", username=None), await telegram_house.member("bo")
    await bo.says(bo.here, f"/ask {ada.mention}")
    await bo.hears("ada")
    assert await _asked_of(telegram_house, ada) == [("bo", "")]


async def test_who_wrote_a_message_is_asked_by_an_answer_to_it(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    said = await ada.says(ada.here, "hello")
    await bo.answers(said, "/ask You and me on the moon")
    await bo.hears("ada")
    assert await _asked_of(telegram_house, ada) == [("bo", "You and me on the moon")]


async def test_a_question_can_be_passed_on_to_who_has_not_spoken_to_the_bot(
    telegram_house: TelegramHouse,
) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    await bo.says(bo.here, f"/ask {ada.mention} please")
    await ada.starts(_link(await bo.hears("@\u2060ada")))
    asked = await ada.hears("please")
    await ada.presses(asked, "✅ Allow")
    assert [one.handle for one in (await _friends(telegram_house, ada)).grants] == ["bo"]


async def test_a_question_is_shown_to_who_was_asked_alone(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    eve = await telegram_house.member("eve")
    await bo.says(bo.here, f"/ask {ada.mention} please")
    await eve.starts(_link(await bo.hears("@\u2060ada")))
    told = await eve.sees(lambda one: one.author is telegram_house.server.bot)
    assert "please" not in told.text
    assert told.labels == []


async def test_open_questions_are_answered_from_the_list(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    await bo.says(bo.here, f"/ask {ada.mention}")
    await bo.hears("@\u2060ada")
    await ada.tells("/friends")
    listed = await ada.hears("They ask you:")
    await ada.presses(listed, "✅ Allow @bo")
    assert await _asked_of(telegram_house, ada) == []


async def test_a_contact_is_asked_with_words(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    await bo.shares_contact(ada.user)
    await bo.hears("Do you want to ask")
    await bo.tells("A birthday clip?")
    await bo.sees(lambda one: "birthday" not in one.text and one.keyboard and "url" in one.keyboard[0])
    assert await _asked_of(telegram_house, ada) == [("bo", "A birthday clip?")]


async def test_a_contact_is_asked_without_words(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    await bo.shares_contact(ada.user)
    await bo.presses(await bo.hears("Do you want to ask"), "📨 Ask without words")
    assert await _asked_of(telegram_house, ada) == [("bo", "")]


async def test_a_contact_who_is_not_to_be_asked_is_forgotten(telegram_house: TelegramHouse) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    await bo.shares_contact(ada.user)
    offered = await bo.hears("Do you want to ask")
    await bo.presses(offered, "forget")
    await bo.forges_press(offered, "ask:send")
    assert await _asked_of(telegram_house, ada) == []


async def test_who_shares_a_contact_does_not_name_that_person_here(telegram_house: TelegramHouse) -> None:
    bo, eve = await telegram_house.member("bo"), telegram_house.stranger("eve")
    await bo.shares_contact(User("nickname", id=eve.id))
    offered = await bo.hears("Do you want to ask Nickname")
    await bo.presses(offered, "📨 Ask without words")
    assert [one.handle for one in (await _friends(telegram_house, bo)).asked_by_me] == ["eve"]


@pytest.mark.parametrize("command", ["allow", "block"])
async def test_who_wrote_a_message_is_allowed_or_blocked_by_an_answer_to_it(
    telegram_house: TelegramHouse, command: str
) -> None:
    ada, bo = await telegram_house.enrolled("ada"), await telegram_house.member("bo")
    said = await bo.says(bo.here, "hello")
    await ada.answers(said, f"/{command}")
    await ada.hears("@\u2060bo")
    shown = await _friends(telegram_house, ada)
    assert (bool(shown.grants), bool(shown.blocked)) == (command == "allow", command == "block")


async def test_an_answer_to_the_bot_is_about_nobody(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ada.tells("/me")
    await ada.answers(await ada.hears("Likeness: ready"), "/block")
    await ada.hears("Whom do you mean?")


async def test_in_a_topic_the_message_that_opened_it_is_nobody(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    forum = telegram_house.server.supergroup("forum", [ada.user], forum=True)
    topic = await open_topic(telegram_house.server, forum, "clips", ada.user)
    await ada.says(topic, "/block")
    await ada.hears("Whom do you mean?")
    assert (await _friends(telegram_house, ada)).blocked == ()


async def test_who_hides_reads_like_nobody(telegram_house: TelegramHouse) -> None:
    """By a name that was only typed; whoever is there can be pointed out."""
    ada = await telegram_house.enrolled("ada", username=None)
    await telegram_house.house.app.set_visibility(await telegram_house.person(ada), Visibility.NOBODY)
    bo = telegram_house.stranger("bo")
    await bo.tells("/ask @ada")
    await bo.hears("Nobody here is called")


async def test_whom_a_command_is_about_can_be_said_in_several_ways(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/ask")
    assert "share their contact" in (await ada.hears("Whom do you mean?")).text
