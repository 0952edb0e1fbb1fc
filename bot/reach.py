"""Whether Redis answers. While it does not, nobody waits for it again and again, and it is said once."""

import logging
import time
from collections.abc import Callable

from redis.exceptions import RedisError

REACHED_S = 1.0
"""What does not answer within so many seconds is away: there is somebody waiting for an answer of ours."""
PAUSE_S = 5.0
"""How long it is left alone then."""
TROUBLE = (RedisError, OSError, TimeoutError)
"""What a client raises that cannot reach it."""


class Reach:
    """What one user of Redis knows of it."""

    def __init__(
        self, log: logging.Logger, meanwhile: str, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        """`meanwhile`: what happens without it, for the log. `seconds`: a clock that only goes forward."""
        self._log, self._meanwhile, self._seconds = log, meanwhile, seconds
        self._away_until: float | None = None

    @property
    def worth_a_try(self) -> bool:
        """Whether to ask it: it answered the last time, or that is a while ago."""
        return self._away_until is None or self._seconds() >= self._away_until

    def lost(self) -> None:
        """It did not answer."""
        if self._away_until is None:
            self._log.warning("Redis cannot be reached; %s", self._meanwhile)
        self._away_until = self._seconds() + PAUSE_S

    def found(self) -> None:
        """It answered."""
        if self._away_until is not None:
            self._log.warning("Redis is back")
        self._away_until = None
