"""What the service owes people, on a simulated Discord: where it is posted, and where that cannot be."""

import asyncio
from datetime import timedelta

import discord
import pytest
from discord_house import DiscordHouse
from factories import NOON, delivery
from simcord.actors import MemberActor

from adapters import text
from adapters.discord.places import MessagePlace
from adapters.posting import Poster
from bot.consent import ApprovalMode, Notify
from bot.people import Platform
from bot.reports import ReportKind
from bot.requests import MakeRequest
from bot.store.tables import DeliveryRow, StatusRow

pytestmark = pytest.mark.integration

POSTS = "/channels/{}/messages"
CLOSED, MISSING, UNKNOWN_CHANNEL, NO_ACCESS, NO_HISTORY = 50007, 50013, 10003, 50001, 160002


async def _made(house: DiscordHouse, name: str = "ada", text: str = "@Self waves", **more: object) -> str:
    """Somebody's finished clip with themselves, about to be posted."""
    member = await house.enrolled(name)
    return await _ordered(house, member, text, **more)


async def _ordered(house: DiscordHouse, member: MemberActor, text: str, **more: object) -> str:
    person = await house.person(member)
    await _quiet(house)
    request = MakeRequest(text=text, chat=house.chat, **more)  # type: ignore[arg-type]  # a test's shorthand
    clip = await house.house.app.make(person, request)
    await house.house.finish_jobs()
    return clip.id


async def _asked(house: DiscordHouse, *, first: bool = False) -> tuple[MemberActor, MemberActor, str]:
    """Ada, who is asked; bo, who asked; the clip."""
    ada, bo = await house.enrolled("ada"), await house.enrolled("bo")
    owner = await house.person(ada)
    await house.house.app.grant(owner, "bo")
    await house.house.app.set_notify(owner, Notify.NONE)
    if first:
        await house.house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    clip = await _ordered(house, bo, '@ada waves and says "See you there!"')
    return ada, bo, clip


async def _quiet(house: DiscordHouse) -> None:
    """Whatever was owed before is said, to nobody."""
    while due := await house.house.app.due_deliveries(Platform.DISCORD):
        for one in due:
            await house.house.app.mark_over(one.id)


async def _post(house: DiscordHouse) -> None:
    """Post until nothing is due."""
    while await house.bot.poster.once():
        pass
    await house.env.settle()


def _alone(member: MemberActor) -> list[discord.Message]:
    return member.user.dm_channel.history()


def _buttons(message: discord.Message) -> list[str]:
    return [
        str(child.custom_id).split(":")[1]
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for child in row.children
        if isinstance(child, discord.Button)
    ]


async def test_a_clip_comes_into_the_room_with_a_ping_of_its_maker_alone(discord_house: DiscordHouse) -> None:
    await _made(discord_house)
    await _post(discord_house)
    (message,) = discord_house.channel.history()
    (film,) = message.attachments
    assert film.filename.endswith(".mp4")
    assert [user.name for user in message.mentions] == ["ada"]


async def test_a_delivered_clip_offers_all_that_can_be_done_with_it(discord_house: DiscordHouse) -> None:
    await _made(discord_house)
    await _post(discord_house)
    (message,) = discord_house.channel.history()
    wanted = ["keep_clip", "make_again", "edit_prompt", "delete_clip", "report_clip"]
    assert _buttons(message) == wanted


