"""Questions that somebody was called for in a room: once answered, the call says so and asks no more."""

from typing import TYPE_CHECKING

from adapters import conversation, text
from adapters.answering import log_trouble
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
    try:
        for name in await client.app.calls(person, button.id):
            place = MessagePlace.parse(name)
            message = client.get_partial_messageable(place.channel).get_partial_message(place.message)
            await message.edit(content=text.phrase("post.answered", tag), view=None)
    except FAILED:  # it is gone, or stays as it is: who presses it is told that the first answer stands
        return
    except Exception as error:  # noqa: BLE001 - the border: their answer is taken and was said to them
        log_trouble(error)
