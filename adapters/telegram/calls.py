"""Questions and their answers by a button, and calls to them that end in the group once they are answered."""

from typing import TYPE_CHECKING

from adapters import conversation, questions, text
from adapters.answering import log_trouble
from adapters.telegram.buttons import on_press
from adapters.telegram.drawing import written
from adapters.telegram.places import MessagePlace
from adapters.telegram.sending import edit
from adapters.telegram.visits import Asked, Visit, respond
from bot.notices import NO, YES, AnyNotice, Button, Refusals

if TYPE_CHECKING:
    from adapters.telegram.bot import CameoBot


@on_press(*YES, *NO)
async def answer_question(asked: Asked, button: Button) -> None:
    """Take an answer, wherever its button stood, and end the call for it."""
    answered: list[Visit] = []

    async def pressed(visit: Visit) -> AnyNotice:
        said = await conversation.press(visit.app, visit.speaker, button)
        if not isinstance(said, Refusals):
            answered.append(visit)
        return said

    await respond(asked, pressed)
    for visit in answered:
        await end_calls(asked.bot, visit.speaker.person, button, visit.language)


async def end_calls(bot: "CameoBot", person: str, button: Button, tag: str) -> None:
    """Say in every group where this person was called for this question that it is answered."""

    async def end(name: str) -> None:
        try:
            await edit(bot, MessagePlace.parse(name), written(text.phrase("post.answered", tag), tag))
        except Exception as error:  # noqa: BLE001 - it stays: who presses it is told that it is answered
            log_trouble(error)

    await questions.end_calls(bot.app, person, button, end)
