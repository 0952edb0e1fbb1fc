"""`/cameo friends` and the menu "Ask for their cameo"."""

from datetime import date
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from adapters import text
from adapters.discord import offers
from adapters.discord.asking import act, act_on
from adapters.discord.commands.family import Commands, Menus
from adapters.discord.forms import Fields, form, on_form
from adapters.discord.options import about_character, about_somebody
from adapters.discord.pointing import Pointed
from adapters.discord.translation import described
from adapters.discord.visits import Asked
from bot.commands import CommandError, intents
from bot.commands.errors import UnreadableError
from bot.consent import ApprovalMode, BoundaryPreset

LONGEST_MESSAGE = 300
"""Of what is told with a question; the service may be set to less, and says so."""
_PRESETS = [
    Choice(name=described(f"boundaries.preset.{preset.value}"), value=preset.value)
    for preset in BoundaryPreset
]
_DEFAULT = "default"
_MODES = [
    *(Choice(name=described(f"privacy.approval.{mode.value}"), value=mode.value) for mode in ApprovalMode),
    Choice(name=described("friends.approval.default"), value=_DEFAULT),
]

friends = app_commands.Group(name="friends", description=described("friends.about"))


@friends.command(name="ask", description=described("friends.ask.about"))
@about_somebody(offers.known)
@app_commands.describe(message=described("friends.ask.message"))
async def ask(
    interaction: Asked,
    who: discord.User | None = None,
    name: str | None = None,
    message: Range[str, 0, LONGEST_MESSAGE] = "",
) -> None:
    """Ask somebody."""
    await act_on(interaction, Pointed(who, name), lambda handle: intents.Ask(handle, message))


@friends.command(name="list", description=described("friends.list.about"))
async def listed(interaction: Asked) -> None:
    """Show everybody."""
    await act(interaction, intents.Friends())


@friends.command(name="allow", description=described("friends.allow.about"))
@about_somebody(offers.known)
@about_character()
@app_commands.describe(
    until=described("friends.allow.until"),
    clips=described("friends.allow.clips"),
    here=described("friends.allow.here"),
    without=described("friends.allow.without"),
)
@app_commands.choices(without=_PRESETS)
async def allow(  # noqa: PLR0917 - the options of the command
    interaction: Asked,
    who: discord.User | None = None,
    name: str | None = None,
    until: str | None = None,
    clips: Range[int, 1, 9999] | None = None,
    here: bool = False,  # noqa: FBT001, FBT002 - an option
    without: str | None = None,
    of: str = "",
) -> None:
    """Allow somebody, as far as the options say."""
    presets = () if without is None else (BoundaryPreset(without),)

    def granted(handle: str) -> intents.Allow:
        return intents.Allow(handle, "", _day(until), clips, here, presets, of)

    await act_on(interaction, Pointed(who, name), granted)


def _day(written: str | None) -> date | None:
    """The last day of a grant.

    Raises:
        CommandError: that is no date.
    """
    if written is None:
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise CommandError(UnreadableError("no_date")) from None


@friends.command(name="deny", description=described("friends.deny.about"))
@about_somebody(offers.asking)
@about_character()
async def deny(
    interaction: Asked, who: discord.User | None = None, name: str | None = None, of: str = ""
) -> None:
    """Say no to an open question."""
    await act_on(interaction, Pointed(who, name), lambda handle: intents.Deny(handle, "", of))


@friends.command(name="revoke", description=described("friends.revoke.about"))
@about_somebody(offers.allowed)
@about_character()
async def revoke(
    interaction: Asked, who: discord.User | None = None, name: str | None = None, of: str = ""
) -> None:
    """Take back what was allowed."""
    await act_on(interaction, Pointed(who, name), lambda handle: intents.Revoke(handle, of))


@friends.command(name="block", description=described("friends.block.about"))
@about_somebody(offers.known)
async def block(interaction: Asked, who: discord.User | None = None, name: str | None = None) -> None:
    """Keep somebody out."""
    await act_on(interaction, Pointed(who, name), intents.Block)


@friends.command(name="unblock", description=described("friends.unblock.about"))
@about_somebody(offers.blocked)
async def unblock(interaction: Asked, who: discord.User | None = None, name: str | None = None) -> None:
    """Let somebody in again."""
    await act_on(interaction, Pointed(who, name), intents.Unblock)


@friends.command(name="profile", description=described("friends.profile.about"))
@about_somebody(offers.known)
async def profile(interaction: Asked, who: discord.User | None = None, name: str | None = None) -> None:
    """Look at somebody."""
    await act_on(interaction, Pointed(who, name), intents.Profile)


@friends.command(name="approval", description=described("friends.approval.about"))
@about_somebody(offers.allowed)
@about_character()
@app_commands.describe(mode=described("friends.approval.mode"))
@app_commands.choices(mode=_MODES)
async def approval(
    interaction: Asked,
    mode: str,
    who: discord.User | None = None,
    name: str | None = None,
    of: str = "",
) -> None:
    """Make an exception for one friend, or end it."""
    wanted = None if mode == _DEFAULT else ApprovalMode(mode)
    await act_on(interaction, Pointed(who, name), lambda handle: intents.SetException(handle, wanted, of))


@on_form("ask")
async def asked(interaction: Asked, about: str, fields: Fields) -> None:
    """Ask whom the form is about, by the number of their account."""
    pointed = Pointed(name=f"<@{about}>")
    await act_on(interaction, pointed, lambda handle: intents.Ask(handle, fields.get("message", "")))


@app_commands.context_menu(name=described("ask.menu"))
async def ask_for_cameo(interaction: Asked, user: discord.User) -> None:
    """A form for the question; what comes of it is said when it is sent. A bot is nobody to ask."""
    if user.bot:
        await act_on(interaction, Pointed(user), intents.Ask)
        return
    tag = str(interaction.locale)
    message: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id="message",
        style=discord.TextStyle.paragraph,
        placeholder=text.phrase("ask.message.hint", tag),
        required=False,
        max_length=LONGEST_MESSAGE,
    )
    title, label = text.phrase("ask.title", tag), text.phrase("ask.message", tag)
    await interaction.response.send_modal(form("ask", str(user.id), title, {label: message}))


COMMANDS: Commands = (friends,)
MENUS: Menus = (ask_for_cameo,)
