"""`/cameo report` and the menu "Report this clip"."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Range

from adapters.discord import offers
from adapters.discord.asking import act, act_on
from adapters.discord.commands.family import Commands, Menus
from adapters.discord.options import about_somebody
from adapters.discord.places import MessagePlace
from adapters.discord.pointing import Pointed
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.commands import intents
from bot.notices import ReportOffered
from bot.people import Platform
from bot.reports import ReportKind

LONGEST_TEXT = 1000
"""Of what a reporter says; the service may be set to less, and says so."""
LONGEST_ID = 64
_KINDS = [Choice(name=described(f"report.kind.{kind.value}"), value=kind.value) for kind in ReportKind]


@app_commands.command(name="report", description=described("report.about"))
@app_commands.describe(
    kind=described("report.kind"),
    clip=described("report.clip"),
    text=described("report.text"),
)
@app_commands.choices(kind=_KINDS)
@app_commands.autocomplete(clip=offers.clips)
@about_somebody(offers.known)
async def report(  # noqa: PLR0917 - the options of the command
    interaction: Asked,
    kind: str,
    clip: Range[str, 0, LONGEST_ID] = "",
    who: discord.User | None = None,
    name: str | None = None,
    text: Range[str, 0, LONGEST_TEXT] = "",
) -> None:
    """A clip by its number, or else a person."""
    wrong = ReportKind(kind)
    if clip:
        await act(interaction, intents.Report(clip.removeprefix("#"), "", wrong, text))
    else:
        await act_on(
            interaction,
            Pointed(who, name, missing="nothing_reported"),
            lambda handle: intents.Report("", handle, wrong, text),
        )


@app_commands.context_menu(name=described("report.menu"))
async def report_this(interaction: Asked, message: discord.Message) -> None:
    """Ask what is wrong with the clip of a message."""
    place = MessagePlace(message.channel.id, message.id).name

    async def offered(visit: Visit) -> ReportOffered:
        return await visit.app.offer_report_at(visit.speaker.person, Platform.DISCORD, place)

    await respond(interaction, offered)


COMMANDS: Commands = (report,)
MENUS: Menus = (report_this,)
