"""What the service owes people, on our own Telegram: where it is posted, and where that cannot be."""

import pytest
from telegram_clips import HERE, actions, asked, mentioned, ordered, post, quiet, said
from telegram_house import TelegramHouse
from telegram_server import errors
from telegram_server.chatting import bot_leaves, open_topic, upgrade
from telegram_server.faults import Fault, broken, failing, too_many
from telegram_server.people import Person
from telegram_server.world import Message, User

from bot.consent import ApprovalMode
from bot.requests import Surroundings
from bot.store.tables import StatusRow

pytestmark = pytest.mark.integration


async def test_a_clip_comes_into_the_group_and_names_its_maker(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada)
    await post(telegram_house)
    (message,) = said(telegram_house, telegram_house.group)
    assert (message.film, mentioned(message)) == (b"film", [ada.id])


async def test_a_film_can_be_watched_while_it_loads(telegram_house: TelegramHouse) -> None:
    await ordered(telegram_house, await telegram_house.enrolled("ada"))
    await post(telegram_house)
    film = said(telegram_house, telegram_house.group)[0].media
    assert film is not None
    assert (film.streaming, film.width, film.height, film.duration > 1) == (True, 1280, 720, True)


async def test_a_delivered_clip_offers_all_that_can_be_done_with_it(telegram_house: TelegramHouse) -> None:
    await ordered(telegram_house, await telegram_house.enrolled("ada"))
    await post(telegram_house)
    (message,) = said(telegram_house, telegram_house.group)
    assert actions(message) == ["keep_clip", "make_again", "edit_prompt", "delete_clip", "report_clip"]


async def test_a_draft_comes_to_its_maker_alone(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada, draft=True)
    await post(telegram_house)
    assert [one.film for one in said(telegram_house, ada.alone)] == [b"film"]
    assert said(telegram_house, telegram_house.group) == []


async def test_a_clip_asked_for_alone_comes_back_without_their_name(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada, chat=telegram_house.chat_of(ada.alone))
    await post(telegram_house)
    (message,) = said(telegram_house, ada.alone)
    assert (message.film, message.text.startswith("Ada")) == (b"film", False)


