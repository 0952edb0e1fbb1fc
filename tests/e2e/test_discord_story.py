"""The whole story over sockets, with the bot restarted between any two steps.

The engine is the real one: it looks at a recording that really answers the challenge, and at its own clip.
Only the frames are drawn by a renderer of the tests.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from discord_server.world import Attachment
from discord_story import ANALYSIS_S, ASKER, BYSTANDER, OWNER, Story
from discord_town import open_town
from engine_process import ENGINE

from bot.credits import EntryKind
from bot.store.migrate import migrate
from engine.contract.messages import Challenge
from engine.sample_person import record_sample
from engine.settings import EngineSettings

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

SLOW_RENDERER = 'renderer = "slow"\nrenderers = { slow = "slow_renderer" }\n'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    weights = EngineSettings.load().weight_store()

    async def recorded(challenge: Challenge) -> bytes:
        return await asyncio.to_thread(record_sample, challenge, weights)

    async with open_town(folder, url, engine=ENGINE, engine_more=SLOW_RENDERER) as town:
        story = Story(town, recorded)
        await story.told()
        yield story


async def test_it_is_told_to_its_end_though_the_bot_went_before_each_step(story: Story) -> None:
    assert story.taken == [step.__name__ for step in story.steps]


async def test_the_clip_stands_in_the_conversation_once(story: Story) -> None:
    films = [one for one in story.town[ASKER].here.posted if one.attachments]
    assert films == [story.posted]


async def test_it_answers_the_one_message_about_its_render(story: Story) -> None:
    assert story.posted is not None
    assert story.status is not None
    assert story.posted.reference == story.status.id


async def test_its_maker_is_pinged_by_it(story: Story) -> None:
    assert story.posted is not None
    assert story.posted.mentions == [story.town[ASKER].user]


async def test_nobody_else_saw_a_frame_before_the_yes(story: Story) -> None:
    assert story.before == []


async def test_the_price_is_paid_once(story: Story) -> None:
    assert await story.town.entries(story.clip) == [EntryKind.HOLD, EntryKind.SETTLE]


async def test_the_message_about_the_render_was_edited_no_sooner_than_every_two_seconds(story: Story) -> None:
    assert story.status is not None
    times = [at for at, _ in story.status.edits]
    assert len(times) >= 2
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 1.95


async def test_nothing_was_said_twice_to_whom_it_is_about(story: Story) -> None:
    said = [one.text for one in story.town[OWNER].direct.posted if one.author is story.town.server.bot]
    assert len(said) == len(set(said))


@pytest.mark.shared
async def test_a_recording_that_answers_no_challenge_is_refused_with_advice(
    story: Story, shared_media: Path
) -> None:
    other = story.town[BYSTANDER]
    explained = await other.command("cameo setup")
    await other.press(explained.replies[0], "cameo:agree_setup")
    film = (shared_media / "people" / "p01_man_dark_hair_en_20s.mp4").read_bytes()

    await other.command("cameo setup", recording=Attachment("me.mp4", film, "video/mp4"))

    refused = await other.sees(
        lambda one: "cannot be used" in one.text, other.direct, "what to do better", ANALYSIS_S
    )
    advice = [line for line in refused.text.splitlines() if line.startswith("•")]
    assert advice, refused.text  # which, depends on the challenge that was drawn: the turns, or the words
