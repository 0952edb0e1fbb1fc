"""Questions about clips on our own Telegram: asked of whom they concern, answered once, in whatever way."""

import pytest
from telegram_clips import HERE, WORDS, actions, asked, mentioned, ordered, post, said
from telegram_house import TelegramHouse
from telegram_server.chatting import becomes
from telegram_server.members import Standing
from telegram_server.people import Person
from telegram_server.world import Message

from bot.clips import ClipState

pytestmark = pytest.mark.integration

LOOK = "👀 View privately"


async def _state(house: TelegramHouse, maker: Person, clip: str) -> ClipState:
    return (await house.house.app.clip(await house.person(maker), clip)).state


async def _question(house: TelegramHouse) -> tuple[Person, Person, str, Message]:
    """Ada, whom the question is for; bo; the clip; the question."""
    ada, bo, clip = await asked(house)
    await post(house)
    (question,) = said(house, ada.alone)
    return ada, bo, clip, question


async def _call(house: TelegramHouse) -> tuple[Person, Person, str, Message]:
    """The same, where the bot may not write to ada, who never started it: the call in the group."""
    ada, bo, clip = await asked(house, started=False)
    await post(house)
    (call,) = [one for one in said(house, house.group) if "approve_clip" in actions(one)]
    return ada, bo, clip, call


async def test_who_is_asked_gets_the_clip_the_words_and_the_answers_alone(
    telegram_house: TelegramHouse,
) -> None:
    _, bo, _, question = await _question(telegram_house)
    assert question.film == b"film"
    assert all(word in question.text for word in ("bo", "waves", "See you there!"))
    assert actions(question) == ["approve_clip", "deny_clip", "report_clip"]
    elsewhere = [*said(telegram_house, bo.alone), *said(telegram_house, telegram_house.group)]
    assert not any(message.media for message in elsewhere)


@pytest.mark.parametrize(
    ("button", "state"), [("approve_clip", ClipState.DELIVERED), ("deny_clip", ClipState.DENIED)]
)
async def test_a_button_answers(telegram_house: TelegramHouse, button: str, state: ClipState) -> None:
    ada, bo, clip, question = await _question(telegram_house)
    await ada.presses(question, button)
    assert await _state(telegram_house, bo, clip) is state


@pytest.mark.parametrize(("sign", "state"), [("👍", ClipState.DELIVERED), ("👎", ClipState.DENIED)])
async def test_a_reaction_answers_a_question_asked_alone(
    telegram_house: TelegramHouse, sign: str, state: ClipState
) -> None:
    ada, bo, clip, question = await _question(telegram_house)
    await ada.reacts(question, sign)
    await ada.sees(lambda one: one.reply_to is question and "agree" in one.text)
    assert await _state(telegram_house, bo, clip) is state


@pytest.mark.parametrize("signs", [("❤",), ("👍", "👎")], ids=["another", "both"])
async def test_a_sign_that_says_nothing_answers_nothing(
    telegram_house: TelegramHouse, signs: tuple[str, ...]
) -> None:
    ada, bo, clip, question = await _question(telegram_house)
    await ada.reacts(question, *signs)
    await telegram_house.settle()
    assert await _state(telegram_house, bo, clip) is ClipState.APPROVAL


async def test_a_reaction_taken_back_takes_back_nothing(telegram_house: TelegramHouse) -> None:
    ada, bo, clip, question = await _question(telegram_house)
    await ada.reacts(question, "👍")
    await ada.sees(lambda one: one.reply_to is question)
    await ada.reacts(question)
    await telegram_house.settle()
    assert await _state(telegram_house, bo, clip) is ClipState.DELIVERED


async def test_the_first_answer_stands(telegram_house: TelegramHouse) -> None:
    ada, bo, clip, question = await _question(telegram_house)
    await ada.presses(question, "approve_clip")
    await ada.presses(question, "deny_clip")
    assert await _state(telegram_house, bo, clip) is ClipState.DELIVERED


async def test_who_never_started_the_bot_is_called_in_the_group_with_nothing_private(
    telegram_house: TelegramHouse,
) -> None:
    ada, _, _, call = await _call(telegram_house)
    assert mentioned(call) == [ada.id]
    assert call.media is None
    assert not any(word in call.text for word in ("waves", "See you", "bo "))
    assert actions(call) == ["approve_clip", "deny_clip"]


