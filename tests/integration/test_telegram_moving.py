"""A Telegram group that became a supergroup goes by another number, and all goes on there."""

import pytest
from telegram_house import TelegramHouse
from telegram_server.chatting import joins, upgrade
from telegram_server.world import User

pytestmark = pytest.mark.integration


async def test_members_of_the_group_are_members_of_the_supergroup(telegram_house: TelegramHouse) -> None:
    group = telegram_house.server.group("friends", [User("owner")])
    ada = await telegram_house.member("ada")
    await joins(telegram_house.server, group, ada.user)
    person = await telegram_house.person(ada, group)
    grown = await upgrade(telegram_house.server, group)
    await telegram_house.settle()
    async with telegram_house.house.uow() as tx:
        assert await tx.people.was_seen(person, telegram_house.chat_of(grown))
        assert not await tx.people.was_seen(person, telegram_house.chat_of(group))
