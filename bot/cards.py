"""What somebody is offered while they still write, in a chat that the service does not see into."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from bot.clips import Tier
from bot.notices import ClipShared, Handle
from bot.people import Chat
from bot.requests import Surroundings
from engine.contract.messages import Style

LONGEST_TEXT = 256
"""Characters of what is written there; no platform that has such chats passes on more."""
MOST_COMPLETED = 5
"""People offered for a name that is not written out."""
_MARK = 8


class Hint(StrEnum):
    """Why there is nothing to choose, as far as who writes may know."""

    NOBODY_NAMED = "nobody_named"
    NOT_TO_CAST = "not_to_cast"
    """Nobody by that name, or nobody who lets them: which of the two is not said."""
    NO_LIKENESS = "no_likeness"
    TOO_FEW_CREDITS = "too_few_credits"
    GO_ON = "go_on"
    """A name alone says nothing of what happens."""
    NO_STORAGE = "no_storage"
    """Whoever runs the service has given the platform no place for films."""
    ASK_ME = "ask_me"
    """Something else is in the way, which they are told alone."""


@dataclass(frozen=True, slots=True)
class Card:
    """One way to make what is being written.

    mark: which of several people a name was completed to (`mark_of`), "" where nothing was completed. style:
    None for the one that the words say. seconds, price (credits): of the clip. approvers: who has to agree,
    as far as that does not depend on the words; what these touch is decided when the card is chosen.
    """

    text: str
    tier: Tier
    style: Style
    seconds: float
    price: int
    cast: tuple[Handle, ...]
    approvers: tuple[Handle, ...]
    mark: str = ""
    chosen_style: Style | None = None


@dataclass(frozen=True, slots=True)
class ReadyFilm:
    """A finished clip of theirs that the platform keeps. file_id: what that calls it."""

    clip: str
    file_id: str
    notice: ClipShared


@dataclass(frozen=True, slots=True)
class Offered:
    """All of it. names: whom the last name may mean, where a hint is to go on."""

    cards: tuple[Card, ...] = ()
    films: tuple[ReadyFilm, ...] = ()
    hint: Hint | None = None
    names: tuple[Handle, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """The message that a choice became. message: as the platform names it. around: what it says of there."""

    chat: Chat
    message: str
    around: Surroundings


@dataclass(frozen=True, slots=True)
class Choice:
    """The card that somebody chose. key: names it, so that it is made once. text: what they had written."""

    key: str
    text: str
    tier: Tier
    style: Style | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The clip that comes of it. elsewhere: the card had been chosen before, and that is where it comes."""

    clip: str
    elsewhere: bool


def mark_of(handle: str) -> str:
    """A short name of a handle that fits wherever a platform keeps little: 8 hexadecimal digits."""
    return hashlib.sha256(handle.encode()).hexdigest()[:_MARK]
