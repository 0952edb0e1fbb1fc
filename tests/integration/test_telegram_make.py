"""Asking for clips on Telegram, to the bot alone and in groups: prices first, nothing told before others."""

import pytest
from sqlalchemy import select
from telegram_house import TelegramHouse
from telegram_server.chatting import open_topic
from telegram_server.errors import bad
from telegram_server.faults import Fault
from telegram_server.people import Person
from telegram_server.world import Message

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage, Visibility
from bot.people import Account, Platform
from bot.place_rules import Pause
from bot.requests import Surroundings
from bot.store.tables import HeardRow

pytestmark = pytest.mark.integration

MAKE, LOOK, NEVER_MIND, EDIT = "🎬 Make it", "🔍 Price and check", "✖️ Never mind", "✏️ Edit prompt"


@pytest.fixture
async def ada(telegram_house: TelegramHouse) -> Person:
    """Somebody in the group with a likeness."""
    return await telegram_house.enrolled("ada")


async def _held(at: TelegramHouse, somebody: Person) -> int:
    return (await at.house.app.ledger(await at.person(somebody))).held


async def _prompt(at: TelegramHouse, somebody: Person) -> str:
    return (await at.house.app.clips(await at.person(somebody))).clips[0].prompt


async def _open_to_all(at: TelegramHouse, name: str) -> Person:
    """Somebody whom everybody may cast without asking."""
    made = await at.enrolled(name)
    person = await at.person(made)
    await at.house.app.set_usage(person, Usage.EVERYONE)
    await at.house.app.set_visibility(person, Visibility.EVERYONE)
    await at.house.app.set_approval(person, ApprovalMode.NEVER)
    return made


async def _asked(at: TelegramHouse, somebody: Person, said: str) -> Message:
    """A wish in the group; the message that answers it."""
    await somebody.says(at.group, f"@{at.bot.username} {said}")
    return await somebody.hears("What it costs", at.group)


async def _posted_clip(at: TelegramHouse, somebody: Person) -> Message:
    """A clip of theirs in the group."""
    await at.house.order(await at.person(somebody), "@Self waves on a beach", chat=at.chat)
    await at.house.finish_jobs()
    await at.bot.poster.once()
    return await somebody.sees(lambda one: one.media is not None, at.group)


# --- to the bot alone


@pytest.mark.parametrize(
    "said", ["/make @Self waves on a beach", "@Self waves on a beach", "/cameo make me waving"]
)
async def test_a_prompt_is_priced_and_nothing_is_spent_before_they_say_so(
    telegram_house: TelegramHouse, ada: Person, said: str
) -> None:
    await ada.tells(said)
    shown = await ada.hears("Nothing is spent before you say so")
    assert await _held(telegram_house, ada) == 0
    pressed = await ada.presses(shown, MAKE)
    assert "On its way" in pressed.text
    assert await _held(telegram_house, ada) > 0


