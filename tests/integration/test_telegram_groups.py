"""Groups on Telegram: hello and goodbye, and what those who run one decide there."""

import json

import pytest
from telegram_house import TelegramHouse
from telegram_server.chatting import becomes, bot_joins, bot_leaves, joins, open_topic
from telegram_server.members import Standing
from telegram_server.people import Person
from telegram_server.world import Message, User

from adapters.telegram.membership import surroundings
from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.people import Account, Platform
from bot.place_rules import ADMINISTRATORS, ChannelDefaults, PlaceRules
from engine.contract.messages import Style

pytestmark = pytest.mark.integration


async def _rules(at: TelegramHouse) -> PlaceRules:
    async with at.house.uow() as tx:
        return await tx.place_rules.get(at.chat.platform, at.chat.place)


async def _usual(at: TelegramHouse) -> ChannelDefaults:
    async with at.house.uow() as tx:
        return await tx.place_rules.usual(at.chat.platform, at.chat.chat_id)


async def _administrator(at: TelegramHouse, name: str = "ada", *, started: bool = True) -> Person:
    made = await at.member(name, started=started)
    await becomes(at.server, at.group, made.user, Standing.ADMINISTRATOR, made.user)
    return made


async def _panel(at: TelegramHouse) -> tuple[Person, Message]:
    ada = await _administrator(at)
    await ada.says(at.group, "/settings")
    return ada, await ada.hears("Clips can be asked for here")


