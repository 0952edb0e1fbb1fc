"""Making a likeness without leaving Discord."""

import pytest
from discord_answers import answer, buttons, read, words, write_to
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from adapters.analyses import LASTS_S
from adapters.discord.bot import CameoBot
from engine.contract.messages import Stage

pytestmark = pytest.mark.integration

VIDEO = ("me.mp4", b"footage")


async def _challenged(at: DiscordHouse, member: MemberActor) -> str:
    """Somebody agrees; what they are told."""
    offered = await member.slash(at.channel, "cameo setup")
    pressed = await member.click(answer(offered), custom_id=buttons(offered)["agree_setup"])
    return words(pressed)


async def _finish(at: DiscordHouse) -> None:
    await at.house.finish_jobs()
    await at.bot.analyses.once()


async def test_nothing_begins_before_they_agreed(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    offered = await ada.slash(discord_house.channel, "cameo setup")
    assert "stored encrypted" in words(offered)
    assert list(buttons(offered)) == ["agree_setup"]


async def test_who_agrees_gets_a_challenge_and_hears_where_to_send_the_video(
    discord_house: DiscordHouse,
) -> None:
    told = await _challenged(discord_house, discord_house.member("ada"))
    assert "Read aloud" in told
    assert "in a direct message" in told
    assert "`/cameo setup`" in told


async def test_who_agrees_hears_what_stays_with_discord(discord_house: DiscordHouse) -> None:
    told = await _challenged(discord_house, discord_house.member("ada"))
    assert "stays with Discord until you delete it" in told


async def test_agreeing_works_after_a_restart(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    offered = await ada.slash(discord_house.channel, "cameo setup")
    house = discord_house.house
    await discord_house.env.restart_bot(CameoBot(house.app, house.ports.settings, background=False))
    pressed = await ada.click(answer(offered), custom_id=buttons(offered)["agree_setup"])
    assert "Read aloud" in words(pressed)


async def test_the_video_may_come_with_the_command_and_its_analysis_is_told_in_place(
    discord_house: DiscordHouse,
) -> None:
    ada = discord_house.member("ada")
    await _challenged(discord_house, ada)
    sent = await ada.slash(discord_house.channel, "cameo setup", recording=VIDEO)
    assert "analysed" in words(sent)
    await discord_house.bot.analyses.once()
    assert "waits for its turn" in words(sent)
    house = discord_house.house
    (name,) = house.queue.in_order()
    house.queue.work_on(name, house.clock.now(), stage=Stage.ANALYSING, done=0.42)
    await house.app.take_outcomes()
    await discord_house.bot.analyses.once()
    assert "42%" in words(sent)
    await house.finish(name)
    await _finish(discord_house)
    assert "your likeness is ready" in words(sent)


async def test_the_video_may_come_by_direct_message(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    await _challenged(discord_house, ada)
    said = await write_to(discord_house, ada, "", VIDEO)
    assert "analysed" in read(said)
    await _finish(discord_house)
    kept = ada.user.dm_channel.last_message
    assert kept is not None
    assert (kept.id, "your likeness is ready" in read(kept)) == (said.id, True)


async def test_a_recording_that_cannot_be_used_says_why_and_offers_another_try(
    discord_house: DiscordHouse,
) -> None:
    ada = discord_house.member("ada")
    await _challenged(discord_house, ada)
    sent = await ada.slash(discord_house.channel, "cameo setup", recording=VIDEO)
    (name,) = discord_house.house.queue.in_order()
    discord_house.house.queue.fail(name, "too_dark", "It is too dark: face a window.")
    await discord_house.house.app.take_outcomes()
    await discord_house.bot.analyses.once()
    assert "face a window" in words(sent)
    again = await ada.click(answer(sent), custom_id=buttons(sent)["record_again"])
    assert list(buttons(again)) == ["agree_setup"]


async def test_a_video_without_a_challenge_is_refused_and_never_fetched(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = discord_house.member("ada")
    fetched = _counted(monkeypatch, discord_house)
    sent = await ada.slash(discord_house.channel, "cameo setup", recording=VIDEO)
    assert "/cameo setup" in words(sent)
    assert discord_house.house.queue.in_order() == []
    assert fetched == []


async def test_a_video_that_is_too_large_is_never_fetched(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = discord_house.bot.settings
    small = settings.likeness.model_copy(update={"recording_mb": 1})
    discord_house.bot.settings = settings.model_copy(update={"likeness": small})
    ada = discord_house.member("ada")
    await _challenged(discord_house, ada)
    fetched = _counted(monkeypatch, discord_house)
    sent = await ada.slash(discord_house.channel, "cameo setup", recording=("me.mp4", b"0" * 1_000_001))
    assert "larger than 1 MB" in words(sent)
    assert fetched == []


async def test_an_answer_that_was_dismissed_is_edited_no_longer(discord_house: DiscordHouse) -> None:
    ada = discord_house.member("ada")
    await _challenged(discord_house, ada)
    said = await write_to(discord_house, ada, "", VIDEO)
    await said.delete()
    await discord_house.bot.analyses.once()
    assert discord_house.bot.analyses.watched == []


async def test_after_fourteen_minutes_the_answer_is_left_as_it_is(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = discord_house.member("ada")
    await _challenged(discord_house, ada)
    analyses = discord_house.bot.analyses
    monkeypatch.setattr(analyses, "now", lambda: 0.0)
    sent = await ada.slash(discord_house.channel, "cameo setup", recording=VIDEO)
    before = words(sent)
    monkeypatch.setattr(analyses, "now", lambda: LASTS_S)
    await _finish(discord_house)
    assert (words(sent), analyses.watched) == (before, [])


async def test_who_has_no_likeness_reads_so_when_they_would_cast_themselves(
    discord_house: DiscordHouse,
) -> None:
    ada = discord_house.member("ada")
    shown = await ada.slash(discord_house.channel, "cameo me")
    assert "none yet" in words(shown)
    assert list(buttons(shown)) == ["export_me", "offer_erase"]


def _counted(monkeypatch: pytest.MonkeyPatch, at: DiscordHouse) -> list[str]:
    """Addresses that are fetched from Discord's file store from now on."""
    fetched: list[str] = []
    fetch = at.bot.http.get_from_cdn

    async def counted(url: str) -> bytes:
        fetched.append(url)
        return await fetch(url)

    monkeypatch.setattr(at.bot.http, "get_from_cdn", counted)
    return fetched
