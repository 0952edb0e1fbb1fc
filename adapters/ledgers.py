"""How credits are listed: what moved last with the balance, and page by page."""

from adapters import text
from bot.notices import LedgerShown

NEWEST, TO_A_PAGE = 5, 15
"""Movements that are shown with the balance, and on a page of the history."""


def page(shown: LedgerShown, tag: str) -> str:
    """A page of the movements, and which one it is where there are several."""
    said = text.say(shown, tag).text
    if shown.pages == 1:
        return said
    return f"{said}\n{text.phrase('credits.history.page', tag, page=shown.page + 1, pages=shown.pages)}"
