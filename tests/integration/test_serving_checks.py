"""What `cameo doctor` says of engines and the renderers that clips are to be made with."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.terminal.checks import State
from adapters.terminal.serving_checks import renderers
from bot.queue import migrate
from bot.settings import BotSettings
from engine.contract.jobs import queue_engine
from engine.contract.presence import EngineSeen, say

pytestmark = pytest.mark.integration

TIERS = {"pro": {"renderer": "h3"}}


@pytest.fixture
def bot(tmp_path: Path) -> BotSettings:
    """A service whose pro clips another renderer makes; its store is not there yet."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'cameo.db'}"
    return BotSettings.model_validate({"store": {"url": url}, "tiers": TIERS})


def _was_there(bot: BotSettings, name: str, *takes: str, minutes_ago: float = 0) -> None:
    asyncio.run(migrate(bot.store.url))
    engine = queue_engine(bot.store.url, pool=1)
    say(engine, EngineSeen(name, takes, datetime.now(UTC) - timedelta(minutes=minutes_ago)))
    engine.dispose()


def test_before_the_first_start_there_is_nothing_wrong(bot: BotSettings, tmp_path: Path) -> None:
    found = renderers(bot)

    assert (found.state, list(tmp_path.iterdir())) == (State.NOTE, [])


def test_engines_are_named_by_what_they_make(bot: BotSettings) -> None:
    _was_there(bot, "a", "studio")
    _was_there(bot, "b", "studio", "h3")

    found = renderers(bot)

    assert (found.state, found.says) == (State.OK, "studio: a, b; h3: b")


def test_a_renderer_that_no_engine_has_is_broken(bot: BotSettings) -> None:
    _was_there(bot, "a", "studio")

    found = renderers(bot)

    assert (found.state, found.says) == (State.BROKEN, "studio: a; h3: no engine")


def test_engines_of_long_ago_do_not_count(bot: BotSettings) -> None:
    _was_there(bot, "a", "studio", minutes_ago=31)

    assert renderers(bot).state is State.NOTE
