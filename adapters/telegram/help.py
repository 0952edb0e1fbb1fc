"""`/help` and `/privacy_notice`: the commands as they are typed here, and what is kept of people."""

from adapters import conversation, text
from adapters.telegram import menu
from adapters.telegram.commands import on_command
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import intents
from bot.notices import AnyNotice


@on_command("help")
async def help_shown(asked: Asked) -> None:
    """Explain all of this, or one command of the grammar."""

    async def explain(visit: Visit) -> Drawn | AnyNotice:
        if asked.arguments:
            line = f"/cameo help {asked.arguments}"
            return await conversation.answer(visit.app, visit.speaker, line, {})
        return manual(visit)

    await respond(asked, explain, private=False)


@on_command("privacy_notice")
async def privacy_notice(asked: Asked) -> None:
    """Who runs this, what is kept, for how long."""

    async def tell(visit: Visit) -> AnyNotice:
        return await conversation.act(visit.app, visit.speaker, intents.Privacy())

    await respond(asked, tell)


def manual(visit: Visit) -> Drawn:
    """How to begin, and one line for each command that can be typed where they are."""
    settings = visit.bot.settings
    names = menu.private(settings) if visit.asked.alone else menu.FOR_ADMINISTRATORS
    lines = [f"/{name} {about}" for name, about in menu.described(names, visit.language)]
    intro = text.phrase("telegram.help", visit.language, bot=visit.bot.username)
    return written("\n".join([intro, "", *lines]), visit.language)
