"""How every command on Discord is answered."""

import pytest
from discord_house import DiscordHouse

pytestmark = pytest.mark.integration


async def test_help_is_shown_to_who_asked_alone(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    result = await ada.slash(discord_house.channel, "cameo help")
    assert result.ephemeral
    assert result.response is not None
    assert "make" in (result.response.content or result.response.embeds[0].description or "")
