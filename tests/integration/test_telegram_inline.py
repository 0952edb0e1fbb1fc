"""Behind the bot's name in any chat of Telegram's: cards, the clip that one becomes, clips sent once more."""

import pytest
from telegram import Update
from telegram_clips import post
from telegram_house import TelegramHouse
from telegram_server.faults import broken, failing
from telegram_server.media import Kind
from telegram_server.people import Person
from telegram_server.queries import InlineQuery
from telegram_server.world import Chat, Message

from adapters.telegram import inline_ids
from adapters.telegram.statuses import TelegramBoard
from bot.consent import ApprovalMode
from bot.grants import Limits
from bot.people import Platform

pytestmark = pytest.mark.integration

CARD = "card.standard.usual"
PROMPT = "@ada waves on a beach"


async def _friends(at: TelegramHouse, *, asks: bool = False) -> tuple[Person, Person]:
    """Ada, and bo who may make clips with her; asks: ada looks at each before anybody sees it."""
    ada, bo = await at.enrolled("ada"), await at.enrolled("bo")
    app, owner = at.house.app, await at.person(ada)
    await app.grant(owner, "bo")
    await app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH if asks else ApprovalMode.NEVER)
    await at.person(bo)
    await quiet(at)
    return ada, bo


async def quiet(at: TelegramHouse) -> None:
    """Whatever is owed so far is said."""
    while await at.bot.poster.once():
        pass


def elsewhere(at: TelegramHouse, *people: Person) -> Chat:
    """A group that the bot is not in."""
    return at.server.supergroup("elsewhere", [one.user for one in people], bot=False)


async def _typed(somebody: Person, words: str) -> InlineQuery:
    return await somebody.types_inline(words, "supergroup")


async def _chosen(at: TelegramHouse, bo: Person, where: Chat, words: str = PROMPT) -> Message:
    card = await bo.chooses(await _typed(bo, words), CARD, where)
    await at.settle()
    return card


async def _finished(at: TelegramHouse, bo: Person, where: Chat) -> Message:
    card = await _chosen(at, bo, where)
    await at.house.finish_jobs()
    await post(at)
    return card


async def _again(at: TelegramHouse) -> None:
    """Telegram tells once more of the last choice, as it does where it does not know that it was heard."""
    told = [one for _, one in at.server.updates.given if "chosen_inline_result" in one]
    await at.bot.application.process_update(Update.de_json(told[-1], at.bot.api))


def _stored(at: TelegramHouse) -> list[Message]:
    return [one for one in at.storage.posted if one.media is not None and one.media.kind is Kind.VIDEO]


async def _clip(at: TelegramHouse, bo: Person) -> str:
    return (await at.house.app.clips(await at.person(bo))).clips[0].id


async def test_the_bots_name_alone_says_what_it_can_do(telegram_house: TelegramHouse) -> None:
    offered = await _typed(telegram_house.stranger("ada"), "")
    assert offered.titles == ["What I can do"]


async def test_offers_are_for_who_typed_and_are_not_kept(telegram_house: TelegramHouse) -> None:
    offered = await _typed(telegram_house.stranger("ada"), "")
    assert (offered.cache_s, offered.personal) == (0, True)


