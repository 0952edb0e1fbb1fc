"""What the service owes people on Discord: posted once each, in order for every reader, and taken down again.

A message goes to its room, with a ping of whom it is for, or to them alone. Where Discord does not take it,
`troubles` says what that means: said elsewhere, sent later, or asked about. Nothing is posted twice: it has
one nonce for each channel, which Discord takes once within minutes however often it is sent.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import discord
from sqlalchemy.exc import SQLAlchemyError

from adapters.discord.clip_messages import PLAIN_LIMIT, in_full, with_film, without_film
from adapters.discord.drawing import Drawn, draw
from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED, alike, offer_reactions, pinging, sent
from adapters.discord.takedowns import take_down
from adapters.discord.troubles import NO_HISTORY, Fate, fate
from adapters.text import FALLBACK
from bot.deliveries import Hindrance
from bot.errors import FilesUnavailable, Refused, TooLargeToPost
from bot.notices import Attach, Called, PerhapsUnsaid, question
from bot.people import Platform
from bot.requests import Delivery

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

AT_ONCE = 8
"""Messages under way at once. Each is `sending` from the moment it is taken, so no more are taken."""
LOOK_S = 2.0
"""Pause between two looks where nobody calls for one."""
GRACE_S = 6.0
"""So long a message that is being sent when the bot is stopped has to arrive; who stops it waits for 10 s."""
TRIES = 3
"""What was posted has to be written down, or it could not be taken down again."""
_log = logging.getLogger(__name__)


class Poster:
    """Posts what is due, and takes down what has to go. `once` is one look, `run` looks for ever."""

    def __init__(self, client: "CameoBot") -> None:
        """Talks through `client`, from when that is connected."""
        self._client = client
        self._app = client.app
        self._stopping = False

    async def run(self) -> None:
        """Look whenever there may be something to do, until cancelled; what is being sent is finished."""
        await self._client.wait_until_ready()
        while True:
            try:
                if not await self.once():
                    await self._app.wait_for_news(Platform.DISCORD, LOOK_S)
            except Exception as error:  # noqa: BLE001 - what is away now may be there at the next look
                _log.error("what is owed could not be looked at: %s", type(error).__name__)
                await asyncio.sleep(LOOK_S)

    async def once(self) -> int:
        """Post what is due and take down what has to go; returns how many messages that were."""
        due = await self._app.due_deliveries(Platform.DISCORD, AT_ONCE)
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
        return len(due) + await take_down(self._client, self._app)

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

    async def _settle(self, delivery: Delivery) -> None:
        """Draw it and post it, and do what follows."""
        try:
            if isinstance(delivery.notice, PerhapsUnsaid) and await self._was_said(delivery.notice.message):
                await self._app.mark_over(delivery.id)
                return
            drawn = await self._drawn(delivery)
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
            await self._post(delivery, drawn)

    async def _was_said(self, unknown: str) -> bool:
        """Look for a message before anybody is asked whether they have it; its film may have to go."""
        doubtful, me = await self._app.doubtful(unknown), self._client.user
        if doubtful is None or me is None:
            return doubtful is None
        try:
            drawn = None if doubtful.notice.attach is Attach.VIDEO else await self._drawn(doubtful)
            alikes = await alike(await self._channel(doubtful), me.id, doubtful.notice, drawn)
        except FAILED:
            return False
        return await self._app.mark_found(unknown, alikes)

    async def _drawn(self, delivery: Delivery) -> Drawn:
        drawn = await with_film(
            self._app, delivery.person, delivery.notice, _tag(delivery), self._limit(delivery)
        )
        return drawn if delivery.chat_id is None else pinging(drawn, delivery)

    def _limit(self, delivery: Delivery) -> int:
        """Largest file, in bytes, that its room takes."""
        room = None if delivery.chat_id is None else self._client.get_channel(int(delivery.chat_id))
        guild = getattr(room, "guild", None)
        return PLAIN_LIMIT if guild is None else int(guild.filesize_limit)

    async def _post(self, delivery: Delivery, drawn: Drawn) -> None:
        try:
            message = await sent(await self._channel(delivery), drawn, delivery)
        except asyncio.CancelledError:
            await self._app.mark_unknown(delivery.id)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are posted
            await self._failed(delivery, drawn, error)
        else:
            await self._noted(delivery, message)

    async def _channel(self, delivery: Delivery) -> discord.abc.Messageable:
        if delivery.chat_id is None:
            return await self._client.create_dm(discord.Object(int(delivery.platform_id)))
        return self._client.get_partial_messageable(int(delivery.chat_id))

    async def _noted(self, delivery: Delivery, message: discord.Message, *, called: bool = False) -> None:
        """Write down where it stands, and put the answers under a question."""
        name = MessagePlace(message.channel.id, message.id).name
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
            await offer_reactions(message)

    async def _failed(self, delivery: Delivery, drawn: Drawn, error: Exception) -> None:
        """Do what the failure means. What cannot even be written down the sweeper finds later."""
        why = fate(error)
        if delivery.reply_to is not None and _may_not_reply(error):
            await self._settle(replace(delivery, reply_to=None))
        elif why is Fate.TOO_LARGE and drawn.film is not None:
            await self._post(delivery, await self._without_film(delivery))
        elif why is Hindrance.CLOSED and delivery.chat_id is None and delivery.room is not None:
            await self._call(delivery, int(delivery.room))
        elif isinstance(why, Hindrance):
            await self._app.mark_hindered(delivery.id, why)
        elif why is Fate.UNSAID:
            await self._app.put_back(delivery.id)
        else:
            _log.error("a message may not have arrived: %s", type(error).__name__)
            await self._app.mark_unknown(delivery.id)

    async def _without_film(self, delivery: Delivery) -> Drawn:
        tag, clip = _tag(delivery), getattr(delivery.notice, "clip", "")
        elsewhere = await in_full(self._app, delivery.person, clip, tag)
        drawn = without_film(draw(delivery.notice, tag), TooLargeToPost(), tag, elsewhere)
        return drawn if delivery.chat_id is None else pinging(drawn, delivery)

    async def _call(self, delivery: Delivery, room: int) -> None:
        """Call who takes no direct messages in the room where it was caused, with nothing private."""
        yes, no = question(delivery.notice) or (None, None)
        drawn = pinging(draw(Called(message=delivery.id, yes=yes, no=no), _tag(delivery)), delivery)
        try:
            message = await sent(self._client.get_partial_messageable(room), drawn, delivery)
        except Exception as error:  # noqa: BLE001 - whatever it is, they read it when they come by
            match fate(error):
                case Fate.UNSAID:
                    await self._app.put_back(delivery.id)
                case Fate.UNKNOWN:
                    await self._app.mark_unknown(delivery.id)
                case _:
                    await self._app.mark_hindered(delivery.id, Hindrance.CLOSED)
        else:
            await self._noted(delivery, message, called=True)


def _may_not_reply(error: Exception) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == NO_HISTORY


def _reader(delivery: Delivery) -> str:
    """Messages to one reader, or into one room, follow one another."""
    return delivery.chat_id or delivery.platform_id


def _tag(delivery: Delivery) -> str:
    return delivery.language or FALLBACK
