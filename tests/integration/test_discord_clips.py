"""Clips on Discord: pages of them, watching, sharing, how they stand, cancelling."""

from typing import Any

import discord
import pytest
from discord_house import DiscordHouse
from simcord import SetupError
from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from adapters.discord.bot import CameoBot
from adapters.text import phrase
from bot.clips import ClipState
from bot.consent import ApprovalMode
from bot.people import Chat, Platform
from bot.reports import ReportKind
from bot.requests import MakeRequest

pytestmark = pytest.mark.integration

WATCH, SHARE, KEEP = "cameo:watch_clip:{}", "cameo:share_clip:{}", "cameo:keep_clip:{}"
BACK, ON = phrase("page.back"), phrase("page.on")


async def _ordered(
    house: DiscordHouse, member: MemberActor, text: str, chat: Chat | None = None, *, draft: bool = False
) -> str:
    request = MakeRequest(text=text, chat=chat or house.chat, draft=draft)
    return (await house.house.app.make(await house.person(member), request)).id


async def _made(house: DiscordHouse, member: MemberActor, text: str = "@Self waves", **more: bool) -> str:
    """A finished clip, posted where it belongs."""
    clip = await _ordered(house, member, text, **more)
    await house.house.finish_jobs()
    await _post(house)
    return clip


async def _post(house: DiscordHouse) -> None:
    while await house.bot.poster.once():
        pass
    await house.env.settle()


def _said(result: InteractionResult) -> ResponseMessage:
    assert result.response is not None
    return result.response


def _films(channel: list[discord.Message]) -> int:
    return sum(one.filename.endswith(".mp4") for message in channel for one in message.attachments)


