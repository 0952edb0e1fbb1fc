"""`python -m adapters.discord` as a process, with a real client and a Discord that misbehaves."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from discord_server.faults import Fault, rate_limited
from discord_server.gateway import Op
from discord_server.interactions import DEADLINE_S
from discord_server.server import DiscordServer
from discord_server.serving import running
from discord_town import DISCORD, Town, open_town
from engine_jobs import settings_file
from engine_process import RealProcess

from bot.store.migrate import migrate

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

HELP = "/cameo"
ANSWER = "/webhooks/{id}/{token}/messages/@original"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("discord")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    async with open_town(folder, url, program=DISCORD) as town:
        yield town


async def asked_for_help(town: Town) -> str:
    """What /cameo help answers: its words, or the file they are in."""
    asked = await town["ada"].command("cameo help")
    files = [one.data.decode() for reply in asked.replies for one in reply.attachments]
    return "\n".join([asked.text, *files])


async def test_a_command_is_answered(town: Town) -> None:
    assert HELP in await asked_for_help(town)


async def test_no_privileged_intent_is_asked_for(town: Town) -> None:
    # a session exists: the server refuses one that asks for any
    assert not town.server.gateway.connected[0].intents.message_content


@pytest.mark.parametrize("how", ["op 7", "op 9", "close 4000", "cut"])
async def test_a_lost_session_is_resumed_and_commands_go_on(town: Town, how: str) -> None:
    gateway = town.server.gateway
    before, begun = gateway.count(Op.RESUME), gateway.count(Op.IDENTIFY)
    match how:
        case "op 7":
            await gateway.reconnect()
        case "op 9":
            await gateway.invalidate(resumable=True)
        case "close 4000":
            await gateway.close(4000)
        case "cut":
            gateway.cut()
    await town.server.changes.until(lambda: gateway.count(Op.RESUME) > before, "a resume")
    assert HELP in await asked_for_help(town)
    assert gateway.count(Op.IDENTIFY) == begun, how


async def test_a_session_that_is_over_is_begun_anew(town: Town) -> None:
    gateway, begun = town.server.gateway, town.server.gateway.count(Op.IDENTIFY)
    await gateway.invalidate(resumable=False)
    await town.server.changes.until(lambda: gateway.count(Op.IDENTIFY) > begun, "a second identify")
    assert HELP in await asked_for_help(town)


async def test_what_was_asked_while_nobody_listened_is_answered_after_the_resume(town: Town) -> None:
    gateway = town.server.gateway
    (session,) = gateway.connected
    gateway.cut()
    await town.server.changes.until(lambda: session.wire is None or gateway.count(Op.RESUME), "the cut")
    asked = await town["bob"].begin_command("cameo help")
    await town["bob"].answered(asked)
    assert asked.replies


async def test_the_answer_is_said_once_after_a_429(town: Town) -> None:
    town.server.faults.append(rate_limited(ANSWER, 0.2, method="PATCH"))
    asked = await town["ada"].command("cameo help")
    kind = f"/webhooks/{town.server.bot.id}/{asked.token}/messages/@original"
    assert [one.status for one in town.server.asked("PATCH", kind)] == [429, 200]
    assert len(asked.replies) == 1


async def test_the_answer_is_said_once_after_a_5xx(town: Town) -> None:
    town.server.faults.append(Fault("PATCH", ANSWER, 502, after=True))
    asked = await town["ada"].command("cameo help")
    assert len(asked.replies) == 1


async def test_an_acknowledgement_that_was_lost_harms_nobody_else(town: Town) -> None:
    town.server.faults.append(Fault("POST", "/interactions/{id}/{token}/callback", 404, body={"code": 10062}))
    await town["ada"].begin_command("cameo help")
    assert HELP in await asked_for_help(town)


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


async def test_a_command_is_acknowledged_while_the_store_is_held_and_answered_afterwards(town: Town) -> None:
    with held_store(town):
        asked = await town["ada"].begin_command("cameo help")
        await town.server.changes.until(
            lambda: asked.acknowledged_s is not None, "an acknowledgement", DEADLINE_S
        )
        assert asked.replies == []
    await town["ada"].answered(asked)
    assert len(asked.replies) == 1


async def test_a_form_is_shown_in_time_while_the_store_is_held(town: Town) -> None:
    with held_store(town):
        asked = await town["ada"].command("cameo compose")
    assert asked.acknowledged_s is not None
    assert asked.acknowledged_s < DEADLINE_S


async def test_suggestions_come_in_time_while_the_store_is_held(town: Town) -> None:
    with held_store(town):
        asked = await town["ada"].suggest("cameo make", "with", **{"with": "b"})
        await town["ada"].answered(asked)
    assert asked.acknowledged_s is not None
    assert asked.acknowledged_s < DEADLINE_S


async def test_it_stops_when_asked_to_and_comes_back_without_a_new_installation(town: Town) -> None:
    registered = [one["id"] for one in town.server.commands]
    await town.restart(kill=False)
    await town.server.changes.until(lambda: town.server.gateway.connected, "the bot")
    assert [one["id"] for one in town.server.commands] == registered
    assert HELP in await asked_for_help(town)


async def test_a_token_that_discord_does_not_know_is_said_plainly(tmp_path: Path) -> None:
    async with running(DiscordServer()) as server:
        more = f'[discord]\ntoken = "wrong"\napi_base = "{server.api_base}"\n'
        config = settings_file(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'cameo.db'}", more=more)
        bot = RealProcess(DISCORD, config, log="bot.log")
        await bot.start()
        assert await bot.wait() == 1
    assert "does not accept the token" in bot.log.read_text(encoding="utf-8")


async def test_without_a_token_it_says_where_one_belongs(tmp_path: Path) -> None:
    config = settings_file(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'cameo.db'}")
    bot = RealProcess(DISCORD, config, log="bot.log")
    await bot.start()
    assert await bot.wait() == 1
    assert "CAMEO_DISCORD__TOKEN" in bot.log.read_text(encoding="utf-8")
