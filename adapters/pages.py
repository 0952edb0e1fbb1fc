"""Answers of several pages: what has pages, on every platform."""

from collections.abc import Mapping
from enum import StrEnum

from bot.notices import Which


class Book(StrEnum):
    """What has pages."""

    CREDITS = "credits"
    MINE = "mine"
    WITH_ME = "with_me"


CLIPS: Mapping[Which, Book] = {Which.MINE: Book.MINE, Which.WITH_ME: Book.WITH_ME}
