"""Making clips on Discord: the price first, to who asks alone, and one message that tells how it goes."""

from typing import Any

import discord
import pytest
from discord_answers import answer, buttons, offered, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor
from simcord.results import InteractionResult
from sqlalchemy import select

from adapters.discord.bot import CameoBot
from bot.clips import ClipState, Tier
from bot.consent import ApprovalMode, Usage, Visibility
from bot.notices import ClipShown
from bot.store.tables import ProposalRow
from engine.contract.messages import Style

pytestmark = pytest.mark.integration


@pytest.fixture
async def ada(discord_house: DiscordHouse) -> MemberActor:
    """Somebody with a likeness."""
    return await discord_house.enrolled("ada")


@pytest.fixture
async def bo(discord_house: DiscordHouse) -> MemberActor:
    """Somebody whom everybody on the server may use, and who does not ask to see it first."""
    member = await discord_house.enrolled("bo")
    person = await discord_house.person(member)
    await discord_house.house.app.set_usage(person, Usage.EVERYONE)
    await discord_house.house.app.set_visibility(person, Visibility.EVERYONE)
    await discord_house.house.app.set_approval(person, ApprovalMode.NEVER)
    return member


async def _makes(at: DiscordHouse, who: MemberActor, **options: Any) -> InteractionResult:
    return await who.slash(at.channel, "cameo make", **options)


async def _starts(who: MemberActor, shown: InteractionResult) -> InteractionResult:
    return await who.click(shown.response, custom_id=buttons(shown)["start_clip"])


async def _clips(at: DiscordHouse, who: MemberActor) -> tuple[ClipShown, ...]:
    return (await at.house.app.clips(await at.person(who))).clips


async def _kept(at: DiscordHouse, who: MemberActor) -> ProposalRow:
    """The newest request that waits for their word."""
    person = await at.person(who)
    async with at.house.uow() as tx:
        query = select(ProposalRow).where(ProposalRow.person_id == person)
        return list(await tx.session.scalars(query.order_by(ProposalRow.id)))[-1]


async def _told(at: DiscordHouse, among: discord.Message | None = None) -> discord.Message:
    """The one message in the channel (`among` others: which), after what is due was said in it."""
    at.house.clock.advance(seconds=2)
    await at.bot.statuses.once()
    said = [one for one in at.channel.history() if one.author.bot]
    (message,) = said if among is None else [one for one in said if one.id == among.id]
    return message


def _pressable(message: discord.Message) -> dict[str, str]:
    """Custom id by action, of the buttons under a message."""
    rows = [row for row in message.components if isinstance(row, discord.ActionRow)]
    ids = [
        str(child.custom_id) for row in rows for child in row.children if isinstance(child, discord.Button)
    ]
    return {name.split(":")[1]: name for name in ids}


async def _mentions(at: DiscordHouse, who: MemberActor, text: str, **more: Any) -> discord.Message:
    """Somebody mentions the bot in the channel; what it answers."""
    assert at.bot.user is not None
    await who.send(at.channel, f"<@{at.bot.user.id}> {text}", **more)
    said = at.channel.last_message
    assert said is not None
    assert said.author.bot
    return said


# ---------------------------------------------------------------------------------------------- /cameo make


