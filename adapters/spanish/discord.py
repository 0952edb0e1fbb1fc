"""What Discord's own forms, menus and short replies say, by key; one file for each family of commands."""

from collections.abc import Mapping

from adapters.spanish import (
    discord_account,
    discord_admin,
    discord_clips,
    discord_core,
    discord_credits,
    discord_make,
    discord_people,
    discord_posting,
)

PHRASES: Mapping[str, str] = {
    **discord_core.PHRASES,
    **discord_clips.PHRASES,
    **discord_credits.PHRASES,
    **discord_account.PHRASES,
    **discord_admin.PHRASES,
    **discord_make.PHRASES,
    **discord_people.PHRASES,
    **discord_posting.PHRASES,
}
