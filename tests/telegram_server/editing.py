"""Messages of the bot changed, deleted, reacted to."""

import time
from typing import Any

from telegram_server import errors
from telegram_server.access import Access
from telegram_server.composing import CAPTION, TEXT, formatted, markup, words
from telegram_server.limits import REACTIONS
from telegram_server.media import StoredFile
from telegram_server.routing import Call, method
from telegram_server.sending import part_of
from telegram_server.world import CHANNEL, GROUP, PRIVATE, Message

DELETABLE_S = 48 * 3600
"""A message can be deleted for so long."""
_Marks = list[dict[str, Any]]


@method("editMessageText")
async def edit_text(call: Call) -> Any:
    found = _found(call)
    said, marks = words(call, "text", TEXT)
    if not said:
        raise errors.EMPTY_TEXT
    if found.media is not None:
        raise errors.NO_TEXT_TO_EDIT
    return _changed(call, found, said, marks, None)


@method("editMessageCaption")
async def edit_caption(call: Call) -> Any:
    found = _found(call)
    if found.media is None:
        raise errors.NO_CAPTION_TO_EDIT
    return _changed(call, found, *words(call, "caption", CAPTION), found.media)


@method("editMessageMedia")
async def edit_media(call: Call) -> Any:
    found, given = _found(call), call.json("media")
    if found.inline_id and str(given["media"]).startswith("attach://"):
        raise errors.NO_UPLOAD_INLINE
    file = part_of(call, given)
    marks = given.get("caption_entities") or []
    said, marks = formatted(
        call.server.users, given.get("caption") or "", given.get("parse_mode") or "", marks, CAPTION
    )
    return _changed(call, found, said, marks, file)


@method("editMessageReplyMarkup")
async def edit_buttons(call: Call) -> Any:
    found = _found(call)
    return _changed(call, found, found.text, found.entities, found.media)


@method("deleteMessage")
async def delete(call: Call) -> Any:
    there = call.server.reachable(call.text("chat_id"), Access.DELETE)
    _delete(call, there.messages.get(call.number("message_id")))
    return True


@method("deleteMessages")
async def delete_several(call: Call) -> Any:
    there = call.server.reachable(call.text("chat_id"), Access.DELETE)
    numbers = call.json("message_ids", [])
    if not 1 <= len(numbers) <= 100:
        raise errors.bad("there must be 1-100 messages to delete")
    for number in numbers:
        if number in there.messages:
            _delete(call, there.messages[number])
    return True


@method("setMessageReaction")
async def react(call: Call) -> Any:
    there = call.server.reachable(call.text("chat_id"))
    found = there.messages.get(call.number("message_id"))
    if found is None:
        raise errors.REACT_NOT_FOUND
    given = [str(one.get("emoji")) for one in call.json("reaction", [])]
    if any(one not in REACTIONS for one in given) or len(given) > 1:
        raise errors.REACTION_INVALID
    found.reactions[call.server.bot.id] = given
    call.server.changes.notify()
    return True


def _found(call: Call) -> Message:
    """The message that is to be changed: one of the bot's, with inline buttons or none."""
    if inline := call.text("inline_message_id"):
        found = call.server.inline_messages.get(inline)
        if found is None:
            raise errors.INLINE_MESSAGE_INVALID
        return found
    if not call.number("message_id"):
        raise errors.bad("message identifier is not specified")
    there = call.server.reachable(call.text("chat_id"), Access.EDIT)
    found = there.messages.get(call.number("message_id"))
    if found is None:
        raise errors.EDIT_NOT_FOUND
    if there.upgraded is not None:
        raise errors.CANNOT_EDIT
    mine = found.author is call.server.bot and not found.via_bot
    if (
        not mine
        or found.service
        or found.forwarded
        or (found.markup and "inline_keyboard" not in found.markup)
    ):
        raise errors.CANNOT_EDIT
    return found


def _changed(call: Call, found: Message, said: str, marks: _Marks, file: StoredFile | None) -> Any:
    buttons = markup(call)
    if buttons is not None and "inline_keyboard" not in buttons:
        raise errors.bad("inline keyboard expected")
    shown = buttons if buttons and any(buttons["inline_keyboard"]) else None
    before = (found.text, found.entities, found.media, found.markup)
    if before == (said, marks, file, shown):
        raise errors.NOT_MODIFIED
    if before[:3] != (said, marks, file):
        found.edited = int(call.server.now())
    found.text, found.entities, found.media, found.markup = said, marks, file, shown
    found.edits.append((time.monotonic(), said))
    if found.inline_id and call.server.hears(found):
        call.server.updates.add("edited_message", found.payload())
    call.server.changes.notify()
    return True if found.inline_id else found.payload()


def _delete(call: Call, found: Message | None) -> None:
    if found is None:
        raise errors.DELETE_NOT_FOUND
    there, bot = found.chat, call.server.bot
    manages = there.standing(bot).manages
    if found.author is not bot and there.kind != PRIVATE and not manages:
        raise errors.CANNOT_DELETE
    anything = manages and there.kind not in (PRIVATE, GROUP)
    if there.kind == CHANNEL and not manages:
        raise errors.CANNOT_DELETE
    if call.server.now() - found.date > DELETABLE_S and not anything:
        raise errors.CANNOT_DELETE_FOR_EVERYONE
    del there.messages[found.id]
    call.server.changes.notify()
