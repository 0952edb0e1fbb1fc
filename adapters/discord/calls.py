"""Questions that somebody was called for in a room: once answered, the call says so and asks no more."""

import contextlib
from typing import TYPE_CHECKING

from adapters import conversation, questions, text
from adapters.discord.buttons import on_press
from adapters.discord.places import MessagePlace
from adapters.discord.sending import FAILED
from adapters.discord.visits import Asked, Visit, respond
from bot.notices import NO, YES, AnyNotice, Button, Refusals

if TYPE_CHECKING:
    from adapters.discord.bot import CameoBot


@on_press(*YES, *NO)
async def answer_question(interaction: Asked, button: Button) -> None:
    """Take an answer, wherever its button stood, and end the call for it."""
    answered: list[Visit] = []

    async def pressed(visit: Visit) -> AnyNotice:
        said = await conversation.press(visit.app, visit.speaker, button)
        if not isinstance(said, Refusals):
            answered.append(visit)
        return said

    await respond(interaction, pressed)
    for visit in answered:
        await end_calls(interaction.client, visit.speaker.person, button, visit.language)


async def end_calls(client: "CameoBot", person: str, button: Button, tag: str) -> None:
    """Say in every room where this person was called for this question that it is answered."""

    async def end(name: str) -> None:
        place = MessagePlace.parse(name)
        message = client.get_partial_messageable(place.channel).get_partial_message(place.message)
        with contextlib.suppress(*FAILED):
            await message.edit(content=text.phrase("post.answered", tag), view=None)

    await questions.end_calls(client.app, person, button, end)
