"""Where a message stands, as the store keeps it: `channel/message`, so that any process finds it again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """A message by its channel and its number."""

    channel: int
    message: int

    @property
    def name(self) -> str:
        """How the store keeps it."""
        return f"{self.channel}/{self.message}"

    @classmethod
    def parse(cls, name: str) -> "MessagePlace":
        """What `name` wrote.

        Raises:
            ValueError: it is not a name of a message.
        """
        channel, _, message = name.partition("/")
        return cls(int(channel), int(message))
