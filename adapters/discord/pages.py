"""Answers of several pages: the buttons under one turn it over in place, after a restart as well.

A button names what is paged and which page it goes to. Whoever presses one turns over their own.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Self

import discord
from typing_extensions import override

from adapters import text
from adapters.discord.drawing import Drawn
from adapters.discord.visits import Visit, refresh
from adapters.pages import Book

Draw = Callable[[Visit, int], Awaitable[Drawn]]
"""Draws a page, from 0; one that there is not is the nearest one."""
_DRAWN: dict[Book, Draw] = {}


def paged(book: Book, draw: Draw) -> None:
    """Say how the pages of `book` are drawn."""
    _DRAWN[book] = draw


class PageButton(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]],
    template=rf"cameo-page:(?P<book>{'|'.join(Book)}):(?P<page>\d{{1,6}})",
):
    """Turns to a page, made anew from its custom id whenever it is pressed."""

    def __init__(self, book: Book, page: int, label: str = "", row: int | None = None) -> None:
        """Take what it turns to; `label` and `row` are only needed to show it."""
        self.book, self.page = book, page
        name = f"cameo-page:{book.value}:{page}"
        super().__init__(discord.ui.Button(label=label or None, custom_id=name, row=row))

    @classmethod
    @override
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        del interaction, item
        return cls(Book(match["book"]), int(match["page"]))

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        async def turned(visit: Visit) -> Drawn:
            return await _DRAWN[self.book](visit, self.page)

        await refresh(interaction, turned)


def add_turning(view: discord.ui.View, book: Book, page: int, pages: int, tag: str) -> None:
    """Put the buttons to the neighbours of a page under it, in the last row."""
    if page > 0:
        view.add_item(PageButton(book, page - 1, text.phrase("page.back", tag), row=4))
    if page < pages - 1:
        view.add_item(PageButton(book, page + 1, text.phrase("page.on", tag), row=4))
