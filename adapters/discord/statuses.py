"""The one message about each render: posted once, edited in place as the render goes on.

What it says and when is the service's (`App.due_statuses`): never more than one edit in two seconds, from
whatever process, and always the latest. A message that cannot stand there any more is left alone; what came
of its clip is told by a notice of its own, whatever happens here.
"""

import asyncio
import hashlib
import io
import logging
from typing import TYPE_CHECKING

import discord
from discord.utils import MISSING

from adapters.discord.drawing import Drawn, draw
from adapters.discord.places import MessagePlace
from adapters.discord.sending import NONCE_LENGTH
from adapters.discord.troubles import Fate, fate
from adapters.text import FALLBACK
from bot.deliveries import Hindrance
from bot.people import Platform
from bot.requests import StatusDue

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

AT_ONCE = 8
"""Messages that are edited at once."""
LOOK_S = 2.0
"""Pause between two looks where nobody calls for one: places in the queue change without a call."""
PATIENCE_S = 20.0
"""An edit that takes longer is given up: it is somebody else's turn soon."""
_WHO = "statuses"
_log = logging.getLogger(__name__)


class Statuses:
    """Keeps messages about renders up to date. `once` is one look, `run` looks for ever."""

    def __init__(self, client: "CameoBot") -> None:
        """Talks through `client`, from when that is connected."""
        self._client = client
        self._app = client.app

    async def run(self) -> None:
        """Look whenever there may be something to say, until cancelled."""
        await self._client.wait_until_ready()
        while True:
            try:
                if not await self.once():
                    await self._app.wait_for_news(Platform.DISCORD, LOOK_S, _WHO)
            except Exception as error:  # noqa: BLE001 - what is away now may be there at the next look
                _log.error("renders could not be looked at: %s", type(error).__name__)
                await asyncio.sleep(LOOK_S)

    async def once(self) -> int:
        """Post and edit what has something else to say; returns how many messages that were."""
        due = await self._app.due_statuses(Platform.DISCORD, AT_ONCE)
        done = await asyncio.gather(*(self._tell(status) for status in due), return_exceptions=True)
        for trouble in done:
            if isinstance(trouble, BaseException):
                _log.error("what a message says could not be written down: %s", type(trouble).__name__)
        return len(due)

    async def _tell(self, status: StatusDue) -> None:
        drawn = draw(status.notice, status.language or FALLBACK)
        try:
            async with asyncio.timeout(PATIENCE_S):
                name = await self._said(status, drawn)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are told
            await self._failed(status, error)
        else:
            await self._app.status_told(status, name)

    async def _said(self, status: StatusDue, drawn: Drawn) -> str:
        """Where the message stands that says so now."""
        files = [*drawn.files, *_pictures(status)]
        if status.message_id is None:
            channel = await self._channel(status)
            message = await channel.send(
                drawn.content,
                embeds=drawn.embeds or MISSING,
                files=files or MISSING,
                view=drawn.view or MISSING,
                nonce=hashlib.sha256(f"status {status.clip}".encode()).hexdigest()[:NONCE_LENGTH],
            )
            return MessagePlace(message.channel.id, message.id).name
        place = MessagePlace.parse(status.message_id)
        there = self._client.get_partial_messageable(place.channel).get_partial_message(place.message)
        await there.edit(content=drawn.content, embeds=drawn.embeds, attachments=files, view=drawn.view)
        return status.message_id

    async def _channel(self, status: StatusDue) -> discord.abc.Messageable:
        """Where it is to stand; whoever it is for alone has an account, or it would not be posted."""
        if status.chat_id is not None:
            return self._client.get_partial_messageable(int(status.chat_id))
        return await self._client.create_dm(discord.Object(int(status.platform_id or 0)))

    async def _failed(self, status: StatusDue, error: Exception) -> None:
        """What is certainly not there is said later; what perhaps is there is edited again, never posted."""
        match fate(error):
            case Hindrance():
                await self._app.status_lost(status.clip)
            case Fate.UNSAID:
                await self._app.status_put_back(status.clip)
            case Fate.TOO_LARGE:
                _log.error("a message about a render is too large")
                await self._app.status_lost(status.clip)
            case Fate.UNKNOWN:
                _log.warning("a message about a render may say something old: %s", type(error).__name__)


def _pictures(status: StatusDue) -> list[discord.File]:
    if status.preview is None:
        return []
    return [discord.File(io.BytesIO(status.preview), "preview.jpg")]
