"""To who administers a place: what holds there."""

from typing import Literal

from bot.clips import Tier
from bot.consent import BoundaryPreset
from bot.notices.base import Notice
from engine.contract.messages import Message, Style


class UsualThere(Message):
    """What a request in one chat means where it does not say; None: as everywhere."""

    chat: str
    seconds: float | None = None
    tier: Tier | None = None
    style: Style | None = None
    draft: bool | None = None


class PlaceRulesShown(Notice):
    """What was decided for a place, and how much of its caps is used.

    channels, makers and each `usual.chat` are the platform's numbers for them; it shows their names instead.
    topics: it has topics for channels, and nothing that is age-restricted, so what is `gated` is kept out.
    asked: clips asked for there within 24 hours that caps count, or the cap of all where there are more.
    """

    private = True
    kind: Literal["place_rules_shown"] = "place_rules_shown"
    paused: bool
    language: str | None
    channels: tuple[str, ...]
    makers: tuple[str, ...]
    per_member: int | None
    per_place: int | None
    asked: int
    gated: tuple[BoundaryPreset, ...]
    usual: tuple[UsualThere, ...]
    topics: bool = False


class PlaceExported(Notice):
    """Over the file: how much of what was made and decided within so many days stands in it."""

    private = True
    kind: Literal["place_exported"] = "place_exported"
    days: int
    clips: int
    decisions: int
