"""Whatever else people send on Telegram, and whatever it tells of a chat, is read without harm."""

import logging
from typing import Any

import pytest
from telegram_house import TelegramHouse
from telegram_server import chatting
from telegram_server.media import Kind, StoredFile
from telegram_server.members import Standing
from telegram_server.world import Message

pytestmark = pytest.mark.integration
STICKER = {"file_id": "x", "file_unique_id": "y", "type": "regular", "width": 1, "height": 1}
POLL = {
    "id": "1",
    "question": "q",
    "options": [],
    "total_voter_count": 0,
    "is_closed": False,
    "type": "regular",
}
POLL |= {"is_anonymous": True, "allows_multiple_answers": False}
POLL |= {"allows_revoting": False, "members_only": False}
GONE = {"chat": {"id": 1, "type": "private", "first_name": "x"}, "message_id": 1, "date": 0}
ODD: list[dict[str, Any]] = [
    {"sticker": STICKER | {"is_animated": False, "is_video": False}},
    {"location": {"latitude": 1.0, "longitude": 2.0}},
    {"dice": {"emoji": "🎲", "value": 3}},
    {"contact": {"phone_number": "1", "first_name": "x"}},
    {"contact": {"phone_number": "1", "first_name": "x", "user_id": 77}},
    {"poll": POLL},
    {"new_chat_title": "x"},
    {"delete_chat_photo": True},
    {"group_chat_created": True},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 5}},
    {"pinned_message": GONE},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 5}]}},
    {"write_access_allowed": {}},
    {"left_chat_member": {"id": 4, "is_bot": False, "first_name": "x"}},
    {"new_chat_members": []},
    {"forum_topic_closed": {}},
    {"video_chat_started": {}},
    {"web_app_data": {"data": "x", "button_text": "y"}},
]


@pytest.fixture(autouse=True)
def nothing_fails(caplog: pytest.LogCaptureFixture) -> Any:
    yield
    assert [one.getMessage() for one in caplog.get_records("call") if one.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("alone", [True, False])
async def test_messages_that_hold_no_words_do_no_harm(telegram_house: TelegramHouse, *, alone: bool) -> None:
    ada = await telegram_house.member("ada")
    where = ada.alone if alone else telegram_house.group
    for odd in ODD:
        await telegram_house.server.publish(Message(where, ada.user, service=odd))
    for kind in Kind:
        await ada.sends(StoredFile(kind, b"film", "x.bin"), where, caption="@cameobot @Self waves")
    await telegram_house.settle()


async def test_who_speaks_in_the_groups_name_is_nobody(telegram_house: TelegramHouse) -> None:
    ada = await telegram_house.enrolled("ada")
    await ada.says(telegram_house.group, "/make @Self waves", anonymous=True)
    await telegram_house.settle()
    assert telegram_house.house.queue.in_order() == []


async def test_whatever_the_bot_is_made_in_a_group_is_taken(telegram_house: TelegramHouse) -> None:
    ada, group = await telegram_house.enrolled("ada"), telegram_house.group
    for standing in Standing:
        await chatting.becomes(telegram_house.server, group, telegram_house.server.bot, standing, ada.user)
        await ada.says(group, "/help")
        await telegram_house.settle()
