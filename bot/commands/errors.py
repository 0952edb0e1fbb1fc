"""What is wrong with a line."""


class CommandError(Exception):
    """This line cannot be understood; the message says what would be."""

    def __init__(self, message: str, suggestion: str = "") -> None:
        """Keep what was probably meant (`suggestion`, a command line, may be empty)."""
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


class UnreadableError(ValueError):
    """What follows a command does not fit it; the message is a sentence for who wrote it."""
