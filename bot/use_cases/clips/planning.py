"""What making a clip would come to: who agrees, what it costs, and everything that stands against it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.approvals import Phase
from bot.clips import WITH_THE_ENGINE, Tier
from bot.credits import Tariff
from bot.errors import (
    ContentRefused,
    NotEnoughCredits,
    OutsideWhatTheyAllow,
    Refused,
    TooManyClips,
    WrongLength,
)
from bot.ports import Ports
from bot.store.tables import Person
from bot.use_cases.clips import serving
from bot.use_cases.clips.casting import Judgement
from bot.use_cases.consents.weighing import Member, asked_at, weigh
from bot.use_cases.people import admission
from bot.use_cases.people.joining import living
from bot.use_cases.places import ruling
from bot.use_cases.safety import penalising

if TYPE_CHECKING:
    from bot.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Plan:
    """What making it would come to.

    refusals: the maker's own standing here first, which no other prompt would mend; then the prompt, what
    the place says, the people in it, its length, and what time or credits mend.
    """

    maker: Person
    members: tuple[Member, ...]
    price: int
    available: int
    backlog: int
    refusals: tuple[Refused, ...]

    @property
    def asked_first(self) -> dict[str, str]:
        """Those who would be asked before anything is rendered, as `asking.ask` wants them."""
        return asked_at(self.members, Phase.BEFORE_RENDER)

    @property
    def approvers(self) -> list[str]:
        """Ids of all who would be asked, at whatever point."""
        later = asked_at(self.members, Phase.BEFORE_PUBLISH)
        return list(dict.fromkeys([*self.asked_first, *later]))

    @property
    def private_refusals(self) -> list[Member]:
        """Those in the cast whose no tells something of what they allow."""
        return [one for one in self.members if isinstance(one.verdict.refusal, OutsideWhatTheyAllow)]


async def plan(ports: Ports, tx: "UnitOfWork", judgement: Judgement, tier: Tier) -> Plan:
    """Look at everything.

    Raises:
        StaleJudgementError: see `weighing.weigh`.
    """
    maker = await living(tx, judgement.maker)
    members = await weigh(ports, tx, judgement)
    backlog = await tx.clips.count(maker.id, WITH_THE_ENGINE)
    available = await tx.ledger.available(maker.id)
    others = any(member.controller != maker.id for member in members)
    refusals = list(admission.refusals(ports, maker))
    refusals += await penalising.refusals(ports, tx, maker, casting_others=others)
    if judgement.ruling.refusal is not None:
        refusals.append(ContentRefused.of(judgement.ruling.refusal))
    refusals += await ruling.refusals(ports, tx, judgement)
    refusals += _each_once(members)
    price = 0
    try:
        scenes = [shot.seconds for shot in judgement.screenplay.shots]
        price = Tariff(ports.settings.tiers).price(tier, *scenes)
    except WrongLength as refused:
        refusals.append(refused)
    refusals += await serving.refusals(ports, tx, ports.settings.renderer_of(tier))
    if backlog >= ports.settings.clips.running_per_person:
        refusals.append(TooManyClips(limit=ports.settings.clips.running_per_person))
    if price > available:
        refusals.append(NotEnoughCredits(price=price, available=available))
    return Plan(maker, members, price, available, backlog, tuple(refusals))


def _each_once(members: tuple[Member, ...]) -> list[Refused]:
    """What those in the cast say against it; somebody in two roles says it once."""
    said = {
        (one.refusal.code, one.refusal.message): one for one in (m.verdict.refusal for m in members) if one
    }
    return list(said.values())
