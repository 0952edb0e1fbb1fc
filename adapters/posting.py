"""What the service owes people: posted once each, in order for every reader, and taken down again.

A message goes to its room or to its reader alone. Where a platform does not take it, `adapters.fates` names
what that means: said elsewhere, sent later, or asked about. How one is drawn, sent and taken down is the
platform's own (`Post`).
"""

import asyncio
import logging
from collections.abc import Sequence
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from adapters.fates import Fate, Meaning
from adapters.takedowns import Standing, take_down
from bot.app import App
from bot.deliveries import Hindrance
from bot.errors import FilesUnavailable, Refused
from bot.notices import Called, PerhapsUnsaid, question
from bot.people import Chat
from bot.requests import Delivery

AT_ONCE = 8
"""Messages under way at once. Each is `sending` from the moment it is taken, so no more are taken."""
LOOK_S = 2.0
"""Pause between two looks where nobody calls for one."""
GRACE_S = 6.0
"""So long a message that is being sent when the bot is stopped has to arrive; who stops it waits for 10 s."""
TRIES = 3
"""What was posted has to be written down, or it could not be taken down again."""
OTHERWISE = 3
"""Ways in which one message is tried; each platform has fewer."""
NOWHERE_ALONE = frozenset({Hindrance.CLOSED, Hindrance.GONE})
_log = logging.getLogger(__name__)

D = TypeVar("D")


class Post(Standing, Protocol[D]):
    """One platform, as far as messages are posted there. `D`: how it draws one."""

    async def wait_until_ready(self) -> None:
        """Return once messages can be sent."""
        ...

    async def drawn(self, delivery: Delivery) -> D:
        """Draw it as its reader may see it now.

        Raises:
            Refused: there is nothing to be said any more, or the files cannot be reached.
        """
        ...

    async def without_film(self, delivery: Delivery) -> D:
        """Draw it without the film that goes with it, which is too large."""
        ...

    def has_film(self, drawn: D) -> bool:
        """Whether a film goes with it."""
        ...

    async def sent(self, delivery: Delivery, drawn: D) -> str:
        """Send it; where it stands then. Whatever is raised `meaning` reads."""
        ...

    async def called(self, delivery: Delivery, call: Called) -> str:
        """Call its reader in its `room`, with nothing private; where that stands. As `sent`."""
        ...

    async def offer_answers(self, name: str) -> None:
        """Put both answers under the question that stands there; it may have buttons for them already."""
        ...

    async def alike(self, delivery: Delivery) -> Sequence[str]:
        """The newest messages there that may be this one, where nobody knows whether it arrived.

        Nothing where that cannot be seen.
        """
        ...

    async def otherwise(self, delivery: Delivery, error: Exception) -> Delivery | None:
        """The same as it may be sent after all (to the chat's new number, as no answer); None: as nothing."""
        ...


