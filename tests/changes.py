"""Waiting, without polling, for something in a simulated world to become true."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(eq=False)
class Changes:
    """Wakes whoever waits for something to become true."""

    _waiting: set[asyncio.Event] = field(default_factory=set)

    def notify(self) -> None:
        """Something changed."""
        for event in self._waiting:
            event.set()

    async def until(self, found: Callable[[], T], what: str, timeout_s: float = 30) -> T:
        """Wait until `found` returns something true, and return it.

        Raises:
            AssertionError: it did not within the time; names `what` was waited for.
        """
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(timeout_s):
                while not (result := found()):
                    event.clear()
                    await event.wait()
        except TimeoutError:
            raise AssertionError(f"waited {timeout_s} s in vain for {what}") from None
        else:
            return result
        finally:
            self._waiting.discard(event)