async def test_a_price_is_shown_to_who_asks_alone_and_nothing_is_spent(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves")
    assert "64 credits" in words(shown)
    assert list(buttons(shown)) == ["start_clip", "edit_prompt", "drop_proposal"]
    assert (await _clips(discord_house, ada), discord_house.channel.history()) == ((), [])


async def test_one_message_follows_a_render_to_its_end(discord_house: DiscordHouse, ada: MemberActor) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    queued = await _told(discord_house)
    (clip,) = await _clips(discord_house, ada)
    discord_house.house.queue.work_on(f"{clip.id}.1", discord_house.house.clock.now(), done=0.42)
    await discord_house.house.app.take_outcomes()
    drawing = await _told(discord_house)
    await discord_house.house.finish(f"{clip.id}.1")
    await discord_house.house.app.take_outcomes()
    while await discord_house.bot.poster.once():
        pass
    done = await _told(discord_house, queued)
    assert {queued.id, drawing.id} == {queued.id}
    for message, said in ((queued, "In the queue, place 1"), (drawing, "42%"), (done, "Posted")):
        assert said in message.content


async def test_a_press_twice_makes_one_clip(discord_house: DiscordHouse, ada: MemberActor) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves")
    start = buttons(shown)["start_clip"].removeprefix("cameo:start_clip:")
    person = await discord_house.person(ada)
    await _starts(ada, shown)
    await discord_house.house.app.start(person, start)
    assert len(await _clips(discord_house, ada)) == 1


async def test_options_say_what_the_prompt_does_not(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    await _makes(
        discord_house,
        ada,
        prompt="surfing a giant wave",
        seconds=6.0,
        resolution="pro",
        style="graphic",
        role1="astronaut",
        role2="detective",
        draft=True,
        **{"with": "@ada @bo"},
    )
    row = await _kept(discord_house, ada)
    assert row.text == "@ada as astronaut and @bo as detective: surfing a giant wave"
    assert (row.seconds, row.tier, row.style, row.draft) == (6.0, Tier.PRO, Style.GRAPHIC, True)


async def test_a_mention_in_a_form_is_who_discord_says(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    person = await discord_house.person(bo)
    await discord_house.house.app.set_visibility(person, Visibility.NOBODY)
    shown = await _makes(discord_house, ada, prompt=f"<@{bo.id}> waves")
    assert "With: @bo." in words(shown)


async def test_friends_are_understood_by_name(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    shown = await _makes(discord_house, ada, prompt="me and Bo on a beach")
    said = await _mentions(discord_house, ada, "Bo surfing a giant wave")
    assert "With: @ada and @bo." in words(shown)
    assert "would like a clip" in said.content
    assert (await _kept(discord_house, ada)).text == "@bo surfing a giant wave"


async def test_whom_one_may_cast_is_offered(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    await discord_house.enrolled("berta")
    assert await offered(discord_house, ada, "cameo make", "with") == ["@ada", "@bo"]
    assert await offered(discord_house, ada, "cameo make", "with", "@ada @b") == ["@ada @bo"]


async def test_who_hides_reads_the_same_with_and_without_a_likeness(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    said = []
    for one in (await discord_house.enrolled("clara"), discord_house.member("dora")):
        await discord_house.house.app.set_visibility(await discord_house.person(one), Visibility.NOBODY)
        shown = await _makes(discord_house, ada, prompt=f"<@{one.id}> waves")
        said.append(words(shown).replace(one.name, "x"))
    assert said[0] == said[1]
    assert "outside what x allows" in said[0]


async def test_who_left_the_server_is_not_cast(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    person = await discord_house.person(bo)
    await discord_house.house.app.grant(person, "ada")
    shown = await _makes(discord_house, ada, prompt="@bo waves")
    discord_house.guild.remove_member(bo)
    refused = await _starts(ada, shown)
    assert "outside what bo allows" in words(refused)
    assert await _clips(discord_house, ada) == ()


async def test_a_friend_who_never_wrote_here_is_found_on_the_server(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    person = await discord_house.person(bo)
    await discord_house.house.app.grant(person, "ada")
    async with discord_house.house.uow() as tx:
        await tx.people.left(person, discord_house.chat)
    shown = await _makes(discord_house, ada, prompt="@bo waves")
    assert "This can be made" in words(shown)


async def test_what_cannot_be_read_is_said(discord_house: DiscordHouse, ada: MemberActor) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves --loud")
    assert "There is no option --loud" in words(shown)


async def test_a_refused_wish_is_looked_at_again_in_place(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves", seconds=60.0)
    assert "cannot be made" in words(shown)
    await discord_house.house.desk.set_plan("root", "ada", Tier.PRO)
    looked = await ada.click(shown.response, custom_id=buttons(shown)["look_first"])
    assert looked.deferred
    assert "cannot be made" in words(shown)


async def test_a_draft_is_told_of_to_its_maker_alone(discord_house: DiscordHouse, ada: MemberActor) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves", draft=True))
    await discord_house.bot.statuses.once()
    assert discord_house.channel.history() == []
    (message,) = ada.user.dm_channel.history()
    assert "In the queue" in message.content


async def test_a_form_of_five_parts_is_one_prompt(discord_house: DiscordHouse, ada: MemberActor) -> None:
    form = await ada.slash(discord_house.channel, "cameo compose")
    assert form.modal is not None
    boxes = [part["component"]["custom_id"] for part in form.modal["components"]]
    parts = ("@Self as a detective", "@Self says “It was you!”", "close-up", "in a dark office", "cinematic")
    shown = await ada.submit_modal(form, dict(zip(boxes, parts, strict=True)))
    assert "With: @ada." in words(shown)
    assert (await _kept(discord_house, ada)).text == (
        "@Self as a detective. @Self says “It was you!”. Camera: close-up. "
        "Environment: in a dark office. Style: cinematic"
    )


# ---------------------------------------------------------------------------------------- buttons under it


async def test_a_wish_is_dropped_in_place(discord_house: DiscordHouse, ada: MemberActor) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves")
    await ada.click(shown.response, custom_id=buttons(shown)["drop_proposal"])
    assert words(shown) == "Forgotten. Nothing was spent."
    assert answer(shown).components == []


async def test_a_prompt_is_edited_before_anything_is_spent(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves")
    form = await ada.click(shown.response, custom_id=buttons(shown)["edit_prompt"])
    assert form.modal is not None
    (box,) = [part["component"] for part in form.modal["components"]]
    assert box["value"] == "@me waves"
    await ada.submit_modal(form, {box["custom_id"]: "@me sings"})
    assert "@me sings" in words(shown)
    assert (await _kept(discord_house, ada)).text == "@me sings"


async def test_every_button_works_after_a_restart(discord_house: DiscordHouse, ada: MemberActor) -> None:
    shown = await _makes(discord_house, ada, prompt="@me waves")
    again = CameoBot(discord_house.house.app, discord_house.house.ports.settings, background=False)
    await discord_house.env.restart_bot(again)
    discord_house.bot = again
    await _starts(ada, shown)
    message = await _told(discord_house)
    await ada.click(message, custom_id=_pressable(message)["cancel_clip"])
    assert [clip.state for clip in await _clips(discord_house, ada)] == [ClipState.CANCELLED]


async def test_only_its_maker_cancels(discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    message = await _told(discord_house)
    refused = await bo.click(message, custom_id=_pressable(message)["cancel_clip"])
    assert "You have no such clip" in words(refused)
    assert [clip.state for clip in await _clips(discord_house, ada)] == [ClipState.QUEUED]


async def test_what_was_cancelled_is_made_again_from_its_message(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    message = await _told(discord_house)
    await ada.click(message, custom_id=_pressable(message)["cancel_clip"])
    message = await _told(discord_house)
    assert "was cancelled" in message.content
    shown = await ada.click(message, custom_id=_pressable(message)["make_again"])
    assert "“@me waves”" in words(shown)


# ------------------------------------------------------------------------------------------------ mentions


async def test_a_mention_is_answered_by_one_message_that_tells_nothing(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    said = await _mentions(discord_house, ada, f"<@{bo.id}> surfing a forbidden wave at sunset")
    assert "@ada would like a clip" in said.content
    assert "forbidden" not in said.content
    assert list(_pressable(said)) == ["look_first", "drop_proposal"]


async def test_behind_its_button_who_asked_sees_the_price_and_the_message_becomes_the_status(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    said = await _mentions(discord_house, ada, "@Self surfing at sunset")
    shown = await ada.click(said, custom_id=_pressable(said)["look_first"])
    assert "64 credits" in words(shown)
    await _starts(ada, shown)
    message = await _told(discord_house)
    assert message.id == said.id
    assert "In the queue" in message.content


async def test_nobody_else_sees_what_it_would_come_to(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    said = await _mentions(discord_house, ada, "@Self surfing at sunset")
    for action in ("look_first", "drop_proposal"):
        assert "not yours" in words(await bo.click(said, custom_id=_pressable(said)[action]))
    assert discord_house.channel.last_message == said


async def test_a_wish_that_is_dropped_takes_its_message_with_it(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    said = await _mentions(discord_house, ada, "@Self surfing at sunset")
    await ada.click(said, custom_id=_pressable(said)["drop_proposal"])
    assert [one.author.bot for one in discord_house.channel.history()] == [False]


async def test_a_reply_to_a_clip_is_a_remix(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me and @bo wave"))
    await discord_house.house.finish_jobs()
    clip = await _told(discord_house)
    said = await _mentions(discord_house, bo, "singing at night", reply_to=clip)
    assert "@bo would like a remix" in said.content
    row = await _kept(discord_house, bo)
    assert (row.text, row.remix_of) == (
        "@ada and @bo: singing at night",
        (await _clips(discord_house, ada))[0].id,
    )


async def test_a_reply_to_something_else_is_a_wish_like_any_other(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    other = await ada.send(discord_house.channel, "look!")
    await _mentions(discord_house, ada, "@Self waves", reply_to=other)
    assert (await _kept(discord_house, ada)).remix_of is None


async def test_the_same_message_is_heard_once(discord_house: DiscordHouse, ada: MemberActor) -> None:
    await _mentions(discord_house, ada, "@Self waves")
    first = await _kept(discord_house, ada)
    asked = next(one for one in discord_house.channel.history() if not one.author.bot)
    await discord_house.bot.on_message(asked)
    assert (await _kept(discord_house, ada)).id == first.id


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "Mention me and who is in the clip"),
        ("hello there", "Say who is in the clip and what happens"),
        ("balance", "between you and me"),
        ("/cameo settings", "between you and me"),
    ],
)
async def test_what_is_no_wish_is_answered_with_the_way(
    discord_house: DiscordHouse, ada: MemberActor, written: str, said: str
) -> None:
    assert said in (await _mentions(discord_house, ada, written)).content


async def test_who_is_shut_out_is_not_told_so_before_others(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    await discord_house.house.desk.strike("root", "ada", "other", penalty="ban")
    await discord_house.house.app.erase(await discord_house.person(ada))
    assert discord_house.bot.user is not None
    await ada.send(discord_house.channel, f"<@{discord_house.bot.user.id}> @Self surfing at sunset")
    assert [one.author.bot for one in discord_house.channel.history()] == [False]


async def test_where_the_store_is_away_that_is_said(
    discord_house: DiscordHouse, ada: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise ConnectionError

    monkeypatch.setattr(discord_house.bot.app, "person_for", away)
    assert "nothing was charged" in (await _mentions(discord_house, ada, "@Self waves")).content


async def test_without_a_mention_nobody_is_answered(discord_house: DiscordHouse, ada: MemberActor) -> None:
    await ada.send(discord_house.channel, "@Self surfing at sunset")
    assert len(discord_house.channel.history()) == 1


async def test_where_it_may_not_write_it_answers_who_asked_alone(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    assert discord_house.bot.user is not None
    path = f"/channels/{discord_house.channel.id}/messages"
    discord_house.env.inject_error("POST", path, status=403, code=50013, message="no", times=1)
    await ada.send(discord_house.channel, f"<@{discord_house.bot.user.id}> @Self surfing")
    (said,) = ada.user.dm_channel.history()
    assert "64 credits" in said.content
    assert "start_clip" in _pressable(said)


async def test_the_menu_of_a_message_remixes_its_clip(
    discord_house: DiscordHouse, ada: MemberActor, bo: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me and @bo wave"))
    await discord_house.house.finish_jobs()
    message = await _told(discord_house)
    form = await bo.context_menu(discord_house.channel, "Remix this clip", message)
    assert form.modal is not None
    (box,) = [part["component"] for part in form.modal["components"]]
    assert box["value"] == "@ada and @bo wave"
    shown = await bo.submit_modal(form, {box["custom_id"]: "@me sings"})
    assert "A changed copy: “@me sings”" in words(shown)


async def test_a_message_without_a_clip_has_nothing_to_remix(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    message = await ada.send(discord_house.channel, "look!")
    refused = await ada.context_menu(discord_house.channel, "Remix this clip", message)
    assert "You have no such clip" in words(refused)


# ------------------------------------------------------------------------- where a message cannot be said


EDIT = "/channels/{}/messages/{}"


def _fails(at: DiscordHouse, method: str, path: str, status: int, code: int = 0) -> None:
    at.env.inject_error(method, path, status=status, code=code, message="no", times=1)


async def test_a_status_message_that_somebody_deleted_is_let_go(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    message = await _told(discord_house)
    await message.delete()
    (clip,) = await _clips(discord_house, ada)
    await discord_house.house.app.cancel(await discord_house.person(ada), clip.id)
    discord_house.house.clock.advance(seconds=2)
    assert [await discord_house.bot.statuses.once() for _ in range(2)] == [1, 0]
    assert [one.author.bot for one in discord_house.channel.history()] == []


async def test_a_status_message_that_may_not_be_posted_is_not_tried_again(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    _fails(discord_house, "POST", f"/channels/{discord_house.channel.id}/messages", 403, 50013)
    assert [await discord_house.bot.statuses.once() for _ in range(2)] == [1, 0]
    assert discord_house.channel.history() == []


async def test_an_edit_that_perhaps_failed_is_made_again(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    message = await _told(discord_house)
    (clip,) = await _clips(discord_house, ada)
    await discord_house.house.app.cancel(await discord_house.person(ada), clip.id)
    _fails(discord_house, "PATCH", EDIT.format(discord_house.channel.id, message.id), 503)
    assert "In the queue" in (await _told(discord_house)).content
    discord_house.house.clock.advance(seconds=30)
    assert "was cancelled" in (await _told(discord_house)).content


async def test_a_post_that_perhaps_arrived_is_not_repeated(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    _fails(discord_house, "POST", f"/channels/{discord_house.channel.id}/messages", 503)
    assert await discord_house.bot.statuses.once() == 1
    discord_house.house.clock.advance(minutes=1)
    assert await discord_house.bot.statuses.once() == 0


async def test_a_preview_of_oneself_is_shown_while_it_is_drawn_and_goes_with_that(
    discord_house: DiscordHouse, ada: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def frame(*_: object) -> bytes:
        return b"jpeg"

    monkeypatch.setattr("bot.use_cases.clips.previewing.preview", frame)
    await _starts(ada, await _makes(discord_house, ada, prompt="@me waves"))
    (clip,) = await _clips(discord_house, ada)
    discord_house.house.queue.work_on(f"{clip.id}.1", discord_house.house.clock.now(), done=0.42)
    await discord_house.house.app.take_outcomes()
    drawing = await _told(discord_house)
    await discord_house.house.finish(f"{clip.id}.1")
    await discord_house.house.app.take_outcomes()
    done = await _told(discord_house)
    assert [[one.filename for one in each.attachments] for each in (drawing, done)] == [["preview.jpg"], []]
