"""`/cameo credits`: balance, history, what can be bought, and giving to friends."""

import discord
from discord import app_commands
from discord.app_commands import Range

from adapters import ledgers, text
from adapters.discord.commands.family import Commands
from adapters.discord.drawing import Drawn, written
from adapters.discord.pages import add_turning, paged
from adapters.discord.pointing import Pointed, whom
from adapters.discord.translation import described
from adapters.discord.visits import Asked, Visit, respond
from adapters.pages import Book
from bot.notices import AnyNotice, PacksShown

MOST = 1_000_000
LONGEST_MESSAGE = 300
"""Of what goes with a gift; the service may be set to less, and says so."""
BUTTONS = 25

credits = app_commands.Group(name="credits", description=described("credits.about"))  # noqa: A001 - the command


@credits.command(name="balance", description=described("credits.balance.about"))
async def balance(interaction: Asked) -> None:
    """What can be spent."""
    await respond(interaction, _balance)


@credits.command(name="history", description=described("credits.history.about"))
async def history(interaction: Asked) -> None:
    """What moved."""
    await respond(interaction, lambda visit: draw_history(visit, 0))


@credits.command(name="buy", description=described("credits.buy.about"))
async def buy(interaction: Asked) -> None:
    """What is sold here."""
    await respond(interaction, _shop)


@credits.command(name="gift", description=described("credits.gift.about"))
@app_commands.describe(
    friend=described("credits.gift.friend"),
    amount=described("credits.gift.amount"),
    message=described("credits.gift.message"),
)
async def gift(
    interaction: Asked,
    friend: discord.User,
    amount: Range[int, 1, MOST],
    message: Range[str, 0, LONGEST_MESSAGE] = "",
) -> None:
    """Give some away, once for each command."""

    async def given(visit: Visit) -> AnyNotice:
        handle, _ = await whom(visit, Pointed(friend))
        key = f"discord.{interaction.id}"
        return await visit.app.gift(visit.speaker.person, handle, amount, message, key=key)

    await respond(interaction, given)


async def draw_history(visit: Visit, page: int) -> Drawn:
    """A page of the movements."""
    shown = await visit.app.ledger(visit.speaker.person, page, ledgers.TO_A_PAGE)
    view = discord.ui.View(timeout=None)
    add_turning(view, Book.CREDITS, shown.page, shown.pages, visit.language)
    return written(ledgers.page(shown, visit.language), visit.language, view=view if view.children else None)


async def _balance(visit: Visit) -> AnyNotice:
    return await visit.app.ledger(visit.speaker.person, 0, ledgers.NEWEST)


async def _shop(visit: Visit) -> Drawn:
    """What is sold on Discord, each with the button by which Discord sells it."""
    sold = tuple(pack for pack in visit.app.packs().packs if pack.discord_sku)
    if not sold:
        return written(text.phrase("credits.buy.none", visit.language), visit.language)
    view = discord.ui.View(timeout=None)
    for pack in sold[:BUTTONS]:
        view.add_item(discord.ui.Button(style=discord.ButtonStyle.premium, sku_id=int(pack.discord_sku)))
    here = tuple(pack.model_copy(update={"stars": 0}) for pack in sold)  # nobody pays in Stars on Discord
    packs = text.say(PacksShown(packs=here), visit.language).text
    return written(f"{packs}\n{text.phrase('credits.buy.how', visit.language)}", visit.language, view=view)


paged(Book.CREDITS, draw_history)
COMMANDS: Commands = (credits,)
