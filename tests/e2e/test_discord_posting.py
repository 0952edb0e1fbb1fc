"""Clips on their way into a conversation that does not take them: each fault has its defined end.

The bot is a process, its client and its sockets are real; clips are asked for by use case, since what is
tried out here begins when they are finished.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from discord import Permissions
from discord_server.faults import MESSAGES, Fault, rate_limited
from discord_server.people import Member
from discord_server.world import EVERYDAY, Channel, Guild, Message
from discord_town import Town, chat_of, open_town

from bot.credits import EntryKind
from bot.store.migrate import migrate

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

ONCE_PAID = [EntryKind.HOLD, EntryKind.SETTLE]
TOO_LARGE = {"code": 40005, "message": "Request entity too large"}
QUESTION = "clip with you"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("discord")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    async with open_town(folder, url) as town:
        await town.give_likeness("ada", "bob")
        await town.befriend("ada", "bob")
        yield town


@pytest_asyncio.fixture(loop_scope="module")
async def room(town: Town) -> AsyncIterator[Channel]:
    """A channel of the test's own."""
    guild = town["ada"].here.guild
    assert guild is not None
    there = Channel("clips", guild)
    guild.channels.append(there)
    await town.server.gateway.dispatch("CHANNEL_CREATE", there.payload(), guild.id, "guilds")
    yield there
    town.server.faults.clear()
    town["bob"].user.dms_open = True


def films(there: Channel, clip: str) -> list[Message]:
    """The messages there that carry a clip."""
    return [one for one in there.posted if clip[-8:] in str([file.filename for file in one.attachments])]


async def ordered(town: Town, where: Channel, text: str = "@me waves on a beach", **mentions: str) -> str:
    return await town.order("ada", text, chat_of(where), **mentions)


async def film(town: Town, there: Channel, clip: str) -> Message:
    """Wait for the clip."""
    return await town["ada"].sees(lambda one: one in films(there, clip), there, "the clip")


async def paid(town: Town, clip: str) -> list[EntryKind]:
    """What was charged, when all that is under way has ended: nothing more is charged by looking again."""
    await town.app.sweep()
    return await town.entries(clip)


async def test_a_clip_comes_into_the_conversation_and_names_its_maker(town: Town, room: Channel) -> None:
    clip = await ordered(town, room)
    posted = await film(town, room, clip)
    assert posted.mentions == [town["ada"].user]
    assert await paid(town, clip) == ONCE_PAID


@pytest.mark.parametrize(
    "fault",
    [
        Fault("POST", MESSAGES, 502, after=True),
        Fault("POST", MESSAGES, after=True),
        Fault("POST", MESSAGES, 503, after=True, body={"message": "upstream"}),
        rate_limited(MESSAGES, 0.3),
    ],
    ids=["502 after it was posted", "cut after it was posted", "503 after it was posted", "429"],
)
async def test_a_fault_while_it_is_posted_leaves_one_message(town: Town, room: Channel, fault: Fault) -> None:
    town.server.faults.append(fault)
    clip = await ordered(town, room)
    await film(town, room, clip)
    await town.server.changes.until(lambda: fault.hit, "the fault")
    await settled(town, clip)
    assert len(films(room, clip)) == 1
    assert await paid(town, clip) == ONCE_PAID


async def settled(town: Town, clip: str) -> None:
    """Wait until the bot knows what became of its message."""
    async with asyncio.timeout(30):
        while await town.unsettled(clip):  # noqa: ASYNC110 - another process writes
            await asyncio.sleep(0.05)


async def test_where_nobody_knows_whether_it_arrived_its_maker_is_asked(town: Town, room: Channel) -> None:
    history = Fault("GET", MESSAGES, 503, times=9)
    town.server.faults += [Fault("POST", f"/channels/{room.id}/messages"), history]
    clip = await ordered(town, room, "@me waves at the lighthouse")
    asked = await town["ada"].hears("lighthouse")
    history.times = 0

    await town["ada"].press(asked, "cameo:send_again")

    await film(town, room, clip)
    assert await paid(town, clip) == ONCE_PAID


async def test_what_is_too_large_is_said_without_its_film(town: Town, room: Channel) -> None:
    town.server.faults.append(Fault("POST", f"/channels/{room.id}/messages", 413, body=TOO_LARGE))
    clip = await ordered(town, room)
    said = await town["ada"].hears("too large", room)
    assert said.attachments == []
    assert await paid(town, clip) == ONCE_PAID


async def test_where_the_bot_may_not_post_its_maker_gets_the_clip_alone(town: Town, room: Channel) -> None:
    room.allowed = Permissions(view_channel=True)
    clip = await ordered(town, room)
    await film(town, town["ada"].direct, clip)
    room.allowed = EVERYDAY
    assert films(room, clip) == []
    assert await paid(town, clip) == ONCE_PAID


async def test_a_clip_for_a_channel_that_is_gone_reaches_its_maker(town: Town, room: Channel) -> None:
    assert room.guild is not None
    clip = await ordered(town, room)
    room.guild.channels.remove(room)
    await town.server.gateway.dispatch("CHANNEL_DELETE", room.payload(), room.guild.id, "guilds")
    await film(town, town["ada"].direct, clip)
    assert await paid(town, clip) == ONCE_PAID


