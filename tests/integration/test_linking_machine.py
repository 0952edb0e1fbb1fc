"""Whatever people allowed, refused and had before: joining accounts brings nobody more, and no no is lost."""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import opened, renewed

from bot.approvals import Phase
from bot.consent import ApprovalMode, LikenessStanding, Outcome, Usage
from bot.credits import EntryKind
from bot.errors import Refused
from bot.people import Account, Chat, Platform
from bot.store.engine import open_engine
from bot.store.migrate import migrate
from bot.store.unit_of_work import units_of_work
from bot.use_cases.consents import weighing
from bot.use_cases.consents.weighing import Use

pytestmark = pytest.mark.integration

ACCOUNTS = tuple((platform, name) for platform in (Platform.TERMINAL, Platform.TELEGRAM) for name in "abc")
ENROLLED = 4
"""So many of them have a likeness: some on both sides, some on one, some on neither."""
ONE = st.integers(0, len(ACCOUNTS) - 1)
HERE, ELSEWHERE = st.integers(0, 2), st.integers(3, 5)
TOWARDS = ("grant", "grant", "grant", "revoke", "block", "unblock", "ask", "gift")
STEPS = st.one_of(
    st.tuples(st.sampled_from(TOWARDS), ONE, ONE),
    st.tuples(st.sampled_from(TOWARDS), ONE, ONE),
    st.tuples(st.sampled_from(["approve", "usage", "boundary", "except"]), ONE, st.integers(0, 3)),
    st.tuples(st.sampled_from(["buy", "unlink", "wait"]), ONE, st.just(0)),
    st.tuples(st.just("link"), HERE, ELSEWHERE),
    st.tuples(st.just("link"), ELSEWHERE, HERE),
)
BOUNDARIES = ("romance", "violence", "politics", "weapons")
Permission = Mapping[tuple[str, str], frozenset[Phase] | None]
"""(maker, whom they would show, had they a likeness) -> when that one is asked; None: refused."""


@dataclass(frozen=True)
class Facts:
    """How things stand between people."""

    may: Permission
    blocks: frozenset[tuple[str, str]]
    boundaries: Mapping[str, frozenset[str]]
    credits: Mapping[str, int]


