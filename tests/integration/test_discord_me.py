"""Oneself on Discord: all on one page, pausing, taking along, erasing; the privacy panel."""

import io
import zipfile

import pytest
from discord_answers import answer, buttons, chosen, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from adapters.discord.bot import CameoBot
from bot.characters import CharacterKind, NewCharacter
from bot.notices import SettingsShown

pytestmark = pytest.mark.integration


async def _press(member: MemberActor, shown: InteractionResult, action: str) -> InteractionResult:
    return await member.click(answer(shown), custom_id=buttons(shown)[action])


async def _settings(at: DiscordHouse, member: MemberActor) -> SettingsShown:
    return await at.house.app.settings(await at.person(member))


async def test_everything_about_oneself_is_on_one_page(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    shown = await ada.slash(discord_house.channel, "cameo me")
    assert "Likeness: ready" in words(shown)
    assert list(buttons(shown)) == ["record_again", "pause_me", "export_me", "offer_erase"]


async def test_pausing_and_resuming_by_button(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    paused = await _press(ada, await ada.slash(discord_house.channel, "cameo me"), "pause_me")
    assert "Paused since" in words(paused)
    assert (await _settings(discord_house, ada)).paused_at is not None
    resumed = await _press(ada, paused, "resume_me")
    assert "Paused" not in words(resumed)
    assert (await _settings(discord_house, ada)).paused_at is None


async def test_taking_everything_along_gives_one_file_to_who_asked_alone(
    discord_house: DiscordHouse,
) -> None:
    ada = await discord_house.enrolled("ada")
    given = await _press(ada, await ada.slash(discord_house.channel, "cameo me"), "export_me")
    (file,) = answer(given).attachments
    with zipfile.ZipFile(io.BytesIO(await file.read())) as packed:
        assert "clips.json" in packed.namelist()


async def test_nothing_is_erased_before_they_confirm(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    offered = await _press(ada, await ada.slash(discord_house.channel, "cameo me"), "offer_erase")
    assert "cannot be undone" in words(offered)
    assert (await _settings(discord_house, ada)).likeness
    await _press(ada, offered, "erase_me")
    assert not (await _settings(discord_house, ada)).likeness


@pytest.mark.parametrize("action", ["pause_me", "export_me", "offer_erase"])
async def test_a_button_of_somebody_else_does_nothing(discord_house: DiscordHouse, action: str) -> None:
    ada, bo = await discord_house.enrolled("ada"), await discord_house.enrolled("bo")
    person = await discord_house.person(ada)
    theirs = await bo.slash(discord_house.channel, "cameo me")
    name = f"cameo:{action}:{person}"
    stored = discord_house.env.backend.get_message(answer(theirs).channel_id, answer(theirs).id)
    stored.components[0]["components"][0]["custom_id"] = name
    pressed = await bo.click(answer(theirs), custom_id=name)
    assert answer(pressed).attachments == []
    assert "paused" not in words(pressed).casefold()
    assert (await _settings(discord_house, ada)).paused_at is None


@pytest.mark.parametrize(
    ("setting", "value"),
    [("usage", "everyone"), ("visibility", "nobody"), ("approval", "both"), ("notify", "digest")],
)
async def test_each_select_of_the_panel_changes_its_setting_and_shows_it(
    discord_house: DiscordHouse, setting: str, value: str
) -> None:
    ada = discord_house.member("ada")
    panel = await ada.slash(discord_house.channel, "cameo privacy")
    await ada.select(answer(panel), [value], custom_id=f"cameo-set:{setting}:")
    assert getattr(await _settings(discord_house, ada), setting).value == value
    assert chosen(panel)[setting] == value


async def test_the_panel_works_after_a_restart(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    panel = await ada.slash(discord_house.channel, "cameo privacy")
    house = discord_house.house
    await discord_house.env.restart_bot(CameoBot(house.app, house.ports.settings, background=False))
    await ada.select(answer(panel), ["mutuals"], custom_id="cameo-set:usage:")
    assert (await _settings(discord_house, ada)).usage.value == "mutuals"


async def test_a_character_has_a_panel_of_its_own_without_notices(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    app, person = discord_house.house.app, await discord_house.person(ada)
    await app.create_character(
        person, NewCharacter("rex", CharacterKind.PET, (b"front",)), discord_house.chat
    )
    panel = await ada.slash(discord_house.channel, "cameo privacy", of="@rex")
    assert list(chosen(panel)) == ["usage", "visibility", "approval"]
    await ada.select(answer(panel), ["everyone"], custom_id="cameo-set:usage:rex")
    assert (await app.settings(person, "rex")).usage.value == "everyone"
    assert (await app.settings(person)).usage.value == "approved"


async def test_the_privacy_notice_names_who_runs_the_service(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    shown = await ada.slash(discord_house.channel, "cameo privacy-notice")
    assert "Who is responsible" in words(shown)
    assert "24 hours" in words(shown)
