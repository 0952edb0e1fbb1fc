"""What rendering costs its operator: measured seconds of work, at the prices that the settings name."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.contract.messages import Resolution

if TYPE_CHECKING:
    from bot.settings import CostSettings

REFERENCE = (0.10, 0.50)
"""What comparable services ask for a second over an API, in USD: the range that the product page names."""
SECONDS_IN_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Render:
    """One finished render: seconds of the clip, and seconds from when it was seen running to its result."""

    renderer: str
    resolution: Resolution
    clip_s: float
    work_s: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What a renderer's clips of one frame size took, and what a second of them costs.

    work_per_second: seconds of work for a second of clip. cost, price: None where no price is set.
    """

    renderer: str
    resolution: Resolution
    clips: int
    clip_s: float
    work_s: float
    work_per_second: float
    cost: float | None
    price: float | None
    currency: str


def estimate(renders: Iterable[Render], settings: "CostSettings") -> list[Cost]:
    """Cost and API price of a second, by renderer and frame size.

    A provider's price of a second wins over a machine's price of an hour, which is that of whatever one
    render occupies: a machine that renders four at once counts a quarter of its price.
    """
    groups: dict[tuple[str, Resolution], list[Render]] = defaultdict(list)
    for render in renders:
        groups[render.renderer, render.resolution].append(render)
    return [_cost(group, settings) for _, group in sorted(groups.items())]


def _cost(group: list[Render], settings: "CostSettings") -> Cost:
    first = group[0]
    clip_s, work_s = sum(one.clip_s for one in group), sum(one.work_s for one in group)
    per_second = work_s / clip_s if clip_s else 0.0
    cost = settings.per_second.get(first.renderer)
    if cost is None and first.renderer in settings.hour:
        cost = per_second * settings.hour[first.renderer] / SECONDS_IN_AN_HOUR
    price = None if cost is None else cost * settings.margin
    return Cost(
        renderer=first.renderer,
        resolution=first.resolution,
        clips=len(group),
        clip_s=clip_s,
        work_s=work_s,
        work_per_second=per_second,
        cost=cost,
        price=price,
        currency=settings.currency,
    )
