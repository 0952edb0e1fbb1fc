"""`/cameo boundaries`."""

from discord import app_commands
from discord.app_commands import Range

from adapters.discord import offers
from adapters.discord.asking import act
from adapters.discord.commands.family import Commands
from adapters.discord.options import about_character
from adapters.discord.translation import described
from adapters.discord.visits import Asked
from bot.commands import intents

boundaries = app_commands.Group(name="boundaries", description=described("boundaries.about"))
LONGEST = 500
"""Of a boundary; the service may be set to less, and says so."""


@boundaries.command(name="add", description=described("boundaries.add.about"))
@app_commands.describe(text=described("boundaries.add.text"))
@about_character()
@app_commands.autocomplete(text=offers.presets)
async def add(interaction: Asked, text: Range[str, 1, LONGEST], of: str = "") -> None:
    """One more."""
    await act(interaction, intents.AddBoundary(text, of))


@boundaries.command(name="list", description=described("boundaries.list.about"))
@about_character()
async def listed(interaction: Asked, of: str = "") -> None:
    """All of them."""
    await act(interaction, intents.ListBoundaries(of))


@boundaries.command(name="presets", description=described("boundaries.presets.about"))
@about_character()
async def presets(interaction: Asked, of: str = "") -> None:
    """Those with a name."""
    await act(interaction, intents.ListPresets(of))


@boundaries.command(name="remove", description=described("boundaries.remove.about"))
@app_commands.describe(which=described("boundaries.remove.which"))
@about_character()
@app_commands.autocomplete(which=offers.boundaries)
async def remove(interaction: Asked, which: Range[str, 1, LONGEST], of: str = "") -> None:
    """One less."""
    await act(interaction, intents.RemoveBoundary(which, of))


COMMANDS: Commands = (boundaries,)
