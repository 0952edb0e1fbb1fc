"""Receipts, coming in, how one stands: what is about one's account."""

import io

import discord
from discord import app_commands
from discord.app_commands import Range

from adapters import text
from adapters.discord import offers
from adapters.discord.asking import act
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from bot.commands import intents

LONGEST_REASON = 1000
LONGEST_ID = 64


@app_commands.command(name="receipts", description=described("receipts.about"))
@app_commands.describe(file=described("receipts.file"))
async def receipts(interaction: Asked, file: bool = False) -> None:  # noqa: FBT001, FBT002 - an option
    """The newest in words, or all of them as a file."""
    if not file:
        await act(interaction, intents.Receipts())
        return

    async def packed(visit: Visit) -> Drawn:
        lines = await visit.app.export_receipts(visit.speaker.person)
        attached = discord.File(io.BytesIO(lines), filename="receipts.jsonl")
        return Drawn(text.phrase("receipts.here", visit.language), file=attached)

    await respond(interaction, packed)


@app_commands.command(name="invite", description=described("invite.about"))
async def invite(interaction: Asked) -> None:
    """A code for a friend."""
    await act(interaction, intents.Invite())


@app_commands.command(name="redeem", description=described("redeem.about"))
@app_commands.describe(code=described("redeem.code"))
async def redeem(interaction: Asked, code: Range[str, 1, LONGEST_ID]) -> None:
    """Come in."""
    await act(interaction, intents.Redeem(code))


@app_commands.command(name="link", description=described("link.about"))
@app_commands.describe(code=described("link.code"))
async def link(interaction: Asked, code: Range[str, 0, LONGEST_ID] = "") -> None:
    """Be one person on several platforms; whose accounts are parted has buttons for it."""
    await act(interaction, intents.Link(code))


@app_commands.command(name="waitlist", description=described("waitlist.about"))
async def waitlist(interaction: Asked) -> None:
    """The line."""
    await act(interaction, intents.Waitlist())


@app_commands.command(name="standing", description=described("standing.about"))
async def standing(interaction: Asked) -> None:
    """Strikes and penalties."""
    await act(interaction, intents.Standing())


@app_commands.command(name="appeal", description=described("appeal.about"))
@app_commands.describe(why=described("appeal.why"), penalty=described("appeal.penalty"))
@app_commands.autocomplete(penalty=offers.penalties)
async def appeal(
    interaction: Asked, why: Range[str, 1, LONGEST_REASON], penalty: Range[str, 0, LONGEST_ID] = ""
) -> None:
    """A second look."""
    await act(interaction, intents.Appeal(penalty, why))


COMMANDS: Commands = (receipts, invite, redeem, link, waitlist, standing, appeal)
