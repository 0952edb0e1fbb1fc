"""Whatever Telegram tells of payments, and however often: a charge is credited once, and taken back once."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factories import ManualClock
from house import House, house_settings, open_house
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import opened, renewed

from bot.credits import EntryKind
from bot.errors import NotSubscribed
from bot.offers import Offer, Payment
from bot.people import Account, Platform
from bot.store.migrate import migrate
from bot.store.unit_of_work import Uow, units_of_work

pytestmark = pytest.mark.integration

SHOP, MONTH = Platform.TELEGRAM, timedelta(days=30)
PACKS = [
    {"name": "Small", "credits": 500, "price": 499, "currency": "EUR", "stars": 250},
    {"name": "Pro", "credits": 0, "price": 2000, "currency": "EUR", "plan_months": 1, "stars": 900},
]
CREDITS = {"Small": 500, "Pro": 4000}
CHARGES = st.tuples(st.sampled_from(sorted(CREDITS)), st.integers(0, 2))
STEPS = st.one_of(
    st.tuples(st.just("paid"), CHARGES),
    st.tuples(st.just("returned"), CHARGES),
    st.tuples(st.sampled_from(["end", "wait", "sweep"]), st.just(("", 0))),
)
Charge = tuple[str, int]


@dataclass
class Shop:
    """Two offers, the charges that were told of for them, and what has to follow."""

    house: House
    buyer: str
    offers: dict[str, Offer]
    start: datetime
    paid: set[Charge] = field(default_factory=set)
    returned: set[Charge] = field(default_factory=set)
    until: datetime | None = None
    ended: bool = False

    async def step(self, what: str, charge: Charge) -> None:
        app = self.house.app
        match what:
            case "paid":
                told = await app.paid(SHOP, self._payment(charge))
                assert told.first is (charge not in self.paid)
                self._follow(charge)
            case "returned":
                took = await app.payment_returned(SHOP, self._name(charge))
                news = charge in self.paid - self.returned
                assert (took.credits if took else 0) == (CREDITS[charge[0]] if news else 0)
                if news:
                    self.returned.add(charge)
                    self.ended = self.ended or charge[0] == "Pro"
            case "end":
                if await app.renewal(self.buyer) is None:
                    with pytest.raises(NotSubscribed):
                        await app.end_renewal(self.buyer)
                else:
                    await app.end_renewal(self.buyer)
                    self.ended = True
            case "wait":
                self.house.clock.advance(days=20)
            case _:
                await app.sweep()

    async def check(self) -> None:
        """What was credited and taken back, and whether it is paid again."""
        async with self.house.uow() as tx:
            rows = await tx.ledger.rows(self.buyer, None)
        brought = sum(row.amount for row in rows if row.kind is EntryKind.PURCHASE)
        back = -sum(row.amount for row in rows if row.kind is EntryKind.REVERSAL)
        assert (brought, back) == tuple(
            sum(CREDITS[pack] for pack, _ in charges) for charges in (self.paid, self.returned)
        )
        runs = self.until is not None and self.until > self.house.clock.now() and not self.ended
        assert (await self.house.app.renewal(self.buyer) is not None) is runs

    def _payment(self, charge: Charge) -> Payment:
        offer = self.offers[charge[0]]
        until = self._end_of(charge) if offer.recurring else None
        return Payment(offer.id, self._name(charge), "7", offer.stars, until)

    def _follow(self, charge: Charge) -> None:
        if charge in self.paid:
            return
        self.paid.add(charge)
        if charge[0] == "Pro" and (self.until is None or self._end_of(charge) > self.until):
            self.until, self.ended = self._end_of(charge), False

    def _end_of(self, charge: Charge) -> datetime:
        return self.start + MONTH * (charge[1] + 1)

    def _name(self, charge: Charge) -> str:
        return f"{charge[0]}-{charge[1]}"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which nothing happened yet."""
    store = tmp_path_factory.mktemp("empty") / "cameo.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{store}"))
    return store


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, max_size=14))
def test_each_charge_is_credited_once_and_taken_back_once(
    empty: Path, steps: list[tuple[str, Charge]]
) -> None:
    asyncio.run(_played(empty, steps))


async def _played(empty: Path, steps: list[tuple[str, Charge]]) -> None:
    with TemporaryDirectory() as folder:
        async with opened(renewed(empty.with_name("played.db"), empty)) as engine:
            shop = await _opened(units_of_work(engine), Path(folder), ManualClock())
            for what, charge in steps:
                await shop.step(what, charge)
                await shop.check()


async def _opened(uow: Uow, folder: Path, clock: ManualClock) -> Shop:
    house = open_house(uow, folder, clock, house_settings(folder, credits={"packs": PACKS}))
    account = Account(SHOP, "7", "bo")
    buyer = (await house.app.person_for(account)).id
    offers = {name: await house.app.offer(buyer, account, name) for name in CREDITS}
    return Shop(house, buyer, offers, clock.now())
