"""Questions that somebody answers by writing: in their private chat, where the next message is the answer.

What was asked stands in the store, so an answer is understood after a restart, and by any process. Somebody
who is asked something in a group is asked in the private chat: nobody else reads what they answer. Whoever
types a command there instead is asked no longer.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from telegram import InlineKeyboardButton

from adapters import text
from adapters.telegram.buttons import callback_data, keyboard, on_data
from adapters.telegram.drawing import Drawn, written
from adapters.telegram.places import chat_in
from adapters.telegram.visits import Asked, Visit, refresh
from bot.dialogues import Dialogue, DialogueKind
from bot.notices import Action, Button
from bot.people import Chat, Platform

if TYPE_CHECKING:
    from bot.notices import AnyNotice

Answer: TypeAlias = Callable[[Visit, Dialogue, str], Awaitable["AnyNotice | Drawn"]]
"""Answers what somebody wrote. The dialogue goes on until its way ends it, so that they can try again."""
_ANSWERS: dict[DialogueKind, Answer] = {}
_FORGET = "forget"
CHAT, SERVER = "chat", "server"
"""Names of answers: where somebody was when they were asked in their private chat."""
_CHAT = re.compile(r"-?\d{1,20}(?:/\d{1,20})?", re.ASCII)


def on_answer(kind: DialogueKind) -> Callable[[Answer], Answer]:
    """Register what answers a message that answers a dialogue of that kind."""

    def register(answer: Answer) -> Answer:
        _ANSWERS[kind] = answer
        return answer

    return register


def private_chat(asked: Asked) -> Chat:
    """Their private chat with the bot, wherever they are."""
    return chat_in(asked.user.id)


def asked_from(asked: Asked) -> Mapping[str, str]:
    """Where they are, to be kept among the answers of a dialogue."""
    if asked.alone or asked.place.inline:
        return {}
    return {CHAT: asked.chat.chat_id, SERVER: asked.chat.server or ""}


def where(asked: Asked, dialogue: Dialogue) -> Chat:
    """Where they were when they were asked: what comes of the dialogue belongs there."""
    chat_id = dialogue.answers.get(CHAT, "")
    if not _CHAT.fullmatch(chat_id):
        return private_chat(asked)
    return Chat(Platform.TELEGRAM, chat_id, dialogue.answers.get(SERVER) or None)


async def question(
    visit: Visit, dialogue: Dialogue, words: str, more: Sequence[InlineKeyboardButton] = ()
) -> Drawn:
    """Begin a dialogue, and draw what is asked: what they write next in their private chat answers it.

    more: buttons beside the one by which they need not answer.
    """
    chat, person = private_chat(visit.asked), visit.speaker.person
    await visit.app.begin_dialogue(person, chat, dialogue.kind, dialogue.about, answers=dialogue.answers)
    return asking(visit.language, words, more)


def asking(tag: str, words: str, more: Sequence[InlineKeyboardButton] = ()) -> Drawn:
    """What is asked, and a button by which they need not answer."""
    drop = text.labels([Button(action=Action.DROP_PROPOSAL, id=_FORGET)], tag)[0].text
    forget = InlineKeyboardButton(drop, callback_data=callback_data(_FORGET, "it"))
    return written(words, tag, keyboard([*more, forget]))


async def ended(visit: Visit) -> Dialogue | None:
    """The dialogue that is over now; None: it was before, since another message of theirs was faster."""
    return await visit.app.end_dialogue(visit.speaker.person, private_chat(visit.asked))


async def answered(visit: Visit, said: str) -> "AnyNotice | Drawn | None":
    """What answers a private message that answers a dialogue; None: nothing was asked."""
    dialogue = await visit.app.dialogue(visit.speaker.person, private_chat(visit.asked))
    answer = None if dialogue is None else _ANSWERS.get(dialogue.kind)
    if dialogue is None or answer is None:
        return None
    return await answer(visit, dialogue, said)


@on_data(_FORGET)
async def forgotten(asked: Asked, _data: str) -> None:
    """They need not answer."""

    async def forget(visit: Visit) -> Drawn:
        await ended(visit)
        return written(text.phrase("telegram.forgotten", visit.language), visit.language)

    await refresh(asked, forget)
