"""How soon updates are handled: by ours and by a bot that only echoes, under the same load in one run.

Counted from the moment at which an update is handed out to the first request that answers it. The load comes
in turns, so that whatever else this machine does meets both. Nothing is waited for: something is said every
tenth of a second, however long the last one takes.

The aim is a p99 under twice the echo bot's, and the ratio is printed. It is no condition: what answers is the
whole answer (Telegram knows no acknowledgement of a message), after several transactions, of which two are
synced to the disk, and for a prompt after the judge; an echo has none of these.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from statistics import quantiles

import pytest
from blocking import longest_block
from engine_process import TESTS, RealProcess
from telegram_server.people import Person, move_in
from telegram_server.server import TelegramServer
from telegram_server.serving import running
from telegram_server.world import Message
from telegram_town import open_town

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

UPDATES, SECONDS, TURNS = 300, 30.0, 3
PEOPLE = tuple(f"person{number}" for number in range(30))
BARE = str(TESTS / "bare_telegram.py")
MEASURED = (str(TESTS / "measured_service.py"), "adapters.telegram")
LONGEST_MS, LONGEST_BLOCK_MS = 500, 50
ANSWERS = {"callback_query": "callback_query_id", "inline_query": "inline_query_id", "message": "chat_id"}
"""What an answer to each kind of update names it by."""
PROMPT = "@me surfing a giant wave at sunset"


MIXED: tuple[Callable[[Person, Message], Awaitable[object]], ...] = (
    lambda who, _: who.tells("/help"),
    lambda who, _: who.begins_inline(PROMPT),
    lambda who, _: who.tells("/standing"),
    lambda who, button: who.begins_press(button, "go:privacy-notice"),
    lambda who, _: who.tells("/credits"),
    lambda who, _: who.begins_inline(""),
    lambda who, _: who.tells("/clips"),
    lambda who, _: who.tells("/friends"),
    lambda who, button: who.begins_press(button, "go:privacy-notice"),
    lambda who, _: who.tells(f"/make {PROMPT}"),
    lambda who, _: who.tells("/privacy"),
)
"""What people do, in turns: looks, presses, what is typed in any chat, and the preflight of a prompt."""


@dataclass
class Party:
    """A bot and the people who write to it. buttons: a message to each that has one. taken: ms
    until each update was answered. loaded: when."""

    server: TelegramServer
    people: list[Person]
    buttons: dict[int, Message] = field(default_factory=dict)
    taken: list[float] = field(default_factory=list)
    loaded: list[tuple[float, float]] = field(default_factory=list)

    async def welcomed(self) -> None:
        """Everybody has started the bot, and sees a button."""
        markup = {"inline_keyboard": [[{"text": "a button", "callback_data": "go:privacy-notice"}]]}
        for one in self.people:
            one.user.started = True
            made = Message(one.alone, self.server.bot, "press", markup=markup)
            self.buttons[one.id] = await self.server.publish(made)

    async def load(self, count: int, seconds: float) -> list[float]:
        """Do `count` things evenly within `seconds`; how long each took to be answered, in ms."""
        loop, first, begun = asyncio.get_running_loop(), len(self.server.updates.given), time.monotonic()
        start = loop.time()
        doing = zip(cycle(self.people), cycle(MIXED), strict=False)
        for number, (who, does) in enumerate(islice(doing, count)):
            await asyncio.sleep(max(0.0, start + number * seconds / count - loop.time()))
            await does(who, self.buttons[who.id])
        await self.server.changes.until(lambda: len(self._answered(first)) == count, "every answer", 60)
        self.loaded.append((begun, time.monotonic()))
        return self._answered(first)

    def _answered(self, first: int) -> list[float]:
        """How long each update since the `first` took that has been answered, in ms."""
        requests = list(self.server.requests)
        took = []
        for at, update in self.server.updates.given[first:]:
            kind = next(name for name in ANSWERS if name in update)
            told = update[kind]
            name = str(told["chat"]["id"] if kind == "message" else told["id"])
            for request in requests:
                if request.at >= at and request.fields.get(ANSWERS[kind]) == name:
                    took.append(1000 * (request.at - at))
                    requests.remove(request)
                    break
        return took

    def row(self, name: str) -> str:
        cuts = quantiles(self.taken, n=100)
        return f"{name}: handled p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms; {len(self.taken)} updates"

    @property
    def p99(self) -> float:
        return quantiles(self.taken, n=100)[98]


@asynccontextmanager
async def bare(folder: Path) -> AsyncIterator[Party]:
    """The bot that only echoes, as a process."""
    async with running(TelegramServer()) as server:
        people = move_in(server, *PEOPLE)
        program = (BARE, server.api_base, server.token)
        bot = RealProcess(program, folder / "none.toml", log="bare.log")
        await bot.start()
        try:
            await server.changes.until(lambda: server.updates.polls, "the bare bot", 60)
            yield Party(server, people)
        finally:
            await bot.kill()


async def test_updates_are_handled(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = tmp_path / "blocked.jsonl"
    monkeypatch.setenv("LOOP_REPORT", str(report))
    async with bare(tmp_path) as theirs, open_town(tmp_path, sqlite_url, PEOPLE, program=MEASURED) as town:
        ours = Party(town.server, list(town.people.values()))
        await town.give_likeness(*PEOPLE)
        for one in (theirs, ours):
            one.server.judge = None  # the judge's time is not the bot's
            await one.welcomed()
            await one.load(2 * len(MIXED), 2)
            one.loaded.clear()
        for _ in range(TURNS):
            for one in (theirs, ours):
                one.taken += await one.load(UPDATES // TURNS, SECONDS / TURNS)
    print()  # noqa: T201 - a bench is read on the terminal
    print(theirs.row("echo bot"))  # noqa: T201
    print(ours.row("cameo"))  # noqa: T201
    print(f"p99 is {ours.p99 / theirs.p99:.1f} times the echo bot's")  # noqa: T201
    assert longest_block(report, "under that load", ours.loaded) < LONGEST_BLOCK_MS
    assert ours.p99 < LONGEST_MS
