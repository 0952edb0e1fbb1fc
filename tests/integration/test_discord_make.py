"""Making clips on Discord: the price first, to who asks alone, and one message that tells how it goes."""

from typing import Any

import pytest
from discord_answers import answer, buttons, offered, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage, Visibility

pytestmark = pytest.mark.integration


@pytest.fixture
async def ada(discord_house: DiscordHouse) -> MemberActor:
    """Somebody with a likeness."""
    return await discord_house.enrolled("ada")


async def test_a_clip_is_made_only_after_its_price_was_seen(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    shown = await ada.slash(discord_house.channel, "cameo make", prompt="@me waves")
    assert "64 credits" in words(shown)
    assert (await discord_house.house.app.clips(await discord_house.person(ada))).clips == ()
    started = await ada.click(shown.response, custom_id=buttons(shown)["start_clip"])
    print(words(started))
    await discord_house.bot.statuses.once()
    print(discord_house.channel.last_message)
