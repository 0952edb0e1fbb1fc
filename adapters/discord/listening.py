"""Messages on servers in which the bot is mentioned: wishes for clips, and replies to clips.

Whoever writes there writes before others, so the answer tells nothing: one message with a button, behind
which who asked sees alone what it would come to. That message goes on to tell of the render. All else that
can be said to the bot is between the two of them, and is answered by saying so.
"""

import logging
import re
from typing import TYPE_CHECKING

import discord
from discord.utils import MISSING

from adapters import reading, text
from adapters.answering import log_trouble
from adapters.discord import mentions
from adapters.discord.drawing import Drawn, draw, written
from adapters.discord.people import account_of, around_message, chat_of
from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED
from adapters.discord.troubles import fate
from adapters.discord.visits import outcome
from adapters.reading import Line
from adapters.speaker import Speaker
from bot.deliveries import Hindrance
from bot.errors import Refused
from bot.notices import AnyNotice, RequestTaken

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

_log = logging.getLogger(__name__)


async def heard(client: "CameoBot", message: discord.Message) -> None:
    """Answer a message on a server that mentions the bot, once."""
    if client.user is None or client.user not in message.mentions:
        return
    wish = Wish(client, message)
    try:
        drawn = await wish.answered()
    except Refused:  # shut out, or too fast: nobody else's business, and every command tells them alone
        return
    except Exception as error:  # noqa: BLE001 - the border: it is logged, and who asked is told
        log_trouble(error)
        drawn = written(text.phrase("core.trouble", text.FALLBACK), text.FALLBACK)
    await wish.reply(drawn)


class Wish:
    """One message on its way to an answer."""

    def __init__(self, client: "CameoBot", message: discord.Message) -> None:
        """Nothing is looked at yet."""
        self._client = client
        self._app = client.app
        self._message = message
        self._taken: RequestTaken | None = None
        self._person = ""
        self._language = text.FALLBACK

    async def answered(self) -> Drawn:
        """In the language of the place, else in the one that its writer was last known to read.

        Raises:
            Refused: their account is closed, or they ask too fast.
        """
        message = self._message
        chat = chat_of(message.channel.id, None if message.guild is None else message.guild.id)
        person = await self._app.person_for(account_of(message.author), chat)
        await self._app.pace(person.id)
        self._person = person.id
        self._language = await self._app.language_of(chat) or person.language or text.FALLBACK
        speaker = Speaker(person.id, person.handle, chat, around=around_message(message))
        return await outcome(self._done(speaker), self._language)

    async def reply(self, drawn: Drawn) -> None:
        """Answer where it was said; where that is not allowed, to who asked alone."""
        try:
            sent = await self._message.channel.send(
                drawn.content,
                embeds=drawn.embeds or MISSING,
                files=drawn.files or MISSING,
                view=drawn.view or MISSING,
                reference=self._message.to_reference(fail_if_not_exists=False),
                nonce=str(self._message.id),
            )
        except FAILED as error:
            if isinstance(fate(error), Hindrance):
                await self._whisper(drawn)
            else:
                _log.warning("an answer may not have arrived: %s", type(error).__name__)
            return
        if self._taken is not None:
            await self._app.proposal_posted(self._taken.id, MessagePlace(sent.channel.id, sent.id).name)

    async def _whisper(self, drawn: Drawn) -> None:
        try:
            if self._taken is not None:
                shown = await self._app.look(self._person, self._taken.id)
                drawn = draw(shown, self._language)
            await self._message.author.send(
                drawn.content, embeds=drawn.embeds or MISSING, view=drawn.view or MISSING
            )
        except (Refused, *FAILED) as error:  # they take no messages either; `/cameo make` is left
            _log.info("nowhere to answer: %s", type(error).__name__)

    async def _done(self, speaker: Speaker) -> AnyNotice | Drawn:
        said = self._said()
        if not said:
            return written(text.phrase("listen.nothing", self._language), self._language)
        pointed_out = await mentions.in_message(self._client, self._message, speaker.chat)
        known = await reading.named(self._app, speaker, said, pointed_out)
        line = Line(speaker, said, known, f"discord:{self._message.id}", answered_by(self._message))
        notice = await reading.publicly(self._app, line)
        if notice is None:
            return written(text.phrase("listen.private", self._language), self._language)
        self._taken = notice if isinstance(notice, RequestTaken) else None
        return notice

    def _said(self) -> str:
        """The message without the bot's own mention."""
        number = self._client.user.id if self._client.user is not None else 0
        return re.sub(rf"<@!?{number}>", " ", self._message.content).strip()


def answered_by(message: discord.Message) -> str | None:
    """The message that this one answers, as the store names it."""
    there = message.reference
    if there is None or there.message_id is None:
        return None
    return MessagePlace(there.channel_id, there.message_id).name
