"""What is written to the bot alone: answers to what was asked, recordings, pictures, commands and prompts."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

import telegram

from adapters import reading, text
from adapters.reading import Line
from adapters.telegram import dialogues, mentions
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.friends import contacted
from adapters.telegram.people import passed_on
from adapters.telegram.places import MessagePlace
from adapters.telegram.proposals import shown
from adapters.telegram.recordings import film_in, recorded
from adapters.telegram.visits import Asked, Visit, respond
from bot.commands import intents
from bot.notices import AnyNotice

Pictures: TypeAlias = Callable[[Asked], Awaitable[bool]]
"""Takes a message with pictures; False where they are for nothing that it knows."""
_PICTURES: list[Pictures] = []


def on_pictures(way: Pictures) -> Pictures:
    """Register what pictures are sent for."""
    _PICTURES.append(way)
    return way


async def heard(asked: Asked) -> None:
    """Answer a private message where it stands."""
    message = asked.message
    if message is None:
        return
    if has_pictures(message):
        for way in _PICTURES:
            if await way(asked):
                return
    if message.contact is not None:
        await contacted(asked, message.contact)
        return
    film = film_in(message)
    if film is not None:
        await recorded(asked, film)
        return
    await respond(asked, _read, private=False)


def has_pictures(message: telegram.Message) -> bool:
    """Whether it brings a picture, as a photo or as a file."""
    file = message.document
    return bool(message.photo) or (file is not None and (file.mime_type or "").startswith("image/"))


def answers(message: telegram.Message) -> str | None:
    """The message that this one answers, as the store names it; None where it answers none.

    In a topic Telegram says of every message that it answers the one that opened the topic.
    """
    there = message.reply_to_message
    if there is None or (message.is_topic_message and there.message_id == message.message_thread_id):
        return None
    return MessagePlace(message.chat.id, there.message_id).name


async def line_of(visit: Visit, said: str) -> Line:
    """What somebody wrote, as a line."""
    asked = visit.asked
    known = await mentions.known(visit)
    reply = None if asked.message is None else answers(asked.message)
    return Line(visit.speaker, said, known, key(asked), reply)


def key(asked: Asked) -> str:
    """Names a message, so that what it asks for is done once."""
    return f"telegram:{asked.place.name}"


async def _read(visit: Visit) -> AnyNotice | Drawn:
    message = visit.asked.message
    said = mentions.without_bot(mentions.words(message), visit.bot)
    if not said:
        return written(text.phrase("direct.unread", visit.language), visit.language)
    answer = await dialogues.answered(visit, said)
    if answer is not None:
        return answer
    if said.startswith("/"):  # under a picture Telegram knows of no commands
        said = f"/cameo {said.removeprefix('/')}"
    line = await line_of(visit, said)
    if message is not None and passed_on(message) and _is_command(line):
        return await not_theirs(visit)
    return shown(visit, await reading.privately(visit.app, line))


def _is_command(line: Line) -> bool:
    return not isinstance(reading.intent_of(line), intents.Make | None)


async def not_theirs(visit: Visit) -> Drawn:
    """What answers a command that somebody passed on: it is the word of who wrote it, not theirs."""
    return written(text.phrase("telegram.passed_on", visit.language), visit.language)
