"""The whole story over sockets, with the bot restarted between any two steps.

The engine is the real one: it looks at a round message that really answers the challenge, and at its clip.
Only the frames are drawn by a renderer of the tests.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from discord_server.people import move_in
from discord_server.server import DiscordServer
from discord_server.serving import running
from discord_town import PLAIN_DISCORD
from discord_town import Town as DiscordTown
from engine_process import ENGINE, RealProcess
from round_messages import round_message
from telegram_story import ANALYSIS_S, ASKER, BOUNDARY, BYSTANDER, OWNER, Story
from telegram_town import open_town

from bot.credits import EntryKind
from bot.store.migrate import migrate
from bot.store.tables import ChallengeRow, LikenessRow
from engine.contract.messages import Challenge, Turn
from engine.sample_person import record_sample
from engine.settings import EngineSettings

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]

SLOW_RENDERER = 'renderer = "slow"\nrenderers = { slow = "slow_renderer" }\n'
SOON_GIVEN_UP = "sending_s = 10\n"
"""What a bot that was killed was sending is found so soon."""
STARS, CREDITS = 250, 500
PACK = f"""
[[credits.packs]]
name = "Small"
credits = {CREDITS}
price = 499
currency = "EUR"
stars = {STARS}
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def story(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    weights = EngineSettings.load().weight_store()

    async def recorded(challenge: Challenge) -> bytes:
        return await asyncio.to_thread(lambda: round_message(record_sample(challenge, weights)))

    async with AsyncExitStack() as leaving:
        server = await leaving.enter_async_context(running(DiscordServer()))
        other = f"[discord]\ntoken = {json.dumps(server.token)}\napi_base = {json.dumps(server.api_base)}\n"
        other += f"gateway = {json.dumps(server.gateway_url)}\n"
        town = await leaving.enter_async_context(
            open_town(
                folder,
                url,
                engine=ENGINE,
                engine_more=SLOW_RENDERER,
                more=other + PACK,
                clips_more=SOON_GIVEN_UP,
            )
        )
        discord = RealProcess(PLAIN_DISCORD, town.config, log="discord.log")
        leaving.push_async_callback(discord.kill)
        await discord.start()
        people = {one.user.name: one for one in move_in(server, OWNER)}
        parts = (town.config, town.app, town.uow, discord, town.engine, town.keys)
        elsewhere = DiscordTown(*parts, server, people)
        await elsewhere.connected()
        between = town.server.between(town[ASKER].user, town[BYSTANDER].user)
        story = Story(town, elsewhere, recorded, between)
        await story.told()
        yield story
    assert not server.wrong, "\n".join(server.wrong)


async def test_it_is_told_to_its_end_though_the_bot_went_before_each_step(story: Story) -> None:
    assert story.taken == [step.__name__ for step in story.steps]


async def test_the_card_became_the_clip_in_a_chat_that_the_bot_is_not_in(story: Story) -> None:
    assert [one for one in story.between.posted if one.film] == [story.card]


async def test_nobody_else_saw_a_frame_before_the_yes(story: Story) -> None:
    assert story.before == []


async def test_the_film_was_sent_once_and_then_named(story: Story) -> None:
    """Who had to agree was sent it; the chat shows what Telegram has already."""
    assert len([one for one in story.town.server.asked("sendVideo") if one.files]) == 1


async def test_the_price_is_paid_once(story: Story) -> None:
    assert await story.town.entries(story.clip) == [EntryKind.HOLD, EntryKind.SETTLE]
    assert story.spent > 0


async def test_the_card_was_edited_no_sooner_than_every_three_seconds(story: Story) -> None:
    assert story.card is not None
    times = [at for at, _ in story.card.edits]
    assert len(times) >= 2
    assert min(later - earlier for earlier, later in itertools.pairwise(times)) >= 2.95


async def test_what_was_paid_is_credited_once_though_it_is_told_twice(story: Story) -> None:
    before = await story.available()
    payment = next(
        update for _, update in story.town.server.updates.given if "successful_payment" in str(update)
    )
    again = payment | {"update_id": payment["update_id"] + 1_000_000}
    story.town.server.updates.repeat(again)
    await story.town.server.settled()
    await story.asker.tells("/standing")
    await story.asker.sees(lambda one: one.id > story.asker.alone.posted[-1].id - 1, about="an answer")
    assert await story.available() == before


async def test_nothing_was_said_twice_to_whom_it_is_about(story: Story) -> None:
    said = [one.text for one in story.owner.alone.posted if one.author is story.town.server.bot]
    assert len(said) == len(set(said))


async def test_a_boundary_rules_cards_out_without_telling_of_it(story: Story) -> None:
    offered = await story.types(f"holds {BOUNDARY}")
    shown = json.dumps(offered.results)
    assert BOUNDARY not in shown.replace(f"holds {BOUNDARY}", "")


async def test_the_likeness_was_used_on_the_other_platform(story: Story) -> None:
    assert story.posted is not None
    assert story.posted.attachments


@pytest.mark.shared
async def test_who_was_really_filmed_enrols_by_a_round_message(story: Story, shared_media: Path) -> None:
    """They answer another challenge than the one that was drawn, so that one is made theirs."""
    town, who = story.town, story.town[BYSTANDER]
    await who.starts("setup")
    explained = await who.sees(lambda one: one.keyboard, about="what is kept")
    await who.presses(explained, "agree_setup")
    person = await town.person(BYSTANDER)
    async with town.uow() as tx:
        rows = [row for row in await town.rows(ChallengeRow) if row.person_id == person]
        row = await tx.session.get(ChallengeRow, rows[0].id)
        assert row is not None
        row.turns = (Turn.LEFT, Turn.RIGHT)
        row.phrase = "the first time in Disneyland for both of us"
    film = (shared_media / "people" / "p01_man_dark_hair_en_20s.mp4").read_bytes()

    await who.records(await asyncio.to_thread(round_message, film), duration=20)

    await who.sees(lambda one: "Your likeness is ready" in one.text, None, "the likeness", ANALYSIS_S)
    verified = {row.person_id: row.verified for row in await town.rows(LikenessRow)}
    assert verified[person]


@pytest.mark.shared
async def test_a_round_message_that_answers_no_challenge_is_refused_with_advice(
    story: Story, shared_media: Path
) -> None:
    who = story.asker
    await who.starts("setup")
    explained = await who.sees(lambda one: any("agree" in str(key) for key in one.keyboard))
    await who.presses(explained, "agree_setup")
    film = (shared_media / "people" / "p01_man_dark_hair_en_20s.mp4").read_bytes()

    await who.records(await asyncio.to_thread(round_message, film), duration=20)

    refused = await who.sees(lambda one: "cannot be used" in one.text, None, "what to do better", ANALYSIS_S)
    advice = [line for line in refused.text.splitlines() if line.startswith("•")]
    assert advice, refused.text  # which, depends on the challenge that was drawn: the turns, or the words
