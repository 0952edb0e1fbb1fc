"""`python -m adapters.web` as a real process: it serves what a link stands for, and stops when told to."""

import asyncio
import os
import socket
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, ClientSession
from engine_jobs import settings_file
from engine_process import RealProcess
from factories import someone_with_clip
from fakes import PlainJudge

from bot.bootstrap import Overrides, opened
from bot.clips import ClipState
from bot.ids import new_id
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.unit_of_work import units_of_work
from engine.contract.keys import DataKey, ServiceKey
from engine.contract.vault import Vault

pytestmark = pytest.mark.e2e

FILM = os.urandom(300_000)


@dataclass
class _House:
    """Settings, a finished clip and its link."""

    config: Path
    link: str


@pytest.fixture
async def house(sqlite_url: str, tmp_path: Path) -> _House:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    web = f'[web]\nlisten = "{at}"\npublic_url = "http://{at}"\n'
    config = settings_file(tmp_path, sqlite_url, more=web)
    settings = BotSettings.load(config)
    name, key = new_id(), DataKey.generate()
    await Vault(settings.vault.url).put(f"clips/{name}/1/clip.mp4", FILM, key)
    engine = open_engine(sqlite_url)
    async with units_of_work(engine)() as tx:
        person, _ = await someone_with_clip(
            tx,
            id=name,
            state=ClipState.KEPT,
            output_ref=f"clips/{name}/1/clip.mp4",
            data_key=ServiceKey.load_or_create(settings.vault.keys).wrap(key, name),
        )
    await engine.dispose()
    async with opened(settings, Overrides(judge=PlainJudge())) as service:
        link = await service.app.link(person.id, name)
    assert link is not None
    return _House(config, link)


async def _got(link: str) -> bytes:
    """What stands there, once somebody answers."""
    async with ClientSession() as session, asyncio.timeout(90):
        while True:
            try:
                async with session.get(link) as answer:
                    return await answer.read()
            except ClientConnectionError:
                await asyncio.sleep(0.1)


async def test_a_film_comes_out_of_the_vault_of_another_process(house: _House) -> None:
    process = RealProcess(("-m", "adapters.web"), house.config, log="web.log")
    await process.start()
    try:
        assert await _got(house.link) == FILM
        assert await process.stop() == 0
    finally:
        await process.kill()
    assert house.link.rpartition("/")[2] not in process.log.read_text(encoding="utf-8")
