"""`/cameo help`."""

from discord import app_commands
from discord.app_commands import Range

from adapters.discord import offers
from adapters.discord.asking import act
from adapters.discord.commands.family import Commands
from adapters.discord.translation import described
from adapters.discord.visits import Asked
from bot.commands import TABLE, intents

LONGEST_TOPIC = 40


@app_commands.command(name="help", description=described("help.about"))
@app_commands.describe(topic=described("help.topic"))
@app_commands.autocomplete(topic=offers.topics)
async def help_shown(interaction: Asked, topic: Range[str, 0, LONGEST_TOPIC] = "") -> None:
    """Explain all of this, or one command; all of it where there is no such command."""
    await act(interaction, intents.Help(topic if topic in TABLE else ""))


COMMANDS: Commands = (help_shown,)
