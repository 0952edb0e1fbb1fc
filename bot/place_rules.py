"""What holds in a place (a server, or a chat where there are no servers): pure rules and their verdicts.

Who administers a place decides where clips are asked for and by whom, how many, and what is usual there. None
of it touches what people allow: consent is decided beside it, and no rule here opens what somebody closed.
"""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.errors import (
    AdministratorsMake,
    AgeGatedOnly,
    CapOutOfRange,
    ClipsPaused,
    MemberCapReached,
    NotInThisChat,
    PlaceCapReached,
    Refused,
    RoleNeeded,
    SubjectNotHere,
    TooManyChosen,
    UnusableLanguage,
)
from engine.contract.messages import Style

WINDOW = timedelta(hours=24)
"""Caps count what was asked for within this time, whenever one looks."""
MOST_CHOSEN = 25
"""Channels, and roles, that can be named: as many as one menu of Discord's holds."""
ADMINISTRATORS = "administrators"
"""Stands alone among the makers of a place whose platform has no roles: those who administer it may ask."""
MOST_CLIPS = 100_000
"""The largest cap."""
MOST_DAYS = 365
"""How far back the log of a place goes."""
_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRules:
    """What was decided for one place; as it comes, nothing was.

    language: the tag of the language that is spoken to everybody there; None: each asker's own. channels:
    chats where clips may be asked for; none: all. makers: roles whose members may ask; none: everybody.
    per_member, per_place: clips within `WINDOW`; None: no cap. gated: subjects for age-gated chats only.
    """

    paused: bool = False
    language: str | None = None
    channels: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    per_member: int | None = None
    per_place: int | None = None
    gated: tuple[BoundaryPreset, ...] = ()


NO_RULES = PlaceRules()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelDefaults:
    """What a request in one chat means where neither it nor its prompt says; None: as everywhere."""

    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None
    draft: bool | None = None


NO_DEFAULTS = ChannelDefaults()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a request is made and by whom, as far as rules look at it.

    within: the chat that this one is a thread of. subject: what the prompt touches of the gated subjects.
    has_gates: whether chats there can be age-gated at all.
    """

    chat_id: str
    within: str | None = None
    age_gated: bool = False
    roles: Collection[str] = ()
    manages: bool = False
    subject: str | None = None
    has_gates: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """When the newest clips were asked for that count: at least as many as each cap where there are so many.

    mine: by who asks now; everybody: in the whole place. Both the newest first.
    """

    mine: Sequence[datetime] = ()
    everybody: Sequence[datetime] = ()


def refusals(rules: PlaceRules, seat: Seat, counted: Counted, now: datetime) -> tuple[Refused, ...]:
    """All that the place says against one more clip, what no other prompt would mend first."""
    said = [*refusals_of_posting(rules, seat)]
    if (free_at := _free_at(rules.per_member, counted.mine, now)) is not None:
        said.append(MemberCapReached(limit=rules.per_member, wait=_wait(free_at - now)))
    if (free_at := _free_at(rules.per_place, counted.everybody, now)) is not None:
        said.append(PlaceCapReached(limit=rules.per_place, wait=_wait(free_at - now)))
    return tuple(said)


def refusals_of_posting(rules: PlaceRules, seat: Seat) -> tuple[Refused, ...]:
    """What the place says against a clip that is there already and is to be shown in a chat of it.

    Who manages the place needs no role to make clips there; everything else holds for them, too.
    """
    said: list[Refused] = []
    if rules.paused:
        said.append(ClipsPaused())
    if rules.channels and not {seat.chat_id, seat.within} & set(rules.channels):
        said.append(NotInThisChat())
    if rules.makers and not seat.manages and not set(seat.roles) & set(rules.makers):
        said.append(AdministratorsMake() if rules.makers == (ADMINISTRATORS,) else RoleNeeded())
    if seat.subject is not None and not seat.age_gated:
        gated = AgeGatedOnly if seat.has_gates else SubjectNotHere
        said.append(gated(subject=seat.subject))
    return tuple(said)


def _free_at(cap: int | None, asked: Sequence[datetime], now: datetime) -> datetime | None:
    """When a clip may be asked for again; None where one may now."""
    if cap is None:
        return None
    counting = sorted((at for at in asked if at > now - WINDOW), reverse=True)
    return None if len(counting) < cap else counting[cap - 1] + WINDOW


def _wait(left: timedelta) -> str:
    """How long that is, rounded up, in units that every language reads."""
    minutes = max(1, math.ceil(left / timedelta(minutes=1)))
    return f"{minutes} min" if minutes < 120 else f"{math.ceil(minutes / 60)} h"  # noqa: PLR2004 - two hours


@dataclass(frozen=True, slots=True)
class ChooseChannels:
    """Clips may be asked for in these chats only; none: in all."""

    channels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChooseMakers:
    """Members with one of these roles may ask for clips; none: everybody may."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetCaps:
    """Clips within 24 hours, of each member and of all; 0 takes a cap away, None leaves it as it is."""

    per_member: int | None = None
    per_place: int | None = None


@dataclass(frozen=True, slots=True)
class Speak:
    """The language that is spoken to everybody; None: each asker's own."""

    language: str | None


@dataclass(frozen=True, slots=True)
class GateSubjects:
    """Subjects that belong in age-gated chats only."""

    presets: tuple[BoundaryPreset, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """Whether nobody can ask for clips. What is in the making goes on."""

    paused: bool


RuleChange = ChooseChannels | ChooseMakers | SetCaps | Speak | GateSubjects | Pause


def changed(rules: PlaceRules, change: RuleChange) -> PlaceRules:
    """The rules after one decision of who administers the place.

    Raises:
        TooManyChosen: of channels or roles. CapOutOfRange: no number of clips. UnusableLanguage: no tag.
    """
    match change:
        case ChooseChannels(channels):
            return replace(rules, channels=_few(channels))
        case ChooseMakers(roles):
            return replace(rules, makers=_few(roles))
        case SetCaps(per_member, per_place):
            return replace(
                rules,
                per_member=_cap(rules.per_member, per_member),
                per_place=_cap(rules.per_place, per_place),
            )
        case Speak(language):
            if language is not None and not _TAG.fullmatch(language):
                raise UnusableLanguage
            return replace(rules, language=language)
        case GateSubjects(presets):
            return replace(rules, gated=tuple(preset for preset in BoundaryPreset if preset in presets))
        case Pause(paused):
            return replace(rules, paused=paused)


def _few(chosen: Sequence[str]) -> tuple[str, ...]:
    once = tuple(dict.fromkeys(chosen))
    if len(once) > MOST_CHOSEN:
        raise TooManyChosen(limit=MOST_CHOSEN)
    return once


def _cap(before: int | None, wanted: int | None) -> int | None:
    if wanted is None:
        return before
    if not 0 <= wanted <= MOST_CLIPS:
        raise CapOutOfRange(most=MOST_CLIPS)
    return wanted or None
