"""Messages with a clip: the film that goes with a notice, as far as it fits, and the words around it."""

import io
from dataclasses import replace

import discord

from adapters import conversation, text
from adapters.discord.buttons import on_press
from adapters.discord.drawing import MESSAGE_LENGTH, Drawn, draw
from adapters.discord.naming import shown
from adapters.discord.visits import Asked, Visit, respond
from bot.app import App
from bot.errors import BeingLookedAt, Refused, TooLargeToPost
from bot.notices import Action, AnyNotice, Attach, Button, Notice, Refusals

PLAIN_LIMIT = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
"""Largest file, in bytes, that can be posted everywhere."""


async def with_film(app: App, person: str, notice: AnyNotice, tag: str, limit: int) -> Drawn:
    """A notice as `person` may see it now, with its film where it has one that fits `limit` bytes.

    Raises:
        Refused: there is nothing for them to see any more, or the files cannot be reached.
    """
    drawn = draw(notice, tag)
    if notice.attach is not Attach.VIDEO:
        return drawn
    clip: str = getattr(notice, "clip", "")
    try:
        film = await app.fetch_fitting(person, clip, limit)
    except (BeingLookedAt, TooLargeToPost) as refused:
        return without_film(drawn, refused, tag, await in_full(app, person, clip, tag))
    named = discord.File(io.BytesIO(film.data), filename=film_name(notice))
    behind = "" if film.whole else await in_small(app, person, clip, tag)
    return between(replace(drawn, film=named), behind=behind)


def film_name(notice: AnyNotice | Notice) -> str:
    """What the film of a notice is called as a file: people may keep it, and it is found by that."""
    clip: str = getattr(notice, "clip", "")
    return f"cameo-{clip[-8:]}.mp4"


def without_film(drawn: Drawn, why: Refused, tag: str, elsewhere: str = "") -> Drawn:
    """The same without its film, why that is not there, and where it can be watched instead."""
    said = text.say(Refusals(refusals=(why.refusal,)), tag).text
    return between(replace(drawn, film=None), behind=f"\n{shown(said)}{elsewhere}")


async def in_small(app: App, person: str, clip: str, tag: str) -> str:
    """What to say behind a smaller version of a film."""
    return "\n" + text.phrase("post.small", tag) + await in_full(app, person, clip, tag)


async def in_full(app: App, person: str, clip: str, tag: str) -> str:
    """Where the whole film can be watched for a while; nothing where it cannot, or not by them."""
    try:
        link = await app.link(person, clip)
    except Refused:
        return ""
    return "" if link is None else "\n" + text.phrase("post.whole", tag, link=link)


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
