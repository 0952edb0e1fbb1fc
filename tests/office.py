"""An installation on disk and its operator's terminal, for tests of `cameo admin`."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from fakes import FakeRenderQueue, FakeVault, PlainJudge

from adapters.terminal import desk, main
from bot.app import App
from bot.bootstrap import Overrides, opened
from bot.people import Account, Chat, Platform
from bot.settings import BotSettings

ROOM = Chat(Platform.TERMINAL, "room")
Result = TypeVar("Result")


class Office:
    """One installation with its store on disk: what people do there, and an operator's terminal."""

    def __init__(self, output: pytest.CaptureFixture[str]) -> None:
        self.output = output
        self.given = Overrides(queue=FakeRenderQueue(), files=FakeVault(), judge=PlainJudge())

    def does(self, work: Callable[[App], Awaitable[Result]]) -> Result:
        """Somebody does something."""

        async def run() -> Result:
            async with opened(BotSettings.load(), self.given) as service:
                return await work(service.app)

        return asyncio.run(run())

    def joins(self, name: str) -> str:
        """Somebody speaks for the first time."""
        return self.does(lambda app: app.person_for(Account(Platform.TERMINAL, name, name), ROOM)).id

    def types(self, *words: str) -> tuple[int, str]:
        """The operator runs `cameo admin ...`; returns the exit code and what is printed."""
        self.output.readouterr()
        code = main.run(["admin", *words])
        return code, self.output.readouterr().out

    def json(self, *words: str) -> Any:
        """The same with --json; the answer, read."""
        return json.loads(self.types(*words, "--json")[1])


def open_office(folder: Path, monkeypatch: pytest.MonkeyPatch, output: pytest.CaptureFixture[str]) -> Office:
    """Found it in a folder of the test's own; commands that are run from now on are about it."""
    office = Office(output)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CAMEO_STORE__URL", f"sqlite+aiosqlite:///{folder / 'cameo.db'}")
    monkeypatch.setenv("CAMEO_VAULT__KEYS", str(folder / "keys"))
    monkeypatch.setattr(desk, "opened", partial(opened, given=office.given))
    return office
