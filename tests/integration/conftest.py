"""The service behind a simulated Discord."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from discord_house import DiscordHouse, open_discord
from discord_server.openapi import Asked, published
from factories import ManualClock
from house import House, open_house
from simcord import Env

from adapters.discord.bot import CameoBot
from bot.store.unit_of_work import Uow


@pytest.fixture
def house_on_discord(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """The service that the bot talks to."""
    return open_house(sqlite_uow, tmp_path, clock)


@pytest.fixture
def simcord_bot(house_on_discord: House) -> CameoBot:
    """The real client, which does nothing by itself."""
    return CameoBot(house_on_discord.app, house_on_discord.ports.settings, background=False)


@pytest.fixture
def discord_house(house_on_discord: House, simcord_bot: CameoBot, simcord_env: Env) -> Iterator[DiscordHouse]:
    """The whole service with the real client, on one server with one channel.

    Whatever the client asks has to be what Discord's published description allows, where that is there.
    """
    yield open_discord(house_on_discord, simcord_env, simcord_bot)
    judge = published()
    if judge is not None:
        asked = [
            Asked(one.method, one.path, {name: str(value) for name, value in one.params.items()}, one.json)
            for one in simcord_env.backend.http_requests
        ]
        wrong = [said for one in asked for said in judge.wrong_with(one)]
        assert not wrong, "\n".join(wrong)
