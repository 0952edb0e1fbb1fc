"""`/cameo help`."""

from discord import app_commands

from adapters.discord.commands.family import Commands
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.notices import HelpShown


@app_commands.command(name="help", description=described("help.about"))
async def help_shown(interaction: Asked) -> None:
    """Explain all of this."""

    async def explain(visit: Visit) -> HelpShown:
        return visit.app.help()

    await respond(interaction, explain)


COMMANDS: Commands = (help_shown,)
