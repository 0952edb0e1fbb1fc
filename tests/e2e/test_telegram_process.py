"""`python -m adapters.telegram` as a process, with the real client and a Telegram that misbehaves."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from engine_jobs import settings_file
from engine_process import RealProcess
from telegram_server import errors
from telegram_server.faults import Fault, broken, failing, proxy_error, too_many
from telegram_server.server import TelegramServer
from telegram_server.serving import running
from telegram_server.world import Message
from telegram_town import TELEGRAM, Town, open_town

from bot.store.migrate import migrate

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SEND, POLL = "sendMessage", "getUpdates"
PATIENCE_S = 60.0


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("telegram")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    async with open_town(folder, url, program=TELEGRAM) as town:
        yield town


def answers(town: Town, name: str) -> list[Message]:
    """What the bot said to somebody alone."""
    return [one for one in town[name].alone.posted if one.author is town.server.bot]


async def answered(town: Town, name: str, said: int) -> None:
    """Wait until the bot said more than that to somebody."""
    await town.server.changes.until(lambda: len(answers(town, name)) > said, "an answer", PATIENCE_S)


async def asks(town: Town, name: str = "ada", command: str = "/standing") -> Message:
    """Somebody asks, and is answered."""
    before = len(answers(town, name))
    await town[name].tells(command)
    await answered(town, name, before)
    return answers(town, name)[-1]


async def asked_since(town: Town, polls: int) -> bool:
    """Whether the bot asked for updates again: so it does, once more, when it stops."""
    return town.server.updates.polls > polls


async def test_a_command_is_answered(town: Town) -> None:
    assert "/make" in (await asks(town, command="/help")).text


async def test_updates_that_nobody_needs_are_not_asked_for(town: Town) -> None:
    allowed = town.server.updates.allowed or frozenset()
    assert {"message", "callback_query", "chosen_inline_result"} <= allowed
    assert not {"edited_message", "channel_post", "poll"} & allowed


async def test_what_is_told_twice_is_answered_once(town: Town) -> None:
    before = len(answers(town, "ada"))
    await asks(town)
    _, update = town.server.updates.given[-1]
    town.server.updates.repeat(update)
    await asks(town, "bob")
    await town.server.settled()
    assert len(answers(town, "ada")) == before + 1


async def test_what_is_told_again_after_a_restart_is_answered_once(town: Town) -> None:
    before = len(answers(town, "ada"))
    await asks(town)
    _, update = town.server.updates.given[-1]
    await town.leave()
    town.server.updates.repeat(update)
    await town.restart()
    await asks(town, "bob")
    assert len(answers(town, "ada")) == before + 1


async def test_the_answer_is_said_once_after_a_429_and_no_sooner_than_it_was_told(town: Town) -> None:
    before, asked = len(answers(town, "ada")), len(town.server.asked(SEND))
    town.server.faults.append(too_many(SEND, 1))
    await asks(town)
    refused, taken = town.server.asked(SEND)[asked:]
    assert (refused.status, taken.status) == (429, 200)
    assert taken.at - refused.at >= 1.0
    assert len(answers(town, "ada")) == before + 1


async def test_an_answer_whose_arrival_is_unknown_is_not_said_twice(town: Town) -> None:
    before = len(answers(town, "ada"))
    town.server.faults.append(broken(SEND, after=True))
    await asks(town)
    await asks(town, "bob")
    assert len(answers(town, "ada")) == before + 1


@pytest.mark.parametrize("fault", [failing(POLL), proxy_error(POLL), Fault(POLL, errors.OTHER_POLL)])
async def test_trouble_with_hearing_passes(town: Town, fault: Fault) -> None:
    town.server.faults.append(fault)
    await asks(town)
    await town.server.changes.until(lambda: fault.hit, "the fault", PATIENCE_S)
    assert (await asks(town)).text


@contextmanager
def held_store(town: Town) -> Iterator[None]:
    """Somebody else writes to the store and does not come to an end."""
    connection = sqlite3.connect(town.config.with_name("cameo.db"), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


async def test_a_button_that_was_pressed_stops_spinning_while_the_store_is_held(town: Town) -> None:
    welcome = await asks(town, command="/start")
    said = len(answers(town, "ada"))
    with held_store(town):
        pressed = await town["ada"].presses(welcome, "go:setup")
    assert pressed.answered_at is not None
    await answered(town, "ada", said)


async def test_messages_under_way_are_answered_before_it_stops(town: Town) -> None:
    names = ("ada", "bob", "cleo")
    before = {name: len(answers(town, name)) for name in names}
    gate = asyncio.Event()
    fault = Fault(SEND, times=len(names), gate=gate)
    town.server.faults.append(fault)
    for name in names:
        await town[name].tells("/standing")
    await town.server.changes.until(lambda: fault.hit == len(names), "three answers under way", PATIENCE_S)
    polls = town.server.updates.polls
    leaving = asyncio.create_task(town.leave(kill=False))
    await town.until(lambda: asked_since(town, polls))
    gate.set()
    await leaving
    await town.restart()
    await asks(town)
    assert {name: len(answers(town, name)) - before[name] for name in names} == {
        "ada": 2,
        "bob": 1,
        "cleo": 1,
    }


async def test_what_was_said_while_nobody_listened_is_answered_after_the_start(town: Town) -> None:
    await town.leave()
    before = len(answers(town, "ada"))
    await town["ada"].tells("/standing")
    await town.restart()
    await answered(town, "ada", before)


async def test_a_token_that_telegram_does_not_know_is_said_plainly(tmp_path: Path) -> None:
    async with running(TelegramServer()) as server:
        more = f'[telegram]\ntoken = "123:wrong"\napi_base = "{server.api_base}"\n'
        config = settings_file(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'cameo.db'}", more=more)
        bot = RealProcess(TELEGRAM, config, log="bot.log")
        await bot.start()
        assert await bot.wait() == 1
    assert "does not accept the token" in bot.log.read_text(encoding="utf-8")


async def test_without_a_token_it_says_where_one_belongs(tmp_path: Path) -> None:
    config = settings_file(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'cameo.db'}")
    bot = RealProcess(TELEGRAM, config, log="bot.log")
    await bot.start()
    assert await bot.wait() == 1
    assert "CAMEO_TELEGRAM__TOKEN" in bot.log.read_text(encoding="utf-8")


async def test_the_token_stands_in_no_log(town: Town) -> None:
    assert town.server.token not in town.bot.log.read_text(encoding="utf-8")
