"""Who works on the card: one at a time, in the order in which they came."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from engine.models import Watch
from engine.room.messages import Doing

TOLD_EVERY_S = 2.0
"""Who waits is told so, and found to be gone, so often."""


class Turn:
    """Somebody's time on the card."""

    def __init__(self, turns: "Turns") -> None:
        """Stand in this line."""
        self._turns = turns

    def over(self) -> None:
        """Let the next one have it; before the block ends, or again, as one likes."""
        self._turns.leave(self)


class Turns:
    """The line before the card."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._changed = threading.Condition()
        self._line: deque[Turn] = deque()

    @contextmanager
    def turn(self, watch: Watch) -> Iterator[Turn]:
        """Have the card to oneself for the length of the block; `watch` is told how many are before.

        Raises:
            engine.room.stopping.Stopped: nobody waits for the work any more.
        """
        mine = Turn(self)
        with self._changed:
            self._line.append(mine)
        waited = False
        try:
            while ahead := self._ahead(mine):
                waited = True
                watch.at(Doing.WAITING, 0, ahead)
                with self._changed:
                    self._changed.wait_for(lambda: self._line[0] is mine, TOLD_EVERY_S)
            if waited:
                watch.at(Doing.WAITING)
            yield mine
        finally:
            mine.over()

    def leave(self, turn: Turn) -> None:
        """Take somebody out of the line, wherever they stand."""
        with self._changed:
            if turn in self._line:
                self._line.remove(turn)
                self._changed.notify_all()

    def _ahead(self, turn: Turn) -> int:
        with self._changed:
            return self._line.index(turn)


class Beside:
    """Work that goes on on the card after its turn."""

    def __init__(self) -> None:
        """There is none."""
        self._changed = threading.Condition()
        self._count = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Some, for the length of the block."""
        with self._changed:
            self._count += 1
        try:
            yield
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def wait(self, watch: Watch) -> bool:
        """Have the card quite to oneself, in one's turn, as none begins then; whether there was any.

        Raises:
            engine.room.stopping.Stopped: nobody waits for the work any more.
        """
        waited = False
        while self._count:
            waited = True
            watch.at(Doing.WAITING)
            with self._changed:
                self._changed.wait_for(lambda: not self._count, TOLD_EVERY_S)
        return waited
