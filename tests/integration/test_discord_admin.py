"""`/cameo-admin` on a server: what is decided, by whom, and that menus show and take it."""

import json
from typing import Any

import discord
import pytest
from discord_house import DiscordHouse
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from adapters.discord.bot import CameoBot
from adapters.discord.rule_menus import Rule, custom_id
from adapters.text import LANGUAGES, phrase
from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.notices import PlaceRulesShown, UsualThere
from bot.requests import MakeRequest, Surroundings
from engine.contract.messages import Style

pytestmark = pytest.mark.integration


@pytest.fixture
def admin(discord_house: DiscordHouse) -> MemberActor:
    return discord_house.member("ann", manage_guild=True)


async def _rules(there: DiscordHouse) -> PlaceRulesShown:
    """What the store says, whatever Discord showed."""
    person = await there.house.join("reader")
    return await there.house.app.place_rules(person, there.chat, Surroundings(manages=True))


def _read(result: InteractionResult) -> str:
    assert result.response is not None
    assert result.response.ephemeral
    return result.response.content


def _menu(result: InteractionResult) -> dict[str, Any]:
    assert result.response is not None
    ((menu,),) = [row["components"] for row in result.response.components]
    return dict(menu)


async def test_who_does_not_manage_the_server_is_not_offered_any_of_it(discord_house: DiscordHouse) -> None:
    bo = discord_house.member("bo", manage_messages=True, manage_channels=True)
    offered = bo.available_commands(discord_house.channel)
    assert [name for name in offered if name.startswith("cameo-admin")] == []


async def test_who_is_let_in_by_discord_alone_is_still_asked(
    discord_house: DiscordHouse, simcord_bot: CameoBot
) -> None:
    """A server can open the command to a role; the service goes by the permission."""
    bo = discord_house.member("bo")
    (command,) = [one for one in await simcord_bot.tree.fetch_commands() if one.name == "cameo-admin"]
    discord_house.guild.set_command_permissions(command, {bo: True})
    said = _read(await bo.slash(discord_house.channel, "cameo-admin pause"))
    assert "Only those who manage this server can do that" in said
    assert not (await _rules(discord_house)).paused


async def test_it_is_no_command_in_direct_messages(discord_house: DiscordHouse, admin: MemberActor) -> None:
    user = discord_house.env.create_user("dora")
    assert not any(name.startswith("cameo-admin") for name in user.available_commands())


