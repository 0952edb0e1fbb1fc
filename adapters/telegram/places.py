"""Where something stands on Telegram, as the store keeps it, so that any process finds it again.

A chat is its number, a topic of a group is `group/topic`, an inline message (of which Telegram tells no chat)
`inline/<its id>`. A message is `chat/message`, since its number is its chat's, whatever the topic.
"""

from dataclasses import dataclass

from bot.people import Chat, Platform

INLINE = "inline"


@dataclass(frozen=True, slots=True)
class MessagePlace:
    """A message by its chat and its number; an inline message by the id that Telegram gave it."""

    chat: int = 0
    message: int = 0
    inline: str = ""

    @property
    def name(self) -> str:
        """How the store keeps it."""
        return f"{INLINE}/{self.inline}" if self.inline else f"{self.chat}/{self.message}"

    @classmethod
    def parse(cls, name: str) -> "MessagePlace":
        """What `name` wrote.

        Raises:
            ValueError: it is not a name of a message.
        """
        first, _, second = name.partition("/")
        if first == INLINE and second:
            return cls(inline=second)
        return cls(int(first), int(second))


@dataclass(frozen=True, slots=True)
class Room:
    """A chat to write in, and the topic there."""

    chat: int
    topic: int | None = None

    @classmethod
    def parse(cls, chat_id: str) -> "Room":
        """The room of a chat as the store keeps it.

        Raises:
            ValueError: it is an inline message, in which nobody can write.
        """
        chat, _, topic = chat_id.partition("/")
        return cls(int(chat), int(topic) if topic else None)


def chat_in(chat: int, topic: int | None = None) -> Chat:
    """A chat, or a topic of a group, which shares the group's place."""
    if topic is None:
        return Chat(Platform.TELEGRAM, str(chat))
    return Chat(Platform.TELEGRAM, f"{chat}/{topic}", str(chat))


def inline_chat(inline: str) -> Chat:
    """Somewhere that Telegram does not tell: a place that nobody shares with anybody."""
    return Chat(Platform.TELEGRAM, f"{INLINE}/{inline}")
