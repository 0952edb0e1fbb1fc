"""One's clips on Telegram: pages of them, watching, sharing, passing on."""

import pytest
from telegram_house import TelegramHouse
from telegram_server.people import Person
from telegram_server.world import Message

from bot.ids import new_id

pytestmark = pytest.mark.integration

OLDER, NEWER, WATCH, SHARE = "Older ▶", "◀ Newer", "▶️ Watch", "📣 Share here"
PASS_ON, WITH_ME, MINE = "↗️ To another chat", "Those with me", "Those I made"


@pytest.fixture
async def ada(telegram_house: TelegramHouse) -> Person:
    """Somebody in the group with a likeness."""
    return await telegram_house.enrolled("ada")


async def _clips(at: TelegramHouse, somebody: Person, *prompts: str, draft: bool = False) -> list[str]:
    person, made = await at.person(somebody), []
    for prompt in prompts:
        clip = await at.house.order(person, f"@Self {prompt}", chat=at.chat, draft=draft)
        made.append(clip.id)
        await at.house.finish_jobs()
    return made


async def _page(somebody: Person, said: str = "/clips") -> Message:
    await somebody.tells(said)
    return await somebody.sees(lambda one: {WITH_ME, MINE} & set(one.labels))


async def test_a_page_shows_the_newest_clip_with_its_poster(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await _clips(telegram_house, ada, "waves", "reads in a library")
    page = await _page(ada)
    assert "library" in page.text
    assert page.media is not None
    assert page.media.kind == "photo"
    assert {WATCH, OLDER, WITH_ME} < set(page.labels)


async def test_pages_are_turned_in_place(telegram_house: TelegramHouse, ada: Person) -> None:
    await _clips(telegram_house, ada, "waves on a beach", "reads in a library")
    page = await _page(ada)
    posted = len(ada.alone.posted)
    await ada.presses(page, OLDER)
    assert "beach" in page.text
    await ada.presses(page, NEWER)
    assert "library" in page.text
    assert len(ada.alone.posted) == posted


async def test_who_has_none_is_told_so(ada: Person) -> None:
    page = await _page(ada)
    assert page.media is None
    assert page.labels == [WITH_ME]


async def test_from_a_picture_to_none_the_message_is_a_new_one(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    await _clips(telegram_house, ada, "waves on a beach")
    page = await _page(ada)
    await ada.presses(page, WITH_ME)
    other = await ada.sees(lambda one: MINE in one.labels)
    assert page.id not in ada.alone.messages
    await ada.presses(other, MINE)
    again = await ada.sees(lambda one: WITH_ME in one.labels)
    assert again.media is not None


async def test_a_clip_in_the_making_has_no_poster_and_can_be_cancelled(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    person = await telegram_house.person(ada)
    await telegram_house.house.order(person, "@Self waves", chat=telegram_house.chat)
    page = await _page(ada)
    assert page.media is None
    assert WATCH not in page.labels
    await ada.presses(page, "🛑 Cancel")
    assert (await telegram_house.house.app.ledger(person)).held == 0


async def test_in_a_group_the_page_comes_to_them_alone(telegram_house: TelegramHouse, ada: Person) -> None:
    await _clips(telegram_house, ada, "waves on a beach")
    await ada.says(telegram_house.group, "/clips")
    await ada.hears("I answered you in our private chat", telegram_house.group)
    await ada.hears("beach")


async def test_a_clip_is_watched_by_who_may_see_it(telegram_house: TelegramHouse, ada: Person) -> None:
    await _clips(telegram_house, ada, "waves on a beach", draft=True)
    await ada.presses(await _page(ada), WATCH)
    film = await ada.sees(lambda one: one.media is not None and one.media.kind == "video")
    assert film.media is not None


async def test_a_forged_press_shows_nobody_elses_clip(telegram_house: TelegramHouse, ada: Person) -> None:
    (clip,) = await _clips(telegram_house, ada, "waves on a beach", draft=True)
    bo = await telegram_house.enrolled("bo")
    page = await _page(bo)
    for name in (clip, new_id()):
        pressed = await bo.forges_press(page, f"watch_clip:{name}")
        assert pressed.alert
    assert not any(one.media for one in bo.alone.posted)


async def test_a_draft_is_shared_where_it_was_asked_for(telegram_house: TelegramHouse, ada: Person) -> None:
    await _clips(telegram_house, ada, "waves on a beach", draft=True)
    await ada.presses(await _page(ada), SHARE)
    await telegram_house.bot.poster.once()
    film = await ada.sees(lambda one: one.media is not None, telegram_house.group)
    assert "@ada" in film.text.replace("\u2060", "")


async def test_who_left_the_group_shares_nothing_there(telegram_house: TelegramHouse, ada: Person) -> None:
    await _clips(telegram_house, ada, "waves on a beach", draft=True)
    page = await _page(ada)
    await ada.leaves(telegram_house.group)
    assert (await ada.presses(page, SHARE)).alert
    await telegram_house.bot.poster.once()
    assert not any(one.media for one in telegram_house.group.posted)


async def test_a_finished_clip_can_be_passed_on_to_any_chat(
    telegram_house: TelegramHouse, ada: Person
) -> None:
    (clip,) = await _clips(telegram_house, ada, "waves on a beach")
    await telegram_house.bot.poster.once()
    page = await _page(ada)
    (button,) = [one for one in page.keyboard if one["text"] == PASS_ON]
    offered = await ada.types_inline(button["switch_inline_query"])
    assert clip in offered.results[0]["id"]


@pytest.mark.parametrize("data", ["page:all:0", "page:mine:\u0663"])
async def test_data_that_no_button_holds_turns_nothing(
    telegram_house: TelegramHouse, ada: Person, data: str
) -> None:
    await _clips(telegram_house, ada, "waves on a beach")
    page = await _page(ada)
    pressed = await ada.forges_press(page, data)
    assert pressed.alert
    assert "beach" in page.text


async def test_a_page_that_is_gone_is_the_nearest_one(telegram_house: TelegramHouse, ada: Person) -> None:
    await _clips(telegram_house, ada, "waves on a beach")
    page = await _page(ada)
    await ada.forges_press(page, "page:mine:7")
    assert "beach" in page.text