async def test_each_tier_and_style_has_a_card(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    offered = await _typed(bo, PROMPT)
    assert offered.titles == [
        "Standard, 720p · Like a photo",
        "Pro, 1080p · Like a photo",
        "Standard, 720p · Cinematic",
        "Standard, 720p · Documentary",
        "Standard, 720p · Graphic",
    ]


async def test_a_card_says_the_price_and_who_has_to_agree(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house, asks=True)
    [card, *_] = (await _typed(bo, PROMPT)).results
    assert card["description"] == "Credits: 64 · 4 s · with @ada · asks @ada first"


async def test_a_name_that_is_begun_is_completed(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    [card, *_] = (await _typed(bo, "@ad waves on a beach")).results
    assert "with @ada" in card["description"]


async def test_who_may_be_meant_is_said_above_the_cards(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    offered = await _typed(bo, "@a")
    assert (offered.results, offered.button) == (
        [],
        {"text": "Go on, what happens? @ada", "start_parameter": "hello"},
    )


async def test_without_a_likeness_the_way_leads_to_setup(telegram_house: TelegramHouse) -> None:
    offered = await _typed(await telegram_house.member("dee"), "@me waves on a beach")
    assert offered.button == {"text": "Make your likeness first", "start_parameter": "setup"}


async def test_nobody_learns_by_typing_who_would_not_let_them(telegram_house: TelegramHouse) -> None:
    await _friends(telegram_house)
    cy = await telegram_house.enrolled("cy")
    refused, unknown = await _typed(cy, PROMPT), await _typed(cy, "@nobody waves on a beach")
    assert (refused.results, refused.button) == (unknown.results, unknown.button)


async def test_only_the_newest_of_what_is_typed_is_answered(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    older = await bo.begins_inline("@ada wav")
    newer = await _typed(bo, PROMPT)
    await telegram_house.settle()
    assert newer.results
    assert older.answered_at is None or older.results


async def test_nothing_is_made_before_a_card_is_chosen(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    await _typed(bo, PROMPT)
    assert not (await telegram_house.house.app.clips(await telegram_house.person(bo))).clips


async def test_a_chosen_card_tells_of_its_clip(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo))
    await telegram_house.bot.statuses.once()
    assert "In the queue" in card.text
    assert card.labels == ["🛑 Cancel"]


async def test_a_card_becomes_the_clip(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    card = await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    assert card.film == b"film"


async def test_the_film_is_kept_in_the_storage_chat_once(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    assert [one.film for one in _stored(telegram_house)] == [b"film"]


async def test_nothing_is_sent_anywhere_before_everybody_agreed(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house, asks=True)
    card = await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    assert (card.film, _stored(telegram_house)) == (None, [])
    assert ada.alone.posted[-1].film == b"film"


async def test_a_card_becomes_the_clip_once_everybody_agreed(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house, asks=True)
    card = await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    await ada.presses(ada.alone.posted[-1], "approve_clip")
    await post(telegram_house)
    assert card.film == b"film"


async def test_what_a_card_said_does_not_stand_beside_its_film(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    card = await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    shown = card.text
    telegram_house.house.clock.advance(seconds=10)
    await telegram_house.bot.statuses.once()
    assert card.text == shown


async def test_the_same_card_chosen_twice_is_one_clip(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    where, offered = elsewhere(telegram_house, bo), await _typed(bo, PROMPT)
    await bo.chooses(offered, CARD, where)
    second = await bo.chooses(offered, CARD, where)
    await telegram_house.settle()
    assert len((await telegram_house.house.app.clips(await telegram_house.person(bo))).clips) == 1
    assert second.text == "This card was sent before: the clip comes there."


async def test_the_way_from_the_second_card_leads_to_the_clip(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    where, offered = elsewhere(telegram_house, bo), await _typed(bo, PROMPT)
    await bo.chooses(offered, CARD, where)
    second = await bo.chooses(offered, CARD, where)
    await telegram_house.settle()
    await bo.follows(second, "🎞️ See how it stands")
    await bo.hears("waves on a beach")


async def test_why_nothing_comes_of_a_card_is_said_to_who_sent_it_alone(
    telegram_house: TelegramHouse,
) -> None:
    ada, bo = await _friends(telegram_house)
    await telegram_house.house.app.add_boundary(await telegram_house.person(ada), "spiders")
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo), "@ada waves to spiders")
    await telegram_house.bot.poster.once()
    assert card.text == "Nothing came of this, and nothing was charged."
    assert "outside what" in bo.alone.posted[-1].text


async def test_a_grant_for_one_chat_does_not_hold_behind_the_bots_name(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house)
    here = telegram_house.chat
    await telegram_house.house.app.grant(
        await telegram_house.person(ada), "bo", Limits(platform=here.platform, place=here.place)
    )
    offered = await _typed(bo, PROMPT)
    assert not offered.results


async def test_only_who_made_a_clip_can_cancel_it(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo, ada))
    await telegram_house.bot.statuses.once()
    pressed = await ada.presses(card, "cancel_clip")
    assert pressed.alert
    assert (await telegram_house.house.app.clips(await telegram_house.person(bo))).clips[0].state == "queued"


async def test_who_made_a_clip_can_cancel_it(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo))
    await telegram_house.bot.statuses.once()
    await bo.presses(card, "cancel_clip")
    telegram_house.house.clock.advance(seconds=5)
    await telegram_house.bot.statuses.once()
    assert "was cancelled" in card.text


async def test_nobody_makes_another_clip_of_somebodys_message(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house)
    card = await _finished(telegram_house, bo, elsewhere(telegram_house, bo, ada))
    shown = card.text
    await ada.presses(card, "make_again")
    proposed = await ada.hears("waves on a beach")
    await ada.presses(proposed, "start_clip")
    await telegram_house.house.finish_jobs()
    await post(telegram_house)
    assert card.text == shown
    assert ada.alone.posted[-1].film == b"film"


async def test_a_clip_that_ends_is_gone_from_its_message_and_the_storage_chat(
    telegram_house: TelegramHouse,
) -> None:
    _, bo = await _friends(telegram_house)
    card = await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    await telegram_house.house.app.delete(await telegram_house.person(bo), await _clip(telegram_house, bo))
    telegram_house.house.clock.advance(seconds=3)
    await post(telegram_house)
    assert card.media is not None
    assert card.media.kind is Kind.PHOTO
    assert _stored(telegram_house) == []


async def test_a_finished_clip_can_be_sent_at_once(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    where = elsewhere(telegram_house, bo)
    await _finished(telegram_house, bo, where)
    again = await bo.chooses(await _typed(bo, ""), "film.", where)
    assert again.film == b"film"


async def test_a_clip_sent_at_once_goes_with_the_clip(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    where = elsewhere(telegram_house, bo)
    await _finished(telegram_house, bo, where)
    again = await bo.chooses(await _typed(bo, ""), "film.", where)
    await telegram_house.settle()
    await telegram_house.house.app.delete(await telegram_house.person(bo), await _clip(telegram_house, bo))
    await post(telegram_house)
    assert again.film != b"film"


async def test_a_clip_that_is_no_longer_allowed_is_taken_down_where_it_was_just_sent(
    telegram_house: TelegramHouse,
) -> None:
    ada, bo = await _friends(telegram_house)
    where = elsewhere(telegram_house, bo)
    await _finished(telegram_house, bo, where)
    offered = await _typed(bo, "")
    await telegram_house.house.app.set_approval(await telegram_house.person(ada), ApprovalMode.BEFORE_PUBLISH)
    again = await bo.chooses(offered, "film.", where)
    await telegram_house.settle()
    await post(telegram_house)
    assert again.film != b"film"


async def test_only_ones_own_clips_are_offered(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house)
    await _finished(telegram_house, bo, elsewhere(telegram_house, bo))
    assert [one["id"] for one in (await _typed(ada, "")).results] == [inline_ids.ABOUT]


async def test_an_edit_of_which_nobody_knows_whether_it_arrived_is_made_once_more(
    telegram_house: TelegramHouse,
) -> None:
    _, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo))
    await telegram_house.house.finish_jobs()
    telegram_house.server.faults.append(broken("editMessageMedia", after=True))
    await post(telegram_house)
    telegram_house.house.clock.advance(minutes=1)
    await post(telegram_house)
    assert (card.film, len(_stored(telegram_house))) == (b"film", 1)


async def test_a_film_that_the_storage_chat_does_not_take_is_told_to_its_maker_alone(
    telegram_house: TelegramHouse,
) -> None:
    _, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo))
    await telegram_house.house.finish_jobs()
    telegram_house.server.faults.append(failing("sendVideo", 400, "Bad Request: chat not found"))
    await post(telegram_house)
    assert card.film is None
    assert "could not post it" in bo.alone.posted[-1].text
    await telegram_house.bot.statuses.once()
    assert "@\u2060bo has it" in card.text


async def test_a_late_word_on_a_render_does_not_stand_beside_its_film(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo))
    [late] = await telegram_house.house.app.due_statuses(Platform.TELEGRAM)
    await telegram_house.house.finish_jobs()
    await post(telegram_house)
    shown = card.text
    telegram_house.house.clock.advance(seconds=3)
    await TelegramBoard(telegram_house.bot).said(late)
    assert (card.film, card.text) == (b"film", shown)


async def test_the_button_of_a_fresh_card_says_what_it_waits_for(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    telegram_house.server.feedback = False
    card = await bo.chooses(await _typed(bo, PROMPT), CARD, elsewhere(telegram_house, bo))
    assert "inline feedback" in (await bo.presses(card, "soon")).text


async def test_what_no_offer_is_called_does_nothing(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    offered = await _typed(bo, "")
    await bo.chooses(offered, inline_ids.ABOUT, elsewhere(telegram_house, bo))
    await telegram_house.settle()
    assert not (await telegram_house.house.app.clips(await telegram_house.person(bo))).clips


async def test_a_choice_that_telegram_tells_of_twice_is_one_clip(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    card = await _chosen(telegram_house, bo, elsewhere(telegram_house, bo))
    await _again(telegram_house)
    await telegram_house.settle()
    assert len((await telegram_house.house.app.clips(await telegram_house.person(bo))).clips) == 1
    assert "In a moment" in card.labels[0]


async def test_why_nothing_came_of_a_card_is_said_once(telegram_house: TelegramHouse) -> None:
    ada, bo = await _friends(telegram_house)
    await telegram_house.house.app.add_boundary(await telegram_house.person(ada), "spiders")
    await _chosen(telegram_house, bo, elsewhere(telegram_house, bo), "@ada waves to spiders")
    await _again(telegram_house)
    await telegram_house.settle()
    await post(telegram_house)
    assert len([one for one in bo.alone.posted if "outside what" in one.text]) == 1


async def test_cards_are_in_the_language_that_somebody_chose(telegram_house: TelegramHouse) -> None:
    _, bo = await _friends(telegram_house)
    await telegram_house.house.app.choose_language(await telegram_house.person(bo), Platform.TELEGRAM, "de")
    assert (await _typed(bo, "@nobody waves")).button == {
        "text": "Niemand mit diesem Namen, der für dich mitspielt",
        "start_parameter": "hello",
    }


async def test_without_a_storage_chat_nothing_is_offered(telegram_house: TelegramHouse) -> None:
    telegram_house.bot.settings = telegram_house.bot.settings.model_copy(
        update={"telegram": telegram_house.bot.settings.telegram.model_copy(update={"storage_chat": None})}
    )
    offered = await _typed(telegram_house.stranger("ada"), "")
    assert (offered.results, offered.button is not None) == ([], True)
