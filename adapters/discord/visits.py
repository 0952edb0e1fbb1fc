"""How a command, a button or a form is answered: acknowledged at once, done, and said to whom it concerns.

Discord takes back an interaction that is not acknowledged within 3 s, so that comes first, whatever the store
or Redis is doing. Whatever goes wrong afterwards is said, too.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import discord

from adapters import text
from adapters.answering import settled
from adapters.discord.people import account_of, around_interaction, chat_of
from adapters.speaker import Speaker
from bot.app import App

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot
    from adapters.discord.drawing import Drawn
    from bot.notices import AnyNotice

    Asked: TypeAlias = discord.Interaction[CameoBot]
else:
    Asked = discord.Interaction  # discord.py reads the annotations of commands when they are made


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody asks for something: who and where, and the language they read."""

    interaction: "Asked"
    app: App
    speaker: Speaker
    language: str


Work = Callable[[Visit], Awaitable["AnyNotice | Drawn"]]
"""Answers with a notice, or draws its answer itself where a notice is not all of it."""


async def visit(interaction: "Asked") -> Visit:
    """Who it is.

    Raises:
        Refused: their account is closed, or they ask too fast.
    """
    app, language = interaction.client.app, str(interaction.locale)
    chat = chat_of(interaction.channel_id or 0, interaction.guild_id)
    person = await app.person_for(account_of(interaction.user, language), chat)
    await app.pace(person.id)
    speaker = Speaker(person.id, person.handle, chat, around=around_interaction(interaction))
    return Visit(interaction, app, speaker, language)


async def respond(interaction: "Asked", work: Work, *, private: bool = True) -> None:
    """Acknowledge, do the work, and show the notice that answers; `private`: to who asked alone."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    await answer(interaction, work)


async def refresh(interaction: "Asked", work: Work) -> None:
    """Acknowledge a click, do the work, and let what answers it take the place of the message clicked at."""
    await interaction.response.defer()
    await answer(interaction, work)


async def answer(interaction: "Asked", work: Work) -> None:
    """Do the work of an acknowledged interaction, and show what answers it where the dots were."""
    from adapters.discord.reminding import remind  # noqa: PLC0415 - a reminder has buttons, which answer

    came: list[Visit] = []

    async def worked() -> "AnyNotice | Drawn":
        came.append(await visit(interaction))
        return await work(came[0])

    drawn = await outcome(worked(), str(interaction.locale))
    await interaction.edit_original_response(
        content=drawn.content, embeds=drawn.embeds, attachments=drawn.files, view=drawn.view
    )
    for here in came:
        await remind(here)


async def outcome(work: Awaitable["AnyNotice | Drawn"], tag: str) -> "Drawn":
    """What answers, in the language `tag`: what was done, why it was not, or that something does not work."""
    from adapters.discord.drawing import Drawn, draw, written  # noqa: PLC0415 - buttons answer, with buttons

    found = await settled(work)
    if found is None:
        return written(text.phrase("core.trouble", tag), tag)
    return found if isinstance(found, Drawn) else draw(found, tag)
