"""What a use case is given and gives back where it is not a notice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.clips import Tier
from bot.notices import AnyNotice, RenderStatus
from bot.people import Account, Chat, Platform
from engine.contract.messages import Style


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the platform says of where somebody speaks.

    age_gated: the chat is for adults only. roles: the speaker's roles there, as the platform numbers them.
    upload_limit: largest file that can be posted there, in bytes; None where nobody knows.
    manages: the platform says that the speaker administers the place. within: the chat that this one is a
    thread of, None for any other. has_gates: chats there can be for adults only, if they are not.
    """

    age_gated: bool = False
    roles: tuple[str, ...] = ()
    upload_limit: int | None = None
    manages: bool = False
    within: str | None = None
    has_gates: bool = True


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a recording comes from, as far as the platform says.

    sent_at: when it was written to the bot; platforms tell whole seconds. passed_on: it is a copy of what was
    sent before, by whomever. as_file: it came as a file, of which nobody says how it was made.
    """

    sent_at: datetime | None = None
    passed_on: bool = False
    as_file: bool = False


@dataclass(frozen=True, slots=True)
class MakeRequest:
    """Somebody wants a clip.

    text: the prompt as written. mentions: each mention as written in it ("@mia") -> that person's handle;
    `@Self`, `@me` and an `@handle` need no entry. chat: where it was said and the clip is delivered.
    seconds: the length wanted; here and below None is for what is usual in the chat. key: names the chat
    message, so that it makes one clip although it is handled twice; None where there is no such thing.
    scene: a picture to set it in, as it was sent (PNG, JPEG, WebP). draft: the maker alone receives the
    clip, and shares it when they like; else it comes where it was asked for. remix_of: the clip it is a
    changed copy of. proposal: the one that it comes of, whose message goes on to tell how the render stands.
    told_in: the message that does, where there is no proposal.
    """

    text: str
    chat: Chat
    mentions: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None
    key: str | None = None
    scene: bytes | None = field(default=None, repr=False)
    draft: bool | None = None
    surroundings: Surroundings = Surroundings()
    remix_of: str | None = None
    proposal: str | None = None
    told_in: str | None = None


@dataclass(frozen=True, slots=True)
class SettledRequest(MakeRequest):
    """A request after a look at what is usual in its chat (`places.usual.settled`).

    usual_seconds, usual_style: where neither the request nor its prompt says; None for the reader's choice.
    """

    tier: Tier = Tier.STANDARD
    draft: bool = False
    usual_seconds: float | None = None
    usual_style: Style | None = None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Who somebody is here. language: the tag that the platform last said they read, where it ever did."""

    id: str
    handle: str
    plan: Tier
    has_likeness: bool
    language: str | None = None


class FileKind(StrEnum):
    """Which file of a clip."""

    VIDEO = "video"
    POSTER = "poster"


@dataclass(frozen=True, slots=True)
class ClipFile:
    """A film (MP4) that can be posted. whole: it is the clip itself, not the smaller version of it.

    seconds: how long it is. size: width and height, in pixels, of the clip itself; a smaller version has the
    same shape.
    """

    data: bytes = field(repr=False)
    whole: bool
    seconds: float = 0.0
    size: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A film as a platform keeps it. file_id: what that calls it. whole: as in ClipFile."""

    file_id: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Takedown:
    """A message with a clip's file that has to go, since the clip has ended.

    delivery: what to name when it is done; an upload's, where the message was posted only to have its film
    kept. chat_id None: it was a direct message to `platform_id`, which is None for somebody erased, where the
    platform finds it by `message_id` alone. language: what its reader reads, where that is known.
    """

    delivery: str
    platform: Platform
    chat_id: str | None
    platform_id: str | None
    message_id: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something to be said. `chat_id` None: to the person alone, by direct message to `platform_id`.

    A notice that is `private` always has None; `room` is then where what it is about was asked for, if that
    is on this platform: who cannot be reached alone may be called there, without anything private.
    language: the tag of the language that the person reads, as far as the platform said. reply_to: the
    message there that shows how the clip it is about stands, where there is one. name: what the person calls
    themselves on the platform.
    """

    id: str
    person: str
    platform: Platform
    platform_id: str
    chat_id: str | None
    notice: AnyNotice
    room: str | None = None
    language: str | None = None
    reply_to: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """What a message said to somebody, and the tag of the language that they read, where that is known."""

    notice: AnyNotice
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that stands in a message on a platform, and whose answer is waited for."""

    account: Account
    message_id: str
    notice: AnyNotice


@dataclass(frozen=True, slots=True)
class StatusDue:
    """What the one message about a render has to say now.

    chat_id None: it stands with the maker alone, by direct message to `platform_id`. message_id None: it is
    to be posted. preview: a JPEG of what is being drawn, where everybody there may see it. digest: stands for
    what it says. last: that is all there is to say, unless the clip ends. person, platform_id None: of
    somebody erased.
    """

    clip: str
    platform: Platform
    person: str | None
    platform_id: str | None
    chat_id: str | None
    message_id: str | None
    notice: RenderStatus
    language: str | None
    digest: str
    last: bool
    preview: bytes | None = field(default=None, repr=False)