def _room(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """Discord says that files of so many bytes fit, whoever asks from now on."""
    read = discord.Interaction._from_data

    def small(self: discord.Interaction, data: Any) -> None:
        read(self, data | {"attachment_size_limit": limit})

    monkeypatch.setattr(discord.Interaction, "_from_data", small)


def _rows(said: ResponseMessage) -> list[list[str]]:
    """The labels under a message, row by row."""
    return [[button.get("label", "") for button in row["components"]] for row in said.components]


async def test_ones_clips_come_with_posters_and_a_row_of_buttons_each(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    for text in ("@Self waves", "@Self sings"):
        await _made(discord_house, ada, text)
    result = await ada.slash(discord_house.channel, "cameo clips")
    said = _said(result)
    assert result.ephemeral
    assert [one.filename for one in said.attachments] == ["1.png", "2.png"]
    assert [embed.thumbnail.url for embed in said.embeds if embed.thumbnail.url] != []
    assert [row[0].split(" · ")[0] for row in _rows(said)] == ["1", "2"]
    assert [len(row) for row in _rows(said)] == [5, 5]


async def test_pages_are_turned_over_in_place_and_after_a_restart(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    for number in range(6):
        discord_house.house.clock.advance(minutes=1)
        await _made(discord_house, ada, f"@Self waves {number} times")
    shown = _said(await ada.slash(discord_house.channel, "cameo clips"))
    assert _rows(shown)[-1] == [ON]
    await _restart(discord_house)
    turned = await ada.click(shown, label=ON)
    assert turned.deferred
    assert (_rows(shown)[-1], "waves 0 times" in shown.content, len(shown.attachments)) == ([BACK], True, 2)
    await ada.click(shown, label=BACK)
    assert "waves 5 times" in shown.content


async def _restart(house: DiscordHouse) -> None:
    again = CameoBot(house.house.app, house.house.ports.settings, background=False)
    await house.env.restart_bot(again)
    house.bot = again


async def test_there_is_a_word_where_there_are_none(discord_house: DiscordHouse) -> None:
    said = _said(
        await discord_house.member("ada").slash(discord_house.channel, "cameo clips", which="with_me")
    )
    assert "no clips" in said.content
    assert _rows(said) == []


async def test_clips_with_me_are_shown_with_who_made_them(discord_house: DiscordHouse) -> None:
    ada, bo, _ = await _together(discord_house)
    said = _said(await ada.slash(discord_house.channel, "cameo clips", which="with_me"))
    assert "@bo" in said.content
    assert "no clips" in _said(await bo.slash(discord_house.channel, "cameo clips", which="with_me")).content


async def _together(house: DiscordHouse) -> tuple[MemberActor, MemberActor, str]:
    """Ada, bo, and bo's posted clip of ada, who need not be asked."""
    ada, bo = await house.enrolled("ada"), await house.enrolled("bo")
    owner = await house.person(ada)
    await house.house.app.grant(owner, "bo")
    await house.house.app.set_approval(owner, ApprovalMode.NEVER)
    return ada, bo, await _made(house, bo, "@ada waves")


async def test_no_poster_is_shown_of_what_may_not_be_seen_yet(discord_house: DiscordHouse) -> None:
    ada, bo = await discord_house.enrolled("ada"), await discord_house.enrolled("bo")
    await discord_house.house.app.grant(await discord_house.person(ada), "bo")
    await _ordered(discord_house, bo, "@ada waves")
    await discord_house.house.finish_jobs()
    assert _said(await bo.slash(discord_house.channel, "cameo clips")).attachments == []
    asked = _said(await ada.slash(discord_house.channel, "cameo clips", which="with_me"))
    assert len(asked.attachments) == 1


async def test_a_clip_is_watched_by_who_may_alone(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada)
    shown = _said(await ada.slash(discord_house.channel, "cameo clips"))
    watched = await ada.click(shown, custom_id=WATCH.format(clip))
    assert watched.ephemeral
    (film,) = _said(watched).attachments
    assert film.filename.endswith(".mp4")


async def test_what_is_too_large_to_be_shown_is_said_so(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada)
    shown = _said(await ada.slash(discord_house.channel, "cameo clips"))
    _room(monkeypatch, 2)
    watched = _said(await ada.click(shown, custom_id=WATCH.format(clip)))
    assert "too large" in watched.content
    assert watched.attachments == []


async def test_a_clip_is_saved_from_its_page(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada)
    shown = _said(await ada.slash(discord_house.channel, "cameo clips"))
    await ada.click(shown, custom_id=KEEP.format(clip))
    stands = await discord_house.house.app.clip(await discord_house.person(ada), clip)
    assert stands.state is ClipState.KEPT


async def test_a_clip_is_shared_where_its_maker_presses(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada)
    other = discord_house.guild.create_text_channel("elsewhere")
    shown = _said(await ada.slash(other, "cameo clips"))
    pressed = await ada.click(shown, custom_id=SHARE.format(clip))
    await _post(discord_house)
    assert pressed.ephemeral
    assert _films(other.history()) == 1


async def test_a_draft_is_shared_from_direct_messages_where_it_was_asked_for(
    discord_house: DiscordHouse,
) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada, draft=True)
    assert _films(discord_house.channel.history()) == 0
    shown = _said(await ada.user.slash("cameo clips"))
    for _ in range(2):
        await ada.user.click(shown, custom_id=SHARE.format(clip))
        await _post(discord_house)
    assert _films(discord_house.channel.history()) == 1


async def test_who_left_the_server_shares_nothing_there(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada, draft=True)
    shown = _said(await ada.user.slash("cameo clips"))
    discord_house.guild.remove_member(ada.user)
    said = _said(await ada.user.click(shown, custom_id=SHARE.format(clip)))
    await _post(discord_house)
    assert "nobody else reads" in said.content
    assert _films(discord_house.channel.history()) == 0


async def test_who_may_not_write_in_a_channel_has_nothing_posted_there(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    mute = {ada: discord.PermissionOverwrite(send_messages=False)}
    quiet = discord_house.guild.create_text_channel("quiet", overwrites=mute)
    there = Chat(Platform.DISCORD, str(quiet.id), str(discord_house.guild.id))
    clip = await _ordered(discord_house, ada, "@Self waves", there, draft=True)
    await discord_house.house.finish_jobs()
    shown = _said(await ada.user.slash("cameo clips"))
    await ada.user.click(shown, custom_id=SHARE.format(clip))
    await _post(discord_house)
    assert _films(quiet.history()) == 0


async def test_what_was_asked_for_alone_has_no_room_to_be_shared_in(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    alone = Chat(Platform.DISCORD, str(ada.user.dm_channel.id))
    clip = await _ordered(discord_house, ada, "@Self waves", alone)
    await discord_house.house.finish_jobs()
    shown = _said(await ada.user.slash("cameo clips"))
    said = _said(await ada.user.click(shown, custom_id=SHARE.format(clip)))
    assert "channel where you want it" in said.content


async def test_a_shared_copy_comes_down_when_somebody_in_it_deletes_it(discord_house: DiscordHouse) -> None:
    ada, bo, clip = await _together(discord_house)
    other = discord_house.guild.create_text_channel("elsewhere")
    shown = _said(await bo.slash(other, "cameo clips"))
    await bo.click(shown, custom_id=SHARE.format(clip))
    await _post(discord_house)
    assert _films(other.history()) == 1
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    await _post(discord_house)
    assert (_films(other.history()), _films(discord_house.channel.history())) == (0, 0)


async def test_a_button_of_a_clip_that_is_gone_says_so(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _made(discord_house, ada)
    shown = _said(await ada.slash(discord_house.channel, "cameo clips"))
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    for pressed in (WATCH, SHARE):
        said = _said(await ada.click(shown, custom_id=pressed.format(clip)))
        assert "deleted" in said.content
        assert said.attachments == []


async def test_what_is_looked_at_is_not_offered_to_be_watched(discord_house: DiscordHouse) -> None:
    ada, bo, clip = await _together(discord_house)
    app = discord_house.house.app
    await app.report(await discord_house.person(ada), clip=clip, kind=ReportKind.OTHER)
    shown = _said(await bo.slash(discord_house.channel, "cameo clips"))
    assert shown.attachments == []
    with pytest.raises(SetupError):
        await bo.click(shown, custom_id=WATCH.format(clip))


async def test_a_page_fits_however_large_the_posters_are(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await discord_house.enrolled("ada")
    for text in ("@Self waves", "@Self sings"):
        await _made(discord_house, ada, text)
    _room(monkeypatch, len(b"still") + 1)
    said = _said(await ada.slash(discord_house.channel, "cameo clips"))
    assert len(said.attachments) == 1
    assert "sings" in said.content


async def test_status_shows_all_or_the_one_that_was_picked(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _ordered(discord_house, ada, "@Self waves")
    await _ordered(discord_house, ada, "@Self sings")
    everything = _said(await ada.slash(discord_house.channel, "cameo status")).content
    assert "waves" in everything
    assert "sings" in everything
    offered = await ada.autocomplete(discord_house.channel, "cameo status", "clip", "wav")
    assert [one["value"] for one in offered] == [clip]
    one = _said(await ada.slash(discord_house.channel, "cameo status", clip=clip)).content
    assert "sings" not in one


async def test_only_what_is_in_the_making_is_offered_to_be_cancelled(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    await _made(discord_house, ada)
    making = await _ordered(discord_house, ada, "@Self sings")
    offered = await ada.autocomplete(discord_house.channel, "cameo cancel", "clip", "")
    assert [one["value"] for one in offered] == [making]
    await ada.slash(discord_house.channel, "cameo cancel", clip=making)
    stands = await discord_house.house.app.clip(await discord_house.person(ada), making)
    assert stands.state is ClipState.CANCELLED


async def test_nobody_cancels_what_is_anothers(discord_house: DiscordHouse) -> None:
    ada, bo = await discord_house.enrolled("ada"), discord_house.member("bo")
    making = await _ordered(discord_house, ada, "@Self sings")
    await bo.slash(discord_house.channel, "cameo cancel", clip=making)
    stands = await discord_house.house.app.clip(await discord_house.person(ada), making)
    assert stands.state is ClipState.QUEUED


async def test_every_name_of_a_button_is_short_enough_for_discord(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    await _made(discord_house, ada)
    said = _said(await ada.slash(discord_house.channel, "cameo clips"))
    names = [one["custom_id"] for one in walk_components(said.components) if "custom_id" in one]
    assert max(len(name) for name in names) <= 100
