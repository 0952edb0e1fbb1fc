"""What a language has to bring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.notices import Action

Wording = Callable[[Any], str]
"""From a notice of one kind to its sentences."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    notices: sentences by kind of notice. buttons: labels. help: by topic ("" is all). phrases: what chat
    platforms' own forms, menus and short replies say, by key, with {placeholders}.
    """

    notices: Mapping[str, Wording]
    buttons: Mapping[Action, str]
    help: Callable[[str], str]
    phrases: Mapping[str, str]