async def test_a_draft_comes_to_its_maker_alone_and_can_be_shared(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    await _ordered(discord_house, ada, "@Self waves", draft=True)
    await _post(discord_house)
    (message,) = _alone(ada)
    assert discord_house.channel.history() == []
    assert "share_clip" in _buttons(message)


async def test_a_prompt_pings_nobody_and_is_shown_as_it_was_written(discord_house: DiscordHouse) -> None:
    await _made(discord_house, text="@Self waves in *bold* letters")
    await _post(discord_house)
    (message,) = discord_house.channel.history()
    assert [user.name for user in message.mentions] == ["ada"]
    assert "*bold*" not in message.content.replace("\\*", "")


async def test_a_clip_answers_its_status_message(discord_house: DiscordHouse) -> None:
    standing = await _with_status(discord_house)
    await _post(discord_house)
    message = discord_house.channel.last_message
    assert message is not None
    assert message.reference is not None
    assert message.reference.message_id == standing.id


async def test_where_nothing_can_be_answered_a_clip_is_posted_all_the_same(
    discord_house: DiscordHouse,
) -> None:
    await _with_status(discord_house)
    _fails(discord_house, discord_house.channel.id, NO_HISTORY, 400)
    await _post(discord_house)
    message = discord_house.channel.last_message
    assert message is not None
    assert message.reference is None
    assert message.attachments[0].filename.endswith(".mp4")


async def _with_status(house: DiscordHouse) -> discord.Message:
    """Ada's finished clip, and the message that told how it went."""
    ada = await house.enrolled("ada")
    standing = await ada.send(house.channel, "here I stand")
    clip = await _ordered(house, ada, "@Self waves")
    async with house.house.uow() as tx:
        name = MessagePlace(house.channel.id, standing.id).name
        room = str(house.channel.id)
        await tx.statuses.add(
            StatusRow(clip_id=clip, platform=Platform.DISCORD, chat_id=room, message_id=name)
        )
    return standing


async def test_who_is_asked_gets_the_clip_the_words_and_both_reactions_alone(
    discord_house: DiscordHouse,
) -> None:
    ada, bo, _ = await _asked(discord_house)
    await _post(discord_house)
    (question,) = _alone(ada)
    assert question.attachments[0].filename.endswith(".mp4")
    assert all(word in question.content for word in ("@bo", "waves", "See you there!"))
    assert [str(reaction.emoji) for reaction in question.reactions] == ["✅", "❌"]
    assert _buttons(question) == ["approve_clip", "deny_clip", "report_clip"]
    assert not any(message.attachments for message in [*_alone(bo), *discord_house.channel.history()])


def _fails(house: DiscordHouse, channel: int, code: int, status: int = 403, times: int | None = 1) -> None:
    house.env.inject_error("POST", POSTS.format(channel), status=status, code=code, message="no", times=times)


async def test_who_takes_no_direct_messages_is_called_in_the_room_without_frame_or_prompt(
    discord_house: DiscordHouse,
) -> None:
    ada, _, _ = await _asked(discord_house)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    await _post(discord_house)
    call = _call(discord_house, ada)
    assert [user.name for user in call.mentions] == ["ada"]
    assert (call.attachments, call.embeds) == ([], [])
    assert not any(word in call.content for word in ("waves", "@bo"))
    assert [str(reaction.emoji) for reaction in call.reactions] == ["✅", "❌"]
    assert _buttons(call) == ["view_clip", "approve_clip", "deny_clip"]


async def test_who_was_called_looks_at_it_privately(discord_house: DiscordHouse) -> None:
    ada, _, _ = await _asked(discord_house)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    await _post(discord_house)
    call = _call(discord_house, ada)
    shown = await ada.click(call, custom_id=_named(call, "view_clip"))
    assert shown.ephemeral
    assert shown.response is not None
    message = shown.response.message
    assert message.attachments[0].filename.endswith(".mp4")
    assert "waves" in message.content
    assert _buttons(message) == ["approve_clip", "deny_clip", "report_clip"]


@pytest.mark.parametrize("first_look", [False, True], ids=["in-the-room", "privately"])
async def test_a_call_that_was_answered_asks_no_more(
    discord_house: DiscordHouse, *, first_look: bool
) -> None:
    ada, _, _ = await _asked(discord_house)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    await _post(discord_house)
    asked = call = _call(discord_house, ada)
    if first_look:
        shown = await ada.click(call, custom_id=_named(call, "view_clip"))
        assert shown.response is not None
        asked = shown.response.message
    await ada.click(asked, custom_id=_named(asked, "approve_clip"))
    now = next(message for message in discord_house.channel.history() if message.id == call.id)
    assert (now.components, now.content) == ([], "This question is answered.")


async def test_nobody_elses_click_ends_a_call(discord_house: DiscordHouse) -> None:
    ada, bo, _ = await _asked(discord_house)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    await _post(discord_house)
    call = _call(discord_house, ada)
    await bo.click(call, custom_id=_named(call, "approve_clip"))
    assert _buttons(_call(discord_house, ada)) == ["view_clip", "approve_clip", "deny_clip"]


async def test_nobody_else_can_look_at_it(discord_house: DiscordHouse) -> None:
    ada, bo, _ = await _asked(discord_house)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    await _post(discord_house)
    call = _call(discord_house, ada)
    shown = await bo.click(call, custom_id=_named(call, "view_clip"))
    assert shown.response is not None
    assert shown.response.attachments == []
    assert "waves" not in shown.response.content


async def test_who_can_be_reached_nowhere_is_told_when_they_come_by(discord_house: DiscordHouse) -> None:
    ada, _, _ = await _asked(discord_house)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    _fails(discord_house, discord_house.channel.id, MISSING, times=None)
    await _post(discord_house)
    result = await ada.slash(discord_house.channel, "cameo help")
    (told,) = [one.message for one in result.followups if one.ephemeral]
    shown = await ada.click(told, custom_id=_named(told, "view_clip"))
    assert shown.response is not None
    assert shown.response.attachments[0].filename.endswith(".mp4")


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, UNKNOWN_CHANNEL), (403, NO_ACCESS), (403, MISSING), (400, 50083), (400, 200000)],
)
async def test_a_clip_that_its_room_does_not_take_goes_to_its_maker_alone(
    discord_house: DiscordHouse, status: int, code: int
) -> None:
    ada = await discord_house.enrolled("ada")
    await _ordered(discord_house, ada, "@Self waves")
    _fails(discord_house, discord_house.channel.id, code, status)
    await _post(discord_house)
    (message,) = _alone(ada)
    assert message.attachments[0].filename.endswith(".mp4")
    assert "could not post it" in message.content
    assert discord_house.channel.history() == []


