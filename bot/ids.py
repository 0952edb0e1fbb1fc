"""Names of things: 32 hexadecimal digits, so that an id fits a vault reference, a button and a job name."""

import secrets
import time

_LATEST = [0]


def new_id() -> str:
    """A fresh id; its first 12 digits are Unix milliseconds, so ids made later sort later.

    Within a process also those of the same millisecond: each takes the next one that is free.
    """
    _LATEST[0] = max(_LATEST[0] + 1, time.time_ns() // 1_000_000)
    return f"{_LATEST[0]:012x}{secrets.token_hex(10)}"
