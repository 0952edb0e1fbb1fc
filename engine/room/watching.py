"""Looks on for somebody at the other end of a line while a model works."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import cv2

from engine.models import Pictures
from engine.room.messages import At, Doing, Look
from engine.room.stopping import Stopped
from engine.room.wire import HungUpError, Line

LOOK_EVERY_S = 2.0
PULSE_S = 5.0
LOOK_SIDE = 320
LOOK_QUALITY = 80


class Watching:
    """The engine.models.Watch of one ask."""

    def __init__(
        self, line: Line, gone: threading.Event, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`gone` is set when whoever asked has hung up. `seconds`: a clock that only goes forward."""
        self._line = line
        self._gone = gone
        self._seconds = seconds
        self._look_at = seconds()
        self._doing = Doing.WAITING

    @property
    def loads(self) -> bool:
        """Whether a model is being loaded for them, which can take long and ends by itself."""
        return self._doing is Doing.LOADING

    def at(self, doing: Doing, done: int = 0, of: int = 0) -> None:
        """Tell them how far it is.

        Raises:
            Stopped: nobody is there.
        """
        self._tell(At(doing=doing, done=done, of=of))
        self._doing = doing

    def look(self, draw: Callable[[], Pictures]) -> None:
        """Show them a rough frame, if they have not seen one for a while."""
        if self._seconds() < self._look_at:
            return
        self._look_at = self._seconds() + LOOK_EVERY_S
        done, data = cv2.imencode(".jpg", _small(draw()), [cv2.IMWRITE_JPEG_QUALITY, LOOK_QUALITY])
        if done:
            self._tell(Look(), data.tobytes())

    @contextmanager
    def pulse(self, doing: Doing) -> Iterator[None]:
        """Tell them every few seconds that this still goes on, where it cannot say so itself."""
        over = threading.Event()

        def tell() -> None:
            while not over.wait(PULSE_S):
                try:
                    self.at(doing)
                except Stopped:
                    return

        telling = threading.Thread(target=tell, daemon=True)
        telling.start()
        try:
            yield
        finally:
            over.set()
            telling.join()

    def _tell(self, said: At | Look, *blobs: bytes) -> None:
        if self._gone.is_set():
            raise Stopped
        try:
            self._line.send(said, *blobs)
        except HungUpError:
            self._gone.set()
            raise Stopped from None


def _small(picture: Pictures) -> Pictures:
    """(h, w, 3) RGB as BGR of at most LOOK_SIDE."""
    scale = min(1.0, LOOK_SIDE / max(picture.shape[:2]))
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    shrunk = cv2.resize(picture[..., ::-1], size, interpolation=cv2.INTER_AREA)
    return shrunk.astype("uint8", copy=False)
