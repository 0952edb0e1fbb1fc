"""Clips for which there is no engine, in a service whose pro clips are made by another renderer."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode
from bot.errors import NoEngine
from bot.notices import ClipNotMade
from bot.requests import MakeRequest
from bot.store.unit_of_work import Uow
from engine.contract.messages import RenderJob
from engine.contract.presence import EngineSeen

pytestmark = pytest.mark.integration

PROMPT = "@owner waves"


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    tiers = {"pro": {"renderer": "h3", "credits_per_second": 1}}
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, tiers=tiers))
    await house.enrolled("owner")
    await house.hear()
    return house


def _seen(house: House, *takes: str, minutes_ago: float = 0) -> None:
    """An engine was there, and no other."""
    at = house.clock.now() - timedelta(minutes=minutes_ago)
    house.queue.seen = [EngineSeen("engine", takes, at)]


async def _refusals(house: House, tier: Tier) -> list[str]:
    request = MakeRequest(text=PROMPT, chat=ROOM, tier=tier)
    found = await house.app.preflight(await house.join("owner"), request)
    return [refusal.code for refusal in found.refusals]


async def test_a_clip_of_each_tier_goes_to_its_renderer(house: House) -> None:
    _seen(house, "studio", "h3")
    owner = await house.join("owner")
    clips = [await house.order(owner, PROMPT, tier=tier) for tier in (Tier.STANDARD, Tier.PRO)]

    ordered = [house.queue.jobs[f"{clip.id}.1"].job for clip in clips]

    assert [job.renderer for job in ordered if isinstance(job, RenderJob)] == ["studio", "h3"]


async def test_where_only_other_engines_are_there_it_is_refused_before_it_costs_anything(
    house: House,
) -> None:
    _seen(house, "studio")
    owner = await house.join("owner")

    with pytest.raises(NoEngine):
        await house.order(owner, PROMPT, tier=Tier.PRO)

    assert (await house.available(owner), (await house.app.clips(owner)).clips) == (1000, ())


async def test_the_preview_of_a_clip_says_so_too(house: House) -> None:
    _seen(house, "studio")

    assert await _refusals(house, Tier.PRO) == ["no_engine"]


async def test_clips_that_the_engines_can_make_are_not_refused(house: House) -> None:
    _seen(house, "studio")

    assert await _refusals(house, Tier.STANDARD) == []


async def test_an_engine_that_was_there_lately_is_waited_for(house: House) -> None:
    _seen(house, "h3", minutes_ago=29)

    assert await _refusals(house, Tier.PRO) == []


@pytest.mark.parametrize("ago", [31, 10_000])
async def test_where_no_engine_at_all_is_there_one_may_be_starting(house: House, ago: float) -> None:
    _seen(house, "studio", minutes_ago=ago)

    assert await _refusals(house, Tier.PRO) == []


async def test_a_clip_that_no_engine_came_for_is_ended_with_its_credits_back(house: House) -> None:
    owner = await house.join("owner")
    house.queue.seen = []
    clip = await house.order(owner, PROMPT)
    house.clock.advance(minutes=31)

    await house.app.sweep()

    told = [notice for who, notice in await house.hear() if who == owner]
    assert [notice.refusals[0].code for notice in told if isinstance(notice, ClipNotMade)] == ["no_engine"]
    assert (await house.app.clip(owner, clip.id)).state is ClipState.FAILED
    assert await house.available(owner) == 1000


async def test_until_then_it_waits(house: House) -> None:
    owner = await house.join("owner")
    house.queue.seen = []
    clip = await house.order(owner, PROMPT)
    house.clock.advance(minutes=29)

    await house.app.sweep()

    assert (await house.app.clip(owner, clip.id)).state is ClipState.QUEUED


async def test_it_waits_from_the_last_answer_of_who_is_asked_first(house: House) -> None:
    owner, friend = await house.join("owner"), await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    house.queue.seen = []
    clip = await house.order(friend, PROMPT)
    house.clock.advance(minutes=31)
    await house.app.decide(owner, clip.id, approve=True)

    await house.app.sweep()

    assert (await house.app.clip(friend, clip.id)).state is ClipState.QUEUED


async def test_a_clip_in_a_long_queue_is_not_given_up_while_its_engine_is_there(house: House) -> None:
    owner = await house.join("owner")
    clip = await house.order(owner, PROMPT)
    house.clock.advance(hours=5)
    _seen(house, "studio")

    await house.app.sweep()

    assert (await house.app.clip(owner, clip.id)).state is ClipState.QUEUED


async def test_clips_of_another_renderer_are_not_waited_for(house: House) -> None:
    _seen(house, "studio", "h3")
    owner = await house.join("owner")
    await house.order(owner, PROMPT)

    shown = await house.app.preflight(owner, MakeRequest(text=PROMPT, chat=ROOM, tier=Tier.PRO))

    assert shown.place == 1
