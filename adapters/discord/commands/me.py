"""`/cameo me`, and taking everything along."""

import io

import discord
from discord import app_commands

from adapters import text
from adapters.discord.asking import act
from adapters.discord.buttons import on_press
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.commands import intents
from bot.errors import UnknownRequest
from bot.notices import Action, Button


@app_commands.command(name="me", description=described("me.about"))
async def me(interaction: Asked) -> None:
    """All of mine on one page, with what I can do about it."""
    await act(interaction, intents.Me())


@on_press(Action.EXPORT_ME)
async def export(interaction: Asked, button: Button) -> None:
    """One file with everything, for who pressed, where it is theirs."""

    async def packed(visit: Visit) -> Drawn:
        if button.id != visit.speaker.person:
            raise UnknownRequest
        data = await visit.app.export(visit.speaker.person)
        file = discord.File(io.BytesIO(data), filename="cameo.zip")
        return Drawn(text.phrase("me.exported", visit.language), file=file)

    await respond(interaction, packed)


COMMANDS: Commands = (me,)
