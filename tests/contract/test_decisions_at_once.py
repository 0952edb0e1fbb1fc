"""Reports and strikes that meet: on both databases each thing is decided, and counted, once."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.errors import Refused
from bot.ids import new_id
from bot.penalties import PenaltyKind
from bot.reports import ReportKind, ReportState
from bot.store.unit_of_work import Uow
from bot.use_cases.safety import penalising

pytestmark = pytest.mark.contract


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def strike(house: House, person: str) -> None:
    async with house.uow() as tx:
        await penalising.strike(house.ports, tx, person, "hate")


async def test_two_strikes_at_once_are_two_rungs(house: House) -> None:
    person = await house.join(f"p{new_id()}")
    await asyncio.gather(strike(house, person), strike(house, person))
    shown = await house.app.standing(person)
    assert {each.penalty for each in shown.penalties} == {PenaltyKind.WARNING, PenaltyKind.COOL_DOWN}


async def test_two_operators_at_once_decide_once(house: House) -> None:
    guest, rude = await house.join(f"g{new_id()[-9:]}"), f"r{new_id()[-9:]}"
    await house.join(rude)
    report = (await house.app.report(guest, handle=rude, kind=ReportKind.HATE)).report
    answers = await asyncio.gather(
        house.desk.uphold("one", report, ""), house.desk.dismiss("two", report, ""), return_exceptions=True
    )
    refused = [each for each in answers if isinstance(each, Refused)]
    (decided,) = [each for each in answers if not isinstance(each, BaseException)]
    assert [each.code for each in refused] == ["unknown_report"]
    strikes = (await house.desk.account("one", rude)).strikes
    assert len(strikes) == (decided.state is ReportState.UPHELD)


async def test_reporting_twice_at_once_is_reporting_once(house: House) -> None:
    guest, rude = await house.join(f"g{new_id()[-9:]}"), f"r{new_id()[-9:]}"
    await house.join(rude)
    taken = await asyncio.gather(
        *(house.app.report(guest, handle=rude, kind=ReportKind.HATE) for _ in range(3))
    )
    assert len({each.report for each in taken}) == 1
    assert sorted(each.again for each in taken) == [False, True, True]


async def test_two_reports_on_a_clip_at_once_are_decided_together(house: House) -> None:
    maker = await house.enrolled(f"m{new_id()}")
    clip = (await house.order(maker, "@me waves")).id
    await house.finish_jobs()
    guests = [await house.join(f"g{new_id()[-9:]}") for _ in range(2)]
    taken = await asyncio.gather(
        *(house.app.report(guest, clip=clip, kind=ReportKind.HATE) for guest in guests)
    )
    answers = await asyncio.gather(
        *(house.desk.uphold("boss", each.report, "") for each in taken), return_exceptions=True
    )
    assert sum(isinstance(each, Refused) for each in answers) == 1
    assert len((await house.app.standing(maker)).strikes) == 1


async def test_a_suspension_meets_a_clip_that_is_being_ordered(house: House) -> None:
    maker = await house.enrolled(f"m{new_id()}")

    async def suspend() -> None:
        for _ in range(4):
            await strike(house, maker)

    await asyncio.gather(suspend(), house.order(maker, "@me waves"), return_exceptions=True)
    clips = (await house.app.clips(maker)).clips
    assert {clip.state for clip in clips} <= {"cancelled"}