async def test_the_message_with_the_price_goes_on_to_tell_of_the_render(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.tells("/make @Self waves on a beach")
    shown = await ada.hears("Nothing is spent")
    await ada.presses(shown, MAKE)
    before = len(ada.alone.posted)
    await telegram_house.bot.statuses.once()
    assert "queue" in shown.text.lower()
    assert len(ada.alone.posted) == before


async def test_pressing_twice_makes_it_once(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.tells("/make @Self waves on a beach")
    shown = await ada.hears("Nothing is spent")
    for _ in range(2):
        await ada.presses(shown, MAKE)
    assert len((await telegram_house.house.app.clips(await telegram_house.person(ada))).clips) == 1


async def test_what_is_dropped_is_forgotten(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.tells("/make @Self waves on a beach")
    shown = await ada.hears("Nothing is spent")
    await ada.presses(shown, NEVER_MIND)
    assert "Forgotten" in shown.text
    assert await _held(telegram_house, ada) == 0


async def test_other_words_take_the_place_of_those_of_a_request(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.tells("/make @Self waves on a beach")
    await ada.presses(await ada.hears("Nothing is spent"), EDIT)
    asked = await ada.hears("Write what happens this time")
    assert "waves on a beach" in asked.text
    await ada.tells("@Self reads in a neon street")
    await ada.presses(await ada.hears("neon street"), MAKE)
    assert "neon street" in await _prompt(telegram_house, ada)


async def test_a_question_need_not_be_answered(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.tells("/make @Self waves on a beach")
    await ada.presses(await ada.hears("Nothing is spent"), EDIT)
    asked = await ada.hears("Write what happens this time")
    await ada.presses(asked, NEVER_MIND)
    await ada.tells("@Self reads in a neon street")
    shown = await ada.hears("neon street")
    assert "changed copy" not in shown.text
    assert asked.text == "Forgotten."


async def test_a_command_instead_of_an_answer_ends_the_question(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.tells("/make @Self waves on a beach")
    await ada.presses(await ada.hears("Nothing is spent"), EDIT)
    await ada.hears("Write what happens this time")
    await ada.tells("/cancel")
    await ada.hears("Forgotten.")
    person = await telegram_house.person(ada)
    assert await telegram_house.house.app.dialogue(person, telegram_house.chat_of(ada.alone)) is None


async def test_answering_a_clip_asks_for_a_changed_copy(telegram_house: TelegramHouse, ada: Person) -> None:
    chat = telegram_house.chat_of(ada.alone)
    await telegram_house.house.order(await telegram_house.person(ada), "@Self waves on a beach", chat=chat)
    await telegram_house.house.finish_jobs()
    await telegram_house.bot.poster.once()
    film = await ada.sees(lambda one: one.media is not None)
    await ada.answers(film, "reads in a neon street")
    await ada.hears("changed copy")


async def test_what_cannot_be_understood_is_answered(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.tells("/cameo setpu")
    await ada.hears("Did you mean")


async def test_a_sticker_like_message_without_words_is_told_what_can_be_read(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.tells(f"@{telegram_house.bot.username}")
    await ada.hears("I read text, and videos")


# --- in groups


async def test_before_others_nothing_is_told_of_it(telegram_house: TelegramHouse, ada: Person) -> None:
    told = await _asked(telegram_house, ada, "@Self in a forbidden place")
    assert "forbidden" not in told.text
    assert "@ada would like a clip" in told.text.replace("\u2060", "")
    assert told.labels == [LOOK, MAKE, NEVER_MIND]


async def test_who_asked_reads_the_price_over_the_button(telegram_house: TelegramHouse, ada: Person) -> None:
    told = await _asked(telegram_house, ada, "@Self waves on a beach")
    pressed = await ada.presses(told, LOOK)
    assert "credits; you have" in pressed.text
    assert not ada.alone.posted


async def test_why_it_cannot_be_made_only_who_asked_reads(telegram_house: TelegramHouse, ada: Person) -> None:
    told = await _asked(telegram_house, ada, "@Self in a forbidden place")
    pressed = await ada.presses(told, LOOK)
    assert "credits" not in pressed.text
    assert pressed.alert


@pytest.mark.parametrize("button", [LOOK, MAKE, NEVER_MIND])
async def test_somebody_elses_buttons_do_nothing(
    telegram_house: TelegramHouse, ada: Person, button: str
) -> None:
    bo = await telegram_house.enrolled("bo")
    told = await _asked(telegram_house, ada, "@Self waves on a beach")
    pressed = await bo.presses(told, button)
    assert pressed.alert
    assert "credits" not in pressed.text
    assert await _held(telegram_house, ada) == 0
    assert told.id in telegram_house.group.messages


async def test_the_message_in_the_group_goes_on_to_tell_of_the_render(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    told = await _asked(telegram_house, ada, "@Self waves on a beach")
    await ada.presses(told, MAKE)
    posted = len(telegram_house.group.posted)
    await telegram_house.bot.statuses.once()
    assert "queue" in told.text.lower()
    assert len(telegram_house.group.posted) == posted


async def test_what_is_dropped_is_taken_down(telegram_house: TelegramHouse, ada: Person) -> None:
    told = await _asked(telegram_house, ada, "@Self waves on a beach")
    pressed = await ada.presses(told, NEVER_MIND)
    assert "Forgotten" in pressed.text
    assert told.id not in telegram_house.group.messages


async def test_the_clip_comes_where_it_was_asked_for(telegram_house: TelegramHouse, ada: Person) -> None:
    told = await _asked(telegram_house, ada, "@Self waves on a beach")
    await ada.presses(told, MAKE)
    await telegram_house.house.finish_jobs()
    await telegram_house.bot.poster.once()
    await ada.sees(lambda one: one.media is not None, telegram_house.group)


async def test_a_command_asks_as_a_mention_does(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.says(telegram_house.group, "/make @Self waves on a beach")
    told = await ada.hears("What it costs", telegram_house.group)
    assert told.labels == [LOOK, MAKE, NEVER_MIND]


async def test_who_is_mentioned_by_username_is_who_is_meant(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    bo = await _open_to_all(telegram_house, "bo")
    bo.user.username = "Bo_the_second"
    await bo.says(telegram_house.group, "/help")
    told = await _asked(telegram_house, ada, "@bo_the_second waves on a beach")
    await ada.presses(told, MAKE)
    assert "@bo " in await _prompt(telegram_house, ada)


async def test_who_is_picked_from_the_group_without_a_username_is_who_is_meant(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    bo = await _open_to_all(telegram_house, "bo")
    bo.user.username = None
    told = await _asked(telegram_house, ada, f"{bo.mention} waves on a beach")
    await ada.presses(told, MAKE)
    assert "@bo " in await _prompt(telegram_house, ada)


async def test_somebody_who_is_not_in_the_group_is_not_made_one_of_it_by_a_mention(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    far = telegram_house.stranger("far", username=None)
    await _asked(telegram_house, ada, f"@Self and {far.mention} wave on a beach")
    known = Account(Platform.TELEGRAM, str(far.id), "Far")
    async with telegram_house.house.uow() as tx:
        assert await tx.people.by_account(known.platform, known.platform_id) is None


async def test_who_left_the_group_is_there_no_longer(telegram_house: TelegramHouse, ada: Person) -> None:
    bo = await _open_to_all(telegram_house, "bo")
    told = await _asked(telegram_house, ada, "@bo waves on a beach")
    await bo.leaves(telegram_house.group)
    pressed = await ada.presses(told, MAKE)
    assert pressed.alert
    assert await _held(telegram_house, ada) == 0


async def test_a_reply_to_a_clip_asks_for_a_changed_copy(telegram_house: TelegramHouse, ada: Person) -> None:
    film = await _posted_clip(telegram_house, ada)
    await ada.answers(film, "reads in a neon street")
    await ada.hears("would like a remix", telegram_house.group)


async def test_what_people_say_to_one_another_is_not_answered(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    film = await _posted_clip(telegram_house, ada)
    posted = len(telegram_house.group.posted)
    await ada.answers(film, "so good")
    await ada.says(telegram_house.group, "me waving on a beach, ha")
    await telegram_house.settle()
    assert len(telegram_house.group.posted) == posted + 2


async def test_what_is_between_the_two_of_them_is_not_answered_before_others(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.says(telegram_house.group, f"@{telegram_house.bot.username} balance")
    told = await ada.hears("between you and me", telegram_house.group)
    assert "credits" not in told.text


async def test_a_message_that_only_names_the_bot_is_told_how(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.says(telegram_house.group, f"@{telegram_house.bot.username}")
    await ada.hears("Mention me and who is in the clip", telegram_house.group)


async def test_commands_of_other_bots_are_left_alone(telegram_house: TelegramHouse, ada: Person) -> None:
    for said in ("/ban bo", "/make@other_bot @Self waves"):
        await ada.says(telegram_house.group, said)
    await telegram_house.settle()
    assert [one for one in telegram_house.group.posted if one.author is not ada.user] == []
    assert not ada.alone.posted


async def test_what_was_passed_on_is_no_wish(telegram_house: TelegramHouse, ada: Person) -> None:
    bo = await telegram_house.enrolled("bo")
    said = await bo.says(telegram_house.group, f"@{telegram_house.bot.username} @Self waves on a beach")
    await bo.hears("What it costs", telegram_house.group)
    posted = len(telegram_house.group.posted)
    await ada.forwards(said, telegram_house.group)
    await telegram_house.settle()
    assert len(telegram_house.group.posted) == posted + 1


async def test_what_people_say_is_not_even_noted(telegram_house: TelegramHouse, ada: Person) -> None:
    telegram_house.server.reads_all = True
    await ada.says(telegram_house.group, "lovely weather today")
    await telegram_house.settle()
    async with telegram_house.house.uow() as tx:
        assert (await tx.session.scalars(select(HeardRow))).all() == []


async def test_where_the_bot_may_not_write_who_asked_is_told_alone(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    refused = bad("not enough rights to send text messages to the chat")
    telegram_house.server.faults.append(Fault("sendMessage", refused, chat=telegram_house.group.id))
    await ada.says(telegram_house.group, f"@{telegram_house.bot.username} @Self waves on a beach")
    await ada.hears("Nothing is spent")


async def test_a_topic_is_kept(telegram_house: TelegramHouse, ada: Person) -> None:
    server = telegram_house.server
    forum = server.supergroup("forum", [ada.user], forum=True)
    topic = await open_topic(server, forum, "clips", ada.user)
    await ada.says(topic, f"@{telegram_house.bot.username} @Self waves on a beach")
    told = await ada.hears("What it costs", topic)
    await ada.presses(told, MAKE)
    await telegram_house.house.finish_jobs()
    await telegram_house.bot.poster.once()
    film = await ada.sees(lambda one: one.media is not None, topic)
    assert (told.thread, film.thread) == (topic.id, topic.id)


async def test_where_clips_are_paused_only_who_asked_hears_so(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    app, person = telegram_house.house.app, await telegram_house.person(ada)
    around = Surroundings(manages=True)
    await app.rule_place(person, telegram_house.chat, around, Pause(paused=True))
    told = await _asked(telegram_house, ada, "@Self waves on a beach")
    assert (await ada.presses(told, MAKE)).alert
    assert await _held(telegram_house, ada) == 0


async def test_the_same_clip_again_is_proposed_to_who_pressed_alone(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    film = await _posted_clip(telegram_house, ada)
    posted = len(telegram_house.group.posted)
    await ada.presses(film, "🔁 Again")
    shown = await ada.hears("Nothing is spent")
    await ada.presses(shown, MAKE)
    await telegram_house.bot.statuses.once()
    assert len(telegram_house.group.posted) == posted + 1


async def test_who_has_not_started_the_bot_is_led_to_where_the_answer_is(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    film = await _posted_clip(telegram_house, ada)
    bo = await telegram_house.member("bo", started=False)
    pressed = await bo.presses(film, "🔁 Again")
    assert pressed.url is not None
    assert "start=look-" in pressed.url
    await bo.starts(pressed.url.partition("start=")[2])
    await bo.hears("Nothing is spent")


async def test_a_changed_copy_of_a_clip_in_the_group_belongs_there(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    film = await _posted_clip(telegram_house, ada)
    assert EDIT in film.labels
    await ada.presses(film, EDIT)
    await ada.hears("Write what happens this time")
    await ada.tells("reads in a neon street")
    await ada.presses(await ada.hears("changed copy"), MAKE)
    newest = (await telegram_house.house.app.clips(await telegram_house.person(ada))).clips[0]
    home = await telegram_house.house.app.clip_home(await telegram_house.person(ada), newest.id)
    assert (home.chat_id, newest.state) == (telegram_house.chat.chat_id, ClipState.QUEUED)
