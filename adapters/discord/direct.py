"""What is written to the bot alone: commands and prompts as in any chat, recordings, pictures."""

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord
from discord.app_commands import Group

from adapters import reading, text
from adapters.discord import mentions
from adapters.discord.attachments import all_fetched
from adapters.discord.commands.help import manual
from adapters.discord.drawing import Drawn, written
from adapters.discord.listening import answered_by
from adapters.discord.people import account_of, around_message, chat_of
from adapters.discord.recordings import handed_over, telling
from adapters.discord.visits import outcome
from adapters.reading import Line
from adapters.speaker import Speaker
from bot.characters import NewCharacter
from bot.commands import intents
from bot.errors import PictureTooLarge
from bot.notices import AnyNotice, RecordingTaken

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

_log = logging.getLogger(__name__)


async def heard(bot: "CameoBot", message: discord.Message) -> None:
    """Answer a direct message where it stands, and keep the answer to a recording up to date."""
    letter = Letter(bot, message)
    drawn = await outcome(letter.answered(), text.FALLBACK)
    try:
        sent = await message.channel.send(
            drawn.content,
            embeds=list(drawn.embeds),
            files=list(drawn.files),
            view=drawn.view or discord.utils.MISSING,
            reference=message.to_reference(fail_if_not_exists=False),
        )
    except discord.HTTPException as error:  # they closed their messages in the meantime
        _log.info("a direct message could not be answered: %s", error.status)
        return
    if letter.recording is not None:
        letter.follow(sent, letter.recording)


@dataclass
class Letter:
    """One direct message on its way to an answer."""

    bot: "CameoBot"
    message: discord.Message
    person: str = ""
    language: str = text.FALLBACK
    recording: RecordingTaken | None = None

    async def answered(self) -> Drawn:
        """In the language that its writer was last known to read."""
        chat = chat_of(self.message.channel.id, None)
        person = await self.bot.app.person_for(account_of(self.message.author), chat)
        self.person, self.language = person.id, person.language or text.FALLBACK
        speaker = Speaker(person.id, person.handle, chat, around=around_message(self.message))
        return await outcome(self._done(speaker), self.language)

    def follow(self, sent: discord.Message, recording: RecordingTaken) -> None:
        """Let the answer tell how the analysis goes."""

        async def edit(drawn: Drawn) -> None:
            await sent.edit(content=drawn.content, embeds=list(drawn.embeds), view=drawn.view)

        tell = telling(edit, self.language)
        self.bot.analyses.watch(self.person, recording.enrolment, self.language, tell)

    async def _done(self, speaker: Speaker) -> AnyNotice | Drawn:
        await self.bot.app.pace(speaker.person)
        said, attached = self._said(), self.message.attachments
        pointed_out = await mentions.in_text(self.bot, said, speaker.chat)
        known = await reading.named(self.bot.app, speaker, said, pointed_out)
        line = Line(speaker, said, known, f"discord:{self.message.id}", answered_by(self.message))
        intent = reading.intent_of(line)
        if attached and isinstance(intent, intents.AddCharacter | intents.CharacterPictures):
            return await self._pictured(speaker, intent)
        if attached and intent is None:
            self.recording = await handed_over(self.bot, speaker, attached[0])
            return self.recording
        if isinstance(intent, intents.Help) and not intent.topic:
            return self._manual()
        if said:
            return await reading.privately(self.bot.app, line)
        return written(text.phrase("direct.unread", self.language), self.language)

    def _manual(self) -> AnyNotice | Drawn:
        """Commands as Discord has them, which is what can be typed here most easily."""
        root = self.bot.tree.get_command("cameo")
        return manual(root, self.language) if isinstance(root, Group) else self.bot.app.help()

    def _said(self) -> str:
        """The message without the bot's own mention, which it needs nowhere here."""
        number = self.bot.user.id if self.bot.user is not None else 0
        return re.sub(rf"<@!?{number}>", " ", self.message.content).strip()

    async def _pictured(
        self, speaker: Speaker, intent: intents.AddCharacter | intents.CharacterPictures
    ) -> AnyNotice:
        limit = self.bot.settings.characters.picture_mb
        pictures = await all_fetched(
            self.message.attachments, limit, lambda most: PictureTooLarge(limit=most)
        )
        if isinstance(intent, intents.CharacterPictures):
            return await self.bot.app.renew_character(speaker.person, intent.name, pictures, speaker.chat)
        wanted = NewCharacter(
            intent.name, intent.kind, pictures, intent.licensed, intent.attribution, intent.tier
        )
        return await self.bot.app.create_character(speaker.person, wanted, speaker.chat)
