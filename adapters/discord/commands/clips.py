"""`/cameo clips`, `/cameo status` and `/cameo cancel`; watching and sharing a clip."""

import io
from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands import Choice

from adapters.clip_pages import sheet
from adapters.discord import offers
from adapters.discord.asking import act
from adapters.discord.buttons import NoticeButton, on_press
from adapters.discord.clip_messages import beside
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn, draw, written
from adapters.discord.offers import Offers, Typing
from adapters.discord.pages import add_turning, paged
from adapters.discord.people import account_of, around_member
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from adapters.films import film_in
from adapters.pages import CLIPS, Book
from bot.clips import UNDELIVERED
from bot.commands import intents
from bot.errors import NowhereToShare
from bot.notices import Action, Button, ShareTaken, Which
from bot.people import Chat
from bot.requests import Surroundings

TO_A_PAGE = 4
"""A row of buttons for each, and one to turn over."""


async def _making(typing: Typing) -> Offers:
    found = (await typing.app.clips(typing.person)).clips
    return [(clip.prompt or clip.id, clip.id) for clip in found if clip.state in UNDELIVERED]


@app_commands.command(name="clips", description=described("clips.about"))
@app_commands.describe(which=described("clips.which"))
@app_commands.choices(
    which=[Choice(name=described(f"clips.{which.value}"), value=which.value) for which in Which]
)
async def clips(interaction: Asked, which: str = Which.MINE.value) -> None:
    """Those that are there."""
    await respond(interaction, lambda visit: draw_page(visit, Which(which), 0))


@app_commands.command(name="status", description=described("status.about"))
@app_commands.describe(clip=described("status.clip"))
@app_commands.autocomplete(clip=offers.clips)
async def status(interaction: Asked, clip: str = "") -> None:
    """How they stand."""
    await act(interaction, intents.Status(clip))


@app_commands.command(name="cancel", description=described("cancel.about"))
@app_commands.describe(clip=described("cancel.clip"))
@app_commands.autocomplete(clip=offers.offer(_making))
async def cancel(interaction: Asked, clip: str = "") -> None:
    """Stop one."""
    await act(interaction, intents.Cancel(clip))


@on_press(Action.WATCH_CLIP)
async def watch(interaction: Asked, button: Button) -> None:
    """Show a clip to who may see it, and to nobody else."""

    async def shown(visit: Visit) -> Drawn:
        person, limit = visit.speaker.person, interaction.filesize_limit
        film = await film_in(visit.app, person, button.id, limit)
        return beside(draw(await visit.app.clip(person, button.id), visit.language), film, visit.language)

    await respond(interaction, shown)


@on_press(Action.SHARE_CLIP)
async def share(interaction: Asked, button: Button) -> None:
    """Post a clip where this is pressed or, pressed where nobody else reads, where it was asked for."""

    async def shared(visit: Visit) -> ShareTaken:
        person = visit.speaker.person
        if interaction.guild_id is not None:
            return await visit.app.share(person, button.id, visit.speaker.chat, visit.speaker.around)
        chat = await visit.app.clip_home(person, button.id)
        return await visit.app.share(person, button.id, chat, await _around(visit, chat))

    await respond(interaction, shared)


async def _around(visit: Visit, chat: Chat) -> Surroundings:
    """How somebody stands in a channel that they are not writing in, as Discord says at this moment.

    Raises:
        NowhereToShare: nobody else reads there, it is gone, or they do not write in it any more.
    """
    user, guild = visit.interaction.user, None
    if chat.server is not None and chat.server != chat.chat_id:
        guild = visit.interaction.client.get_guild(int(chat.server))
    channel = None if guild is None else guild.get_channel_or_thread(int(chat.chat_id))
    if guild is None or channel is None:
        raise NowhereToShare
    try:
        member = await guild.fetch_member(user.id)
    except discord.NotFound:
        await visit.app.left(account_of(user), chat)
        raise NowhereToShare from None
    theirs = channel.permissions_for(member)
    thread = isinstance(channel, discord.Thread)
    if not (theirs.send_messages_in_threads if thread else theirs.send_messages):  # none who sees nothing has
        raise NowhereToShare
    return around_member(member, channel)


async def draw_page(visit: Visit, which: Which, page: int) -> Drawn:
    """A page of clips: a line and a row of buttons for each, and the posters of those that can be seen."""
    room, tag = visit.interaction.filesize_limit, visit.language
    found = await sheet(visit.app, visit.speaker.person, which, page, size=TO_A_PAGE, room=room, tag=tag)
    view = discord.ui.View(timeout=None)
    for number, labels in enumerate(found.rows):
        for label in labels:
            view.add_item(NoticeButton(label.button, label.text, row=number))
    add_turning(view, CLIPS[which], found.shown.page, found.shown.pages, tag)
    drawn = written(found.words, tag, view=view if view.children else None)
    pictures = tuple(
        discord.Embed(title=str(name)).set_thumbnail(url=f"attachment://{name}.png") for name in found.posters
    )
    files = tuple(discord.File(io.BytesIO(data), f"{name}.png") for name, data in found.posters.items())
    return replace(drawn, pictures=pictures, posters=files)


async def _mine(visit: Visit, page: int) -> Drawn:
    return await draw_page(visit, Which.MINE, page)


async def _with_me(visit: Visit, page: int) -> Drawn:
    return await draw_page(visit, Which.WITH_ME, page)


paged(Book.MINE, _mine)
paged(Book.WITH_ME, _with_me)
COMMANDS: Commands = (clips, status, cancel)
