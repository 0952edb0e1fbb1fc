"""What a language has to bring."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.rewording import AS_IT_COMES, Rewording
from bot.notices import Action

Wording = Callable[[Any], str]
"""From a notice of one kind to its sentences."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language.

    notices: sentences by kind of notice. buttons: labels. help: by topic ("" is all). phrases: what chat
    platforms' own forms, menus and short replies say, by key, with {placeholders}. rewording: what bot and
    engine say in English, in this language.
    """

    notices: Mapping[str, Wording]
    buttons: Mapping[Action, str]
    help: Callable[[str], str]
    phrases: Mapping[str, str]
    rewording: Rewording = AS_IT_COMES

    @property
    def refusals(self) -> Mapping[str, str]:
        """Sentences by code, as in Rewording; none where refusals are passed on as they come."""
        return self.rewording.refusals