async def test_all_that_holds_is_shown_to_who_asks_alone(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    assert "Clips can be asked for here." in _read(
        await admin.slash(discord_house.channel, "cameo-admin show")
    )


async def test_clips_are_paused_and_resumed(discord_house: DiscordHouse, admin: MemberActor) -> None:
    paused = _read(await admin.slash(discord_house.channel, "cameo-admin pause"))
    assert (paused.splitlines()[0], (await _rules(discord_house)).paused) == ("Clips are paused here.", True)
    await admin.slash(discord_house.channel, "cameo-admin resume")
    assert not (await _rules(discord_house)).paused


async def test_channels_are_chosen_from_a_menu_and_shown_by_name(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    fun = discord_house.guild.create_text_channel("fun_stuff")
    asked = await admin.slash(discord_house.channel, "cameo-admin channels")
    assert asked.response is not None
    chosen = await admin.select(asked.response.message, [fun, discord_house.channel])
    assert (await _rules(discord_house)).channels == (str(fun.id), str(discord_house.channel.id))
    assert "Channels: #fun\\_stuff and #clips." in _read(chosen)


async def test_a_menu_shows_what_holds_already(discord_house: DiscordHouse, admin: MemberActor) -> None:
    role = discord_house.guild.create_role("Makers")
    for command, values in (("channels", [discord_house.channel]), ("makers", [role]), ("gated", ["nudity"])):
        asked = await admin.slash(discord_house.channel, f"cameo-admin {command}")
        assert asked.response is not None
        await admin.select(asked.response.message, values)
    shown = {
        rule: _menu(await admin.slash(discord_house.channel, f"cameo-admin {rule.value}")) for rule in Rule
    }
    marked = {
        rule: [(one["type"], int(one["id"])) for one in shown[rule]["default_values"]]
        for rule in (Rule.CHANNELS, Rule.MAKERS)
    }
    assert marked == {
        Rule.CHANNELS: [("channel", discord_house.channel.id)],
        Rule.MAKERS: [("role", role.id)],
    }
    assert [one["value"] for one in shown[Rule.GATED]["options"] if one.get("default")] == ["nudity"]


async def test_choosing_nothing_takes_it_back(discord_house: DiscordHouse, admin: MemberActor) -> None:
    asked = await admin.slash(discord_house.channel, "cameo-admin gated")
    assert asked.response is not None
    await admin.select(asked.response.message, ["nudity", "violence"])
    assert (await _rules(discord_house)).gated == (BoundaryPreset.VIOLENCE, BoundaryPreset.NUDITY)
    await admin.select(asked.response.message, [])
    assert (await _rules(discord_house)).gated == ()


async def test_a_channel_that_is_gone_is_said_to_be_and_can_be_chosen_no_more(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    old = discord_house.guild.create_text_channel("old")
    asked = await admin.slash(discord_house.channel, "cameo-admin channels")
    assert asked.response is not None
    await admin.select(asked.response.message, [old])
    channel = discord_house.bot.get_channel(old.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.delete()
    again = await admin.slash(discord_house.channel, "cameo-admin channels")
    assert "Channels: (gone)." in _read(again)
    assert _menu(again).get("default_values", []) == []


async def test_a_menu_works_after_a_restart(discord_house: DiscordHouse, admin: MemberActor) -> None:
    """Nothing of a menu is kept in memory: it is found again by its custom id."""
    asked = await admin.slash(discord_house.channel, "cameo-admin gated")
    assert asked.response is not None
    assert _menu(asked)["custom_id"] == custom_id(Rule.GATED)
    discord_house.bot._connection._view_store._views.clear()
    await admin.select(asked.response.message, ["weapons"])
    assert (await _rules(discord_house)).gated == (BoundaryPreset.WEAPONS,)


async def test_who_manages_no_more_decides_nothing_by_an_old_menu(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    asked = await admin.slash(discord_house.channel, "cameo-admin gated")
    assert asked.response is not None
    guild = discord_house.bot.get_guild(discord_house.guild.id)
    assert guild is not None
    member = await guild.fetch_member(admin.id)
    await member.remove_roles(*member.roles[1:])
    said = await admin.select(asked.response.message, ["weapons"])
    assert "Only those who manage this server" in _read(said)
    assert (await _rules(discord_house)).gated == ()


async def test_caps_are_set_one_by_one_and_taken_away_by_zero(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    await admin.slash(discord_house.channel, "cameo-admin caps", member=3)
    said = _read(await admin.slash(discord_house.channel, "cameo-admin caps", server=50))
    assert "3 of each member and 50 of all" in said
    await admin.slash(discord_house.channel, "cameo-admin caps", member=0)
    rules = await _rules(discord_house)
    assert (rules.per_member, rules.per_place) == (None, 50)


async def test_what_is_usual_in_a_channel_is_set_and_forgotten(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    here = {"channel": discord_house.channel}
    await admin.slash(discord_house.channel, "cameo-admin defaults", **here, seconds=6.0, style="cinematic")
    await admin.slash(discord_house.channel, "cameo-admin defaults", **here, resolution="pro", draft=True)
    usual = UsualThere(
        chat=str(discord_house.channel.id), seconds=6.0, tier=Tier.PRO, style=Style.CINEMATIC, draft=True
    )
    assert (await _rules(discord_house)).usual == (usual,)
    await admin.slash(discord_house.channel, "cameo-admin defaults", **here, reset=True)
    assert (await _rules(discord_house)).usual == ()


async def test_a_server_has_a_language_or_each_asker_has_their_own(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    await admin.slash(discord_house.channel, "cameo-admin language", language="en")
    assert await discord_house.house.app.language_of(discord_house.chat) == "en"
    await admin.slash(discord_house.channel, "cameo-admin language", language="own")
    assert await discord_house.house.app.language_of(discord_house.chat) is None


def test_every_language_that_can_be_chosen_has_a_name_in_every_language() -> None:
    named = {tag: phrase(f"admin.language.{of}", tag) for tag in LANGUAGES for of in (*LANGUAGES, "own")}
    assert all(named.values())


async def test_the_log_of_the_server_comes_as_a_file(discord_house: DiscordHouse, admin: MemberActor) -> None:
    await admin.slash(discord_house.channel, "cameo-admin caps", member=3)
    result = await admin.slash(discord_house.channel, "cameo-admin export", days=7)
    assert "0 clips and 1 decision of the last 7 days" in _read(result)
    assert result.response is not None
    (file,) = result.response.attachments
    head, decision = [json.loads(line) for line in (await file.read()).decode().splitlines()]
    assert (head["lines"], decision["by"], decision["decided"]) == (1, "ann", {"per_member": 3})


async def test_what_a_thread_is_a_part_of_is_what_its_channel_allows(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    """Decided on Discord, met through the use case: a clip asked for in a thread of a chosen channel."""
    asked = await admin.slash(discord_house.channel, "cameo-admin channels")
    assert asked.response is not None
    await admin.select(asked.response.message, [discord_house.channel])
    channel = discord_house.bot.get_channel(discord_house.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="late", type=discord.ChannelType.public_thread)
    (thread,) = discord_house.channel.threads
    seen: list[Surroundings] = []
    app = discord_house.house.app

    async def looked(person: str, chat: Any, around: Surroundings) -> PlaceRulesShown:
        seen.append(around)
        return await type(app).place_rules(app, person, chat, around)

    discord_house.bot.app.place_rules = looked  # type: ignore[method-assign]  # what Discord said is looked at
    await admin.slash(thread, "cameo-admin show")
    ada = await discord_house.enrolled("ada")
    request = MakeRequest("@me waves", discord_house.chat, surroundings=seen[0])
    shown = await app.preflight(await discord_house.person(ada), request)
    assert seen[0].within == str(discord_house.channel.id)
    assert shown.ok


async def _asks(
    there: DiscordHouse, who: MemberActor, channel: ChannelHandle | None = None, **options: Any
) -> str:
    """What the preflight of `/cameo make` says."""
    result = await who.slash(channel or there.channel, "cameo make", prompt="@me waves", **options)
    return _read(result)


async def test_members_read_in_the_preflight_that_clips_are_paused(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    ada = await discord_house.enrolled("ada")
    await admin.slash(discord_house.channel, "cameo-admin pause")
    assert "Clips are paused here." in await _asks(discord_house, ada)
    await admin.slash(discord_house.channel, "cameo-admin resume")
    assert "This can be made." in await _asks(discord_house, ada)


async def test_members_without_a_chosen_role_are_told_so_and_others_are_not(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    ada, bo = [await discord_house.enrolled(name, send_messages=True) for name in ("ada", "bo")]
    role = discord_house.guild.roles["ada's"]
    asked = await admin.slash(discord_house.channel, "cameo-admin makers")
    assert asked.response is not None
    await admin.select(asked.response.message, [role])
    said = [await _asks(discord_house, who) for who in (ada, bo)]
    assert ["Only some roles" in each for each in said] == [False, True]


async def test_a_members_clip_is_as_long_as_is_usual_in_the_channel_unless_they_say(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    ada = await discord_house.enrolled("ada")
    await admin.slash(
        discord_house.channel, "cameo-admin defaults", channel=discord_house.channel, seconds=6.0
    )
    assert "Price: 6 s" in await _asks(discord_house, ada)
    assert "Price: 5 s" in await _asks(discord_house, ada, seconds=5.0)


async def test_gated_subjects_are_let_through_in_an_age_restricted_channel_and_its_threads(
    discord_house: DiscordHouse, admin: MemberActor
) -> None:
    ada = await discord_house.enrolled("ada")
    asked = await admin.slash(discord_house.channel, "cameo-admin gated")
    assert asked.response is not None
    await admin.select(asked.response.message, ["violence"])

    async def said(channel: ChannelHandle) -> bool:
        result = await ada.slash(channel, "cameo make", prompt="@me in a scene of violence")
        return "age-restricted channels" in _read(result)

    assert await said(discord_house.channel)
    channel = discord_house.bot.get_channel(discord_house.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="late", type=discord.ChannelType.public_thread)
    channel.nsfw = True  # as a CHANNEL_UPDATE would say; the simulated server has no such channels
    (thread,) = discord_house.channel.threads
    assert [await said(each) for each in (discord_house.channel, thread)] == [False, False]
