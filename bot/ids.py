"""Names of things: 32 hexadecimal digits, so that an id fits a vault reference, a button and a job name."""

import secrets
import time


def new_id() -> str:
    """A fresh id; its first 12 digits are Unix milliseconds, so ids made later sort later."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"
