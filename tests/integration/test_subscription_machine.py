"""Whatever a platform tells of a subscription, and whenever: each month is credited once, the plan holds."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import ManualClock
from house import House, house_settings, open_house
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import opened, renewed

from bot.clips import Tier
from bot.credits import EntryKind
from bot.people import Platform
from bot.plans import Term, month_after
from bot.store.migrate import migrate
from bot.store.unit_of_work import Uow, units_of_work

pytestmark = pytest.mark.integration

SHOP, CHARGE, MONTHLY = Platform.DISCORD, "s-1", 4000
PACKS = [{"name": "Pro", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 1}]
STEPS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 45)),
    st.tuples(st.just("renew"), st.integers(1, 6)),
    st.tuples(st.just("open"), st.just(0)),
    st.tuples(st.just("sweep"), st.just(0)),
    st.tuples(st.just("again"), st.just(0)),
    st.tuples(st.just("refund"), st.just(0)),
)


@dataclass
class Shop:
    """What the platform knows, and what has to follow from it here."""

    house: House
    buyer: str
    start: datetime
    ends: datetime | None = None
    refunded: bool = False
    months: int = 1
    spoken: bool = field(default=True)

    @property
    def term(self) -> Term:
        """As the platform says it now."""
        return Term(self.start, self.ends)

    async def step(self, what: str, by: int) -> None:
        """Something happens; `spoken`: the service has heard of everything up to this moment."""
        app, self.spoken = self.house.app, True
        match what:
            case "wait":
                self.house.clock.advance(days=by)
                self.spoken = False
            case "renew" | "open":
                self.ends = month_after(self.start, by) if what == "renew" else None
                await app.follow_subscription(SHOP, CHARGE, self.term)
            case "sweep":
                await app.sweep()
            case "again":
                await app.subscribe(self.buyer, "Pro", CHARGE, platform=SHOP, term=self.term)
                self.spoken = False
            case "refund":
                await app.payment_returned(SHOP, CHARGE)
                self.refunded = True
        if self.spoken and not self.refunded:
            self.months = max(self.months, self.term.begun(self.house.clock.now()))

    async def check(self) -> None:
        """What was credited, and the plan."""
        async with self.house.uow() as tx:
            rows = await tx.ledger.rows(self.buyer, None)
        brought = sum(row.amount for row in rows if row.kind is EntryKind.PURCHASE)
        back = -sum(row.amount for row in rows if row.kind is EntryKind.REVERSAL)
        assert brought == self.months * MONTHLY
        assert back == (MONTHLY if self.refunded else 0)
        if self.spoken:
            runs = not self.refunded and not self.term.over(self.house.clock.now())
            plan = (await self.house.app.ledger(self.buyer)).plan
            assert plan is (Tier.PRO if runs else Tier.STANDARD)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which nothing happened yet."""
    store = tmp_path_factory.mktemp("empty") / "cameo.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{store}"))
    return store


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=12))
def test_each_month_is_credited_once_and_the_plan_is_what_the_platform_says(
    empty: Path, steps: list[tuple[str, int]]
) -> None:
    asyncio.run(_played(empty, steps))


async def _played(empty: Path, steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        async with opened(renewed(empty.with_name("played.db"), empty)) as engine:
            shop = await _opened(units_of_work(engine), Path(folder), ManualClock())
            for what, by in steps:
                await shop.step(what, by)
                await shop.check()


async def _opened(uow: Uow, folder: Path, clock: ManualClock) -> Shop:
    house = open_house(uow, folder, clock, house_settings(folder, credits={"packs": PACKS}))
    buyer = await house.join("bo")
    start = clock.now()
    await house.app.subscribe(buyer, "Pro", CHARGE, platform=SHOP, term=Term(start))
    return Shop(house, buyer, start)


async def test_however_many_look_at_once_a_month_is_credited_once(
    uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    shop = await _opened(uow, tmp_path, clock)
    clock.advance(days=70)
    looks = [shop.house.app.sweep() for _ in range(3)]
    told = [shop.house.app.follow_subscription(SHOP, CHARGE, shop.term) for _ in range(3)]
    await asyncio.gather(*looks, *told)
    shop.months = 3
    await shop.check()
