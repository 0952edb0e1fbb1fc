"""Telegram: nobody speaks for somebody else, and nobody reads what is somebody else's."""

import logging
from collections.abc import Callable

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError
from telegram.error import TelegramError
from telegram.request import BaseRequest
from telegram_clips import post
from telegram_house import TelegramHouse
from telegram_server.faults import failing
from telegram_server.people import Person
from telegram_server.words import read_typed
from telegram_server.world import Chat, Message, User

from adapters import star_refunds
from adapters.telegram.silence import keep_words_out_of_logs
from bot.errors import RefundRefused, UnknownClip
from bot.offers import Returnable
from bot.people import Account, Platform

pytestmark = pytest.mark.integration


@pytest.fixture
async def ada(telegram_house: TelegramHouse) -> Person:
    """Somebody in the group with a likeness."""
    return await telegram_house.enrolled("ada")


@pytest.fixture
async def bo(telegram_house: TelegramHouse) -> Person:
    """Somebody else in the group."""
    made = await telegram_house.member("bo")
    await telegram_house.person(made)
    return made


async def _granted(at: TelegramHouse, owner: Person) -> list[str]:
    shown = await at.house.app.friends(await at.person(owner))
    return [one.handle for one in shown.grants]


def _account(somebody: Person) -> Account:
    return Account(Platform.TELEGRAM, str(somebody.id), somebody.user.first_name)


async def _by_card(at: TelegramHouse, who: Person, where: Chat, words: str) -> None:
    """Another bot's card, which somebody sends without having read all of it."""
    said, entities = read_typed(words, at.server.users)
    card = Message(where, who.user, said, entities, via_bot=User("otherbot", bot=True))
    await at.server.publish(card)
    await at.settle()


@pytest.mark.parametrize("words", ["/allow @bo", "/cameo allow @bo", "cameo allow @bo"])
async def test_another_bots_card_allows_nobody_anything(
    telegram_house: TelegramHouse, ada: Person, bo: Person, words: str
) -> None:
    del bo
    await _by_card(telegram_house, ada, ada.alone, words)
    await ada.hears("written by somebody else")
    assert await _granted(telegram_house, ada) == []


async def test_another_bots_card_in_a_group_allows_nobody_anything(
    telegram_house: TelegramHouse, ada: Person, bo: Person
) -> None:
    del bo
    await _by_card(telegram_house, ada, ada.here, f"/allow@{telegram_house.server.bot.username} @bo")
    assert await _granted(telegram_house, ada) == []


async def test_a_command_that_is_forwarded_does_nothing(
    telegram_house: TelegramHouse, ada: Person, bo: Person
) -> None:
    said = await bo.says(bo.here, "/allow @bo")
    await ada.forwards(said)
    await ada.hears("written by somebody else")
    assert await _granted(telegram_house, ada) == []


async def test_a_prompt_that_is_forwarded_is_still_a_prompt(ada: Person) -> None:
    said = await ada.says(ada.here, "@Self waves on a beach")
    await ada.forwards(said)
    await ada.hears("Nothing is spent")


