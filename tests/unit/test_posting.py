"""How what is owed is looked at, whatever the platform."""

import asyncio

import pytest
from sqlalchemy.exc import OperationalError

from adapters import posting
from bot.notices import ApprovalTaken
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


class _Slow:
    """An app that owes one message, and a platform on which it does not arrive. left: what became of it."""

    platform = Platform.TELEGRAM

    def __init__(self, chat: str) -> None:
        self._owed = Delivery(
            "d1",
            "ada",
            self.platform,
            "5",
            chat,
            ApprovalTaken(clip="c1", approved=True, first=True, waiting_for=0),
        )
        self.sending = asyncio.Event()
        self.left = ""

    async def due_deliveries(self, *_: object) -> list[Delivery]:
        return [self._owed]

    async def wait_until_ready(self) -> None:
        """It is ready."""

    async def drawn(self, _: Delivery) -> str:
        return "drawn"

    async def sent(self, *_: object) -> str:
        self.sending.set()
        await asyncio.Event().wait()
        return ""

    async def put_back(self, _: str) -> None:
        self.left = "put back"

    async def mark_unknown(self, _: str) -> None:
        self.left = "unknown"


@pytest.mark.parametrize(("chat", "left"), [("-1001", "unknown"), ("inline/AgAAA", "put back")])
async def test_what_is_under_way_at_a_stop_is_done_again_only_where_that_does_no_harm(
    monkeypatch: pytest.MonkeyPatch, chat: str, left: str
) -> None:
    monkeypatch.setattr(posting, "GRACE_S", 0.0)
    service = _Slow(chat)
    posts = asyncio.create_task(posting.Poster(service, service).run())  # type: ignore[arg-type]
    await service.sending.wait()
    posts.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posts
    assert service.left == left
