"""How what runs for ever comes to its end."""

import asyncio

import pytest

from adapters import serving
from adapters.posting import GRACE_S
from adapters.serving import HEARD_S, end, serve
from adapters.terminal.supervisor import STOP_GRACE_S

pytestmark = pytest.mark.unit


class _Deaf:
    """Does not hear the first few cancellations, as a library that swallows them."""

    def __init__(self, times: int) -> None:
        self.heard, self._times = 0, times

    async def run(self) -> None:
        while True:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                self.heard += 1
                if self.heard > self._times:
                    raise


async def test_what_did_not_hear_that_it_is_cancelled_is_told_again() -> None:
    deaf = _Deaf(times=2)
    task = asyncio.create_task(deaf.run())
    await asyncio.sleep(0)
    await end(task, again_s=0.01)
    assert (task.cancelled(), deaf.heard) == (True, 3)


async def test_ending_nothing_is_over_at_once() -> None:
    await end()


async def test_what_ended_by_an_error_ends_all_of_it_and_is_raised() -> None:
    async def broken() -> None:
        raise LookupError

    others = _Deaf(times=0)
    with pytest.raises(LookupError):
        await serve(broken(), others.run())
    assert others.heard <= 1


def test_messages_under_way_have_their_time_before_they_are_told_again() -> None:
    assert GRACE_S < HEARD_S < STOP_GRACE_S


def test_what_was_left_behind_and_did_not_hear_its_cancellation_is_ended() -> None:
    left: list[asyncio.Task[None]] = []

    async def work() -> None:
        left.append(asyncio.create_task(_Deaf(2).run()))
        await asyncio.sleep(0)

    asyncio.run(serving.wholly(work()))
    assert left[0].done()
