"""Analyses of recordings, shown as they go on: one message each, edited at most every 2 s until it is over.

It is a courtesy: what came of a recording is told by a notice of its own, whatever happens to these messages.
They are kept in memory, so a restart leaves them as they stand.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from adapters import text
from adapters.answering import log_trouble
from bot.app import App
from bot.errors import Refused
from bot.notices import EnrolmentShown

EVERY_S = 2.0
LASTS_S = 840.0
"""No analysis takes so long; the answer to a command on Discord can be edited for 15 minutes."""
READ_AT_ONCE = 2
"""Recordings held in memory at once; others wait for their turn."""

Tell = Callable[[EnrolmentShown], Awaitable[bool]]
"""Shows how an analysis stands; False where its message can be edited no longer."""


@dataclass
class Watch:
    """One message: whose recording it tells of, in which language, how it is edited, until when.

    until: on the clock of `Analyses.now`. shown: what it says.
    """

    person: str
    enrolment: str
    language: str
    tell: Tell
    until: float
    shown: str = ""


@dataclass
class Analyses:
    """All messages that tell how an analysis goes."""

    app: App
    now: Callable[[], float] = time.monotonic
    watched: list[Watch] = field(default_factory=list)
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(READ_AT_ONCE))

    def watch(self, person: str, enrolment: str, language: str, tell: Tell) -> None:
        """Keep a message up to date from now on."""
        until = self.now() + LASTS_S
        self.watched.append(Watch(person, enrolment, language, tell, until))

    async def once(self, after_s: float = 0.0) -> None:
        """Look at each, and edit those that have something new to say, and stand for `after_s` seconds."""
        over = [watch for watch in list(self.watched) if await self._is_over(watch, after_s)]
        self.watched = [watch for watch in self.watched if watch not in over]

    async def run(self) -> None:
        """Look at them again and again."""
        while True:
            await self.once(EVERY_S)
            await asyncio.sleep(EVERY_S)

    async def _is_over(self, watch: Watch, after_s: float) -> bool:
        """Whether there is nothing more to say there; trouble with one leaves the others alone."""
        began = watch.until - LASTS_S
        if self.now() < began + after_s:
            return False
        try:
            return self.now() >= watch.until or await self._told(watch)
        except Exception as error:  # noqa: BLE001 - it is looked at again
            log_trouble(error)
            return False

    async def _told(self, watch: Watch) -> bool:
        try:
            notice = await self.app.enrolment(watch.person, watch.enrolment)
        except Refused:  # they erased themselves meanwhile
            return True
        words = text.say(notice, watch.language).text
        if words != watch.shown:
            if not await watch.tell(notice):
                return True
            watch.shown = words
        return notice.over
