"""`/language`: in which language somebody is spoken to here."""

from telegram import InlineKeyboardButton

from adapters import text
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.commands import on_command
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.privacy import MARK
from adapters.telegram.visits import Asked, Visit, refresh, respond
from bot.errors import UnusableLanguage
from bot.notices import LanguageShown
from bot.people import Platform

LANGUAGE = "lang"
OWN = "own"
"""That of their app."""


@on_command("language", "lang")
async def language(asked: Asked) -> None:
    """What is spoken, and what could be."""

    async def look(visit: Visit) -> Drawn:
        shown = await visit.app.language(visit.speaker.person, Platform.TELEGRAM)
        return _drawn(shown, visit.language)

    await respond(asked, look)


@on_data(LANGUAGE)
async def choose(asked: Asked, tag: str) -> None:
    """Speak that from now on; the answer is the first to be in it."""

    async def chosen(visit: Visit) -> Drawn:
        if tag != OWN and tag not in text.LANGUAGES:
            raise UnusableLanguage
        wanted = None if tag == OWN else tag
        shown = await visit.app.choose_language(visit.speaker.person, Platform.TELEGRAM, wanted)
        return _drawn(shown, wanted or asked.language)

    await refresh(asked, chosen)


def _drawn(shown: LanguageShown, tag: str) -> Drawn:
    buttons = [
        InlineKeyboardButton(
            f"{MARK if (shown.chosen or OWN) == one else ''}{text.phrase(f'telegram.language.{one}', tag)}",
            callback_data=callback_data(LANGUAGE, one),
        )
        for one in (OWN, *text.LANGUAGES)
    ]
    return written(text.say(shown, tag).text, tag, keyboard(buttons))
