"""Our Discord keeps what the real one promises: shown with a bare bot of the real library, over sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

import aiohttp
import discord
import pytest
import yarl
from bare_bot import BareBot
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord_server.faults import MESSAGES, Bucket, Fault, rate_limited
from discord_server.gateway import DISALLOWED_INTENTS, Op
from discord_server.openapi import Asked, OpenApi, published
from discord_server.people import Member, move_in
from discord_server.server import DiscordServer
from discord_server.serving import running
from discord_server.world import MIB, Attachment

pytestmark = pytest.mark.e2e


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    """Nothing that the library or the server says may break the published description."""
    async with running(DiscordServer()) as server:
        monkeypatch.setattr(Route, "BASE", server.api_base)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
        yield server
    assert server.wrong == []


@pytest.fixture
def people(server: DiscordServer) -> list[Member]:
    return move_in(server, "ada", "bob")


@asynccontextmanager
async def connected(server: DiscordServer, **options: object) -> AsyncIterator[BareBot]:
    bot = BareBot(**options)
    async with bot:
        life = asyncio.create_task(bot.start(server.token))
        await server.changes.until(lambda: server.gateway.connected or life.done(), "a session")
        yield bot
    await asyncio.gather(life, return_exceptions=True)


@pytest.fixture
async def bot(server: DiscordServer, people: list[Member]) -> AsyncIterator[BareBot]:
    async with connected(server) as bot:
        yield bot


async def heard(bot: BareBot, what: str) -> None:
    await bot.changes.until(lambda: what in bot.heard, what)


async def test_a_command_is_answered(people: list[Member], bot: BareBot) -> None:
    asked = await people[0].command("ok")
    assert [one.text for one in people[0].here.posted] == ["ok"]
    assert asked.acknowledged_s is not None


async def test_a_deferred_answer_is_seen_by_who_asked_alone(people: list[Member], bot: BareBot) -> None:
    asked = await people[0].command("later", word="pear", who=people[1].user)
    await people[0].server.changes.until(lambda: len(asked.replies) == 2, "the follow-up")
    assert [one.text for one in asked.replies] == ["pear bob", "more pear"]
    assert people[0].here.posted == []


async def test_what_is_being_typed_gets_suggestions(people: list[Member], bot: BareBot) -> None:
    assert await people[0].suggestions("later", "word", word="pe") == ["pear"]


async def test_a_form_is_opened_and_sent(people: list[Member], bot: BareBot) -> None:
    sent = await people[0].submit(await people[0].command("form"), line="hello")
    assert sent.text == "form: hello"


async def test_a_file_of_a_command_is_read_and_given_back(people: list[Member], bot: BareBot) -> None:
    asked = await people[0].command("take", file=Attachment("a.bin", b"12345"))
    assert asked.text == "5 bytes"
    assert [one.data for one in asked.replies[0].attachments] == [b"12345"]


async def test_a_message_is_quoted_by_its_menu(people: list[Member], bot: BareBot) -> None:
    message = await people[0].say("hello there")
    assert (await people[1].use_on_message("Quote this", message)).text == "> hello there"


async def test_a_button_is_pressed_and_the_next_one_too(people: list[Member], bot: BareBot) -> None:
    await people[0].say(f"{bot.user and bot.user.mention} hi")
    message = await people[0].hears("you called", people[0].here)
    await people[1].press(message, "again 1")
    await people[1].press(message, "again 2")
    assert message.text == "pressed 2"


async def test_a_mention_is_read_and_other_talk_is_not(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    await people[0].say("between us")
    await people[0].say(f"{server.bot.mention} for you")
    await people[0].hears("you called", people[0].here)
    assert [one for one in bot.heard if "message" in one] == [
        "message ''",
        f"message '{server.bot.mention} for you'",
    ]


async def test_a_reaction_is_heard_of(server: DiscordServer, people: list[Member], bot: BareBot) -> None:
    await people[0].say(f"{server.bot.mention} hi")
    message = await people[0].sees(lambda one: "✅" in one.reactions)
    await people[1].react(message, "✅")
    await heard(bot, f"reaction ✅ of {people[1].user.id}")
    assert message.reactions["✅"] == [server.bot, people[1].user]


async def test_the_stream_is_compressed_and_the_intents_are_those_asked_for(
    server: DiscordServer, bot: BareBot
) -> None:
    assert server.gateway.connected[0].intents == bot.intents
    assert server.gateway.connected[0].wire is not None
    assert server.gateway.connected[0].wire.compressed


async def test_heartbeats_go_on(server: DiscordServer, people: list[Member]) -> None:
    server.gateway.heartbeat_s = 0.05
    async with connected(server) as bot:
        await server.changes.until(lambda: server.gateway.count(Op.HEARTBEAT) > 3, "heartbeats")
        assert bot.latency < 1


async def test_a_silent_gateway_is_left_and_the_session_resumed(
    server: DiscordServer, people: list[Member]
) -> None:
    server.gateway.heartbeat_s, server.gateway.silent = 0.1, True
    async with connected(server, heartbeat_timeout=0.5) as bot:
        await heard(bot, "resumed")
    assert server.gateway.count(Op.IDENTIFY) == 1


@pytest.mark.parametrize("how", ["op 7", "op 9, resumable", "close 4000", "cut"])
async def test_a_lost_connection_is_resumed_and_nothing_is_missed(
    server: DiscordServer, people: list[Member], bot: BareBot, how: str
) -> None:
    await lose(server, how)
    await people[0].say(f"{server.bot.mention} meanwhile")
    await people[0].hears("you called", people[0].here)
    await heard(bot, "resumed")
    assert server.gateway.count(Op.IDENTIFY) == 1
    assert server.gateway.count(Op.RESUME) == 1


async def lose(server: DiscordServer, how: str) -> None:
    match how:
        case "op 7":
            await server.gateway.reconnect()
        case "op 9, resumable":
            await server.gateway.invalidate(resumable=True)
        case "close 4000":
            await server.gateway.close(4000)
        case "cut":
            server.gateway.cut()


async def test_a_session_that_is_over_is_begun_anew(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    await server.gateway.invalidate(resumable=False)
    await server.changes.until(lambda: server.gateway.count(Op.IDENTIFY) == 2, "a second identify")
    assert (await people[0].command("ok")).text == "ok"


async def test_a_session_that_nobody_knows_cannot_be_resumed(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    server.gateway.sessions.clear()
    await server.gateway.close(4000)
    await server.changes.until(lambda: server.gateway.count(Op.IDENTIFY) == 2, "a second identify")
    assert server.gateway.count(Op.RESUME) == 1


async def test_privileged_intents_are_refused(server: DiscordServer, people: list[Member]) -> None:
    bot = BareBot()
    bot._connection._intents.message_content = True
    async with bot:
        with pytest.raises(discord.PrivilegedIntentsRequired) as refused:
            await bot.start(server.token)
    assert isinstance(refused.value.__context__, discord.ConnectionClosed)
    assert refused.value.__context__.code == DISALLOWED_INTENTS


async def test_a_wrong_token_is_refused(server: DiscordServer) -> None:
    async with BareBot() as bot:
        with pytest.raises(discord.LoginFailure):
            await bot.start("wrong")


async def test_a_429_is_waited_for_and_said_once(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    server.faults.append(rate_limited(MESSAGES, 0.3))
    await channel(bot, people).send("hello")
    first, second = server.asked("POST", MESSAGES)
    assert (first.status, second.status) == (429, 200)
    assert second.at - first.at >= 0.3
    assert len(people[0].here.posted) == 1


async def test_a_bucket_is_never_overrun(server: DiscordServer, people: list[Member], bot: BareBot) -> None:
    server.buckets.rules.append(Bucket("POST", MESSAGES, limit=2, per_s=0.4))
    await channel(bot, people).send("first, to learn of the bucket")
    await asyncio.gather(*(channel(bot, people).send(str(number)) for number in range(4)))
    assert server.buckets.refused == 0
    assert len(people[0].here.posted) == 5


async def test_whoever_overruns_a_bucket_is_told_to_wait(server: DiscordServer, people: list[Member]) -> None:
    server.buckets.rules.append(Bucket("GET", "/users/@me", limit=1, per_s=30))
    headers = {"Authorization": f"Bot {server.token}"}
    async with aiohttp.ClientSession(headers=headers) as client:
        statuses = [(await client.get(f"{server.api_base}/users/@me")).status for _ in range(2)]
    assert statuses == [200, 429]


async def test_a_file_above_the_rooms_limit_is_413(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    with pytest.raises(discord.HTTPException) as refused:
        await channel(bot, people).send(file=film(10 * MIB + 1))
    assert (refused.value.status, refused.value.code) == (413, 40005)
    assert people[0].here.posted == []


async def test_a_boosted_server_takes_it(server: DiscordServer, people: list[Member], bot: BareBot) -> None:
    server.guilds[0].boost = 2
    await channel(bot, people).send(file=film(10 * MIB + 1))
    assert len(people[0].here.posted) == 1


async def test_a_5xx_after_the_work_is_tried_again_and_still_one_message(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    server.faults.append(Fault("POST", MESSAGES, 502, after=True))
    await channel(bot, people).send("hello")
    assert [one.status for one in server.asked("POST", MESSAGES)] == [502, 200]
    assert [one.text for one in people[0].here.posted] == ["hello"]


async def test_a_broken_connection_after_the_work_is_an_error(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    server.faults.append(Fault("POST", MESSAGES, after=True))
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await channel(bot, people).send("hello")
    assert len(people[0].here.posted) == 1


async def test_where_the_bot_may_not_post_it_hears_so(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    people[0].here.allowed = discord.Permissions(view_channel=True)
    with pytest.raises(discord.Forbidden) as refused:
        await channel(bot, people).send("hello")
    assert refused.value.code == 50013


async def test_whoever_closed_their_messages_gets_none(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    people[0].user.dms_open = False
    user = await bot.fetch_user(people[0].user.id)
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello")
    assert refused.value.code == 50007


async def test_an_expired_token_edits_nothing(
    server: DiscordServer, people: list[Member], bot: BareBot
) -> None:
    held = Fault("PATCH", "/webhooks/{id}/{token}/messages/@original", gate=asyncio.Event())
    server.faults.append(held)
    asked = await people[0].begin_command("later", word="pear")
    await server.changes.until(lambda: held.hit, "the edit")
    asked.expired = True
    assert held.gate is not None
    held.gate.set()
    await server.changes.until(lambda: server.asked(held.method, held.path), "its answer")
    assert server.asked(held.method, held.path)[0].status == 401
    assert asked.replies == []


def channel(bot: BareBot, people: list[Member]) -> discord.TextChannel:
    found = bot.get_channel(people[0].here.id)
    assert isinstance(found, discord.TextChannel)
    return found


def film(size: int) -> discord.File:
    return discord.File(BytesIO(bytes(size)), "film.mp4")


@pytest.fixture(scope="module")
def description() -> OpenApi:
    found = published()
    assert found is not None
    return found


@pytest.mark.shared
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked("POST", "/channels/5/messages", {}, {"content": 5}), "content"),
        (Asked("POST", "/channels/five/messages", {}, {"content": "x"}), "channel_id"),
        (Asked("GET", "/channels/5/messages", {"limit": "101"}), "limit"),
        (Asked("GET", "/channels/5/messages", {"colour": "red"}), "colour"),
        (Asked("GET", "/channels/5/postcards", {}), "no such operation"),
        (Asked("POST", "/users/@me/channels", {}), "no body"),
        (Asked("DELETE", "/channels/5/messages/6", {}, {"why": 1}), "none is foreseen"),
        (Asked("POST", "/interactions/5/t/callback", {}, {"type": 4, "data": {"flags": "64"}}), "flags"),
    ],
)
def test_a_wrong_request_is_seen(description: OpenApi, asked: Asked, said: str) -> None:
    (found,) = description.wrong_with(asked)
    assert said in found


@pytest.mark.shared
def test_a_wrong_answer_is_seen(description: OpenApi) -> None:
    (found,) = description.wrong_with_answer("GET", "/users/@me", 200, {"id": "5"})
    assert "required" in found


@pytest.mark.shared
def test_a_number_for_an_attachments_id_is_let_pass(description: OpenApi) -> None:
    body = {"attachments": [{"id": 0, "filename": "a.mp4"}]}
    assert description.wrong_with(Asked("POST", "/channels/5/messages", {}, body, ("files[0]",))) == []
