"""Taking everything along: one file for who pressed, in their private chat."""

from telegram import InputFile

from adapters import text
from adapters.telegram.buttons import on_press
from adapters.telegram.drawing import Drawn
from adapters.telegram.naming import shown
from adapters.telegram.people import UPLOAD_LIMIT
from adapters.telegram.visits import Asked, Visit, respond
from bot.errors import UnknownRequest
from bot.notices import Action, Button

SPARE = 500_000
"""Bytes of a request to Telegram that are not the file."""


@on_press(Action.EXPORT_ME)
async def export(asked: Asked, button: Button) -> None:
    """Pack it and send it, where it is theirs."""

    async def packed(visit: Visit) -> Drawn:
        if button.id != visit.speaker.person:
            raise UnknownRequest
        data = await visit.app.export(visit.speaker.person, UPLOAD_LIMIT - SPARE)
        words = text.phrase("me.exported", visit.language)
        return Drawn(shown(words), words, document=InputFile(data, filename="cameo.zip"))

    await respond(asked, packed)