async def test_a_clip_stays_in_the_topic_it_was_asked_for_in(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    owner = User("founder")
    forum = telegram_house.server.supergroup("forum", [owner, ada.user], forum=True)
    topic = await open_topic(telegram_house.server, forum, "films", owner)
    await ordered(telegram_house, ada, chat=telegram_house.chat_of(topic))
    await post(telegram_house)
    assert [one.film for one in said(telegram_house, topic)] == [b"film"]


async def test_a_prompt_is_shown_as_it_was_written(telegram_house: TelegramHouse) -> None:
    await ordered(telegram_house, await telegram_house.enrolled("ada"), "@Self waves <b>& smiles</b>")
    await post(telegram_house)
    assert "<b>& smiles</b>" in said(telegram_house, telegram_house.group)[0].text


async def test_a_clip_answers_its_status_message(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    standing = await ada.says(telegram_house.group, "here I stand")
    await _with_status(telegram_house, ada, standing)
    await post(telegram_house)
    assert said(telegram_house, telegram_house.group)[-1].reply_to is standing


async def test_where_its_status_message_is_gone_a_clip_is_posted_all_the_same(
    telegram_house: TelegramHouse,
) -> None:
    ada = await telegram_house.enrolled("ada")
    standing = await ada.says(telegram_house.group, "here I stand")
    await _with_status(telegram_house, ada, standing)
    await ada.deletes(standing)
    await post(telegram_house)
    assert said(telegram_house, telegram_house.group)[-1].film == b"film"


async def _with_status(house: TelegramHouse, ada: Person, standing: Message) -> None:
    """Ada's finished clip, and the message that told how it went."""
    clip = await ordered(house, ada)
    async with house.house.uow() as tx:
        name, room = f"{house.group.id}/{standing.id}", str(house.group.id)
        await tx.statuses.add(StatusRow(clip_id=clip, platform=HERE, chat_id=room, message_id=name))


async def _shared(house: TelegramHouse, ada: Person, clip: str) -> None:
    await house.house.app.share(await house.person(ada), clip, house.chat, Surroundings())


async def test_a_film_is_sent_to_telegram_once(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    clip = await ordered(telegram_house, ada, draft=True)
    await post(telegram_house)
    await _shared(telegram_house, ada, clip)
    await post(telegram_house)
    (first,), (second,) = said(telegram_house, ada.alone), said(telegram_house, telegram_house.group)
    assert second.media is first.media


async def test_a_film_that_telegram_forgot_is_sent_anew(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    clip = await ordered(telegram_house, ada, draft=True)
    await post(telegram_house)
    await _shared(telegram_house, ada, clip)
    telegram_house.server.faults.append(Fault("sendVideo", errors.WRONG_FILE_ID))
    await post(telegram_house)
    (first,), (second,) = said(telegram_house, ada.alone), said(telegram_house, telegram_house.group)
    assert (second.film, second.media is first.media) == (b"film", False)


@pytest.mark.parametrize(
    "error",
    [errors.NO_RIGHTS_TO_TEXT, errors.CHAT_NOT_FOUND, errors.THREAD_NOT_FOUND, errors.bad("STRANGE_THING")],
    ids=lambda error: error.description,
)
async def test_a_clip_that_its_group_does_not_take_goes_to_its_maker_alone(
    telegram_house: TelegramHouse, error: errors.ApiError
) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada)
    telegram_house.server.faults.append(Fault("sendVideo", error))
    await post(telegram_house)
    (message,) = said(telegram_house, ada.alone)
    assert (message.film, "could not post it" in message.text) == (b"film", True)


async def test_a_bot_that_was_thrown_out_of_a_group_says_it_alone(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada)
    await bot_leaves(telegram_house.server, telegram_house.group, ada.user)
    await post(telegram_house)
    assert [one.film for one in said(telegram_house, ada.alone)] == [b"film"]


async def test_a_group_that_became_a_supergroup_gets_its_clip_there(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    group = telegram_house.server.group("small", [ada.user])
    await ordered(telegram_house, ada, chat=telegram_house.chat_of(group))
    grown = await upgrade(telegram_house.server, group)
    await post(telegram_house)
    assert [one.film for one in said(telegram_house, grown)] == [b"film"]


async def test_a_film_that_telegram_finds_too_large_is_said_without_it(telegram_house: TelegramHouse) -> None:
    await ordered(telegram_house, await telegram_house.enrolled("ada"))
    telegram_house.server.faults.append(Fault("sendVideo", errors.TOO_LARGE))
    await post(telegram_house)
    (message,) = said(telegram_house, telegram_house.group)
    assert (message.media, "too large" in message.text) == (None, True)


async def test_a_film_above_the_limit_is_not_even_sent(
    telegram_house: TelegramHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.posting.upload_limit", lambda _: len(b"film") - 1)
    await ordered(telegram_house, await telegram_house.enrolled("ada"))
    await post(telegram_house)
    (message,) = said(telegram_house, telegram_house.group)
    assert (message.media, "too large" in message.text) == (None, True)


async def test_while_telegram_wants_a_pause_nobody_asks_it(telegram_house: TelegramHouse) -> None:
    await ordered(telegram_house, await telegram_house.enrolled("ada"))
    telegram_house.server.faults.append(too_many("sendVideo", 60))
    await post(telegram_house)
    telegram_house.house.clock.advance(seconds=10)
    await post(telegram_house)
    assert len(telegram_house.server.asked("sendVideo")) == 1
    assert len(await _pending(telegram_house)) == 1


async def test_while_files_cannot_be_read_a_clip_waits_its_turn(telegram_house: TelegramHouse) -> None:
    await ordered(telegram_house, await telegram_house.enrolled("ada"))
    telegram_house.house.vault.unreadable = True
    await post(telegram_house)
    telegram_house.house.vault.unreadable = False
    telegram_house.house.clock.advance(seconds=5)
    await post(telegram_house)
    assert len(said(telegram_house, telegram_house.group)) == 1


async def _pending(house: TelegramHouse) -> list[object]:
    house.house.clock.advance(seconds=10)
    return list(await house.house.app.due_deliveries(HERE))


@pytest.mark.parametrize("after", [False, True], ids=["lost", "arrived"])
async def test_what_telegram_did_not_confirm_is_asked_about_and_not_repeated(
    telegram_house: TelegramHouse, *, after: bool
) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada)
    telegram_house.server.faults.append(broken("sendVideo", after=after))
    await post(telegram_house)
    (question,) = said(telegram_house, ada.alone)
    assert actions(question) == ["send_again"]
    assert len(said(telegram_house, telegram_house.group)) == int(after)


async def test_what_did_not_arrive_is_sent_again_when_they_want_it(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada)
    telegram_house.server.faults.append(failing("sendVideo"))
    await post(telegram_house)
    (question,) = said(telegram_house, ada.alone)
    await ada.presses(question, "send_again")
    await post(telegram_house)
    assert [one.film for one in said(telegram_house, telegram_house.group)] == [b"film"]


@pytest.mark.parametrize("error", [errors.BLOCKED, errors.DEACTIVATED], ids=["blocked", "deactivated"])
async def test_what_reaches_nobody_waits_until_they_come_by(
    telegram_house: TelegramHouse, error: errors.ApiError
) -> None:
    ada = await telegram_house.enrolled("ada")
    await ordered(telegram_house, ada, draft=True, chat=telegram_house.chat_of(ada.alone))
    telegram_house.server.faults.append(Fault("sendVideo", error))
    await post(telegram_house)
    await ada.tells("/me")
    waiting = await ada.hears("could not be sent")
    await ada.presses(waiting, "view_clip")
    await ada.sees(lambda one: one.film == b"film")


async def test_who_blocked_the_bot_and_comes_back_is_told_what_waits(telegram_house: TelegramHouse) -> None:
    ada, _, _ = await asked(telegram_house)
    await ada.blocks_the_bot()
    no_rights = Fault("sendMessage", errors.NO_RIGHTS_TO_TEXT, telegram_house.group.id, times=9)
    telegram_house.server.faults.append(no_rights)
    await post(telegram_house)
    await ada.starts()
    waiting = await ada.hears("could not be sent")
    await ada.presses(waiting, "view_clip")
    await ada.sees(lambda one: one.film == b"film")


async def test_long_words_are_cut_under_a_film_and_can_be_read_whole(telegram_house: TelegramHouse) -> None:
    long = "@ada " + "walks slowly along the river, " * 30 + 'and says "See you there, and there!"'
    ada, _, _ = await asked(telegram_house, text=long)
    await post(telegram_house)
    (question,) = said(telegram_house, ada.alone)
    assert question.film == b"film"
    await ada.presses(question, "words")
    whole = said(telegram_house, ada.alone)[-1]
    assert ("Nobody else sees it" in question.text, "Nobody else sees it" in whole.text) == (False, True)


async def test_nobody_else_reads_the_words_of_a_message(telegram_house: TelegramHouse) -> None:
    ada, bo, _ = await asked(telegram_house)
    await post(telegram_house)
    await ada.starts()
    (question,) = [one for one in said(telegram_house, ada.alone) if one.film]
    async with telegram_house.house.uow() as tx:
        row = await tx.deliveries.at(HERE, f"{ada.id}/{question.id}")
    assert row is not None
    await bo.starts(f"read-{row.id}")
    await bo.hears("nothing behind this for you")


async def test_a_notice_that_no_version_can_read_holds_up_no_other(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await quiet(telegram_house)
    await telegram_house.house.app.set_approval(await telegram_house.person(ada), ApprovalMode.NEVER)
    await ordered(telegram_house, ada)
    await post(telegram_house)
    assert len(said(telegram_house, telegram_house.group)) == 1
