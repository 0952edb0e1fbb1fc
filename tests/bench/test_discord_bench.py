"""How soon commands are acknowledged: ours and a bot that only says "ok", under the same load in one run.

The load comes in turns, so that whatever else this machine does meets both. Nothing is waited for: a command
is given every tenth of a second, however long the last one takes.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

import pytest
from blocking import longest_block
from discord_server.interactions import Interaction
from discord_server.people import Member, move_in
from discord_server.server import DiscordServer
from discord_server.serving import running
from discord_server.world import Attachment, Message
from discord_town import open_town
from engine_process import TESTS, RealProcess

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

COMMANDS, SECONDS, TURNS = 300, 30.0, 3
PEOPLE = tuple(f"person{number}" for number in range(30))
MEASURED = (str(TESTS / "measured_service.py"), "adapters.discord")
Ask = tuple[str, dict[str, object]]
BARE: tuple[Ask, ...] = (("ok", {}),)
ASKED: tuple[Ask, ...] = (
    ("cameo help", {}),
    ("cameo standing", {}),
    ("cameo credits balance", {}),
    ("cameo clips", {}),
    ("cameo friends list", {}),
    ("cameo privacy", {}),
    ("cameo make", {"prompt": "@me surfing a giant wave at sunset"}),
    ("cameo me", {}),
)
"""What is asked of ours, in turns: what people look at, and the preflight, which judges a prompt."""
RECORDING = 40_000_000
LONGEST_ACK_MS, TIMES_BARE, LONGEST_BLOCK_MS = 500, 2, 50


@dataclass
class Taken:
    """One bot's figures: ms from a command to its acknowledgement, and to its answer; when it was loaded."""

    acknowledged: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    loaded: list[tuple[float, float]] = field(default_factory=list)

    def add(self, asked: list[Interaction], begun: float) -> None:
        self.acknowledged += [1000 * (one.acknowledged_s or 0) for one in asked]
        self.answered += [1000 * (one.answered_s or 0) for one in asked]
        self.loaded.append((begun, time.monotonic()))

    def row(self, name: str) -> str:
        ack, answer = quantiles(self.acknowledged, n=100), quantiles(self.answered, n=100)
        count = len(self.acknowledged)
        return (
            f"{name}: acknowledged p50 {ack[49]:.1f} ms, p99 {ack[98]:.1f} ms;"
            f" answered p50 {answer[49]:.0f} ms, p99 {answer[98]:.0f} ms; {count} commands"
        )

    @property
    def p99(self) -> float:
        return quantiles(self.acknowledged, n=100)[98]


async def load(
    people: list[Member], commands: tuple[Ask, ...], count: int, seconds: float
) -> list[Interaction]:
    """Give `count` commands evenly within `seconds`, and wait until each is answered."""
    loop = asyncio.get_running_loop()
    start, given = loop.time(), []
    for number, (member, ask) in enumerate(islice(zip(cycle(people), cycle(commands)), count)):
        await asyncio.sleep(max(0.0, start + number * seconds / count - loop.time()))
        given.append(await member.begin_command(ask[0], **ask[1]))
    for one in given:
        await people[0].answered(one)
    return given


@asynccontextmanager
async def bare(folder: Path) -> AsyncIterator[list[Member]]:
    """The bot that only says "ok", as a process."""
    async with running(DiscordServer()) as server:
        people = move_in(server, *PEOPLE)
        program = (str(TESTS / "bare_bot.py"), server.api_base, server.gateway_url, server.token)
        bot = RealProcess(program, folder / "none.toml", log="bare.log")
        await bot.start()
        try:
            await server.changes.until(lambda: server.gateway.connected, "the bare bot", 60)
            yield people
        finally:
            await bot.kill()


async def test_commands_are_acknowledged(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "blocked.jsonl"
    monkeypatch.setenv("LOOP_REPORT", str(report))
    ours, theirs = Taken(), Taken()
    async with bare(tmp_path) as others, open_town(tmp_path, sqlite_url, PEOPLE, program=MEASURED) as town:
        people = list(town.people.values())
        await town.give_likeness(*PEOPLE)
        town.server.judge = others[0].server.judge = None  # the judge's time is not the bot's
        await load(others, BARE, 5, 1)
        await load(people, ASKED, 2 * len(ASKED), 1)
        for _ in range(TURNS):
            for members, commands, taken in ((others, BARE, theirs), (people, ASKED, ours)):
                begun = time.monotonic()
                taken.add(await load(members, commands, COMMANDS // TURNS, SECONDS / TURNS), begun)
    print()  # noqa: T201 - a bench is read on the terminal
    print(theirs.row("bare bot"))  # noqa: T201
    print(ours.row("cameo"))  # noqa: T201
    longest = longest_block(report, "under that load", ours.loaded)
    assert ours.p99 < LONGEST_ACK_MS
    assert ours.p99 < TIMES_BARE * theirs.p99
    assert longest < LONGEST_BLOCK_MS


async def test_large_files_on_their_way(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "blocked.jsonl"
    monkeypatch.setenv("LOOP_REPORT", str(report))
    async with open_town(tmp_path, sqlite_url, PEOPLE[:3], program=MEASURED) as town:
        await town.give_likeness(*PEOPLE[1:3])
        owner, *makers = town.people.values()
        # both of these judge, so the judge is warm when they are answered
        await makers[0].command("cameo make", prompt="@me waves")
        await makers[0].command("cameo boundaries add", text="no weapons")
        begun = time.monotonic()
        for one in makers:
            clip = await town.order(one.user.name, "@me waves at the epic sea")
            await one.sees(lambda seen, clip=clip: _carries(seen, clip), about="the film")
        between = time.monotonic()
        explained = await owner.command("cameo setup")
        await owner.press(explained.replies[0], "cameo:agree_setup")
        await owner.command("cameo setup", recording=Attachment("me.mp4", bytes(RECORDING), "video/mp4"))
        await owner.hears("likeness is ready")
        end = time.monotonic()
    print()  # noqa: T201 - a bench is read on the terminal
    posting = longest_block(report, "posting films of 9 MiB", [(begun, between)])
    taking = longest_block(report, "taking a recording of 40 MB", [(between, end)])
    assert max(posting, taking) < LONGEST_BLOCK_MS


def _carries(message: Message, clip: str) -> bool:
    return any(clip[-8:] in one.filename for one in message.attachments)