async def test_a_clip_for_a_server_that_threw_the_bot_out_reaches_its_maker(town: Town) -> None:
    there = await another_server(town)
    assert there.guild is not None
    clip = await ordered(town, there)
    town.server.guilds.remove(there.guild)
    await town.server.gateway.dispatch("GUILD_DELETE", {"id": str(there.guild.id)}, there.guild.id, "guilds")
    await film(town, town["ada"].direct, clip)
    assert await paid(town, clip) == ONCE_PAID


async def another_server(town: Town) -> Channel:
    guild = Guild("others", town["cleo"].user, members=[town["cleo"].user, town["ada"].user])
    there = Channel("elsewhere", guild)
    guild.channels.append(there)
    town.server.guilds.append(guild)
    await town.server.gateway.dispatch("GUILD_CREATE", town.server.guild_created(guild), guild.id, "guilds")
    return there


async def test_a_clip_whose_maker_takes_no_messages_and_whose_channel_is_gone_is_kept(
    town: Town, room: Channel
) -> None:
    assert room.guild is not None
    town["ada"].user.dms_open = False
    clip = await ordered(town, room)
    room.guild.channels.remove(room)
    await settled(town, clip)
    town["ada"].user.dms_open = True
    assert await paid(town, clip) == ONCE_PAID
    read = await town["ada"].command("cameo status")
    assert read.text


async def test_who_takes_no_messages_is_called_without_a_frame_and_without_the_prompt(
    town: Town, room: Channel
) -> None:
    called = await called_in(town, room)
    assert called.attachments == []
    assert "castle" not in called.text


async def called_in(town: Town, room: Channel) -> Message:
    """Bob takes no direct messages and is asked about a clip."""
    town["bob"].user.dms_open = False
    await ordered(town, room, "@me and @bob build a castle", bob="bob")
    bob = town["bob"]
    return await bob.sees(lambda one: bob.user in one.mentions and "✅" in one.reactions, room, "a call")


async def test_who_is_called_looks_at_it_alone_and_agrees_by_reaction(town: Town, room: Channel) -> None:
    called = await called_in(town, room)
    look = await town["bob"].press(called, "cameo:view_clip")
    assert "castle" in look.text
    assert [len(one.attachments) for one in look.replies] == [1]
    await town["ada"].react(called, "✅")
    await town["bob"].react(called, "✅")
    await town["ada"].sees(lambda one: "castle" in one.text and one.attachments, room, "the clip")


async def test_anybody_elses_reaction_decides_nothing(town: Town, room: Channel) -> None:
    called = await called_in(town, room)
    await town["cleo"].react(called, "✅")
    await town["ada"].react(called, "✅")
    await town["bob"].react(called, "❌")
    refused = await town["ada"].hears("castle", room)
    assert refused.attachments == []


async def test_a_click_and_a_reaction_count_once(town: Town, room: Channel) -> None:
    called = await called_in(town, room)
    await town["bob"].press(called, "cameo:approve_clip")
    await town["bob"].react(called, "❌")
    await town["ada"].sees(lambda one: "castle" in one.text and one.attachments, room, "the clip")


async def made_by_command(town: Town, room: Channel, prompt: str) -> Message:
    """Ada asks for a clip by command; returns the message about its render."""
    ada = Member(town.server, town["ada"].user, room)
    price = await ada.command("cameo make", prompt=prompt)
    await ada.press(price.replies[0], "cameo:start_clip")
    return await ada.sees(lambda one: "Cancel" in str(one.buttons), about="the message about the render")


async def test_a_render_that_outlives_its_commands_token_is_delivered_by_the_bot(
    town: Town, room: Channel
) -> None:
    status = await made_by_command(town, room, "@me waves slowly on a beach")
    for one in town.server.interactions.values():
        one.expired = True
    posted = await town["ada"].sees(lambda one: one.attachments, room, "the clip")
    assert posted.reference == status.id


async def test_a_clip_comes_though_the_message_about_its_render_was_deleted(
    town: Town, room: Channel
) -> None:
    status = await made_by_command(town, room, "@me waves slowly on a beach")
    await town.server.remove(status)
    posted = await town["ada"].sees(lambda one: one.attachments, room, "the clip")
    await town.quiet()
    assert [one for one in room.posted if one.author is town.server.bot] == [posted]


async def test_a_deleted_clip_is_taken_out_of_the_conversation(town: Town, room: Channel) -> None:
    clip = await ordered(town, room)
    posted = await film(town, room, clip)
    await town["ada"].press(posted, "cameo:delete_clip")
    await town.server.changes.until(lambda: posted not in room.posted, "the end of the message")
    assert films(room, clip) == []


async def test_a_clip_is_posted_once_by_a_bot_that_dies_while_posting(town: Town, room: Channel) -> None:
    held = Fault("POST", f"/channels/{room.id}/messages", gate=asyncio.Event())
    town.server.faults.append(held)
    clip = await ordered(town, room)
    await town.server.changes.until(lambda: held.hit, "the post")
    await town.bot.kill()
    assert held.gate is not None
    held.gate.set()
    await film(town, room, clip)
    await town.restart()
    await town.app.sweep()
    assert len(films(room, clip)) == 1
    assert (await paid(town, clip)).count(EntryKind.SETTLE) <= 1
