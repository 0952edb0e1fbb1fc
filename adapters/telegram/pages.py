"""Answers of several pages: the buttons under one turn it over in place, after a restart as well.

A button names what is paged and which page it goes to. Whoever presses one turns over their own.
"""

import re
from collections.abc import Awaitable, Callable, Sequence

from telegram import InlineKeyboardButton

from adapters import text
from adapters.pages import Book
from adapters.telegram.buttons import callback_data, on_data
from adapters.telegram.drawing import Drawn
from adapters.telegram.visits import Asked, Visit, alert, refresh

Draw = Callable[[Visit, int], Awaitable[Drawn]]
"""Draws a page, from 0; one that there is not is the nearest one."""
PAGE = "page"
_DRAWN: dict[Book, Draw] = {}
_DATA = re.compile(rf"(?P<book>{'|'.join(Book)}):(?P<page>\d{{1,6}})", re.ASCII)


def paged(book: Book, draw: Draw) -> None:
    """Say how the pages of `book` are drawn."""
    _DRAWN[book] = draw


def turning(book: Book, page: int, pages: int, tag: str) -> Sequence[InlineKeyboardButton]:
    """The buttons to the neighbours of a page, as far as there are any."""
    neighbours = [("page.back", page - 1)] * (page > 0) + [("page.on", page + 1)] * (page < pages - 1)
    return [
        InlineKeyboardButton(text.phrase(word, tag), callback_data=callback_data(PAGE, f"{book.value}:{to}"))
        for word, to in neighbours
    ]


@on_data(PAGE)
async def turned(asked: Asked, data: str) -> None:
    """Turn to the page; data nobody made does nothing."""
    found = _DATA.fullmatch(data)
    draw = None if found is None else _DRAWN.get(Book(found["book"]))
    if found is None or draw is None:
        await alert(asked, text.phrase("telegram.stale", asked.language))
        return
    page = int(found["page"])
    await refresh(asked, lambda visit: draw(visit, page))
