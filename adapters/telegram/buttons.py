"""Buttons: an action and an id, nothing else, so that each works after a restart and from any process.

What a button does is decided by the use case when it is pressed. Most answer with a notice; one that needs a
file, a form or the message brings its own way, registered with `on_press`. Buttons that are no notice's
(pages, choices) are families with a word of their own before the colon, registered with `on_data`.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit

from adapters import conversation
from adapters.telegram.names import short
from adapters.telegram.visits import Asked, Visit, alert, respond
from adapters.text import Label, phrase
from bot.notices import Action, AnyNotice, Button

if TYPE_CHECKING:
    from adapters.telegram.drawing import Drawn

LONGEST = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
"""Bytes of callback data."""
ID = re.compile(r"[\w.-]{1,64}")
_ACTIONS = frozenset(action.value for action in Action)
A_ROW = 2
"""Buttons beside one another; more would cut their words."""

Way = Callable[[Asked, Button], Awaitable[None]]
Family = Callable[[Asked, str], Awaitable[None]]
_OWN_WAY: dict[Action, Way] = {}
_FAMILIES: dict[str, Family] = {}


def on_press(*actions: Action) -> Callable[[Way], Way]:
    """Register what these buttons do, where a notice is not all of it."""

    def register(way: Way) -> Way:
        for action in actions:
            _OWN_WAY[action] = way
        return way

    return register


def on_data(word: str) -> Callable[[Family], Family]:
    """Register a family of buttons whose data begins with `word` and a colon; it is given the rest."""

    def register(family: Family) -> Family:
        if word in _ACTIONS or ":" in word:
            raise ValueError(f"{word!r} cannot begin the data of a family of buttons")
        _FAMILIES[word] = family
        return family

    return register


def callback_data(word: str, rest: str) -> str:
    """What Telegram keeps of a button.

    Raises:
        ValueError: it is more than Telegram keeps.
    """
    data = f"{word}:{rest}"
    if len(data.encode()) > LONGEST:
        raise ValueError(f"{word} has too long an id for a button")
    return data


def read(data: str) -> Button | None:
    """The button of a notice that data stands for; None where it stands for none."""
    word, _, name = data.partition(":")
    if len(data.encode(errors="replace")) > LONGEST or word not in _ACTIONS or not ID.fullmatch(name):
        return None
    return Button(action=Action(word), id=name)


async def pressed(asked: Asked, data: str) -> None:
    """Do what a button stands for, which somebody pressed just now; data nobody made does nothing."""
    button = read(data)
    word, _, rest = data.partition(":")
    if button is not None:
        await _press(asked, button)
    elif word in _FAMILIES:
        await _FAMILIES[word](asked, rest)
    else:
        await alert(asked, phrase("telegram.stale", asked.language))


async def _press(asked: Asked, button: Button) -> None:
    way = _OWN_WAY.get(button.action)
    if way is not None:
        await way(asked, button)
        return

    async def press(visit: Visit) -> "AnyNotice | Drawn":
        return await conversation.press(visit.app, visit.speaker, button)

    await respond(asked, press)


def keyboard_of(labels: Sequence[Label]) -> InlineKeyboardMarkup | None:
    """The buttons under a message; None where there are none."""
    made = [
        InlineKeyboardButton(
            one.text, callback_data=callback_data(one.button.action.value, short(one.button.id))
        )
        for one in labels
    ]
    return keyboard(made) if made else None


def keyboard(buttons: Sequence[InlineKeyboardButton], a_row: int = A_ROW) -> InlineKeyboardMarkup:
    """Buttons in rows."""
    return InlineKeyboardMarkup(
        [list(buttons[begin : begin + a_row]) for begin in range(0, len(buttons), a_row)]
    )
