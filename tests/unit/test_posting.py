"""How what is owed is looked at, whatever the platform."""

import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from adapters import posting
from bot.people import Platform
from bot.requests import Delivery, Takedown

pytestmark = pytest.mark.unit


class _Service:
    """An app whose store is away at the first look, and that says when it is looked at again.

    It is a platform, too.
    """

    platform = Platform.DISCORD

    def __init__(self) -> None:
        self.looks = 0
        self.back = asyncio.Event()

    async def due_deliveries(self, *_: object) -> list[Delivery]:
        self.looks += 1
        if self.looks == 1:
            raise OperationalError("", {}, Exception())
        self.back.set()
        return []

    async def due_takedowns(self, *_: object) -> list[Takedown]:
        return []

    async def wait_for_news(self, *_: object) -> None:
        await asyncio.Event().wait()

    async def wait_until_ready(self) -> None:
        """It is ready."""


async def test_a_store_that_is_away_does_not_end_the_posting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "LOOK_S", 0.0)
    service = _Service()
    posts = asyncio.create_task(posting.Poster(service, service).run())  # type: ignore[arg-type]
    await service.back.wait()
    posts.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posts
    assert service.looks == 2
