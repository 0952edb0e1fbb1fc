"""The demo's player with an engine of the tests' behind it: the story from end to end, and where it stops."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from factories import ManualClock
from fakes import PlainJudge
from house import House, house_settings, open_house
from rich.console import Console

from adapters.terminal import demo_play
from adapters.terminal.chat_view import ChatView
from adapters.terminal.demo_play import DemoBrokenError, Player
from adapters.terminal.demo_room import Room, StoryRefusedError
from adapters.terminal.story import FRIEND, OWNER, STORY
from bot.app import App
from bot.boundaries.limits import BoundaryHit, Limit
from bot.notices import ChallengeIssued
from bot.store.unit_of_work import Uow
from engine.contract.messages import Screenplay

pytestmark = pytest.mark.integration


class SoberJudge(PlainJudge):
    """Takes whisky for alcohol."""

    def offends(self, limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
        if "whisky" not in screenplay.prompt or not limits:
            return None
        return BoundaryHit(limit=Limit(text="alcohol"), part="whisky")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path, demo=True))


@pytest.fixture(autouse=True)
def sample(monkeypatch: pytest.MonkeyPatch) -> None:
    async def recording(_challenge: ChallengeIssued) -> bytes:
        return b"footage"

    monkeypatch.setattr(demo_play, "sample_recording", recording)
    monkeypatch.setattr(demo_play, "LOOK_S", 0.01)


@asynccontextmanager
async def stage(
    app: App, folder: Path, engine: Callable[[], object], selfie: Path | None = None
) -> AsyncIterator[tuple[Player, io.StringIO]]:
    """A room with both people in it, an engine that does what waits, and the paper that all is written on."""
    paper = io.StringIO()
    view = ChatView(Console(file=paper, width=200, soft_wrap=True))
    room = Room(app, view, lambda who, kind: folder / f"{who}.{kind.value}")

    async def work() -> None:
        while True:
            await engine()  # type: ignore[misc]
            await asyncio.sleep(0.01)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work()), group.create_task(room.deliver())]
        await room.enter(OWNER)
        await room.enter(FRIEND)
        yield Player(app, room, view, selfie), paper
        for task in tasks:
            task.cancel()


async def test_the_whole_story_is_played_and_each_sees_their_own(house: House, tmp_path: Path) -> None:
    app = App(replace(house.ports, judge=SoberJudge()))
    async with stage(app, tmp_path, house.finish_jobs) as (player, paper):
        await player.play(STORY)
    assert (tmp_path / "owner.video").read_bytes() == (tmp_path / "friend.video").read_bytes() == b"film"
    assert "(only owner sees this)  @friend made a clip with you" in paper.getvalue()
    assert "That is outside what owner allows." in paper.getvalue()


async def test_it_stops_where_the_service_takes_what_it_must_refuse(house: House, tmp_path: Path) -> None:
    async with stage(house.app, tmp_path, house.finish_jobs) as (player, _):
        with pytest.raises(DemoBrokenError, match="had to refuse"):
            await player.play(STORY)


async def test_a_recording_that_is_refused_ends_the_story_with_its_reason(
    house: House, tmp_path: Path
) -> None:
    async def refuse() -> None:
        for name in house.queue.in_order():
            house.queue.fail(name, "no_face", "There is no face.")
        await house.app.take_outcomes()

    async with stage(house.app, tmp_path, refuse) as (player, _):
        with pytest.raises(StoryRefusedError) as refused:
            await player.play(STORY)
    assert [refusal.code for refusal in refused.value.refusals] == ["no_face"]


async def test_a_render_that_fails_ends_the_story_with_its_reason(house: House, tmp_path: Path) -> None:
    async def only_enrol() -> None:
        for name in house.queue.in_order():
            if house.queue.jobs[name].job.output.startswith("clips/"):
                house.queue.fail(name, "renderer_broke", "The renderer broke.")
            else:
                await house.finish(name, verified=False)
        await house.app.take_outcomes()

    app = App(replace(house.ports, judge=SoberJudge()))
    async with stage(app, tmp_path, only_enrol) as (player, _):
        with pytest.raises(StoryRefusedError, match="broke"):
            await player.play(STORY)


async def test_an_engine_that_never_moves_ends_the_story(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_play, "LONGEST_STILLNESS_S", 0.2)
    async with stage(house.app, tmp_path, house.app.take_outcomes) as (player, _):
        with pytest.raises(DemoBrokenError, match="long time"):
            await player.play(STORY)


async def test_a_selfie_is_sent_without_a_challenge(house: House, tmp_path: Path) -> None:
    selfie = tmp_path / "me.mp4"
    selfie.write_bytes(b"selfie")
    app = App(replace(house.ports, judge=SoberJudge()))
    async with stage(app, tmp_path, house.finish_jobs, selfie) as (player, paper):
        await player.play(STORY)
    assert "sends me.mp4" in paper.getvalue()
