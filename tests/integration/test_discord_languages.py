"""What a reader's language changes on a simulated Discord: answers, refusals, buttons, what is sent later."""

from collections.abc import Callable
from typing import Any

import discord
import pytest
from discord_answers import read, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from adapters import text

pytestmark = pytest.mark.integration

Reads = Callable[[str], None]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Set everybody's client to a locale: the simulated Discord knows American English only."""
    locale = "en-US"
    plain = discord.Interaction._from_data

    def told(self: discord.Interaction[Any], data: Any) -> None:
        plain(self, {**data, "locale": locale})

    monkeypatch.setattr(discord.Interaction, "_from_data", told)

    def read_in(tag: str) -> None:
        nonlocal locale
        locale = tag

    return read_in


async def _told_alone(at: DiscordHouse, member: MemberActor) -> list[str]:
    """Everything that is owed is posted; what this person reads of it in their direct messages."""
    while await at.bot.poster.once():
        pass
    await at.env.settle()
    return [read(message) for message in member.user.dm_channel.history()]


@pytest.mark.parametrize(
    ("locale", "said"),
    [("de", "das erlaubst du"), ("es-ES", "esto es lo que permites"), ("es-419", "esto es lo que permites")],
)
async def test_commands_are_answered_in_the_readers_language(
    discord_house: DiscordHouse, reads: Reads, locale: str, said: str
) -> None:
    reads(locale)
    ada = discord_house.member("ada")
    assert said in words(await ada.slash(discord_house.channel, "cameo me"))


async def test_who_reads_another_language_is_answered_in_english(
    discord_house: DiscordHouse, reads: Reads
) -> None:
    reads("ja")
    ada = discord_house.member("ada")
    assert "this is what you allow" in words(await ada.slash(discord_house.channel, "cameo me"))


@pytest.mark.parametrize(
    ("locale", "said"), [("de", "So einen Clip hast du nicht"), ("es-ES", "No tienes ningún clip así")]
)
async def test_refusals_are_said_in_the_readers_language(
    discord_house: DiscordHouse, reads: Reads, locale: str, said: str
) -> None:
    reads(locale)
    ada = discord_house.member("ada")
    refused = words(await ada.slash(discord_house.channel, "cameo status", clip="nothing"))
    assert said in refused
    assert "/cameo status" in refused


async def test_facts_in_refusals_are_written_as_in_the_readers_language(
    discord_house: DiscordHouse, reads: Reads
) -> None:
    reads("de")
    ada = await discord_house.enrolled("ada")
    said = words(
        await ada.slash(discord_house.channel, "cameo make", prompt="@Self waves on a beach", seconds=12.5)
    )
    assert "12,5" in said
    assert "12.5" not in said


async def test_what_is_sent_later_is_in_the_language_that_was_last_read(
    discord_house: DiscordHouse, reads: Reads
) -> None:
    ada = discord_house.member("ada")
    reads("de")
    await ada.slash(discord_house.channel, "cameo me")
    await discord_house.house.record(await discord_house.person(ada))
    await discord_house.house.finish_jobs()
    assert any("Dein Abbild ist fertig." in said for said in await _told_alone(discord_house, ada))


async def test_buttons_under_what_is_sent_later_are_in_the_same_language(
    discord_house: DiscordHouse, reads: Reads
) -> None:
    ada, bo = await discord_house.enrolled("ada"), discord_house.member("bo")
    reads("es-ES")
    await ada.slash(discord_house.channel, "cameo me")
    await discord_house.house.app.request_access(
        await discord_house.person(bo), "ada", "hi", discord_house.chat, pointed_out=True
    )
    await _told_alone(discord_house, ada)
    labels = {
        button.label
        for message in ada.user.dm_channel.history()
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for button in row.children
        if isinstance(button, discord.Button)
    }
    assert {"✅ Permitir", "❌ Rechazar"} <= labels


async def test_two_people_are_told_the_same_thing_each_in_their_language(
    discord_house: DiscordHouse, reads: Reads
) -> None:
    ada, bo = discord_house.member("ada"), discord_house.member("bo")
    for locale, member in (("de", ada), ("es-419", bo)):
        reads(locale)
        await member.slash(discord_house.channel, "cameo me")
        await discord_house.house.record(await discord_house.person(member))
    await discord_house.house.finish_jobs()
    assert "Dein Abbild ist fertig." in "\n".join(await _told_alone(discord_house, ada))
    assert "Tu doble está listo." in "\n".join(await _told_alone(discord_house, bo))


async def test_what_everybody_on_a_server_reads_is_in_the_servers_language(
    discord_house: DiscordHouse, reads: Reads
) -> None:
    boss, ada = discord_house.member("boss", manage_guild=True), await discord_house.enrolled("ada")
    await boss.slash(discord_house.channel, "cameo-admin language", language="de")
    reads("es-ES")
    await ada.slash(discord_house.channel, "cameo me")
    await discord_house.house.order(
        await discord_house.person(ada), "@Self waves on a beach", chat=discord_house.chat
    )
    await discord_house.house.finish_jobs()
    await _told_alone(discord_house, ada)
    posted = "\n".join(read(message) for message in discord_house.channel.history())
    assert "Hier ist dein Clip" in posted


async def test_descriptions_reach_discord_in_every_language(discord_house: DiscordHouse) -> None:
    sent = await discord_house.bot.tree.fetch_commands()
    (cameo,) = [command for command in sent if command.name == "cameo"]
    told = {locale.value: said for locale, said in cameo.description_localizations.items()}
    assert told == {locale: text.phrase("cameo.about", locale) for locale in ("de", "es-ES", "es-419")}


@pytest.mark.parametrize("tag", text.LANGUAGES)
async def test_a_server_can_choose_every_language_that_there_is(
    discord_house: DiscordHouse, tag: str
) -> None:
    boss = discord_house.member("boss", manage_guild=True)
    await boss.slash(discord_house.channel, "cameo-admin language", language=tag)
    assert await discord_house.house.app.language_of(discord_house.chat) == tag
