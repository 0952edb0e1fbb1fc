"""What is written to the bot alone: commands and prompts as in any chat, recordings, pictures."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import discord
from discord.app_commands import Group

from adapters import conversation, text
from adapters.discord import mentions
from adapters.discord.attachments import all_fetched
from adapters.discord.commands.help import manual
from adapters.discord.drawing import Drawn, written
from adapters.discord.listening import COMMAND, replied_to
from adapters.discord.people import account_of, around_message, chat_of
from adapters.discord.recordings import handed_over, telling
from adapters.discord.visits import outcome
from adapters.speaker import Speaker
from bot.characters import NewCharacter
from bot.commands import CommandError, intents, parse
from bot.commands.errors import UnreadableError
from bot.commands.forms import rewritten
from bot.errors import PictureTooLarge
from bot.notices import AnyNotice, RecordingTaken
from bot.people import folded
from bot.requests import MakeRequest

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
        known = await mentions.named(self.bot.app, speaker, said, pointed_out)
        intent = _read(said, known)
        if attached and isinstance(intent, intents.AddCharacter | intents.CharacterPictures):
            return await self._pictured(speaker, intent)
        if attached and intent is None:
            self.recording = await handed_over(self.bot, speaker, attached[0])
            return self.recording
        if isinstance(intent, intents.Help) and not intent.topic:
            return self._manual()
        if said and (wish := await self._wish(speaker, said, known)) is not None:
            return await self.bot.app.propose(speaker.person, wish)
        if said:
            return await conversation.answer(self.bot.app, speaker, said, known)
        return written(text.phrase("direct.unread", self.language), self.language)

    async def _wish(self, speaker: Speaker, said: str, known: Mapping[str, str]) -> MakeRequest | None:
        """The clip that is wished for, or the change of the one answered to; None where it is neither."""
        pointing = replace(speaker, resolved=frozenset(map(folded, known.values())))
        clip = None if COMMAND.match(said) else await replied_to(self.bot.app, speaker, self.message)
        make = _read(said, known) if clip is None else _changed(said, known)
        if type(make) is not intents.Make:
            return None
        request = conversation.request_of(pointing, make)
        return replace(request, key=f"discord:{self.message.id}", remix_of=clip)

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


def _read(said: str, mentions: Mapping[str, str]) -> intents.Intent | None:
    """What a line asks for; None where it cannot be understood."""
    try:
        return parse(said, mentions)
    except CommandError:
        return None


def _changed(said: str, known: Mapping[str, str]) -> intents.Make | None:
    """What a clip becomes by a line that answers it."""
    try:
        return rewritten(said, known)
    except UnreadableError:
        return None
