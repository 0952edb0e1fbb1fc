"""`/start` and `/setup`: what is kept, the challenge, and where the recording goes that answers it.

/setup -> what is kept of you -> [I agree] -> challenge -> a round video message, or a video, in this chat
-> how the analysis goes, in one message -> your likeness is ready, or what to do better
"""

from dataclasses import replace

from telegram import InlineKeyboardButton

from adapters import conversation, text
from adapters.telegram.buttons import callback_data, keyboard, on_data, on_press
from adapters.telegram.commands import on_command, on_start, started
from adapters.telegram.drawing import Drawn, draw, written
from adapters.telegram.naming import shown
from adapters.telegram.recordings import limit_mb
from adapters.telegram.visits import HELLO, Asked, Visit, respond
from bot.commands import intents
from bot.notices import Action, AnyNotice, Button, ChallengeIssued

GO = "go"
"""Buttons under the welcome: the rest of their data is one of PLACES."""
PLACES = ("setup", "privacy-notice")


@on_command("start")
async def start(asked: Asked) -> None:
    """What a deep link asks for, else a welcome."""
    if not (asked.alone and await started(asked)):
        await respond(asked, _welcome, private=False)


@on_start(HELLO)
async def hello(asked: Asked, _rest: str) -> None:
    """Say hello: somebody came by a link that asks for nothing in particular."""
    await respond(asked, _welcome)


@on_command("setup", "enrol")
async def setup(asked: Asked) -> None:
    """Explain, before anything begins."""
    await respond(asked, _offer, start="setup")


@on_start("setup")
async def come_to_set_up(asked: Asked, _rest: str) -> None:
    """Begin a likeness from a link."""
    await respond(asked, _offer)


@on_start("clip")
async def come_to_see(asked: Asked, clip: str) -> None:
    """Show how the clip of a link stands, to those whom it concerns."""

    async def look(visit: Visit) -> AnyNotice:
        return await conversation.act(visit.app, visit.speaker, intents.Status(clip))

    await respond(asked, look)


@on_data(GO)
async def go(asked: Asked, place: str) -> None:
    """Where a button of the welcome leads."""
    intent = intents.Privacy() if place == "privacy-notice" else intents.Setup()

    async def there(visit: Visit) -> AnyNotice:
        return await conversation.act(visit.app, visit.speaker, intent)

    await respond(asked, there)


@on_press(Action.AGREE_SETUP)
async def agree(asked: Asked, button: Button) -> None:
    """The challenge, and how to send what answers it; said before the camera is on: how large it may be."""

    async def agreed(visit: Visit) -> Drawn | AnyNotice:
        notice = await conversation.press(visit.app, visit.speaker, button)
        if not isinstance(notice, ChallengeIssued):
            return notice
        drawn = draw(notice, visit.language)
        how = text.phrase("telegram.setup.how", visit.language, limit=limit_mb(visit.bot.settings))
        return replace(drawn, text=f"{drawn.text}\n\n{shown(how)}", plain=f"{drawn.plain}\n\n{how}")

    await respond(asked, agreed, start="setup")


async def _offer(visit: Visit) -> AnyNotice:
    return await conversation.act(visit.app, visit.speaker, intents.Setup())


async def _welcome(visit: Visit) -> Drawn:
    tag = visit.language
    buttons = [
        InlineKeyboardButton(text.phrase(f"telegram.go.{place}", tag), callback_data=callback_data(GO, place))
        for place in PLACES
    ]
    return written(text.phrase("telegram.hello", tag, bot=visit.bot.username), tag, keyboard(buttons, 1))
