"""What goes wrong between the engine and a server."""


class RemoteError(Exception):
    """No film came, and asking again would not help; the message says why and nothing of what was ordered."""


class BusyError(Exception):
    """The server does not answer, or has too much to do; later may be better.

    after_s: so long it asked to be left alone, None where it did not say.
    """

    def __init__(self, why: str, after_s: float | None = None) -> None:
        """Take what happened, in a few words."""
        super().__init__(why)
        self.after_s = after_s
