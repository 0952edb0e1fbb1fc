"""The service behind a simulated Discord, and behind our own Telegram."""

import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from discord_house import DiscordHouse, open_discord
from discord_server.openapi import Asked, published
from factories import ManualClock
from house import House, house_settings, open_house
from simcord import Env
from telegram_house import TelegramHouse, named_by_the_bot, open_telegram, telegram_settings
from telegram_server.server import TelegramServer
from telegram_server.serving import running
from telegram_server.world import Chat, User

from adapters.discord.bot import CameoBot
from adapters.telegram.bot import CameoBot as TelegramBot
from adapters.telegram.pauses import BETWEEN_EDITS_S
from bot.store.unit_of_work import Uow


@pytest.fixture(scope="session", autouse=True)
def one_tls_context() -> Iterator[None]:
    """Telegram's client reads all certificates anew for each of its connections, which nothing here needs."""
    read = ssl.create_default_context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx._transports.default, "create_ssl_context", lambda **_: read)
        yield


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


@pytest.fixture
async def telegram_server(clock: ManualClock) -> AsyncIterator[TelegramServer]:
    """Our own Telegram, whose time is the service's.

    Whatever was asked, answered and told has to be what Telegram's published description allows, where that
    is there.
    """
    async with running(TelegramServer(now=lambda: clock.now().timestamp())) as server:
        yield server
    assert not server.wrong, "\n".join(server.wrong)


@pytest.fixture
def telegram_storage(telegram_server: TelegramServer) -> Chat:
    """The channel in which films for inline messages are kept."""
    return telegram_server.channel("storage", [User("operator")])


@pytest.fixture
def house_on_telegram(
    sqlite_uow: Uow,
    tmp_path: Path,
    clock: ManualClock,
    telegram_server: TelegramServer,
    telegram_storage: Chat,
) -> House:
    """The service that the Telegram bot talks to."""
    telegram = telegram_settings(telegram_server, telegram_storage)
    return open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, telegram=telegram))


@pytest.fixture
async def telegram_house(
    house_on_telegram: House, telegram_server: TelegramServer, telegram_storage: Chat, clock: ManualClock
) -> AsyncIterator[TelegramHouse]:
    """The whole service with the real client, in one group; it does nothing by itself, but listens.

    Nothing that it says may hold an @name: on Telegram that calls whoever has it.
    """
    bot = TelegramBot(
        house_on_telegram.app,
        house_on_telegram.ports.settings,
        background=False,
        now=lambda: clock.now().timestamp(),
    )
    clock.advance(seconds=BETWEEN_EDITS_S)
    async with bot:
        await bot.connect()
        await telegram_server.until_listening()
        yield open_telegram(house_on_telegram, telegram_server, bot, telegram_storage)
    named = named_by_the_bot(telegram_server)
    assert not named, "\n".join(named)
