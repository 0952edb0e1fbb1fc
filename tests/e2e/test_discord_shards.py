"""Two bot processes, one for each half of the servers, on one store and one Redis."""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import pytest
import pytest_asyncio
from discord_server.interactions import DEADLINE_S
from discord_server.people import Member
from discord_server.world import Channel, Guild, new_id
from discord_town import PLAIN_DISCORD, Town, chat_of, open_town
from engine_process import RealProcess
from servers import redis

from bot.store.migrate import migrate

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ALLOWED = 4
TWO_SHARDS = "shard = 0\nshards = 2"


@pytest.fixture(scope="module")
def shared() -> Iterator[ExitStack]:
    """Holds the Redis of both; closing it takes that away."""
    with ExitStack() as stack:
        yield stack


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory, shared: ExitStack) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("shards")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    more = f'[redis]\nurl = "{shared.enter_context(redis())}"\n[limits]\ncommand = "{ALLOWED} per minute"\n'
    async with open_town(folder, url, more=more, discord_more=TWO_SHARDS) as town:
        other = RealProcess(
            PLAIN_DISCORD, town.config, log="other.log", environment={"CAMEO_DISCORD__SHARD": "1"}
        )
        await other.start()
        try:
            gateway = town.server.gateway
            await town.server.changes.until(lambda: len(gateway.connected) == 2, "both shards", 60)
            yield town
        finally:
            await other.kill()


async def on_shard(town: Town, number: int, member: Member) -> Member:
    """The same person on a server of that shard."""
    guild = Guild("friends", member.user, members=[one.user for one in town.people.values()])
    while (guild.id >> 22) % 2 != number:
        guild.id = new_id()
    there = Channel("general", guild)
    guild.channels.append(there)
    town.server.guilds.append(guild)
    await town.server.gateway.dispatch("GUILD_CREATE", town.server.guild_created(guild), guild.id, "guilds")
    return Member(town.server, member.user, there)


async def test_each_half_of_the_servers_is_answered(town: Town) -> None:
    for number in (0, 1):
        asked = await (await on_shard(town, number, town["ada"])).command("cameo standing")
        assert asked.replies


async def test_a_clip_comes_once_wherever_it_was_asked_for(town: Town) -> None:
    await town.give_likeness("ada")
    for number in (0, 1):
        ada = await on_shard(town, number, town["ada"])
        clip = await town.order("ada", "@me waves on a beach", chat_of(ada.here))
        await ada.sees(lambda one: one.attachments, about="the clip")
        await town.quiet()
        films = [one for one in ada.here.posted if one.attachments]
        assert len(films) == 1, clip


async def test_what_one_process_counts_the_other_knows(town: Town) -> None:
    there = [await on_shard(town, number, town["bob"]) for number in (0, 1)]
    said = [(await there[number % 2].command("cameo standing")).text for number in range(ALLOWED + 1)]
    assert len(set(said[:ALLOWED])) == 1
    assert said[ALLOWED] != said[0]


async def test_without_redis_commands_are_still_acknowledged_in_time_and_answered(
    town: Town, shared: ExitStack
) -> None:
    shared.close()
    for number in (0, 1):
        asked = await (await on_shard(town, number, town["cleo"])).command("cameo standing")
        assert asked.acknowledged_s is not None
        assert asked.acknowledged_s < DEADLINE_S
        assert asked.replies
