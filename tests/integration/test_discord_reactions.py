"""✅ and ❌: the answer of whom it is asked, once, however it is given."""

import discord
import pytest
from discord_house import DiscordHouse
from simcord.actors import MemberActor

from adapters.discord import reactions
from adapters.discord.reactions import catch_up
from bot.clips import ClipState
from bot.people import Account, Platform
from bot.requests import MakeRequest, Unanswered

pytestmark = pytest.mark.integration

CLOSED = 50007


async def _asked(house: DiscordHouse, *, closed: bool = False) -> tuple[MemberActor, MemberActor, str]:
    """Ada was just asked about the clip that bo asked for: alone, or in the room where that is closed."""
    ada, bo = await house.enrolled("ada"), await house.enrolled("bo")
    owner, maker = await house.person(ada), await house.person(bo)
    await house.house.app.grant(owner, "bo")
    clip = await house.house.app.make(maker, MakeRequest(text="@ada waves", chat=house.chat))
    await house.house.finish_jobs()
    if closed:
        path = f"/channels/{ada.user.dm_channel.id}/messages"
        house.env.inject_error("POST", path, status=403, code=CLOSED, times=None)
    while await house.bot.poster.once():
        pass
    await house.env.settle()
    return ada, bo, clip.id


def _question(ada: MemberActor) -> discord.Message:
    return next(message for message in ada.user.dm_channel.history() if message.reactions)


def _call(house: DiscordHouse) -> discord.Message:
    return next(message for message in house.channel.history() if message.reactions)


async def _state(house: DiscordHouse, member: MemberActor, clip: str) -> ClipState:
    return (await house.house.app.clip(await house.person(member), clip)).state


@pytest.mark.parametrize(("sign", "state"), [("✅", ClipState.DELIVERED), ("❌", ClipState.DENIED)])
async def test_a_reaction_answers_a_question_asked_alone(
    discord_house: DiscordHouse, sign: str, state: ClipState
) -> None:
    ada, bo, clip = await _asked(discord_house)
    question = _question(ada)
    await ada.user.set_reaction(question, sign, reacted=True)
    assert await _state(discord_house, bo, clip) is state
    assert "agree" in ada.user.dm_channel.history()[-1].content


@pytest.mark.parametrize(("sign", "state"), [("✅", ClipState.DELIVERED), ("❌", ClipState.DENIED)])
async def test_a_reaction_answers_a_question_asked_in_a_room(
    discord_house: DiscordHouse, sign: str, state: ClipState
) -> None:
    ada, bo, clip = await _asked(discord_house, closed=True)
    call = _call(discord_house)
    await ada.react(call, sign)
    assert await _state(discord_house, bo, clip) is state
    await discord_house.bot.poster.once()
    left = [message for message in discord_house.channel.history() if message.id == call.id]
    assert [message.components for message in left] in ([], [[]])  # a no takes the question down, too


async def test_nobody_elses_reaction_counts(discord_house: DiscordHouse) -> None:
    _, bo, clip = await _asked(discord_house, closed=True)
    eve = discord_house.member("eve")
    for somebody in (bo, eve):
        await somebody.react(_call(discord_house), "✅")
    assert await _state(discord_house, bo, clip) is ClipState.APPROVAL


async def test_who_reacts_in_passing_is_not_taken_down_as_a_person(discord_house: DiscordHouse) -> None:
    await _asked(discord_house, closed=True)
    eve = discord_house.member("eve")
    await eve.react(_call(discord_house), "✅")
    async with discord_house.house.uow() as tx:
        assert await tx.people.by_account(Platform.DISCORD, str(eve.id)) is None


async def test_other_signs_say_nothing(discord_house: DiscordHouse) -> None:
    ada, bo, clip = await _asked(discord_house, closed=True)
    await ada.react(_call(discord_house), "👍")
    assert await _state(discord_house, bo, clip) is ClipState.APPROVAL


async def test_the_bots_own_reactions_answer_nothing(discord_house: DiscordHouse) -> None:
    _, bo, clip = await _asked(discord_house)
    assert await _state(discord_house, bo, clip) is ClipState.APPROVAL


async def test_a_click_and_a_reaction_count_once_and_the_first_stands(discord_house: DiscordHouse) -> None:
    ada, bo, clip = await _asked(discord_house)
    question = _question(ada)
    deny = next(
        str(child.custom_id)
        for row in question.components
        for child in getattr(row, "children", ())
        if "deny_clip" in str(child.custom_id)
    )
    await ada.user.set_reaction(question, "✅", reacted=True)
    await ada.user.click(question, custom_id=deny)
    await ada.user.set_reaction(question, "❌", reacted=True)
    assert await _state(discord_house, bo, clip) is ClipState.DELIVERED
    async with discord_house.house.uow() as tx:
        told = [row.action.value for row in await tx.audit.of(clip)]
    assert told.count("clip.approved") == 1
    assert "clip.denied" not in told