async def test_who_was_called_reads_it_in_the_private_chat(telegram_house: TelegramHouse) -> None:
    ada, _, _, call = await _call(telegram_house)
    await ada.follows(call, LOOK)
    question = await ada.sees(lambda one: one.film == b"film")
    assert ("waves" in question.text, actions(question)[0]) == (True, "approve_clip")


@pytest.mark.parametrize("first_look", [False, True], ids=["in-the-group", "privately"])
async def test_a_call_that_was_answered_asks_no_more(
    telegram_house: TelegramHouse, *, first_look: bool
) -> None:
    ada, _, _, call = await _call(telegram_house)
    where = call
    if first_look:
        await ada.follows(call, LOOK)
        where = await ada.sees(lambda one: one.film == b"film")
    await ada.presses(where, "approve_clip")
    await ada.hears("This question is answered.", telegram_house.group)
    assert call.keyboard == []


async def test_nobody_elses_press_answers_and_it_is_told_to_them_alone(telegram_house: TelegramHouse) -> None:
    _, bo, clip, call = await _call(telegram_house)
    before = len(said(telegram_house, telegram_house.group))
    pressed = await bo.presses(call, "approve_clip")
    assert (await _state(telegram_house, bo, clip), pressed.alert) == (ClipState.APPROVAL, True)
    assert len(said(telegram_house, telegram_house.group)) == before


async def test_nobody_else_reads_what_somebody_was_called_for(telegram_house: TelegramHouse) -> None:
    _, bo, _, call = await _call(telegram_house)
    await bo.follows(call, LOOK)
    await bo.hears("nothing behind this for you")
    assert not any(one.media for one in said(telegram_house, bo.alone))


async def test_where_the_bot_runs_the_group_a_reaction_answers_the_call(
    telegram_house: TelegramHouse,
) -> None:
    server, group = telegram_house.server, telegram_house.group
    ada, bo, clip, call = await _call(telegram_house)
    await becomes(server, group, server.bot, Standing.ADMINISTRATOR, bo.user)
    await bo.reacts(call, "👎")
    await ada.reacts(call, "👍")
    await ada.hears("This question is answered.", group)
    assert await _state(telegram_house, bo, clip) is ClipState.DELIVERED


async def test_who_reacts_in_passing_is_not_taken_down_as_a_person(telegram_house: TelegramHouse) -> None:
    server, group = telegram_house.server, telegram_house.group
    ada, bo, _, call = await _call(telegram_house)
    await becomes(server, group, server.bot, Standing.ADMINISTRATOR, bo.user)
    eve = await telegram_house.member("eve")
    await eve.reacts(call, "👍")
    await telegram_house.settle()
    async with telegram_house.house.uow() as tx:
        assert await tx.people.by_account(HERE, str(eve.id)) is None
        assert await tx.people.by_account(HERE, str(ada.id)) is not None


async def test_an_agreed_clip_comes_to_the_group(telegram_house: TelegramHouse) -> None:
    ada, _, _, question = await _question(telegram_house)
    await ada.presses(question, "approve_clip")
    await post(telegram_house)
    assert [one.film for one in said(telegram_house, telegram_house.group) if one.media] == [b"film"]


async def test_where_a_bot_was_away_a_reaction_is_heard_of_later(telegram_house: TelegramHouse) -> None:
    ada, bo, clip, question = await _question(telegram_house)
    updater = telegram_house.bot.application.updater
    assert updater is not None
    await updater.stop()
    await ada.reacts(question, "👍")
    await telegram_house.bot.connect()
    await ada.sees(lambda one: one.reply_to is question)
    assert await _state(telegram_house, bo, clip) is ClipState.DELIVERED


async def test_what_a_question_says_of_its_words_is_all_of_them(telegram_house: TelegramHouse) -> None:
    ada, bo, _ = await asked(telegram_house)
    await ordered(telegram_house, bo, WORDS)
    await post(telegram_house)
    assert all("See you there!" in one.text for one in said(telegram_house, ada.alone))
