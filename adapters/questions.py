"""Questions that stand in messages: answered by a sign under one, and calls to them that end once answered.

A click and a sign, or two of them, are one answer: the first one stands (`App.decide`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters import conversation
from adapters.answering import log_trouble
from adapters.speaker import Speaker
from adapters.text import FALLBACK
from bot.app import App
from bot.notices import AnyNotice, Button, Refusals, question
from bot.people import Account, Chat


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer: whose it was, the button it stands for, what is said, in which language."""

    person: str
    button: Button
    said: AnyNotice
    language: str

    @property
    def taken(self) -> bool:
        """Whether it was taken as an answer."""
        return not isinstance(self.said, Refusals)


async def answered_by_sign(
    app: App, account: Account, message: str, chat: Chat, *, yes: bool
) -> Answered | None:
    """Take the answer of whom a message asked something; None: it asked this account nothing.

    Who that is is looked up only where the message asked them, so passers-by leave no trace.

    Raises:
        Refused: they are shut out: their sign counts for nothing.
    """
    asked = await app.posted(account, message)
    answers = None if asked is None else question(asked.notice)
    if asked is None or answers is None:
        return None
    person = await app.person_for(account, chat)
    button = answers[0] if yes else answers[1]
    said = await conversation.press(app, Speaker(person.id, person.handle, chat), button)
    return Answered(person.id, button, said, asked.language or FALLBACK)


async def end_calls(app: App, person: str, button: Button, end: Callable[[str], Awaitable[None]]) -> None:
    """Let every message in a room that called this person to this question say that it is answered.

    end: edits one; what cannot be edited stays: who presses it is told that the first answer stands.
    """
    try:
        for name in await app.calls(person, button.id):
            await end(name)
    except Exception as error:  # noqa: BLE001 - the border: their answer is taken and was said to them
        log_trouble(error)
