"""Sections of clips and credits: tiers, packs, allowances, costs, deadlines."""

from typing import Self

from pydantic import (
    Field,
    field_validator,
    model_validator,
)

from bot.clips import Tier
from bot.settings.base import Positive, Price, RendererName, Seconds, Section
from engine.contract.messages import LONGEST_CLIP_S, Resolution

MOST_STARS_A_MONTH = 10_000
"""Of a subscription on Telegram."""


class TierSettings(Section):
    """[tiers.standard], the base of [tiers.pro]: what such clips are, and what people on that plan have."""

    resolution: Resolution = Field(default=Resolution.P720, description="frame size: 720p or 1080p")
    seconds: Seconds = Field(
        default=10.0, le=LONGEST_CLIP_S, description="longest clip, and longest scene of a storyboard"
    )
    credits_per_second: Positive = Field(default=16, description="price of a second")
    priority: bool = Field(
        default=False, description="whether such clips, and people on this plan, go first in the queue"
    )
    enhanced: bool = Field(
        default=False, description="whether more is done for identity, by renderers that can"
    )
    renderer: RendererName | None = Field(
        default=None, description="how such clips are rendered, by name; unset: as [engine] renderer says"
    )
    allowance: int = Field(default=1000, ge=0, description="credits that everybody gets each calendar month")


class ProSettings(TierSettings):
    """[tiers.pro]: the same keys."""

    resolution: Resolution = Field(default=Resolution.P1080, description="frame size: 720p or 1080p")
    seconds: Seconds = Field(
        default=20.0, le=LONGEST_CLIP_S, description="longest clip, and longest scene of a storyboard"
    )
    credits_per_second: Positive = Field(default=40, description="price of a second")
    priority: bool = Field(
        default=True, description="whether such clips, and people on this plan, go first in the queue"
    )
    enhanced: bool = Field(
        default=True, description="whether more is done for identity, by renderers that can"
    )
    allowance: int = Field(
        default=4000, ge=0, description="credits with each month of the plan, at its start"
    )


class TiersSettings(Section):
    """[tiers]: what clips cost and may be."""

    storyboard_shortest: Seconds = Field(
        default=15.0, le=LONGEST_CLIP_S, description="shortest clip of several scenes"
    )
    storyboard_longest: Seconds = Field(
        default=60.0, le=LONGEST_CLIP_S, description="longest clip of several scenes"
    )
    standard: TierSettings = Field(default_factory=TierSettings, description="standard clips and people")
    pro: ProSettings = Field(default_factory=ProSettings, description="pro clips and people")

    @model_validator(mode="after")
    def _shortest_first(self) -> Self:
        if self.storyboard_shortest > self.storyboard_longest:
            raise ValueError("storyboard_shortest is longer than storyboard_longest")
        return self

    def of(self, tier: Tier) -> TierSettings:
        """The terms of one tier."""
        return self.pro if tier is Tier.PRO else self.standard


class PackSettings(Section):
    """[[credits.packs]]: what can be bought. `price` is in the currency's smallest unit (cents)."""

    name: str = Field(min_length=1, max_length=40)
    credits: int = Field(ge=0)
    price: int = Field(ge=0)
    currency: str = Field(pattern="^[A-Z]{3}$")
    stars: int = Field(default=0, ge=0, le=100_000)
    """Telegram Stars; 0: not sold there."""
    plan_months: int = Field(default=0, ge=0, le=12)
    """Months of the pro plan, each with its allowance. Telegram sells one as a subscription."""
    discord_sku: str | None = Field(default=None, pattern="^[1-9][0-9]{0,19}$")
    """What Discord sells it as: a subscription where it brings the plan, else a consumable."""

    @model_validator(mode="after")
    def _brings_something(self) -> Self:
        if not self.credits and not self.plan_months:
            raise ValueError(f"the pack {self.name!r} brings neither credits nor a plan")
        if self.plan_months == 1 and self.stars > MOST_STARS_A_MONTH:
            raise ValueError(
                f"Telegram sells no month for more than {MOST_STARS_A_MONTH} Stars: {self.name!r}"
            )
        if self.discord_sku is not None and self.plan_months > 1:
            raise ValueError(f"Discord sells subscriptions by the month, {self.name!r} is for several")
        return self


class CreditSettings(Section):
    """[credits]: packs and gifts."""

    packs: tuple[PackSettings, ...] = Field(default=(), description="what can be bought")
    given_per_day: int = Field(
        default=500, ge=0, description="credits that a person may give to friends within 24 hours"
    )

    @field_validator("packs")
    @classmethod
    def _each_once(cls, packs: tuple[PackSettings, ...]) -> tuple[PackSettings, ...]:
        if len({pack.name.casefold() for pack in packs}) < len(packs):
            raise ValueError("two packs have the same name")
        skus = [pack.discord_sku for pack in packs if pack.discord_sku is not None]
        if len(set(skus)) < len(skus):
            raise ValueError("two packs have the same SKU of Discord's")
        return packs


class CostSettings(Section):
    """[costs]: what a service like this costs its operator, for `cameo admin costs`."""

    currency: str = Field(default="USD", description="what the figures here are in")
    hour: dict[str, Price] = Field(
        default_factory=dict, description="price of an hour of the machine, by renderer"
    )
    per_second: dict[str, Price] = Field(
        default_factory=dict,
        description="price of a finished second where a provider charges so, by renderer",
    )
    margin: float = Field(
        default=2.0, ge=1, allow_inf_nan=False, description="an API price of a second is its cost times this"
    )


class ClipSettings(Section):
    """[clips]: lengths, limits and deadlines."""

    scene_mb: Positive = Field(
        default=10, le=20, description="largest picture of a scene accepted, in MB (10^6 bytes)"
    )
    running_per_person: Positive = Field(
        default=2, le=100, description="clips a person may have in the making at once"
    )
    draft_hours: Seconds = Field(
        default=24.0, description="an unsaved clip is deleted this long after delivery"
    )
    unread_hours: Seconds = Field(
        default=168.0, description="the same where no message about it could reach its maker"
    )
    warn_hours: Seconds = Field(default=3.0, description="its maker is told this long before")
    approval_hours: Seconds = Field(default=24.0, description="a request for approval lapses after this long")
    held_hours: Seconds = Field(
        default=72.0, description="a clip that waits for an operator is given up after this long"
    )
    refund_deleted: bool = Field(
        default=False,
        description="whether a maker gets the credits back when somebody else in a clip deletes or revokes "
        "it",
    )
    access_days: Seconds = Field(default=7.0, description="a request for access lapses after this long")
    digest_hour: int = Field(
        default=18, ge=0, le=23, description="hour of the day (UTC) at which daily digests go out"
    )
    message_length: Positive = Field(
        default=300, le=1000, description="longest message with a request, in characters"
    )
    poll_s: Seconds = Field(default=0.5, description="how often finished jobs are looked for")
    sweep_s: Seconds = Field(default=5.0, description="how often deadlines are looked at")
    sending_s: Seconds = Field(
        default=60.0, description="a message that was being sent for this long is `unknown`"
    )
