"""A prompt of several scenes, from the preflight to the draft; and what its render cost."""

import math
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from adapters.text import say
from bot.clips import Tier
from bot.judging import ScriptJudge
from bot.requests import MakeRequest
from bot.script.errors import LengthOutOfRange
from bot.store.unit_of_work import Uow
from engine.contract.messages import RenderJob, Resolution

pytestmark = pytest.mark.integration

BOARD = 'Scene 1: @owner on a beach says "Hello!" Scene 2: @me in a neon street. Scene 3: they dance 6s'


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    settings = house_settings(tmp_path, costs={"hour": {"studio": 3.6}})
    house = open_house(sqlite_uow, tmp_path, clock, settings, judge=ScriptJudge())
    owner = await house.enrolled("owner")
    await house.enrolled("friend")
    await house.app.grant(owner, "friend")
    await house.hear()
    return house


async def test_the_preflight_shows_each_scene_and_what_all_of_them_cost(house: House) -> None:
    shown = await house.app.preflight(await house.join("friend"), MakeRequest(BOARD, ROOM))
    assert [(scene.seconds, scene.cast) for scene in shown.scenes] == [
        (4.5, ("owner",)),
        (4.5, ("friend",)),
        (6, ("owner", "friend")),
    ]
    assert (shown.seconds, shown.rate, shown.price) == (15, 16, 240)


async def test_the_preflight_says_so_in_words(house: House) -> None:
    shown = await house.app.preflight(await house.join("friend"), MakeRequest(BOARD, ROOM))
    said = say(shown).text
    assert "Understood as 3 scenes:" in said
    assert "  1. 4.5 s, @owner: on a beach “Hello!”" in said
    assert "15 s standard at 16 a second is 240 credits; you have 1,000, 760 after it." in said


async def test_a_single_scene_shows_the_same_arithmetic_and_no_scenes(house: House) -> None:
    shown = await house.app.preflight(await house.join("friend"), MakeRequest("@owner waves", ROOM))
    assert (shown.scenes, shown.rate * shown.seconds) == ((), shown.price)


async def test_what_is_held_is_what_was_shown(house: House) -> None:
    friend = await house.join("friend")
    await house.order(friend, BOARD)
    ledger = await house.app.ledger(friend)
    assert (ledger.held, ledger.available) == (240, 760)


async def test_the_engine_gets_a_shot_for_each_scene(house: House) -> None:
    clip = await house.order(await house.join("friend"), BOARD)
    job = house.queue.jobs[f"{clip.id}.1"].job
    assert isinstance(job, RenderJob)
    assert [shot.roles for shot in job.screenplay.shots] == [
        ("owner",),
        ("friend",),
        ("owner", "friend"),
    ]


async def test_a_pro_storyboard_has_longer_scenes_and_more_pixels(house: House) -> None:
    friend = await house.join("friend")
    text = "Scene 1: @owner sings 12s. Scene 2: @owner bows 4s"
    with pytest.raises(LengthOutOfRange):
        await house.order(friend, text)
    clip = await house.order(friend, text, tier=Tier.PRO)
    job = house.queue.jobs[f"{clip.id}.1"].job
    assert isinstance(job, RenderJob)
    assert (clip.price, job.resolution) == (640, Resolution.P1080)


async def test_a_render_is_measured_from_when_it_is_seen_running(house: House) -> None:
    clip = await house.order(await house.join("friend"), "@owner waves 10s")
    house.queue.work_on(f"{clip.id}.1", house.clock.now())
    await house.app.take_outcomes()
    house.clock.advance(seconds=25)
    await house.finish(f"{clip.id}.1")
    await house.app.take_outcomes()
    (cost,) = await house.desk.costs()
    assert (cost.clips, cost.clip_s, cost.work_s, cost.work_per_second) == (1, 10, 25, 2.5)
    assert cost.cost is not None
    assert math.isclose(cost.cost, 0.0025)


async def test_an_old_render_is_not_counted(house: House) -> None:
    clip = await house.order(await house.join("friend"), "@owner waves")
    house.queue.work_on(f"{clip.id}.1", house.clock.now())
    await house.app.take_outcomes()
    await house.finish(f"{clip.id}.1")
    await house.app.take_outcomes()
    house.clock.advance(days=31)
    assert await house.desk.costs() == []
