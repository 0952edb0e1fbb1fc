"""The whole story over sockets, with the bot restarted between any two steps."""

import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from discord_story import ASKER, OWNER, Story, no_recording
from discord_town import open_town

from bot.credits import EntryKind
from bot.store.migrate import migrate

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    async with open_town(folder, url) as town:
        story = Story(town, no_recording)
        await story.told()
        yield story


async def test_it_is_told_to_its_end_with_a_restart_after_each_step(story: Story) -> None:
    assert story.restarts == len(story.steps)


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
