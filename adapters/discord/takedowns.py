"""Taking down messages with clips that have ended, wherever the bot posted them."""

import discord

from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED
from adapters.discord.troubles import is_gone, may_pass
from bot.app import App
from bot.people import Platform
from bot.requests import Takedown


async def take_down(client: discord.Client, app: App) -> int:
    """Remove what is due; returns how many are over with. What may work later is tried at the next look."""
    due = await app.due_takedowns(Platform.DISCORD)
    return sum([await _removed(client, app, takedown) for takedown in due])


async def _removed(client: discord.Client, app: App, takedown: Takedown) -> bool:
    try:
        place = MessagePlace.parse(takedown.message_id)
    except ValueError:  # a name that no message here ever had
        await app.mark_take_down_failed(takedown.delivery)
        return True
    try:
        await client.get_partial_messageable(place.channel).get_partial_message(place.message).delete()
    except FAILED as error:
        if may_pass(error):
            return False
        if not is_gone(error):
            await app.mark_take_down_failed(takedown.delivery)
            return True
    await app.mark_taken_down(takedown.delivery)
    return True
