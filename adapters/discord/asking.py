"""From a form that Discord filled in to what is asked for, the same as a line of chat would."""

from collections.abc import Callable

from adapters import conversation
from adapters.discord.pointing import Pointed, whom
from adapters.discord.visits import Asked, Visit, respond
from bot.commands import CommandError
from bot.commands.intents import Intent
from bot.notices import AnyNotice, Refusals


async def act(interaction: Asked, intent: Intent) -> None:
    """Do it, and show the answer to who asked."""

    async def done(visit: Visit) -> AnyNotice:
        return await conversation.act(visit.app, visit.speaker, intent)

    await respond(interaction, done)


async def act_on(interaction: Asked, pointed: Pointed, about: Callable[[str], Intent]) -> None:
    """Do what is about somebody: `about` makes the intent from their handle."""

    async def done(visit: Visit) -> AnyNotice:
        try:
            handle, speaker = await whom(visit, pointed)
            intent = about(handle)
        except CommandError as error:
            return Refusals(refusals=(error.refusal,))
        return await conversation.act(visit.app, speaker, intent)

    await respond(interaction, done)
