"""Messages that do not simply arrive: said elsewhere, asked about, read when their reader comes by."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode
from bot.deliveries import DeliveryState, Hindrance
from bot.errors import UnknownMessage
from bot.notices import (
    AccessAsked,
    AnyNotice,
    ApprovalAsked,
    ClipDelivered,
    ClipNotPosted,
    PerhapsUnsaid,
    SentAgain,
)
from bot.people import Account, Chat, Platform
from bot.requests import Delivery
from bot.store.tables import DeliveryRow, StatusRow
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

FAR = Chat(Platform.TERMINAL, "far", "another server")


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def _mine(house: House) -> tuple[str, str, Delivery]:
    """A maker, their finished clip, and the message with it, about to be said."""
    maker = await house.enrolled("ada")
    await house.hear()
    clip = (await house.order(maker, "@Self waves")).id
    await house.finish_jobs()
    return maker, clip, _of(await _due(house), ClipDelivered)


async def _asked(house: House, chat: Chat = ROOM) -> tuple[str, str, str, Delivery]:
    """A maker, a friend of theirs, a clip with the friend, and the question to them, about to be said."""
    owner, maker = await house.enrolled("ada"), await house.enrolled("bo")
    await house.app.grant(owner, "bo")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH)
    await house.hear()
    clip = (await house.order(maker, "@ada waves", chat=chat)).id
    await house.finish_jobs()
    return owner, maker, clip, _of(await _due(house), ApprovalAsked)


async def _due(house: House) -> list[Delivery]:
    return await house.app.due_deliveries(Platform.TERMINAL)


def _of(due: Sequence[Delivery], kind: type[AnyNotice]) -> Delivery:
    (found,) = [one for one in due if isinstance(one.notice, kind)]
    return found


async def _row(house: House, delivery: Delivery) -> DeliveryRow:
    async with house.uow() as tx:
        row = await tx.deliveries.get(delivery.id)
        assert row is not None
        return row


async def test_what_a_room_does_not_take_is_said_to_its_maker_alone(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    await house.app.mark_hindered(delivery.id, Hindrance.FORBIDDEN)
    (alone,) = await _due(house)
    assert (alone.person, alone.chat_id, alone.room) == (maker, None, ROOM.chat_id)
    assert isinstance(alone.notice, ClipNotPosted)
    assert (alone.notice.clip, alone.notice.why) == (clip, Hindrance.FORBIDDEN)


async def test_nobody_is_called_in_a_room_that_is_gone(house: House) -> None:
    _, _, delivery = await _mine(house)
    await house.app.mark_hindered(delivery.id, Hindrance.GONE)
    (alone,) = await _due(house)
    assert alone.room is None


async def test_a_clip_that_cannot_be_posted_is_paid_once(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    before = await house.available(maker)
    await house.app.mark_hindered(delivery.id, Hindrance.GONE)
    (alone,) = await _due(house)
    await house.app.mark_hindered(alone.id, Hindrance.CLOSED)
    assert await house.available(maker) == before
    assert await house.video(maker, clip) == b"film"


async def test_who_can_be_reached_nowhere_reads_it_when_they_come_by(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    await house.app.mark_hindered(delivery.id, Hindrance.GONE)
    (alone,) = await _due(house)
    await house.app.mark_hindered(alone.id, Hindrance.CLOSED)
    waiting = await house.app.unread(maker)
    assert waiting is not None
    assert (waiting.count, waiting.message) == (1, alone.id)
    notice = await house.app.read(maker, waiting.message)
    assert isinstance(notice, ClipNotPosted)
    assert notice.clip == clip
    assert await house.app.unread(maker) is None


async def test_a_draft_that_nobody_could_be_told_of_stays_a_while_longer(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    await house.app.mark_hindered(delivery.id, Hindrance.GONE)
    (alone,) = await _due(house)
    await house.app.mark_hindered(alone.id, Hindrance.CLOSED)
    house.clock.advance(hours=25)
    await house.app.sweep()
    assert (await house.app.clip(maker, clip)).state is ClipState.DELIVERED


async def test_nor_for_ever(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    for _ in range(8):
        house.clock.advance(hours=24)
        await house.app.sweep()
    assert (await house.app.clip(maker, clip)).state is ClipState.EXPIRED


async def test_a_draft_that_was_read_lapses_as_ever(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    await house.app.mark_sent(delivery.id, "m")
    house.clock.advance(hours=25)
    await house.app.sweep()
    assert (await house.app.clip(maker, clip)).state is ClipState.EXPIRED


async def test_who_is_asked_may_be_called_where_they_were_seen(house: House) -> None:
    _, _, _, delivery = await _asked(house)
    assert (delivery.chat_id, delivery.room) == (None, ROOM.chat_id)


@pytest.mark.parametrize(("chat", "room"), [(ROOM, ROOM.chat_id), (FAR, None)])
async def test_nobody_is_called_where_they_were_never_seen(
    house: House, chat: Chat, room: str | None
) -> None:
    await house.enrolled("ada")
    asker = await house.join("bo")
    await house.hear()
    await house.app.request_access(asker, "ada", "please?", chat, pointed_out=True)
    assert _of(await _due(house), AccessAsked).room == room


async def test_who_was_called_reads_the_question_and_nobody_else_does(house: House) -> None:
    owner, maker, clip, delivery = await _asked(house)
    await house.app.mark_called(delivery.id, "called")
    notice = await house.app.read(owner, delivery.id)
    assert isinstance(notice, ApprovalAsked)
    assert notice.clip == clip
    with pytest.raises(UnknownMessage):
        await house.app.read(maker, delivery.id)


async def test_the_call_goes_when_its_clip_does(house: House) -> None:
    _, maker, clip, delivery = await _asked(house)
    await house.app.mark_called(delivery.id, "called")
    await house.app.cancel(maker, clip)
    (gone,) = await house.app.due_takedowns(Platform.TERMINAL)
    assert (gone.chat_id, gone.message_id) == (ROOM.chat_id, "called")


async def test_a_call_that_came_too_late_goes_at_once(house: House) -> None:
    _, maker, clip, delivery = await _asked(house)
    await house.app.cancel(maker, clip)
    await house.app.mark_called(delivery.id, "called")
    assert [one.message_id for one in await house.app.due_takedowns(Platform.TERMINAL)] == ["called"]


async def test_a_question_about_a_clip_that_ended_cannot_be_read(house: House) -> None:
    owner, maker, clip, delivery = await _asked(house)
    await house.app.mark_hindered(delivery.id, Hindrance.CLOSED)
    await house.app.cancel(maker, clip)
    assert await house.app.unread(owner) is None
    with pytest.raises(UnknownMessage):
        await house.app.read(owner, delivery.id)


async def test_a_message_is_known_to_whom_it_was_said_alone(house: House) -> None:
    _, _, clip, delivery = await _asked(house)
    await house.app.mark_sent(delivery.id, "dm/7")
    said = await house.app.posted(Account(Platform.TERMINAL, "ada", ""), "dm/7")
    assert said is not None
    assert isinstance(said.notice, ApprovalAsked)
    assert said.notice.clip == clip
    for somebody in ("bo", "nobody"):
        assert await house.app.posted(Account(Platform.TERMINAL, somebody, ""), "dm/7") is None
    assert await house.app.posted(Account(Platform.TERMINAL, "ada", ""), "dm/8") is None


async def test_who_reacts_somewhere_does_not_become_a_person(house: House) -> None:
    _, _, _, delivery = await _asked(house)
    await house.app.mark_sent(delivery.id, "dm/7")
    await house.app.posted(Account(Platform.TERMINAL, "passer-by", ""), "dm/7")
    async with house.uow() as tx:
        assert await tx.people.by_account(Platform.TERMINAL, "passer-by") is None


async def test_who_perhaps_did_not_hear_is_asked(house: House) -> None:
    maker, _, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    (question,) = await _due(house)
    assert (question.person, question.chat_id, question.room) == (maker, None, ROOM.chat_id)
    assert question.notice == PerhapsUnsaid(message=delivery.id, prompt="@Self waves")


async def test_it_is_sent_again_once_however_often_they_press(house: House) -> None:
    maker, _, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    answers = [await house.app.send_again(maker, delivery.id) for _ in range(2)]
    assert answers == [SentAgain(), SentAgain()]
    assert [one.id for one in await _due(house)].count(delivery.id) == 1


async def test_what_had_arrived_is_not_sent_again(house: House) -> None:
    maker, _, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    await house.app.mark_sent(delivery.id, "m")
    assert await house.app.send_again(maker, delivery.id) == SentAgain(arrived=True)


async def test_what_perhaps_was_said_can_be_looked_for(house: House) -> None:
    _, _, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    doubtful = await house.app.doubtful(delivery.id)
    assert doubtful == delivery
    assert not await house.app.mark_found(delivery.id, [])
    assert await house.app.mark_found(delivery.id, ["m"])
    assert await house.app.doubtful(delivery.id) is None
    assert (await _row(house, delivery)).message_id == "m"


async def test_what_another_message_said_is_not_taken_for_it(house: House) -> None:
    _, _, delivery = await _mine(house)
    (_, _, other) = await _another(house)
    await house.app.mark_sent(other.id, "m")
    await house.app.mark_unknown(delivery.id)
    assert not await house.app.mark_found(delivery.id, ["m"])


async def _another(house: House) -> tuple[str, str, Delivery]:
    maker = await house.enrolled("bo")
    await house.hear()
    clip = (await house.order(maker, "@Self waves")).id
    await house.finish_jobs()
    return maker, clip, _of(await _due(house), ClipDelivered)


async def test_what_was_said_of_a_clip_that_ended_meanwhile_goes(house: House) -> None:
    maker, clip, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    await house.app.delete(maker, clip)
    assert await house.app.mark_found(delivery.id, ["m"])
    assert [one.message_id for one in await house.app.due_takedowns(Platform.TERMINAL)] == ["m"]


async def test_that_question_is_not_asked_about_in_turn(house: House) -> None:
    maker, _, delivery = await _mine(house)
    await house.app.mark_unknown(delivery.id)
    (question,) = await _due(house)
    await house.app.mark_unknown(question.id)
    assert await _due(house) == []
    waiting = await house.app.unread(maker)
    assert waiting is not None
    assert waiting.message == question.id


async def test_a_sender_that_died_has_its_reader_asked(house: House) -> None:
    maker, _, delivery = await _mine(house)
    house.clock.advance(seconds=61)
    await house.app.sweep()
    assert [(one.person, one.notice.kind) for one in await _due(house)] == [(maker, "perhaps_unsaid")]
    assert (await _row(house, delivery)).state is DeliveryState.UNKNOWN


async def test_what_was_surely_not_said_is_due_again_after_a_pause(house: House) -> None:
    _, _, delivery = await _mine(house)
    await house.app.put_back(delivery.id)
    assert await _due(house) == []
    house.clock.advance(seconds=5)
    assert [one.id for one in await _due(house)] == [delivery.id]


async def test_nothing_calls_for_what_was_put_back(house: House) -> None:
    _, _, delivery = await _mine(house)
    await house.app.wait_for_news(Platform.TERMINAL, 0.001)
    await house.app.put_back(delivery.id)
    assert not await house.ports.wakeups.wait(Platform.TERMINAL.value, "poster", 0.001)


async def test_a_status_message_says_that_a_clip_waits_so_nothing_else_does(house: House) -> None:
    owner, maker = await house.enrolled("ada"), await house.enrolled("bo")
    await house.app.grant(owner, "bo")
    await house.hear()
    clip = (await house.order(maker, "@ada waves")).id
    await _status(house, clip)
    await house.finish_jobs()
    assert [one.notice.kind for one in await _due(house) if one.person == maker] == []


@pytest.mark.parametrize("draft", [False, True], ids=["room", "alone"])
async def test_a_clip_answers_its_status_message(house: House, *, draft: bool) -> None:
    maker = await house.enrolled("ada")
    await house.hear()
    clip = (await house.order(maker, "@Self waves", draft=draft)).id
    await _status(house, clip, None if draft else ROOM.chat_id)
    await house.finish_jobs()
    assert _of(await _due(house), ClipDelivered).reply_to == "room/status"


async def test_nobody_else_answers_what_stands_with_the_maker_alone(house: House) -> None:
    owner, maker = await house.enrolled("ada"), await house.enrolled("bo")
    await house.app.grant(owner, "bo")
    await house.hear()
    clip = (await house.order(maker, "@ada waves", draft=True)).id
    await _status(house, clip, None)
    await house.finish_jobs()
    assert _of(await _due(house), ApprovalAsked).reply_to is None


async def _status(house: House, clip: str, chat_id: str | None = ROOM.chat_id) -> None:
    async with house.uow() as tx:
        row = StatusRow(clip_id=clip, platform=ROOM.platform, chat_id=chat_id, message_id="room/status")
        await tx.statuses.add(row)


async def test_a_question_whose_clip_ended_meanwhile_is_not_asked(house: House) -> None:
    owner, maker = await house.enrolled("ada"), await house.enrolled("bo")
    await house.app.grant(owner, "bo")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_RENDER)
    await house.hear()
    clip = (await house.order(maker, "@ada waves")).id
    await house.app.cancel(maker, clip)
    assert "render_asked" not in [one.notice.kind for one in await _due(house)]


async def test_who_wants_to_see_it_alone_first_is_told_alone(house: House) -> None:
    maker = await house.enrolled("ada")
    await house.hear()
    await house.order(maker, "@Self waves", draft=True)
    await house.finish_jobs()
    delivery = _of(await _due(house), ClipDelivered)
    assert (delivery.chat_id, delivery.room) == (None, ROOM.chat_id)


async def test_a_message_is_in_the_language_that_its_reader_reads(house: House) -> None:
    maker = await house.enrolled("ada")
    await house.app.person_for(Account(Platform.TERMINAL, "ada", "ada", "de"), ROOM)
    await house.hear()
    await house.order(maker, "@Self waves")
    await house.finish_jobs()
    assert _of(await _due(house), ClipDelivered).language == "de"
