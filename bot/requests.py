"""What a use case is given and gives back where it is not a notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.clips import Tier
from bot.notices import AnyNotice
from bot.people import Chat, Platform
from engine.contract.messages import Style


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the platform says of where somebody speaks.

    age_gated: the chat is for adults only. roles: the speaker's roles there, as the platform numbers them.
    upload_limit: largest file that can be posted there, in bytes; None where nobody knows.
    manages: the platform says that the speaker administers the place.
    """

    age_gated: bool = False
    roles: tuple[str, ...] = ()
    upload_limit: int | None = None
    manages: bool = False


@dataclass(frozen=True, slots=True)
class MakeRequest:
    """Somebody wants a clip.

    text: the prompt as written. mentions: each mention as written in it ("@mia") -> that person's handle;
    `@Self`, `@me` and an `@handle` need no entry. chat: where it was said and the clip is delivered.
    seconds: the length wanted, None for the reader's own choice. key: names the chat message, so that the
    same message handled twice makes one clip; None where there is no such thing. scene: a picture to set it
    in, as it was sent (PNG, JPEG, WebP). draft: the maker alone receives the clip, and shares it when they
    like; else it comes where it was asked for. remix_of: the clip it is a changed copy of.
    """

    text: str
    chat: Chat
    mentions: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    tier: Tier = Tier.STANDARD
    style: Style | None = None
    key: str | None = None
    scene: bytes | None = field(default=None, repr=False)
    draft: bool = False
    surroundings: Surroundings = Surroundings()
    remix_of: str | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who somebody is here."""

    id: str
    handle: str
    plan: Tier
    has_likeness: bool


class FileKind(StrEnum):
    """Which file of a clip."""

    VIDEO = "video"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class Takedown:
    """A message with a clip's file that has to go, since the clip has ended.

    delivery: what to name when it is done. chat_id None: it was a direct message to `platform_id`.
    """

    delivery: str
    platform: Platform
    chat_id: str | None
    platform_id: str | None
    message_id: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something to be said. `chat_id` None: to the person alone, by direct message to `platform_id`.

    A notice that is `private` always has None; `room` is then where what it is about was asked for, if that
    is on this platform: who cannot be reached alone may be called there, without anything private.
    language: the tag of the language that the person reads, as far as the platform said.
    """

    id: str
    person: str
    platform: Platform
    platform_id: str
    chat_id: str | None
    notice: AnyNotice
    room: str | None = None
    language: str | None = None
