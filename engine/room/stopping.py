"""How work in the machine room ends before its time."""


class Stopped(BaseException):
    """Nobody waits for this any more. No `except Exception` on the way out may take it for a failure."""
