"""Messages with clips: the film that goes with a notice, as far as it fits, and the words around it."""

import io
from dataclasses import replace

import discord

from adapters import conversation, text
from adapters.discord.buttons import on_press
from adapters.discord.drawing import MESSAGE_LENGTH, Drawn, draw
from adapters.discord.naming import shown
from adapters.discord.visits import Asked, Visit, respond
from adapters.films import Film, film_of
from bot.app import App
from bot.notices import Action, AnyNotice, Button, Refusals
from bot.requests import ClipFile

PLAIN_LIMIT = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
"""Largest file, in bytes, that can be posted everywhere."""


async def with_film(app: App, person: str, notice: AnyNotice, tag: str, limit: int) -> Drawn:
    """A notice as `person` may see it now, with its film where it has one that fits `limit` bytes.

    Raises:
        Refused: there is nothing for them to see any more, or the files cannot be reached.
    """
    film = await film_of(app, person, notice, limit)
    return beside(draw(notice, tag), film, tag)


def beside(drawn: Drawn, film: Film | None, tag: str) -> Drawn:
    """The same with its film, or with why that is not there, and with where all of it can be watched."""
    if film is None:
        return drawn
    named = None
    if isinstance(film.file, ClipFile):
        named = discord.File(io.BytesIO(film.file.data), filename=film.name)
    said = "" if film.why is None else shown(text.say(Refusals(refusals=(film.why.refusal,)), tag).text)
    small = text.phrase("post.small", tag) if film.small else ""
    whole = "" if film.link is None else text.phrase("post.whole", tag, link=film.link)
    behind = "".join(f"\n{line}" for line in (said, small, whole) if line)
    return between(replace(drawn, film=named), behind=behind)


def between(drawn: Drawn, ahead: str = "", behind: str = "") -> Drawn:
    """The same between two pieces of Discord's markup; where that gets too long, the rest is an embed."""
    whole = f"{ahead}{drawn.content}{behind}"
    if len(whole) <= MESSAGE_LENGTH:
        return replace(drawn, content=whole)
    return replace(drawn, content=f"{ahead}{behind}".strip(), embed=discord.Embed(description=drawn.content))


@on_press(Action.VIEW_CLIP)
async def view_privately(interaction: Asked, button: Button) -> None:
    """Show somebody alone what they were called for, or what waits for them, with its film."""

    async def look(visit: Visit) -> Drawn:
        notice = await conversation.press(visit.app, visit.speaker, button)
        limit = interaction.filesize_limit
        return await with_film(visit.app, visit.speaker.person, notice, visit.language, limit)

    await respond(interaction, look)
