"""The commands, one file for each family; `/cameo`, `/cameo-admin` and the menus are put together here."""

from types import ModuleType
from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import AppCommandContext, AppInstallationType, CommandTree

from adapters.discord.commands import (
    account,
    admin,
    boundaries,
    characters,
    clips,
    friends,
    make,
    me,
    privacy,
    reports,
    setup,
)
from adapters.discord.commands import credits as credit_commands
from adapters.discord.commands import help as help_command
from adapters.discord.translation import described

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot

FAMILIES: tuple[ModuleType, ...] = (
    setup,
    me,
    make,
    friends,
    privacy,
    boundaries,
    characters,
    account,
    reports,
    help_command,
    admin,
    credit_commands,
    clips,
)
"""Each has COMMANDS, what it adds to /cameo, and may have MENUS and ADMIN."""

IN_SERVERS_AND_MESSAGES = AppCommandContext(guild=True, dm_channel=True, private_channel=False)
ON_SERVERS = AppInstallationType(guild=True, user=False)


def add_commands(tree: "CommandTree[CameoBot]") -> None:
    """Everything that can be typed or picked."""
    cameo = app_commands.Group(
        name="cameo",
        description=described("cameo.about"),
        allowed_contexts=IN_SERVERS_AND_MESSAGES,
        allowed_installs=ON_SERVERS,
    )
    for family in FAMILIES:
        for command in family.COMMANDS:
            cameo.add_command(command)
        for menu in getattr(family, "MENUS", ()):
            tree.add_command(menu)
        for group in getattr(family, "ADMIN", ()):
            tree.add_command(group)
    tree.add_command(cameo)
