"""What people are told on Discord without having asked: each of these arrives, where it should."""

import asyncio

import discord
import pytest
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from adapters.discord.posting import DiscordPost
from adapters.posting import Poster
from bot.consent import ApprovalMode
from bot.reports import ReportKind
from bot.requests import MakeRequest

pytestmark = pytest.mark.integration


async def _friends(house: DiscordHouse) -> tuple[MemberActor, MemberActor]:
    """Ada, who lets bo use her without a question; nothing is owed to anybody."""
    ada, bo = await house.enrolled("ada"), await house.enrolled("bo")
    owner = await house.person(ada)
    await house.house.app.grant(owner, "bo")
    await house.house.app.set_approval(owner, ApprovalMode.NEVER)
    await _post(house)
    return ada, bo


async def _order(house: DiscordHouse, maker: MemberActor, text: str) -> str:
    person = await house.person(maker)
    return (await house.house.app.make(person, MakeRequest(text=text, chat=house.chat))).id


async def _post(house: DiscordHouse) -> None:
    while await house.bot.poster.once():
        pass
    await house.env.settle()


def _last(member: MemberActor) -> discord.Message:
    return member.user.dm_channel.history()[-1]


def _in_room(house: DiscordHouse) -> discord.Message:
    message = house.channel.last_message
    assert message is not None
    return message


async def test_that_a_likeness_was_asked_for(discord_house: DiscordHouse) -> None:
    ada, bo = await _friends(discord_house)
    await _order(discord_house, bo, "@ada waves")
    await _post(discord_house)
    assert "@bo asked for a clip with you" in _last(ada).content
    assert _last(ada).attachments == []


async def test_that_a_likeness_was_used_with_the_film(discord_house: DiscordHouse) -> None:
    ada, bo = await _friends(discord_house)
    await _order(discord_house, bo, "@ada waves")
    await discord_house.house.finish_jobs()
    await _post(discord_house)
    assert "@bo made a clip with you" in _last(ada).content
    assert _last(ada).attachments[0].filename.endswith(".mp4")


async def test_that_somebody_revoked_while_a_clip_was_made(discord_house: DiscordHouse) -> None:
    ada, bo = await _friends(discord_house)
    await _order(discord_house, bo, "@ada waves")
    await discord_house.house.app.revoke(await discord_house.person(ada), "bo")
    await _post(discord_house)
    assert "no longer allows it" in _last(bo).content
    assert discord_house.channel.history() == []  # who it was is for its maker alone


async def test_that_somebody_revoked_what_was_posted_already(discord_house: DiscordHouse) -> None:
    ada, bo = await _friends(discord_house)
    await _order(discord_house, bo, "@ada waves")
    await discord_house.house.finish_jobs()
    await _post(discord_house)
    film = _in_room(discord_house)
    await discord_house.house.app.revoke(await discord_house.person(ada), "bo")
    await _post(discord_house)
    assert "Its files are gone" in _in_room(discord_house).content
    assert film.id not in [message.id for message in discord_house.channel.history()]
    assert not any(message.attachments for message in ada.user.dm_channel.history())


async def test_that_a_draft_is_about_to_expire(discord_house: DiscordHouse) -> None:
    _, bo = await _friends(discord_house)
    await _order(discord_house, bo, "@Self waves")
    await discord_house.house.finish_jobs()
    await _post(discord_house)
    discord_house.house.clock.advance(hours=21)
    await discord_house.house.app.sweep()
    await _post(discord_house)
    assert "save it, or it is gone" in _in_room(discord_house).content
    assert [user.name for user in _in_room(discord_house).mentions] == ["bo"]


async def test_that_a_report_was_decided(discord_house: DiscordHouse) -> None:
    ada, bo = await _friends(discord_house)
    clip = await _order(discord_house, bo, "@ada waves")
    await discord_house.house.finish_jobs()
    await _post(discord_house)
    reporter = await discord_house.person(ada)
    report = await discord_house.house.app.report(reporter, clip=clip, kind=ReportKind.SEXUAL)
    await discord_house.house.desk.dismiss("root", report.report, "")
    await _post(discord_house)
    assert "keeps to the rules" in _last(ada).content


async def test_two_bots_on_one_store_say_each_thing_once(discord_house: DiscordHouse) -> None:
    _, bo = await _friends(discord_house)
    clips = [await _order(discord_house, bo, f"@Self waves {number} times") for number in (2, 3)]
    await discord_house.house.finish_jobs()
    posters = [Poster(discord_house.bot.app, DiscordPost(discord_house.bot)) for _ in range(2)]
    while any(await asyncio.gather(*(poster.once() for poster in posters))):
        pass
    films = [file.filename for one in discord_house.channel.history() for file in one.attachments]
    assert sorted(films) == sorted(f"cameo-{clip[-8:]}.mp4" for clip in clips)
