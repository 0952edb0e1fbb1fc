"""`/character`: pets, objects, mascots and licensed characters, from pictures.

/character add @rex pet -> "send pictures" -> one to four, together or one after the other -> [done]
the same under a picture, or under several sent together, begins with those
What was sent so far is kept by Telegram's names for the files; they are fetched once all are there.
"""

import asyncio
from collections.abc import Sequence

import telegram
from telegram import InlineKeyboardButton

from adapters import conversation, text
from adapters.answering import settled
from adapters.telegram import mentions
from adapters.telegram.buttons import callback_data, on_data, on_press
from adapters.telegram.commands import on_command
from adapters.telegram.dialogues import asking, ended, private_chat, question
from adapters.telegram.direct import on_pictures
from adapters.telegram.drawing import NOTHING, Drawn
from adapters.telegram.names import character as own_character
from adapters.telegram.people import account_of
from adapters.telegram.recordings import fetched
from adapters.telegram.visits import Asked, Visit, respond
from bot.characters import NewCharacter
from bot.commands import CommandError, intents, parse
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import PictureTooLarge, TooManyPictures, UnknownRequest
from bot.notices import Action, AnyNotice, Button
from engine.contract import picture_set

PICTURES, DONE = "pics", "done"
TRIES = 10
LOOKS, ALBUM_S = 5, 0.3
"""Pictures sent together come at once: those before the one with the words wait for it, so long at a time."""


@on_command("character", "characters", "pet", "mascot")
async def character(asked: Asked) -> None:
    """All of them; pictures are asked for where a command needs some."""

    async def done(visit: Visit) -> Drawn | AnyNotice:
        said = asked.arguments or "list"
        if _wanted(said) is not None:
            words = text.phrase("telegram.character.send", visit.language, most=picture_set.MOST)
            return await question(visit, Dialogue(DialogueKind.PICTURES, said), words)
        return await conversation.answer(visit.app, visit.speaker, f"/cameo character {said}", {})

    await respond(asked, done)


@on_press(Action.REMOVE_CHARACTER)
async def remove(asked: Asked, button: Button) -> None:
    """Destroy it, however long its name is."""

    async def gone(visit: Visit) -> AnyNotice:
        handle = await own_character(visit, button.id)
        return await conversation.press(visit.app, visit.speaker, button.model_copy(update={"id": handle}))

    await respond(asked, gone)


@on_pictures
async def pictured(asked: Asked) -> bool:
    """Take a picture that was asked for, or that comes with its command."""
    message, said = asked.message, mentions.words(asked.message)
    if message is None:
        return False
    command = said.removeprefix("/").removeprefix("cameo ").partition(" ")
    begins = command[2] if command[0] == "character" and _wanted(command[2]) is not None else ""
    if not begins and not await _is_waited_for(asked, patiently=message.media_group_id is not None):
        return False

    async def taken(visit: Visit) -> Drawn:
        if begins:
            await visit.app.begin_dialogue(
                visit.speaker.person, private_chat(asked), DialogueKind.PICTURES, begins
            )
        number = await _kept(visit, _file_id(message))
        if number > 1 and message.media_group_id is not None:
            return NOTHING
        done = text.phrase("telegram.character.done", visit.language)
        words = text.phrase("telegram.character.more", visit.language, number=number, most=picture_set.MOST)
        button = InlineKeyboardButton(done, callback_data=callback_data(PICTURES, DONE))
        return asking(visit.language, words, [button])

    await respond(asked, taken)
    return True


@on_data(PICTURES)
async def pressed(asked: Asked, _data: str) -> None:
    """Set it up from the pictures that were sent."""

    async def done(visit: Visit) -> AnyNotice:
        dialogue = await visit.app.dialogue(visit.speaker.person, private_chat(asked))
        intent = None if dialogue is None else _wanted(dialogue.about)
        if dialogue is None or dialogue.kind is not DialogueKind.PICTURES or intent is None:
            raise UnknownRequest
        pictures = await _fetched(visit, list(dialogue.answers.values()))
        notice = await _set_up(visit, intent, pictures)
        await ended(visit)
        return notice

    await respond(asked, done)


async def _set_up(
    visit: Visit, intent: intents.AddCharacter | intents.CharacterPictures, pictures: Sequence[bytes]
) -> AnyNotice:
    speaker = visit.speaker
    if isinstance(intent, intents.CharacterPictures):
        return await visit.app.renew_character(speaker.person, intent.name, pictures, speaker.chat)
    wanted = NewCharacter(
        intent.name, intent.kind, tuple(pictures), intent.licensed, intent.attribution, intent.tier
    )
    return await visit.app.create_character(speaker.person, wanted, speaker.chat)


async def _fetched(visit: Visit, names: Sequence[str]) -> tuple[bytes, ...]:
    limit = visit.bot.settings.characters.picture_mb
    too_large = PictureTooLarge(limit=limit)
    return tuple([await fetched(visit.bot, name, limit, too_large) for name in names])


async def _is_waited_for(asked: Asked, *, patiently: bool) -> bool:
    """Whether pictures are asked for; `patiently`: another one of the same album may be about to say so."""

    async def look() -> Dialogue | None:
        person = await asked.bot.app.person_for(account_of(asked.user), asked.chat)
        return await asked.bot.app.dialogue(person.id, private_chat(asked))

    for _ in range(LOOKS if patiently else 1):
        found = await settled(look())
        if isinstance(found, Dialogue) and found.kind is DialogueKind.PICTURES:
            return True
        await asyncio.sleep(ALBUM_S if patiently else 0)
    return False


async def _kept(visit: Visit, name: str) -> int:
    """Keep a picture among those that were sent; how many there are.

    Raises:
        TooManyPictures. UnknownRequest: none is asked for any more.
    """
    person, chat = visit.speaker.person, private_chat(visit.asked)
    for _ in range(TRIES):  # pictures of one album come at the same time
        dialogue = await visit.app.dialogue(person, chat)
        if dialogue is None or dialogue.kind is not DialogueKind.PICTURES:
            break
        number = len(dialogue.answers) + 1
        if number > picture_set.MOST:
            raise TooManyPictures(most=picture_set.MOST)
        answers = {**dialogue.answers, str(number): name}
        if await visit.app.continue_dialogue(person, chat, dialogue, answers) is not None:
            return number
    raise UnknownRequest


def _file_id(message: telegram.Message) -> str:
    """Telegram's name for the picture, in the largest size there is."""
    if message.document is not None:
        return message.document.file_id
    return message.photo[-1].file_id


def _wanted(said: str) -> intents.AddCharacter | intents.CharacterPictures | None:
    """What a command that needs pictures asks for; None where it is none."""
    try:
        found = parse(f"/cameo character {said}", {})
    except CommandError:
        return None
    return found if isinstance(found, intents.AddCharacter | intents.CharacterPictures) else None