async def test_a_reaction_taken_back_takes_back_nothing(discord_house: DiscordHouse) -> None:
    ada, bo, clip = await _asked(discord_house)
    question = _question(ada)
    await ada.user.set_reaction(question, "✅", reacted=True)
    await ada.user.set_reaction(question, "✅", reacted=False)
    assert await _state(discord_house, bo, clip) is ClipState.DELIVERED


async def test_a_reaction_after_a_restart_counts(discord_house: DiscordHouse) -> None:
    ada, bo, clip = await _asked(discord_house)
    again = type(discord_house.bot)(
        discord_house.house.app, discord_house.house.ports.settings, background=False
    )
    await discord_house.env.restart_bot(again)
    await ada.user.set_reaction(_question(ada), "✅", reacted=True)
    assert await _state(discord_house, bo, clip) is ClipState.DELIVERED


@pytest.mark.parametrize("closed", [False, True], ids=["alone", "in-a-room"])
@pytest.mark.parametrize(
    ("signs", "state"), [("✅", ClipState.DELIVERED), ("❌", ClipState.DENIED), ("✅❌", ClipState.DENIED)]
)
async def test_an_answer_given_while_the_bot_was_away_is_found(
    discord_house: DiscordHouse,
    monkeypatch: pytest.MonkeyPatch,
    signs: str,
    state: ClipState,
    *,
    closed: bool,
) -> None:
    ada, bo, clip = await _asked(discord_house, closed=closed)
    message = _call(discord_house) if closed else _question(ada)
    with monkeypatch.context() as away:
        away.setattr(type(discord_house.bot), "on_raw_reaction_add", _deaf)
        for sign in signs:
            await (ada if closed else ada.user).set_reaction(message, sign, reacted=True)
    assert await _state(discord_house, bo, clip) is ClipState.APPROVAL
    await catch_up(discord_house.bot)
    assert await _state(discord_house, bo, clip) is state


async def _deaf(_bot: object, _payload: object) -> None:
    """A bot that does not listen."""


async def test_without_an_answer_nothing_is_decided_at_the_start(discord_house: DiscordHouse) -> None:
    _, bo, clip = await _asked(discord_house)
    await catch_up(discord_house.bot)
    assert await _state(discord_house, bo, clip) is ClipState.APPROVAL


async def test_a_store_that_is_away_at_the_start_is_asked_again(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo, clip = await _asked(discord_house)
    app, troubles = discord_house.house.app, [OSError()]
    unanswered = app.unanswered

    async def away_once(platform: Platform) -> list[Unanswered]:
        if troubles:
            raise troubles.pop()
        return await unanswered(platform)

    with monkeypatch.context() as away:
        away.setattr(type(discord_house.bot), "on_raw_reaction_add", _deaf)
        await ada.user.set_reaction(_question(ada), "✅", reacted=True)
    monkeypatch.setattr(reactions, "AGAIN_S", 0.0)
    monkeypatch.setattr(app, "unanswered", away_once)
    await catch_up(discord_house.bot)
    assert await _state(discord_house, bo, clip) is ClipState.DELIVERED


async def test_a_question_whose_message_is_gone_keeps_no_other_from_its_answer(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, bo, clip = await _asked(discord_house)
    app, chat = discord_house.house.app, discord_house.chat
    cy = discord_house.member("cy")
    await app.request_access(await discord_house.person(cy), "ada", "me?", chat, pointed_out=True)
    while await discord_house.bot.poster.once():
        pass
    asked_last = next(m for m in reversed(ada.user.dm_channel.history()) if m.reactions)
    with monkeypatch.context() as away:
        away.setattr(type(discord_house.bot), "on_raw_reaction_add", _deaf)
        await ada.user.set_reaction(asked_last, "✅", reacted=True)
    gone = f"/channels/*/messages/{_question(ada).id}"
    discord_house.env.inject_error("GET", gone, status=404, code=10008)
    await catch_up(discord_house.bot)
    friends = await app.friends(await discord_house.person(ada))
    assert sorted(grant.handle for grant in friends.grants) == ["bo", "cy"]
    assert await _state(discord_house, bo, clip) is ClipState.APPROVAL


async def test_a_reaction_allows_whom_asks_for_a_likeness(discord_house: DiscordHouse) -> None:
    ada, bo = await discord_house.enrolled("ada"), discord_house.member("bo")
    owner, asker = await discord_house.person(ada), await discord_house.person(bo)
    await discord_house.house.app.request_access(
        asker, "ada", "please?", discord_house.chat, pointed_out=True
    )
    while await discord_house.bot.poster.once():
        pass
    await discord_house.env.settle()
    await ada.user.set_reaction(_question(ada), "✅", reacted=True)
    friends = await discord_house.house.app.friends(owner)
    assert [grant.handle for grant in friends.grants] == ["bo"]
    known = await discord_house.house.app.person_for(Account(Platform.DISCORD, str(bo.id), "bo"))
    assert known.id == asker
