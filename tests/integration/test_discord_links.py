"""A clip that is too large for a room: a smaller version there, and the whole film behind a link."""

import re
from pathlib import Path

import discord
import pytest
from discord_house import DiscordHouse
from factories import ManualClock
from house import House, house_settings, open_house

from bot.people import Platform
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

FILM, SMALL = b"film" * 10, b"small"
LINK = re.compile(r"<https://clips\.example\.org/clips/([\w-]+)>")


@pytest.fixture
def house_on_discord(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    web = {"public_url": "https://clips.example.org"}
    return open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, web=web))


@pytest.fixture
async def posted(discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch) -> DiscordHouse:
    """The room takes files of so many bytes; somebody's clip, with a smaller version, comes there."""
    monkeypatch.setattr(discord.Guild, "filesize_limit", property(lambda _: len(FILM) - 1))
    return await _posted(discord_house, small=SMALL)


async def _posted(house: DiscordHouse, *, small: bytes | None) -> DiscordHouse:
    ada = await house.enrolled("ada")
    while due := await house.house.app.due_deliveries(Platform.DISCORD):
        for one in due:
            await house.house.app.mark_over(one.id)
    await house.house.app.make(await house.person(ada), MakeRequest(text="@Self waves", chat=house.chat))
    await house.house.finish(house.house.queue.in_order()[0], film=FILM, small=small)
    await house.house.app.take_outcomes()
    while await house.bot.poster.once():
        pass
    await house.env.settle()
    return house


async def test_the_smaller_version_is_posted_and_says_so(posted: DiscordHouse) -> None:
    (message,) = posted.channel.history()
    (film,) = message.attachments
    assert film.size == len(SMALL)
    assert "smaller version" in message.content


async def test_its_link_shows_the_whole_film(posted: DiscordHouse) -> None:
    (message,) = posted.channel.history()
    (token,) = LINK.findall(message.content)
    assert await posted.house.app.follow(token) == FILM


async def test_where_nothing_fits_there_is_the_link_alone(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Guild, "filesize_limit", property(lambda _: 1))
    await _posted(discord_house, small=None)
    (message,) = discord_house.channel.history()
    assert (message.attachments, len(LINK.findall(message.content))) == ([], 1)


async def test_a_clip_that_fits_has_no_link(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Guild, "filesize_limit", property(lambda _: len(FILM)))
    await _posted(discord_house, small=SMALL)
    (message,) = discord_house.channel.history()
    assert (len(message.attachments), LINK.findall(message.content)) == (1, [])
