"""What Discord's own forms, menus and short replies say, by key; one file for each family of commands."""

from collections.abc import Mapping

from adapters.english import discord_core

PHRASES: Mapping[str, str] = {
    **discord_core.PHRASES,
}