async def test_a_card_sent_to_the_bot_itself_is_no_message_to_it(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    offered = await ada.types_inline("@me waves on a beach")
    before = len(ada.alone.posted)
    await ada.chooses(offered, "card.standard", ada.alone)
    await telegram_house.settle()
    assert len(ada.alone.posted) == before + 1


@pytest.mark.parametrize("data", ["set:::", "page:credits:0", "lang:de", "bound:own:"])
async def test_a_forged_press_changes_no_message_that_others_read(
    telegram_house: TelegramHouse, ada: Person, bo: Person, data: str
) -> None:
    await ada.says(ada.here, f"/make@{telegram_house.server.bot.username} @Self waves on a beach")
    there = await ada.sees(lambda one: one.author is not ada.user and bool(one.keyboard), ada.here)
    before = there.text, len(ada.here.posted)
    await bo.forges_press(there, data)
    await telegram_house.settle()
    assert (there.text, len(ada.here.posted)) == before


async def test_a_press_is_acknowledged_once(telegram_house: TelegramHouse, ada: Person) -> None:
    await ada.says(ada.here, f"/make@{telegram_house.server.bot.username} @Self waves on a beach")
    there = await ada.sees(lambda one: one.author is not ada.user and bool(one.keyboard), ada.here)
    await ada.presses(there, "look_first")
    await telegram_house.settle()
    assert len(telegram_house.server.asked("answerCallbackQuery")) == 1


async def test_where_the_answer_is_is_said_in_the_language_that_somebody_chose(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    person = await telegram_house.person(ada)
    await telegram_house.house.app.choose_language(person, Platform.TELEGRAM, "de")
    await ada.says(ada.here, f"/credits@{telegram_house.server.bot.username}")
    await ada.hears("Ich habe dir in unserem privaten Chat geantwortet", ada.here)


async def test_what_is_refused_is_said_in_the_language_of_who_asked_not_of_the_group(
    telegram_house: TelegramHouse, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def spanish(*_args: object) -> str:
        return "es"

    async def refusing(*_args: object) -> None:
        raise UnknownClip

    app = telegram_house.house.app
    await app.choose_language(await telegram_house.person(ada), Platform.TELEGRAM, "de")
    monkeypatch.setattr(app, "language_of", spanish)
    monkeypatch.setattr(app, "take_request", refusing)
    await ada.says(ada.here, f"/make@{telegram_house.server.bot.username} @Self waves on a beach")
    await ada.hears("Ich habe dir in unserem privaten Chat geantwortet", ada.here)
    assert ada.alone.posted[-1].text.startswith("So einen Clip hast du nicht")


async def test_who_is_unknown_to_telegram_has_the_way_to_the_private_chat(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    telegram_house.server.faults.append(failing("sendMessage", 400, "Bad Request: chat not found"))
    await ada.says(ada.here, f"/credits@{telegram_house.server.bot.username}")
    await ada.hears("Open our private chat first", ada.here)


async def test_an_answer_to_who_left_makes_nobody_a_member(
    telegram_house: TelegramHouse, ada: Person, bo: Person
) -> None:
    said = await ada.says(ada.here, "hello")
    await ada.leaves(telegram_house.group)
    await telegram_house.settle()
    await bo.answers(said, "/block")
    await bo.hears("ada")
    person = (await telegram_house.house.app.pointed_out(_account(ada))).id
    async with telegram_house.house.uow() as tx:
        assert not await tx.people.was_seen(person, telegram_house.chat)


async def _sent_again(at: TelegramHouse, bo: Person, *, before_choice: Callable[[], None]) -> Message:
    """A finished clip of bo's, sent once more inline after something happened."""
    where = at.server.supergroup("elsewhere", [bo.user], bot=False)
    person = await at.person(bo)
    await at.house.record(person)
    await at.house.finish_jobs()
    offered = await bo.types_inline("@me waves on a beach")
    await bo.chooses(offered, "card.standard", where)
    await at.settle()
    await at.house.finish_jobs()
    await post(at)
    films = await bo.types_inline("")
    before_choice()
    again = await bo.chooses(films, "film.", where)
    await at.settle()
    return again


async def test_a_film_that_cannot_be_noted_does_not_stay_where_it_was_sent(
    telegram_house: TelegramHouse, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: object, **_more: object) -> None:
        raise OperationalError("", {}, OSError())

    app = telegram_house.house.app
    again = await _sent_again(
        telegram_house, bo, before_choice=lambda: monkeypatch.setattr(app, "sent_by_maker", away)
    )
    assert again.film != b"film"


async def test_a_film_that_is_sent_fast_is_noted_all_the_same(
    telegram_house: TelegramHouse, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_args: object) -> bool:
        return False

    limiter = type(telegram_house.house.ports.limiter)
    again = await _sent_again(
        telegram_house, bo, before_choice=lambda: monkeypatch.setattr(limiter, "take", never)
    )
    monkeypatch.undo()
    clip = (await telegram_house.house.app.clips(await telegram_house.person(bo))).clips[0].id
    await telegram_house.house.app.delete(await telegram_house.person(bo), clip)
    await post(telegram_house)
    assert again.film != b"film"


async def test_where_the_store_cannot_note_a_message_it_is_said(
    telegram_house: TelegramHouse, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: object, **_more: object) -> None:
        raise OperationalError("", {}, OSError())

    for name in ("heard", "person_for"):
        monkeypatch.setattr(telegram_house.house.app, name, away)
    await ada.tells("/credits")
    await ada.hears("nothing was charged")


@pytest.mark.usefixtures("telegram_house")
def test_what_the_library_cannot_read_is_not_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(TelegramError):
        BaseRequest.parse_json_payload(b'{"text": "a secret')
    assert caplog.messages == ['Can not load invalid JSON data: "(not shown)"']


def test_an_update_that_the_library_cannot_read_is_not_in_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    keep_words_out_of_logs()
    logging.getLogger("telegram.ext.Updater").critical("Received data was: %r", {"text": "a secret"})
    assert "secret" not in caplog.text


async def test_a_token_that_telegram_does_not_know_is_not_in_the_error(
    telegram_house: TelegramHouse,
) -> None:
    ours = telegram_house.bot.settings
    token = SecretStr("123456:not-the-one")
    wrong = ours.model_copy(update={"telegram": ours.telegram.model_copy(update={"token": token})})
    with pytest.raises(RefundRefused) as refused:
        await star_refunds.give_back(wrong, Returnable("stx1", "7", 250))
    assert refused.value.__suppress_context__


async def test_what_a_clip_cost_is_told_to_its_maker_alone(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    at = telegram_house
    await ada.says(ada.here, f"/make@{at.server.bot.username} @Self waves on a beach")
    there = await ada.sees(lambda one: one.author is not ada.user and bool(one.keyboard), ada.here)
    await ada.presses(there, "start_clip")
    await at.house.finish_jobs()
    await post(at)
    at.house.clock.advance(seconds=10)
    await at.bot.statuses.once()
    said = [one.text for one in at.group.posted if one.author is at.server.bot]
    assert any("Here is your clip" in one for one in said)
    assert not [one for one in said if "64" in one]
    assert "✅ Posted." in there.text


async def test_what_a_clip_cost_is_told_where_its_maker_is_alone(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await ada.tells("/make @Self waves on a beach")
    await ada.presses(await ada.hears("Nothing is spent"), "start_clip")
    await telegram_house.house.finish_jobs()
    await post(telegram_house)
    await ada.hears("64 credits. A draft until")
