"""`/cameo privacy` and `/cameo privacy-notice`."""

from discord import app_commands

from adapters.discord import panels
from adapters.discord.asking import act
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn
from adapters.discord.options import about_character
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.commands import intents


@app_commands.command(name="privacy", description=described("privacy.about"))
@about_character()
async def privacy(interaction: Asked, of: str = "") -> None:
    """The panel."""

    async def shown(visit: Visit) -> Drawn:
        return await panels.look(visit, of.removeprefix("@"))

    await respond(interaction, shown)


@app_commands.command(name="privacy-notice", description=described("privacy-notice.about"))
async def privacy_notice(interaction: Asked) -> None:
    """What is kept of people here."""
    await act(interaction, intents.Privacy())


COMMANDS: Commands = (privacy, privacy_notice)
