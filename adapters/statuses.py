"""The one message about each render: posted once, edited in place as the render goes on.

What it says and when is the service's (`App.due_statuses`): never more often than the platform likes it, from
whatever process, and always the latest. A message that cannot stand there any more is left alone; what came
of its clip is told by a notice of its own, whatever happens here.
"""

import asyncio
import logging
from typing import Protocol

from adapters.fates import Fate, Meaning
from bot.app import App
from bot.deliveries import Hindrance
from bot.people import Platform
from bot.requests import StatusDue

AT_ONCE = 8
"""Messages that are edited at once."""
LOOK_S = 2.0
"""Pause between two looks where nobody calls for one: places in the queue change without a call."""
PATIENCE_S = 20.0
"""An edit that takes longer is given up: it is somebody else's turn soon."""
_WHO = "statuses"
_log = logging.getLogger(__name__)


class Board(Protocol):
    """One platform, as far as messages about renders are concerned."""

    @property
    def platform(self) -> Platform:
        """Which one."""
        ...

    async def wait_until_ready(self) -> None:
        """Return once messages can be edited."""
        ...

    async def said(self, status: StatusDue) -> str:
        """Post it, or let its message say so; where that stands. Whatever is raised `meaning` reads."""
        ...

    def meaning(self, error: Exception) -> Meaning:
        """What an error means for a message."""
        ...


class Statuses:
    """Keeps messages about renders up to date. `once` is one look, `run` looks for ever."""

    def __init__(self, app: App, board: Board) -> None:
        """Posts and edits through `board`, from when that is ready."""
        self._app = app
        self._board = board

    async def run(self) -> None:
        """Look whenever there may be something to say, until cancelled."""
        await self._board.wait_until_ready()
        while True:
            try:
                if not await self.once():
                    await self._app.wait_for_news(self._board.platform, LOOK_S, _WHO)
            except Exception as error:  # noqa: BLE001 - what is away now may be there at the next look
                _log.error("renders could not be looked at: %s", type(error).__name__)
                await asyncio.sleep(LOOK_S)

    async def once(self) -> int:
        """Post and edit what has something else to say; returns how many messages that were.

        What the platform does not take just now does not count: nobody is to look again at once for that.
        """
        due = await self._app.due_statuses(self._board.platform, AT_ONCE)
        done = await asyncio.gather(*(self._tell(status) for status in due), return_exceptions=True)
        for trouble in done:
            if isinstance(trouble, BaseException):
                _log.error("what a message says could not be written down: %s", type(trouble).__name__)
        return len(done) - done.count(Fate.UNSAID)

    async def _tell(self, status: StatusDue) -> Meaning | None:
        """None: it says so now."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                name = await self._board.said(status)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are told
            return await self._failed(status, error)
        await self._app.status_told(status, name)
        return None

    async def _failed(self, status: StatusDue, error: Exception) -> Meaning:
        """What is certainly not there is said later; what perhaps is there is edited again, never posted."""
        meaning = self._board.meaning(error)
        match meaning:
            case Hindrance():
                await self._app.status_lost(status.clip)
            case Fate.UNSAID:
                await self._app.status_put_back(status.clip)
            case Fate.TOO_LARGE:
                _log.error("a message about a render is too large")
                await self._app.status_lost(status.clip)
            case Fate.UNKNOWN:
                _log.warning("a message about a render may say something old: %s", type(error).__name__)
        return meaning
