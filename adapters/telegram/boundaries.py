"""`/boundaries`: what somebody does not want to be shown in, by buttons and in their own words.

a button for each preset, which puts it up or takes it down -> the same, as things stand now
a button for each in own words, which takes it down -> the same, as things stand now
[in your own words] -> "write it" -> the same, as things stand now
"""

import re

from telegram import InlineKeyboardButton

from adapters import conversation, text
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.commands import on_command
from adapters.telegram.dialogues import ended, on_answer, question
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.names import character, short
from adapters.telegram.visits import Asked, Visit, refresh, respond
from bot.commands import intents
from bot.consent import BoundaryPreset
from bot.dialogues import Dialogue, DialogueKind
from bot.errors import UnknownBoundary
from bot.notices import AnyNotice, SettingsShown

BOUNDARY = "bound"
OWN_WORDS = "own"
UP, DOWN = "✅", "▫️"
OWN_SHOWN = 30
"""In own words; whoever has more reads all of them with /settings."""
SHOWN_WORDS, SHOWN_LABEL = 100, 40
ROOM = 24
"""Bytes that are left for a handle beside the id of a boundary."""
_DATA = re.compile(rf"(?P<which>\w{{1,40}}):(?P<of>.{{0,{ROOM}}})", re.DOTALL)


@on_command("boundaries", "boundary")
async def boundaries(asked: Asked) -> None:
    """All of them with buttons; what is written after the command is a line of the grammar."""

    async def look(visit: Visit) -> Drawn | AnyNotice:
        said = asked.arguments
        if said and not said.startswith("@"):
            return await conversation.answer(visit.app, visit.speaker, f"/cameo boundary {said}", {})
        return await panel(visit, said.removeprefix("@").casefold())

    await respond(asked, look)


async def panel(visit: Visit, of: str) -> Drawn:
    """As things stand. `of`: the handle of a character, "" for oneself."""
    tag, now = visit.language, await visit.app.settings(visit.speaker.person, of)
    mine = {one.preset for one in now.boundaries}
    presets = [
        _button(f"{UP if one in mine else DOWN} {_name(one, tag)}", one.value, of) for one in BoundaryPreset
    ]
    own = [one for one in now.boundaries if one.preset is None][:OWN_SHOWN]
    taken = [_button(f"🗑️ {_cut(one.text, SHOWN_LABEL)}", one.id, of) for one in own]
    write = _button(text.phrase("telegram.boundaries.own", tag), OWN_WORDS, of)
    head = text.phrase("telegram.boundaries", tag)
    listed = "\n".join([head, *(f"• {_cut(one.text, SHOWN_WORDS)}" for one in own)])
    return written(listed, tag, keyboard([*presets, *taken, write], 1))


@on_data(BOUNDARY)
async def pressed(asked: Asked, data: str) -> None:
    """Put one up, take one down, or ask for one in their own words."""
    found = _DATA.fullmatch(data)
    which, name = (found["which"], found["of"]) if found else ("", "")

    async def turned(visit: Visit) -> Drawn | AnyNotice:
        of = await character(visit, name)
        now = await visit.app.settings(visit.speaker.person, of)
        answer = await conversation.act(visit.app, visit.speaker, _intent(now, which, of))
        return await panel(visit, of) if isinstance(answer, SettingsShown) else answer

    async def ask(visit: Visit) -> Drawn:
        asking = Dialogue(DialogueKind.BOUNDARY, await character(visit, name))
        return await question(visit, asking, text.phrase("telegram.boundaries.write", visit.language))

    await (respond(asked, ask) if which == OWN_WORDS else refresh(asked, turned))


@on_answer(DialogueKind.BOUNDARY)
async def in_own_words(visit: Visit, dialogue: Dialogue, said: str) -> Drawn | AnyNotice:
    """One more; what cannot be one is said, and another wording is waited for."""
    answer = await conversation.act(visit.app, visit.speaker, intents.AddBoundary(said, dialogue.about))
    if not isinstance(answer, SettingsShown):
        return answer
    await ended(visit)
    return await panel(visit, dialogue.about)


def _intent(now: SettingsShown, which: str, of: str) -> intents.Intent:
    """What a button asks for as things stand now.

    Raises:
        UnknownBoundary: it is none of theirs, and no preset.
    """
    for one in now.boundaries:
        if which in {one.id, None if one.preset is None else one.preset.value}:
            return intents.RemoveBoundary(one.id, of)
    if which in {preset.value for preset in BoundaryPreset}:
        return intents.AddBoundary(which, of)
    raise UnknownBoundary


def _name(preset: BoundaryPreset, tag: str) -> str:
    return text.phrase(f"boundaries.preset.{preset.value}", tag)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _button(words: str, which: str, of: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(words, callback_data=callback_data(BOUNDARY, f"{which}:{short(of, ROOM)}"))
