"""A group that became a supergroup goes by another id: all that held in it goes on holding."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import House, house_settings, open_house

from bot.admission import AdmissionMode
from bot.audit import Audit
from bot.people import Account, Chat, Platform
from bot.place_rules import ChannelDefaults, Pause
from bot.requests import MakeRequest, Surroundings
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

OLD, NEW = Chat(Platform.TELEGRAM, "-4001"), Chat(Platform.TELEGRAM, "-1004001")
MANAGES = Surroundings(manages=True)


@pytest.fixture
def house(uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(uow, tmp_path, clock)


async def _speaks(house: House, name: str, chat: Chat) -> str:
    return (await house.app.person_for(Account(Platform.TELEGRAM, name, name), chat)).id


async def _moves(house: House) -> None:
    await house.app.moved(Platform.TELEGRAM, OLD.chat_id, NEW.chat_id)


async def test_who_shared_the_old_group_shares_the_new_one(house: House) -> None:
    ada, bo = await _speaks(house, "ada", OLD), await _speaks(house, "bo", OLD)
    await _speaks(house, "bo", NEW)
    await _moves(house)
    async with house.uow() as tx:
        assert [row.chat_id for row in await tx.people.places(ada)] == [NEW.chat_id]
        assert [row.chat_id for row in await tx.people.places(bo)] == [NEW.chat_id]
        assert await tx.people.share_place(ada, bo)


async def test_its_rules_and_what_is_usual_in_it_hold_on(house: House) -> None:
    ada = await _speaks(house, "ada", OLD)
    await house.app.rule_place(ada, OLD, MANAGES, Pause(paused=True))
    usual = ChannelDefaults(seconds=3.0)
    await house.app.set_channel_defaults(ada, OLD, MANAGES, channel=OLD.chat_id, usual=usual)
    await _moves(house)
    async with house.uow() as tx:
        assert (await tx.place_rules.get(Platform.TELEGRAM, NEW.place)).paused
        assert await tx.place_rules.usual(Platform.TELEGRAM, NEW.chat_id) == usual
        assert not (await tx.place_rules.get(Platform.TELEGRAM, OLD.place)).paused


async def test_what_is_owed_there_is_said_in_the_new_group(house: House) -> None:
    ada = await _speaks(house, "ada", OLD)
    await house.record(ada)
    await house.finish_jobs()
    clip = await house.order(ada, "@ada waves", chat=OLD)
    await house.finish_jobs()
    await _moves(house)
    due = await house.app.due_deliveries(Platform.TELEGRAM)
    assert {one.chat_id for one in due if one.notice.kind == "clip_delivered"} == {NEW.chat_id}
    async with house.uow() as tx:
        row = await tx.clips.get(clip.id)
        assert row is not None
        assert (row.chat_id, row.place) == (NEW.chat_id, NEW.chat_id)


async def test_a_status_message_of_the_old_group_is_posted_anew(house: House) -> None:
    ada = await _speaks(house, "ada", OLD)
    await house.record(ada)
    await house.finish_jobs()
    proposed = await house.app.propose(ada, MakeRequest(text="@ada waves", chat=OLD))
    await house.app.start(ada, proposed.id)
    (status,) = await house.app.due_statuses(Platform.TELEGRAM)
    await house.app.status_told(status, f"{OLD.chat_id}/7")
    await _moves(house)
    (again,) = await house.app.due_statuses(Platform.TELEGRAM)
    assert (again.chat_id, again.message_id) == (NEW.chat_id, None)


async def test_telling_it_twice_or_at_once_changes_nothing_more(house: House) -> None:
    await _speaks(house, "ada", OLD)
    await _moves(house)
    await _moves(house)
    async with house.uow() as tx:
        written = await tx.audit.of(f"telegram:{NEW.chat_id}")
    assert [row.action for row in written] == [Audit.PLACE_MOVED]


async def test_a_group_that_moved_twice_is_known_by_its_first_name(house: House) -> None:
    await _moves(house)
    await house.app.moved(Platform.TELEGRAM, NEW.chat_id, "-1009")
    async with house.uow() as tx:
        assert await tx.moved_chats.former(Platform.TELEGRAM, "-1009") == [NEW.chat_id, OLD.chat_id]


async def test_members_of_a_group_that_operators_named_come_in_under_its_new_name(
    uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    access = {"mode": AdmissionMode.SERVERS, "servers": [f"telegram:{OLD.chat_id}"]}
    house = open_house(uow, tmp_path, clock, house_settings(tmp_path, access=access))
    await _moves(house)
    ada = await _speaks(house, "ada", NEW)
    async with house.uow() as tx:
        person = await tx.people.get(ada)
    assert person is not None
    assert person.admitted_at is not None