class Poster(Generic[D]):
    """Posts what is due, and takes down what has to go. `once` is one look, `run` looks for ever."""

    def __init__(self, app: App, post: Post[D]) -> None:
        """Posts through `post`, from when that is ready."""
        self._app = app
        self._there = post
        self._stopping = False

    async def run(self) -> None:
        """Look whenever there may be something to do, until cancelled; what is being sent is finished."""
        await self._there.wait_until_ready()
        while True:
            try:
                if not await self.once():
                    await self._app.wait_for_news(self._there.platform, LOOK_S)
            except Exception as error:  # noqa: BLE001 - what is away now may be there at the next look
                _log.error("what is owed could not be looked at: %s", type(error).__name__)
                await asyncio.sleep(LOOK_S)

    async def once(self) -> int:
        """Post what is due and take down what has to go; returns how many messages that were."""
        due = await self._app.due_deliveries(self._there.platform, AT_ONCE)
        ordered = sorted(due, key=_reader)  # stable: each reader's stay in order
        tasks = [asyncio.create_task(self._in_order(list(some))) for _, some in groupby(ordered, _reader)]
        try:
            if tasks:
                await asyncio.wait(tasks)
        except asyncio.CancelledError:
            await self._finish(tasks)
            raise
        for task in tasks:
            task.result()
        return len(due) + await take_down(self._app, self._there)

    async def _finish(self, tasks: Sequence[asyncio.Task[None]]) -> None:
        """What has not begun goes back; what is under way has a while to arrive."""
        self._stopping = True
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=GRACE_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _in_order(self, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            if self._stopping:
                await self._app.put_back(delivery.id)
            else:
                await self._settle(delivery)

    async def _settle(self, delivery: Delivery, ways: int = OTHERWISE) -> None:
        """Draw it and post it, and do what follows."""
        try:
            if isinstance(delivery.notice, PerhapsUnsaid) and await self._was_said(delivery.notice.message):
                await self._app.mark_over(delivery.id)
                return
            drawn = await self._there.drawn(delivery)
        except FilesUnavailable:
            await self._app.put_back(delivery.id)
        except Refused:  # it ended while its message was on its way; whoever is concerned is told of that
            await self._app.mark_over(delivery.id)
        except (SQLAlchemyError, OSError, TimeoutError):
            await self._app.put_back(delivery.id)
        except Exception:  # noqa: BLE001 - a fault of the program in one holds up none of the others
            _log.exception("a %s cannot be drawn", delivery.notice.kind)
            await self._app.mark_unknown(delivery.id)
        else:
            await self._post(delivery, drawn, ways)

    async def _was_said(self, unknown: str) -> bool:
        """Look for a message before anybody is asked whether they have it; its film may have to go."""
        doubtful = await self._app.doubtful(unknown)
        if doubtful is None:
            return True
        return await self._app.mark_found(unknown, await self._there.alike(doubtful))

    async def _post(self, delivery: Delivery, drawn: D, ways: int) -> None:
        try:
            name = await self._there.sent(delivery, drawn)
        except asyncio.CancelledError:
            await self._unsure(delivery)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are posted
            await self._failed(delivery, drawn, error, ways)
        else:
            await self._noted(delivery, name)

    async def _unsure(self, delivery: Delivery) -> None:
        """Nobody knows whether it arrived; what changes a single message may be done once more."""
        chat = delivery.chat_id
        if chat is not None and Chat(self._there.platform, chat).holds_one_message:
            await self._app.put_back(delivery.id)
        else:
            await self._app.mark_unknown(delivery.id)

    async def _noted(self, delivery: Delivery, name: str, *, called: bool = False) -> None:
        """Write down where it stands, and put the answers under a question."""
        mark = self._app.mark_called if called else self._app.mark_sent
        for left in reversed(range(TRIES)):
            try:
                await mark(delivery.id, name)
                break
            except Exception:  # the store is away; without this its clip could not be taken down
                if not left:
                    raise
                await asyncio.sleep(1)
        if question(delivery.notice):
            await self._there.offer_answers(name)

    async def _failed(self, delivery: Delivery, drawn: D, error: Exception, ways: int) -> None:
        """Do what the failure means. What cannot even be written down the sweeper finds later."""
        why = self._there.meaning(error)
        other = await self._there.otherwise(delivery, error) if ways else None
        if other is not None:
            await self._settle(other, ways - 1)
        elif why is Fate.TOO_LARGE and self._there.has_film(drawn):
            await self._post(delivery, await self._there.without_film(delivery), ways)
        elif why in NOWHERE_ALONE and delivery.chat_id is None and _has_room(delivery):
            await self._call(delivery)
        else:
            await self._put_aside(delivery, why, error)

    async def _call(self, delivery: Delivery) -> None:
        """Call who takes no direct messages in the room where it was caused, with nothing private."""
        yes, no = question(delivery.notice) or (None, None)
        try:
            name = await self._there.called(delivery, Called(message=delivery.id, yes=yes, no=no))
        except Exception as error:  # noqa: BLE001 - whatever it is, they read it when they come by
            why = self._there.meaning(error)
            away = why in {Fate.UNSAID, Fate.UNKNOWN}
            await self._put_aside(delivery, why if away else Hindrance.CLOSED, error)
        else:
            await self._noted(delivery, name, called=True)

    async def _put_aside(self, delivery: Delivery, why: Meaning, error: Exception) -> None:
        """Have it said later, elsewhere, or asked about."""
        if isinstance(why, Hindrance):
            await self._app.mark_hindered(delivery.id, why)
        elif why is Fate.UNSAID:
            await self._app.put_back(delivery.id)
        else:
            _log.error("a message may not have arrived: %s", type(error).__name__)
            await self._app.mark_unknown(delivery.id)


def _has_room(delivery: Delivery) -> bool:
    """Whether there is a room to call them in, and not just the chat that they have with the bot."""
    return delivery.room not in {None, delivery.platform_id}


def _reader(delivery: Delivery) -> str:
    """Messages to one reader, or into one room, follow one another."""
    return delivery.chat_id or delivery.platform_id
