"""Whom one allows and asks, on Discord."""

import asyncio
from datetime import UTC, datetime

import pytest
from discord_answers import answer, offered, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from adapters.discord import offers
from adapters.discord.bot import CameoBot
from bot.consent import ApprovalMode, Visibility
from bot.notices import FriendsShown

pytestmark = pytest.mark.integration


@pytest.fixture
async def ada(discord_house: DiscordHouse) -> MemberActor:
    """Somebody with a likeness."""
    return await discord_house.enrolled("ada")


async def _friends(at: DiscordHouse, member: MemberActor) -> FriendsShown:
    return await at.house.app.friends(await at.person(member))


async def test_asking_by_account_reaches_the_owner(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    asked = await bo.slash(discord_house.channel, "cameo friends ask", who=ada, message="A birthday clip?")
    assert "@ada was asked" in words(asked)
    (question,) = (await _friends(discord_house, ada)).asked_of_me
    assert (question.handle, question.message) == ("bo", "A birthday clip?")


async def test_asking_from_the_menu_of_an_account(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    form = await bo.context_menu(discord_house.channel, "Ask for their cameo", ada)
    assert form.modal is not None
    (box,) = [part["component"] for part in form.modal["components"]]
    asked = await bo.submit_modal(form, {box["custom_id"]: "Please!"})
    assert "@ada was asked" in words(asked)
    assert [one.message for one in (await _friends(discord_house, ada)).asked_of_me] == ["Please!"]


async def test_a_form_that_was_open_while_the_bot_restarted_is_answered(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo = discord_house.member("bo")
    form = await bo.context_menu(discord_house.channel, "Ask for their cameo", ada)
    house = discord_house.house
    await discord_house.env.restart_bot(CameoBot(house.app, house.ports.settings, background=False))
    asked = await bo.submit_modal(form, {"message": "Please!"})
    assert "@ada was asked" in words(asked)


async def test_the_menu_of_a_bot_asks_nobody(discord_house: DiscordHouse) -> None:
    bo = discord_house.member("bo")
    robot = discord_house.guild.add_member(discord_house.env.create_user("robot", bot=True))
    told = await bo.context_menu(discord_house.channel, "Ask for their cameo", robot)
    assert (told.modal, "Nobody" in words(told)) == (None, True)


async def test_somebody_who_never_spoke_here_can_be_asked(discord_house: DiscordHouse) -> None:
    bo, cy = discord_house.member("bo"), discord_house.member("cy")
    await bo.slash(discord_house.channel, "cameo friends ask", who=cy)
    assert [one.handle for one in (await _friends(discord_house, cy)).asked_of_me] == ["bo"]


async def test_a_mention_typed_as_a_name_is_who_is_meant(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo = discord_house.member("bo")
    asked = await bo.slash(discord_house.channel, "cameo friends ask", name=ada.mention)
    assert "@ada was asked" in words(asked)


async def test_open_questions_are_listed_with_commands_that_answer_them(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo = discord_house.member("bo")
    await bo.slash(discord_house.channel, "cameo friends ask", who=ada)
    shown = words(await ada.slash(discord_house.channel, "cameo friends list"))
    assert "`/cameo friends allow @bo` or `/cameo friends deny @bo`" in shown


async def test_a_bot_is_nobody(discord_house: DiscordHouse) -> None:
    bo = discord_house.member("bo")
    robot = discord_house.guild.add_member(discord_house.env.create_user("robot", bot=True))
    asked = await bo.slash(discord_house.channel, "cameo friends ask", who=robot)
    assert "Nobody" in words(asked)


async def test_nobody_named_is_asked_for(discord_house: DiscordHouse) -> None:
    bo = discord_house.member("bo")
    assert words(await bo.slash(discord_house.channel, "cameo friends ask")) == "Say who."


async def test_a_name_finds_nobody_who_hides(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    hidden = await discord_house.person(ada)
    await discord_house.house.app.set_visibility(hidden, Visibility.NOBODY)
    missed = await bo.slash(discord_house.channel, "cameo friends ask", name="ada")
    nobody = await bo.slash(discord_house.channel, "cameo friends ask", name="adam")
    assert words(missed) == words(nobody).replace("adam", "ada")


async def test_allowing_with_limits(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    await ada.slash(
        discord_house.channel,
        "cameo friends allow",
        who=bo,
        until="2031-12-31",
        clips=3,
        here=True,
        without="romance",
    )
    (grant,) = (await _friends(discord_house, ada)).grants
    assert grant.handle == "bo"
    assert (grant.terms.until, grant.terms.clips) == (datetime(2032, 1, 1, tzinfo=UTC), 3)
    assert (grant.terms.here, [one.value for one in grant.terms.presets]) == (True, ["romance"])


async def test_a_day_that_is_none_is_said_to_be_and_nothing_is_granted(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo = discord_house.member("bo")
    told = await ada.slash(discord_house.channel, "cameo friends allow", who=bo, until="next year")
    assert "2026-12-31" in words(told)
    assert (await _friends(discord_house, ada)).grants == ()


async def test_denying_an_open_question(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    await bo.slash(discord_house.channel, "cameo friends ask", who=ada)
    assert await offered(discord_house, ada, "cameo friends deny", "name") == ["bo"]
    await ada.slash(discord_house.channel, "cameo friends deny", name="bo")
    shown = await _friends(discord_house, ada)
    assert (shown.asked_of_me, shown.grants) == ((), ())


async def test_taking_back_what_was_allowed(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    await ada.slash(discord_house.channel, "cameo friends allow", who=bo)
    assert await offered(discord_house, ada, "cameo friends revoke", "name", "b") == ["bo"]
    await ada.slash(discord_house.channel, "cameo friends revoke", name="@bo")
    assert (await _friends(discord_house, ada)).grants == ()


async def test_blocking_and_letting_in_again(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    blocked = await ada.slash(discord_house.channel, "cameo friends block", who=bo)
    assert "not told" in words(blocked)
    assert await offered(discord_house, ada, "cameo friends unblock", "name") == ["bo"]
    await ada.slash(discord_house.channel, "cameo friends unblock", name="bo")
    assert (await _friends(discord_house, ada)).blocked == ()


async def test_a_profile_says_whether_one_may(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    before = await bo.slash(discord_house.channel, "cameo friends profile", who=ada)
    await ada.slash(discord_house.channel, "cameo friends allow", who=bo)
    after = await bo.slash(discord_house.channel, "cameo friends profile", who=ada)
    assert ("You can ask them" in words(before), "You may use it" in words(after)) == (True, True)


async def test_one_friends_clips_are_approved_otherwise(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo, person = discord_house.member("bo"), await discord_house.person(ada)
    await ada.slash(discord_house.channel, "cameo friends approval", who=bo, mode="never")
    (one,) = (await discord_house.house.app.settings(person)).exceptions
    assert (one.handle, one.approval) == ("bo", ApprovalMode.NEVER)
    await ada.slash(discord_house.channel, "cameo friends approval", who=bo, mode="default")
    assert (await discord_house.house.app.settings(person)).exceptions == ()


async def test_everybody_one_has_to_do_with_is_listed(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    await ada.slash(discord_house.channel, "cameo friends allow", who=bo)
    shown = await ada.slash(discord_house.channel, "cameo friends list")
    assert "You allow: @bo" in words(shown)


async def test_names_are_offered_to_those_alone_who_have_to_do_with_them(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo = discord_house.member("bo")
    await discord_house.person(bo)
    assert await offered(discord_house, bo, "cameo friends ask", "name", "ad") == []
    await ada.slash(discord_house.channel, "cameo friends allow", who=bo)
    assert await offered(discord_house, bo, "cameo friends ask", "name", "ad") == ["ada"]


async def test_nothing_is_offered_where_the_store_is_away(
    discord_house: DiscordHouse, ada: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: object, **_more: object) -> None:
        raise OSError

    monkeypatch.setattr(discord_house.house.app, "person_for", away)
    assert await offered(discord_house, ada, "cameo friends revoke", "name") == []


async def test_nothing_is_offered_where_the_store_takes_too_long(
    discord_house: DiscordHouse, ada: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def slow(*_args: object, **_more: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(offers, "IN_TIME_S", 0.0)
    monkeypatch.setattr(discord_house.house.app, "person_for", slow)
    assert await offered(discord_house, ada, "cameo friends revoke", "name") == []


async def test_the_button_under_a_question_allows(discord_house: DiscordHouse, ada: MemberActor) -> None:
    bo = discord_house.member("bo")
    asked = await bo.slash(discord_house.channel, "cameo friends ask", who=ada)
    assert answer(asked).components == []
    await discord_house.bot.poster.once()
    letter = ada.user.dm_channel.last_message
    assert letter is not None
    await ada.user.click(letter, label="✅ Allow")
    assert [one.handle for one in (await _friends(discord_house, ada)).grants] == ["bo"]