@dataclass
class Play:
    """Six accounts of as many people, at first."""

    house: House

    async def who(self, account: int) -> str:
        """Whose an account is now."""
        platform, name = ACCOUNTS[account]
        chat = ROOM if platform is Platform.TERMINAL else Chat(platform, "-100")
        return (await self.house.app.person_for(Account(platform, name, f"{name}-{platform}"), chat)).id

    async def facts(self) -> Facts:
        """What holds now, among everybody who is there."""
        people = sorted({await self.who(each) for each in range(len(ACCOUNTS))})
        may: dict[tuple[str, str], frozenset[Phase] | None] = {}
        async with self.house.uow() as tx:
            rows = {one: await tx.people.get(one) for one in people}
            for maker, subject in ((one, other) for one in people for other in people if one != other):
                first, second = rows[maker], rows[subject]
                assert first is not None
                assert second is not None
                use = Use(maker=first, subject=second, platform=ROOM.platform, place=ROOM.place)
                with patch.object(weighing, "_standing", return_value=LikenessStanding.READY):
                    verdict = (await weighing.weighed(self.house.ports, tx, use)).verdict
                refused = verdict.outcome is Outcome.REFUSED
                may[maker, subject] = None if refused else frozenset(verdict.phases)
            return Facts(
                may,
                frozenset([pair for one in people for pair in await tx.merging.blocking(one)]),
                {
                    one: frozenset(row.text or str(row.preset) for row in await tx.consents.boundaries(one))
                    for one in people
                },
                {one: await tx.ledger.available(one) for one in people},
            )

    async def step(self, what: str, one: int, by: int) -> None:
        """Somebody does something; what is refused changes nothing."""
        me, app = await self.who(one), self.house.app
        try:
            match what:
                case "link":
                    await self.link(me, await self.who(by))
                case "unlink":
                    await self.unlink(one, me)
                case "wait":
                    self.house.clock.advance(days=20)
                case "buy":
                    async with self.house.uow() as tx:
                        rows = await tx.ledger.count(me)
                        key = f"bought.{me}.{rows}"
                        await tx.ledger.add(me, EntryKind.PURCHASE, 70, key, self.house.clock.now())
                case "approve":
                    await app.set_approval(me, tuple(ApprovalMode)[by])
                case "usage":
                    await app.set_usage(me, Usage.APPROVED if by else Usage.ONLY_ME)
                case "boundary":
                    await app.add_boundary(me, BOUNDARIES[by])
                case "except":
                    mode = tuple(ApprovalMode)[by]
                    friend = await self.handle(await self.who((one + 1 + by) % len(ACCOUNTS)))
                    await app.set_exception(me, friend, mode, pointed_out=True)
                case _:
                    await self.towards(what, me, await self.handle(await self.who(by)))
        except Refused:
            return

    async def towards(self, what: str, me: str, friend: str) -> None:
        """Something that is about somebody else."""
        app = self.house.app
        match what:
            case "grant":
                await app.grant(me, friend, pointed_out=True)
            case "revoke":
                await app.revoke(me, friend, pointed_out=True)
            case "block":
                await app.block(me, friend, pointed_out=True)
            case "unblock":
                await app.unblock(me, friend, pointed_out=True)
            case "ask":
                await app.request_access(me, friend, "", ROOM, pointed_out=True)
            case "gift":
                await app.gift(me, friend, 5)

    async def handle(self, person: str) -> str:
        async with self.house.uow() as tx:
            return (await tx.people.handles([person]))[person]

    async def link(self, shows: str, types: str) -> None:
        """Two people become one: nobody may more than before, every no stands, credits are what was said."""
        before = await self.facts()
        code = (await self.house.app.link_code(shows)).code
        lapsing = (await self.house.app.offer_linking(types, code)).lapsing
        await self.house.app.link_accounts(types, code)
        after = await self.facts()
        (gone,) = set(before.credits) - set(after.credits)
        kept = types if gone == shows else shows
        pair = {gone, kept}
        assert sum(after.credits.values()) == sum(before.credits.values()) - lapsing
        assert {_now(one, gone, kept) for one in before.blocks if set(one) != pair} <= after.blocks
        assert after.boundaries[kept] == before.boundaries[gone] | before.boundaries[kept]
        for (maker, subject), asked in after.may.items():
            earlier = [
                before.may[one, other]
                for one in (pair if maker == kept else {maker})
                for other in (pair if subject == kept else {subject})
            ]
            could = [phases for phases in earlier if phases is not None]
            assert asked is None or could, "somebody may what neither could"
            assert asked is None or asked >= frozenset.intersection(*could), "somebody is asked no longer"

    async def unlink(self, account: int, me: str) -> None:
        """An account begins anew: with nothing, and whom others keep out they go on keeping out."""
        before = await self.facts()
        await self.house.app.unlink(me, ACCOUNTS[account][0])
        after = await self.facts()
        new = await self.who(account)
        assert sum(after.credits.values()) == sum(before.credits.values())
        assert after.credits[new] == 0
        assert {owner for owner, kept_out in before.blocks if kept_out == me} <= {
            owner for owner, kept_out in after.blocks if kept_out == new
        }
        assert all(phases is None for pair, phases in after.may.items() if new in pair)


def _now(pair: tuple[str, str], gone: str, kept: str) -> tuple[str, str]:
    owner, blocked = (kept if one == gone else one for one in pair)
    return owner, blocked


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody is there, some with a likeness."""
    folder = tmp_path_factory.mktemp("beginning")
    asyncio.run(_begin(folder))
    return folder


async def _begin(folder: Path) -> None:
    store = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(store)
    engine = open_engine(store)
    play = Play(open_house(units_of_work(engine), folder, ManualClock()))
    for account in range(len(ACCOUNTS)):
        person = await play.who(account)
        if account < ENROLLED:
            await play.house.record(person)
            await play.house.finish_jobs()
        await play.house.app.set_usage(person, Usage.APPROVED)
    await engine.dispose()


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=12, max_size=25))
def test_joined_people_are_never_allowed_more_and_keep_what_they_had(
    beginning: Path, steps: list[tuple[str, int, int]]
) -> None:
    asyncio.run(_played(beginning, steps))


async def _played(beginning: Path, steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(beginning, temporary, dirs_exist_ok=True))
        store = beginning / "cameo.db"
        async with opened(renewed(store.with_name("played.db"), store)) as engine:
            often = house_settings(folder, limits={"link": "1000 per hour", "request": "1000 per hour"})
            play = Play(open_house(units_of_work(engine), folder, ManualClock(), often))
            for what, one, by in steps:
                await play.step(what, one, by)
            await play.house.desk.verify_audit()
