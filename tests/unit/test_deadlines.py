"""Work that is given up in time."""

import asyncio
from typing import Any

import pytest

from adapters.deadlines import within
from adapters.discord import offers

pytestmark = pytest.mark.unit


async def test_work_that_is_done_in_time_gives_what_comes_of_it() -> None:
    async def work() -> int:
        return 7

    assert await within(5.0, work()) == 7


async def test_trouble_in_time_is_raised() -> None:
    async def work() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await within(5.0, work())


async def test_nobody_waits_for_work_that_does_not_let_go() -> None:
    let_go = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await let_go.wait()

    with pytest.raises(TimeoutError):
        await within(0.0, work())
    assert not let_go.is_set()
    let_go.set()


async def test_work_that_takes_longer_is_told_to_end() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    with pytest.raises(TimeoutError):
        await within(0.0, work())
    await ended.wait()


async def test_nothing_is_offered_where_a_store_that_hangs_does_not_let_go_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_go = asyncio.Event()

    async def stuck(_interaction: object) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await let_go.wait()

    monkeypatch.setattr(offers, "IN_TIME_S", 0.0)
    monkeypatch.setattr(offers, "_typing", stuck)
    nobody: Any = None
    assert await offers.characters(nobody, "") == []
    let_go.set()
