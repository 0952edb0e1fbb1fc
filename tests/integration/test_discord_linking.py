"""One person on Discord and elsewhere: `/cameo link`."""

import pytest
from discord_answers import answer, buttons, words
from discord_house import DiscordHouse

pytestmark = pytest.mark.integration


async def test_a_code_from_elsewhere_is_offered_and_joins_on_a_yes(discord_house: DiscordHouse) -> None:
    house, ada = discord_house.house, discord_house.member("ada")
    person = await house.enrolled("ada-there")
    code = (await house.app.link_code(person)).code
    offered = await ada.slash(discord_house.channel, "cameo link", code=code)
    assert "Only if both are yours" in words(offered)
    await ada.click(answer(offered), custom_id=buttons(offered)["link"])
    assert await discord_house.person(ada) == person


async def test_a_code_shown_here_works_elsewhere_and_then_accounts_can_be_parted(
    discord_house: DiscordHouse,
) -> None:
    house, ada = discord_house.house, await discord_house.enrolled("ada")
    shown = await ada.slash(discord_house.channel, "cameo link")
    code = words(shown).split("Your code: ")[1].split()[0]
    person = await discord_house.person(ada)
    await house.app.link_accounts(await house.join("ada-there"), code)
    assert await house.join("ada-there") == person
    parting = await ada.slash(discord_house.channel, "cameo link")
    labels = [one["label"] for row in answer(parting).components for one in row["components"]]
    assert labels == ["✂️ Part Discord", "✂️ Part Terminal"]
