"""`python -m engine.room.process FD`: the machine room, listening on an inherited socket.

It ends when its standard input closes, which is when whoever started it ends it or is gone.
"""

import argparse
import logging
import os
import queue
import signal
import socket
import sys
import threading
import traceback
from contextlib import suppress

from engine.models import Before, CannotError
from engine.models.caches import forget_old_ones
from engine.room import card
from engine.room.messages import ASK, Ask, Failed, FilmAsk, Trouble
from engine.room.stopping import Stopped
from engine.room.warm import NoRoomError, NotHereError
from engine.room.watching import Watching
from engine.room.wire import GarbledError, HungUpError, Line
from engine.room.work import Caller, RanOutError, Workroom
from engine.settings import EngineSettings

UNREAD_S = 120.0
"""Who reads nothing for so long is taken to be gone."""
STUCK_S = 600.0
"""Work for somebody who is gone ends with its next step; if none comes for so long, the card hangs.

Loading, which has no steps, may take longer: tens of gigabytes from a slow disk.
"""

Received = tuple[Ask, list[bytearray]]
_TROUBLES: tuple[tuple[type[Exception], Trouble], ...] = (
    (RanOutError, Trouble.OUT_OF_MEMORY),
    (NoRoomError, Trouble.OUT_OF_MEMORY),
    (NotHereError, Trouble.NOT_HERE),
    (CannotError, Trouble.CANNOT),
)
_log = logging.getLogger("cameo.engine.room")


class _Connection:
    """Somebody who asks: one thread listens to them, another works for them."""

    def __init__(self, line: Line, room: Workroom) -> None:
        self._line = line
        self._room = room
        self._asks: queue.Queue[Received | None] = queue.Queue(1)
        self._gone = threading.Event()
        self._over = threading.Event()
        self._watching = Watching(line, self._gone)
        self._before: Before | None = None

    def start(self) -> None:
        for target in (self._listen, self._attend):
            threading.Thread(target=target, daemon=True).start()

    def _listen(self) -> None:
        """Take what they ask until they hang up, or ask for more than one thing at a time."""
        try:
            while True:
                self._asks.put_nowait(self._line.receive(ASK))
        except HungUpError:
            pass
        except (GarbledError, queue.Full, MemoryError) as error:
            _log.warning("Somebody is hung up on: %s", type(error).__name__)
        self._gone.set()
        self._line.hang_up()
        with suppress(queue.Full):  # then the next ask finds nobody there
            self._asks.put_nowait(None)
        while not self._over.wait(STUCK_S):
            if not self._watching.loads:
                _log.error("The card does not answer any more: the machine room ends.")
                _end()

    def _attend(self) -> None:
        try:
            while (received := self._asks.get()) is not None:
                self._answer(*received)
        except (Stopped, HungUpError):
            pass  # nobody is left to be told
        except BaseException as error:  # noqa: BLE001 - a thread's end, whose own words might show what was asked
            _log.error("Somebody is left without an answer: %s", type(error).__name__)
        finally:
            self._over.set()
            self._line.hang_up()

    def _answer(self, ask: Ask, blobs: list[bytearray]) -> None:
        self._watching = Watching(self._line, self._gone)
        caller = Caller(self._line, self._watching)
        if isinstance(ask, FilmAsk) and not ask.continues:
            self._before = None  # a gigabyte that nobody needs any more
        try:
            self._before = self._room.answer(ask, blobs, caller, self._before)
        except HungUpError:
            raise
        except Exception as error:  # noqa: BLE001 - the border of an ask: all ends as an answer, and in the log
            self._line.send(_failed(ask, error))
            if card.lost(error):
                _log.error("The card can do nothing more in this process: the machine room ends.")
                _end()


def _failed(ask: Ask, error: Exception) -> Failed:
    for kind, trouble in _TROUBLES:
        if isinstance(error, kind):
            _log.warning("%s: %s", ask.family, error)
            return Failed(trouble=trouble, sentence=str(error))
    # Neither the error's text nor values: they may hold what was asked for.
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s failed: %s\n%s", ask.family, type(error).__name__, where)
    return Failed(trouble=Trouble.BROKEN, sentence=f"{ask.family} failed: {type(error).__name__}.")


def serve(listener: socket.socket, room: Workroom) -> None:
    """Answer whoever connects, for ever."""
    while True:
        end, _ = listener.accept()
        line = Line(end)
        line.patience(UNREAD_S)
        _Connection(line, room).start()


def _end() -> None:
    """At once, with whatever was started: nobody waits for anything here."""
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _end_with_parent() -> None:
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    _end()


def _keep_to_ourselves() -> None:
    """Nothing is fetched or told from here, whatever the operator's shell says (engine.models.quiet)."""
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        os.environ[name] = "1"


def main() -> None:
    """Work until standard input closes."""
    parser = argparse.ArgumentParser(prog="python -m engine.room.process")
    parser.add_argument("listener", type=int, help="number of the inherited listening socket")
    listener = socket.socket(fileno=parser.parse_args().listener)
    settings = EngineSettings.load()
    os.write(1, b"\n")  # the keeper waits to hear that it is up
    os.dup2(2, 1)  # whatever a library prints belongs into the log
    _keep_to_ourselves()
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    logging.getLogger("cameo").setLevel(logging.INFO)
    for target in (_end_with_parent, forget_old_ones):
        threading.Thread(target=target, daemon=True).start()
    serve(listener, Workroom(settings.models))


if __name__ == "__main__":
    main()
