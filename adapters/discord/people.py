"""Who speaks on Discord and where, in the service's words."""

from collections.abc import Mapping

import discord

from bot.people import Account, Chat, Platform
from bot.requests import Surroundings

Somebody = discord.User | discord.Member


def account_of(user: Somebody, language: str | None = None) -> Account:
    """The account behind a user; `language` where Discord says what they read."""
    return Account(Platform.DISCORD, str(user.id), user.display_name, language)


def chat_of(channel: int, guild: int | None) -> Chat:
    """A channel (a thread is one, too), with the server it is a part of."""
    return Chat(Platform.DISCORD, str(channel), None if guild is None else str(guild))


def around_interaction(interaction: discord.Interaction) -> Surroundings:
    """What Discord says of where a command was given or a button pressed."""
    return Surroundings(
        age_gated=_age_gated(interaction.channel),
        roles=_roles(interaction.user),
        upload_limit=interaction.filesize_limit,
        manages=interaction.guild_id is not None and interaction.permissions.manage_guild,
        within=_within(interaction.channel),
    )


def around_member(member: discord.Member, channel: discord.abc.GuildChannel | discord.Thread) -> Surroundings:
    """What Discord says of somebody in a channel of theirs, wherever they are speaking just now."""
    return Surroundings(
        age_gated=_age_gated(channel),
        roles=_roles(member),
        upload_limit=member.guild.filesize_limit,
        manages=channel.permissions_for(member).manage_guild,
        within=_within(channel),
    )


def around_message(message: discord.Message) -> Surroundings:
    """What Discord says of where a message was written."""
    author = message.author
    return Surroundings(
        age_gated=_age_gated(message.channel),
        roles=_roles(author),
        upload_limit=message.guild.filesize_limit
        if message.guild is not None
        else discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES,
        manages=isinstance(author, discord.Member) and author.guild_permissions.manage_guild,
        within=_within(message.channel),
    )


def handles_by_mention(users: Mapping[int, str]) -> dict[str, str]:
    """Every way that Discord writes a mention -> the handle of who is meant; `users` by their id."""
    written: dict[str, str] = {}
    for number, handle in users.items():
        written |= {f"<@{number}>": handle, f"<@!{number}>": handle}
    return written


def _within(channel: object) -> str | None:
    """The channel that a thread is in."""
    return str(channel.parent_id) if isinstance(channel, discord.Thread) else None


def _age_gated(channel: object) -> bool:
    """Threads are as age-gated as the channel they are in."""
    asked = getattr(channel, "is_nsfw", None)
    return bool(asked()) if callable(asked) else False


def _roles(user: Somebody) -> tuple[str, ...]:
    return tuple(str(role.id) for role in user.roles) if isinstance(user, discord.Member) else ()
