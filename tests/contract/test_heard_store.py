"""What a platform tells twice, on SQLite and on Postgres."""

from datetime import timedelta

import pytest
from factories import NOON

from bot.people import Platform
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.contract

LATER = NOON + timedelta(days=2)


async def test_the_same_name_is_new_once_on_each_platform(uow: Uow) -> None:
    async with uow() as tx:
        assert await tx.heard.note(Platform.TELEGRAM, "update:1", NOON)
    async with uow() as tx:
        assert not await tx.heard.note(Platform.TELEGRAM, "update:1", LATER)
        assert await tx.heard.note(Platform.DISCORD, "update:1", LATER)


async def test_what_is_old_is_forgotten_and_would_be_new_again(uow: Uow) -> None:
    async with uow() as tx:
        await tx.heard.note(Platform.TELEGRAM, "update:1", NOON)
        await tx.heard.note(Platform.TELEGRAM, "update:2", LATER)
    async with uow() as tx:
        assert await tx.heard.lapse(LATER) == 1
        assert await tx.heard.note(Platform.TELEGRAM, "update:1", LATER)
        assert not await tx.heard.note(Platform.TELEGRAM, "update:2", LATER)