async def test_a_clip_that_could_not_be_posted_is_paid_once(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    person = await discord_house.person(ada)
    before = await discord_house.house.available(person)
    clip = await _ordered(discord_house, ada, "@Self waves")
    price = (await discord_house.house.app.clip(person, clip)).price
    _fails(discord_house, discord_house.channel.id, UNKNOWN_CHANNEL, 404)
    _fails(discord_house, ada.user.dm_channel.id, CLOSED)
    await _post(discord_house)
    assert await discord_house.house.available(person) == before - price
    assert await discord_house.house.video(person, clip) == b"film"


async def test_a_film_that_discord_finds_too_large_is_said_without_it(discord_house: DiscordHouse) -> None:
    await _made(discord_house)
    _fails(discord_house, discord_house.channel.id, 40005, 413)
    await _post(discord_house)
    (message,) = discord_house.channel.history()
    assert message.attachments == []
    assert "too large" in message.content


async def test_a_film_above_the_rooms_limit_is_not_even_sent(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Guild, "filesize_limit", property(lambda _: 3))
    await _made(discord_house)
    await _post(discord_house)
    (message,) = discord_house.channel.history()
    assert message.attachments == []


async def test_what_discord_did_not_confirm_and_cannot_be_found_is_asked_about(
    discord_house: DiscordHouse,
) -> None:
    ada = await discord_house.enrolled("ada")
    await _ordered(discord_house, ada, "@Self waves")
    _fails(discord_house, discord_house.channel.id, 0, 503)
    await _post(discord_house)
    (question,) = _alone(ada)
    assert _buttons(question) == ["send_again"]
    assert discord_house.channel.history() == []
    await ada.user.click(question, custom_id=_named(question, "send_again"))
    await _post(discord_house)
    assert len(discord_house.channel.history()) == 1


async def test_what_arrived_although_discord_failed_is_not_posted_twice(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await discord_house.enrolled("ada")
    await _ordered(discord_house, ada, "@Self waves")
    send = discord_house.bot.http.send_message
    failed: list[object] = []

    async def posts_and_fails(*args: object, **kwargs: object) -> object:
        answer = await send(*args, **kwargs)  # type: ignore[arg-type]
        if failed:
            return answer
        failed.append(answer)
        raise discord.DiscordServerError(_Answer(), "broken")  # type: ignore[arg-type]

    monkeypatch.setattr(discord_house.bot.http, "send_message", posts_and_fails)
    await _post(discord_house)
    assert len(discord_house.channel.history()) == 1
    assert _alone(ada) == []


async def _posted_and_died(house: DiscordHouse, monkeypatch: pytest.MonkeyPatch) -> tuple[MemberActor, str]:
    """Ada's clip stands in the room, but the bot that posted it died before it wrote that down."""
    ada = await house.enrolled("ada")
    clip = await _ordered(house, ada, "@Self waves")

    async def dies(*_: object, **__: object) -> None:
        """Nothing is written down."""

    with monkeypatch.context() as dying:
        dying.setattr(Poster, "_noted", dies)
        await _post(house)
    assert len(house.channel.history()) == 1
    house.house.clock.advance(seconds=61)
    return ada, clip


async def test_what_a_bot_posted_before_it_died_is_found_and_not_asked_about(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, clip = await _posted_and_died(discord_house, monkeypatch)
    await discord_house.house.app.sweep()
    await _post(discord_house)
    assert (_alone(ada), len(discord_house.channel.history())) == ([], 1)
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    await _post(discord_house)
    assert discord_house.channel.history() == []


async def test_what_a_bot_posted_before_it_died_goes_with_its_clip(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, clip = await _posted_and_died(discord_house, monkeypatch)
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    await discord_house.house.app.sweep()
    await _post(discord_house)
    assert discord_house.channel.history() == []


class _Answer:
    status, reason = 503, "Service Unavailable"


async def test_one_message_that_fails_holds_up_no_other(discord_house: DiscordHouse) -> None:
    await _asked(discord_house)
    cy = await discord_house.enrolled("cy")
    person = await discord_house.person(cy)
    await discord_house.house.app.make(person, MakeRequest(text="@Self dances", chat=discord_house.chat))
    await discord_house.house.finish_jobs()
    _fails(discord_house, discord_house.channel.id, 0, 503, times=1)
    await _post(discord_house)
    assert [m.attachments[0].filename.endswith(".mp4") for m in discord_house.channel.history()] == [True]


async def test_a_clip_that_ends_takes_its_messages_with_it(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _ordered(discord_house, ada, "@Self waves")
    await _post(discord_house)
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    await _post(discord_house)
    assert [m for m in discord_house.channel.history() if m.attachments] == []
    assert await discord_house.house.app.due_takedowns(Platform.DISCORD) == []


@pytest.mark.parametrize(("status", "code"), [(404, 10008), (404, UNKNOWN_CHANNEL), (403, NO_ACCESS)])
async def test_what_cannot_be_taken_down_is_not_tried_for_ever(
    discord_house: DiscordHouse, status: int, code: int
) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _ordered(discord_house, ada, "@Self waves")
    await _post(discord_house)
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    discord_house.env.inject_error("DELETE", "/channels/*/messages/*", status=status, code=code, times=1)
    await _post(discord_house)
    assert await discord_house.house.app.due_takedowns(Platform.DISCORD) == []


async def test_what_may_be_taken_down_later_is_tried_again(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _ordered(discord_house, ada, "@Self waves")
    await _post(discord_house)
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    discord_house.env.inject_error("DELETE", "/channels/*/messages/*", status=503, times=1)
    await discord_house.bot.poster.once()
    assert len(await discord_house.house.app.due_takedowns(Platform.DISCORD)) == 1
    await _post(discord_house)
    assert [m for m in discord_house.channel.history() if m.attachments] == []


async def test_a_clip_that_was_deleted_on_its_way_is_not_posted(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _ordered(discord_house, ada, "@Self waves")
    await discord_house.house.app.delete(await discord_house.person(ada), clip)
    await _post(discord_house)
    assert [m for m in discord_house.channel.history() if m.attachments] == []


async def test_a_clip_that_is_looked_at_is_said_without_its_film(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    clip = await _ordered(discord_house, ada, "@Self waves")
    await discord_house.house.app.report(await discord_house.person(ada), clip=clip, kind=ReportKind.OTHER)
    await _post(discord_house)
    assert not any(message.attachments for message in discord_house.channel.history())


async def test_while_files_cannot_be_read_a_clip_waits_its_turn(discord_house: DiscordHouse) -> None:
    await _made(discord_house)
    discord_house.house.vault.unreadable = True
    await _post(discord_house)
    assert discord_house.channel.history() == []
    discord_house.house.vault.unreadable = False
    discord_house.house.clock.advance(seconds=5)
    await _post(discord_house)
    assert len(discord_house.channel.history()) == 1


async def test_a_bot_that_is_turned_out_of_a_server_says_it_alone(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    await _ordered(discord_house, ada, "@Self waves")
    _fails(discord_house, discord_house.channel.id, NO_ACCESS, times=None)
    await _post(discord_house)
    assert _alone(ada)[0].attachments[0].filename.endswith(".mp4")


async def test_a_film_sent_to_somebody_erased_is_taken_down_there_too(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    await _ordered(discord_house, ada, "@Self waves", draft=True)
    await _post(discord_house)
    await discord_house.house.app.erase(await discord_house.person(ada))
    await _post(discord_house)
    assert [message for message in _alone(ada) if message.attachments] == []


async def test_a_notice_that_no_version_can_read_holds_up_no_other(discord_house: DiscordHouse) -> None:
    ada = await discord_house.enrolled("ada")
    person = await discord_house.person(ada)
    await _ordered(discord_house, ada, "@Self waves")
    async with discord_house.house.uow() as tx:
        await tx.deliveries.add(_owed(person, {"kind": "of_old"}))
    await _post(discord_house)
    assert len(discord_house.channel.history()) == 1


async def test_a_notice_that_cannot_be_drawn_holds_up_no_other(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await discord_house.enrolled("ada")
    person = await discord_house.person(ada)
    await _ordered(discord_house, ada, "@Self waves")
    async with discord_house.house.uow() as tx:
        await tx.deliveries.add(_owed(person, {"kind": "clip_kept", "clip": "c"}))
    monkeypatch.delitem(text.LANGUAGES["en"].notices, "clip_kept")  # type: ignore[arg-type]  # a dict inside
    await _post(discord_house)
    assert len(discord_house.channel.history()) == 1


async def test_a_bot_that_stops_finishes_what_it_sends_and_puts_back_the_rest(
    discord_house: DiscordHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await discord_house.enrolled("ada")
    person = await discord_house.person(ada)
    await _ordered(discord_house, ada, "@Self waves")
    async with discord_house.house.uow() as tx:
        await tx.deliveries.add(
            _owed(person, {"kind": "clip_kept", "clip": "c"}, str(discord_house.channel.id))
        )
    send, begun, go_on = discord_house.bot.http.send_message, asyncio.Event(), asyncio.Event()

    async def slowly(*args: object, **kwargs: object) -> object:
        begun.set()
        await go_on.wait()
        return await send(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(discord_house.bot.http, "send_message", slowly)
    looking = asyncio.create_task(discord_house.bot.poster.once())
    await begun.wait()
    looking.cancel()
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await looking
    assert len(discord_house.channel.history()) == 1
    discord_house.house.clock.advance(seconds=5)
    left = await discord_house.house.app.due_deliveries(Platform.DISCORD)
    assert [one.notice.kind for one in left] == ["clip_kept"]


def _owed(person: str, notice: dict[str, object], chat: str | None = None) -> DeliveryRow:
    """Something owed since long before everything else."""
    return delivery(
        platform=Platform.DISCORD,
        chat_id=chat,
        person_id=person,
        notice=notice,
        created_at=NOON - timedelta(days=1) if chat is None else NOON + timedelta(days=1),
    )


def _call(house: DiscordHouse, member: MemberActor) -> discord.Message:
    """The one message in the room that is for this member."""
    (found,) = [one for one in house.channel.history() if member.id in [user.id for user in one.mentions]]
    return found


def _named(message: discord.Message, action: str) -> str:
    """The custom id of that button."""
    for row in message.components:
        for child in getattr(row, "children", ()):
            if str(child.custom_id).split(":")[1] == action:
                return str(child.custom_id)
    raise AssertionError(action)