async def test_who_takes_the_bot_in_is_greeted_in_the_group(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    owner = at.stranger("olwen", language="de")
    group = at.server.supergroup("others", [owner.user], bot=False)
    await bot_joins(at.server, group, owner.user)
    owner.group = group
    await owner.hears("Hallo!", group)


async def test_a_bot_that_is_made_an_administrator_says_nothing(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    before = len(at.group.posted)
    await becomes(at.server, at.group, at.server.bot, Standing.ADMINISTRATOR, User("owner"))
    await at.settle()
    assert len(at.group.posted) == before


async def test_a_bot_that_is_thrown_out_says_nothing(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    await bot_leaves(at.server, at.group, User("owner"))
    await at.settle()
    assert not at.server.asked("sendMessage")


async def _seen(at: TelegramHouse, somebody: Person) -> bool:
    account = Account(Platform.TELEGRAM, str(somebody.id), somebody.user.first_name)
    person = await at.house.app.person_for(account)
    async with at.house.uow() as tx:
        return await tx.people.was_seen(person.id, at.chat)


async def test_who_leaves_a_group_shares_it_with_nobody_any_more(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada = await at.enrolled("ada")
    assert await _seen(at, ada)
    await ada.leaves(at.group)
    await at.settle()
    assert not await _seen(at, ada)


async def test_who_is_thrown_out_of_a_group_that_the_bot_runs_is_gone_from_it(
    telegram_house: TelegramHouse,
) -> None:
    at = telegram_house
    ada = await at.enrolled("ada")
    await becomes(at.server, at.group, at.server.bot, Standing.ADMINISTRATOR, User("owner"))
    await becomes(at.server, at.group, ada.user, Standing.KICKED, User("owner"))
    await at.settle()
    assert not await _seen(at, ada)


async def test_who_may_only_read_is_there_still(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada = await at.enrolled("ada")
    await becomes(at.server, at.group, at.server.bot, Standing.ADMINISTRATOR, User("owner"))
    await becomes(at.server, at.group, ada.user, Standing.RESTRICTED, User("owner"))
    await at.settle()
    assert await _seen(at, ada)


async def test_administrators_read_what_holds_in_their_private_chat(telegram_house: TelegramHouse) -> None:
    ada, panel = await _panel(telegram_house)
    assert (panel.chat is ada.alone, "“clips”" in panel.text, "Topics: all" in panel.text) == (True,) * 3
    assert not [one for one in telegram_house.group.posted if "asked for here" in one.text]


async def test_nobody_else_decides(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    bo = await at.member("bo")
    await bo.says(at.group, "/settings")
    await bo.hears("Only administrators")


async def test_who_ran_the_group_once_does_not_decide_any_more(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await becomes(at.server, at.group, ada.user, Standing.MEMBER, ada.user)
    await ada.presses(panel, "⏸️ Pause clips")
    await ada.hears("Only administrators")
    assert not (await _rules(at)).paused


async def test_another_groups_panel_decides_nothing(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    others = at.server.supergroup("others", [User("olwen")])
    await ada.forges_press(panel, f"rules:pause:1:{others.id}")
    await ada.hears("Only administrators")
    async with at.house.uow() as tx:
        assert not (await tx.place_rules.get(at.chat.platform, str(others.id))).paused


@pytest.mark.parametrize(
    "data",
    [
        "rules:",
        "rules:pause:1:5",
        "rules:nothing::{group}",
        "rules:member:7:{group}",
        "rules:usual:s.99:{group}",
        "rules:usual:x:{group}",
        "rules:gate:cats:{group}",
        "rules:speak:1:{group}",
        "rules:pause:1:{group}/x",
    ],
)
async def test_data_that_no_button_holds_decides_nothing(telegram_house: TelegramHouse, data: str) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    pressed = await ada.forges_press(panel, data.format(group=at.group.id))
    assert pressed.text
    assert await _rules(at) == PlaceRules()


async def test_who_never_opened_the_private_chat_gets_there_by_a_link(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada = await _administrator(at, started=False)
    await ada.says(at.group, "/settings")
    pointed = await ada.sees(lambda one: bool(one.labels), at.group)
    await ada.follows(pointed, pointed.labels[0])
    await ada.hears("“clips”")


async def test_alone_it_shows_what_somebody_set_for_themselves(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.member("ada")
    await ada.tells("/settings")
    await ada.hears("include you")


async def test_clips_are_paused_and_go_on(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, "⏸️ Pause clips")
    await ada.hears("paused")
    assert (await _rules(at)).paused
    await ada.presses(panel, "▶️ Go on with clips")
    await at.settle()
    assert not (await _rules(at)).paused


@pytest.mark.parametrize(
    ("page", "value", "rules"),
    [
        ("👥 Who may ask", "Administrators only", {"makers": (ADMINISTRATORS,)}),
        ("🔢 Limit for each", "5", {"per_member": 5}),
        ("🔢 Limit for all", "50", {"per_place": 50}),
        ("🌐 Language", "German", {"language": "de"}),
        ("🚫 Subjects", "Weapons", {"gated": (BoundaryPreset.WEAPONS,)}),
    ],
)
async def test_a_rule_is_chosen_and_marked(
    telegram_house: TelegramHouse, page: str, value: str, rules: dict[str, object]
) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, page)
    await at.settle()
    await ada.presses(panel, value)
    await at.settle()
    assert await _rules(at) == PlaceRules(**rules)  # type: ignore[arg-type]  # a test's shorthand
    assert f"✓ {value}" in panel.labels


async def test_a_subject_that_is_chosen_again_is_allowed_again(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, "🚫 Subjects")
    await at.settle()
    for label in ("Weapons", "✓ Weapons"):
        await ada.presses(panel, label)
        await at.settle()
    assert (await _rules(at)).gated == ()


async def test_what_is_usual_is_chosen_piece_by_piece_and_forgotten(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, "🎬 What is usual")
    await at.settle()
    for label in ("8 s", "1080p, pro price", "For its maker first", "Documentary"):
        await ada.presses(panel, label)
        await at.settle()
    assert await _usual(at) == ChannelDefaults(seconds=8, tier=Tier.PRO, style=Style.DOCUMENTARY, draft=True)
    await ada.presses(panel, "As everywhere")
    await at.settle()
    assert await _usual(at) == ChannelDefaults()


async def test_topics_are_chosen_from_within(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    owner = User("olwen", started=True)
    forum = at.server.supergroup("forum", [owner], forum=True)
    topic = await open_topic(at.server, forum, "clips", owner)
    olwen = Person(at.server, owner, forum)
    await olwen.says(topic, "/settings")
    panel = await olwen.hears("“forum”")
    await olwen.presses(panel, "💬 Topics")
    await at.settle()
    await olwen.presses(panel, "In this topic")
    await at.settle()
    async with at.house.uow() as tx:
        assert (await tx.place_rules.get(at.chat.platform, str(forum.id))).channels == (
            f"{forum.id}/{topic.id}",
        )
    await olwen.presses(panel, "In all of them")
    await at.settle()
    async with at.house.uow() as tx:
        assert (await tx.place_rules.get(at.chat.platform, str(forum.id))).channels == ()


async def test_the_log_comes_as_a_file_to_who_asked_alone(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, "⏸️ Pause clips")
    await at.settle()
    await ada.presses(panel, "📦 Export 30 days")
    sent = await ada.sees(lambda one: one.media is not None)
    lines = [json.loads(line) for line in sent.media.data.decode().splitlines()]
    assert [one.get("kind") for one in lines] == [None, "decision"]
    assert not [one for one in at.group.posted if one.media is not None]


async def test_a_panel_of_a_group_without_the_bot_decides_nothing(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await bot_leaves(at.server, at.group, User("owner"))
    await ada.presses(panel, "⏸️ Pause clips")
    await ada.hears("Only administrators")
    assert not (await _rules(at)).paused


async def test_who_comes_back_is_seen_again_when_they_speak(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada = await at.enrolled("ada")
    await ada.leaves(at.group)
    await joins(at.server, at.group, ada.user)
    await ada.says(at.group, "/help")
    await at.settle()
    assert await _seen(at, ada)


async def test_who_writes_as_the_group_is_told_why_nothing_comes_of_it(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada = await _administrator(at)
    await ada.says(at.group, "/settings", anonymous=True)
    await ada.hears("cannot see who you are", at.group)


async def test_only_administrators_ask_for_clips_where_they_decided_so(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, "👥 Who may ask")
    await at.settle()
    await ada.presses(panel, "Administrators only")
    bo = await at.enrolled("bo")
    await bo.says(at.group, "/make @Self waves on a beach")
    request = await bo.sees(lambda one: "🔍 Price and check" in one.labels, at.group)
    looked = await bo.presses(request, "look_first")
    assert "Only administrators can ask for clips here" in looked.text


async def test_a_subject_that_is_kept_out_is_refused(telegram_house: TelegramHouse) -> None:
    at = telegram_house
    ada, panel = await _panel(at)
    await ada.presses(panel, "🚫 Subjects")
    await at.settle()
    await ada.presses(panel, "Weapons")
    await at.settle()
    rules = await _rules(at)
    around = await surroundings(at.bot, at.chat, ada.id)
    assert (rules.gated, around.has_gates, around.manages) == ((BoundaryPreset.WEAPONS,), False, True)
