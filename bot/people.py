"""People: accounts on several platforms that are one person, and the handle they are called by."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.ids import new_id

SHORTEST_HANDLE, HANDLE_LENGTH = 2, 24
NUMBERED = 50
_UNSAFE = re.compile(r"[^\w.-]+")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
RESERVED = frozenset({"self", "me", "myself", "i", "you", "everyone", "here", "all", "cameo"})
"""Words that mean somebody else for each who writes them, or nobody."""


class Platform(StrEnum):
    """Where an account lives."""

    DISCORD = "discord"
    TELEGRAM = "telegram"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Account:
    """Who spoke, as the platform names them."""

    platform: Platform
    platform_id: str
    display_name: str
    language: str | None = None
    """The language tag that the platform says they read; None where it does not say."""
    username: str | None = None
    """What `@` finds the account by on the platform; "": nothing does. None where it does not say."""


@dataclass(frozen=True, slots=True)
class Chat:
    """Where it was said and where answers belong. `server`: what the chat is a part of, on Discord."""

    platform: Platform
    chat_id: str
    server: str | None = None

    @property
    def place(self) -> str:
        """What people share who are both here: the server, or the chat where there are no servers."""
        return self.server or self.chat_id

    @property
    def holds_one_message(self) -> bool:
        """Whether it is a single message, which can only go on to say something else.

        Telegram tells of an inline message where it was chosen, and of nothing around it.
        """
        return self.platform is Platform.TELEGRAM and self.chat_id.startswith(INLINE)


INLINE = "inline/"
"""What the id of such a chat begins with."""


def is_language_tag(written: str) -> bool:
    """Whether that is a language tag (BCP 47), as far as platforms send them: "de", "en-GB", "es-419"."""
    return _TAG.fullmatch(written) is not None


def folded(handle: str) -> str:
    """A handle as the store keeps it: one form for all ways of writing it (`@Ada`, `ada`, wide letters)."""
    plain = unicodedata.normalize("NFKC", handle.strip().removeprefix("@")).casefold()
    return unicodedata.normalize("NFKC", plain)  # folding case may leave what could be composed


def usable_handle(written: str) -> str | None:
    """A handle that somebody chose, as the store keeps it; None where it cannot be one."""
    plain = folded(written)
    bare = plain.strip(".-_")
    known = plain in RESERVED or plain.startswith("erased-")
    if plain != bare or _UNSAFE.search(plain) or known or not any(map(str.isalpha, plain)):
        return None
    return plain if SHORTEST_HANDLE <= len(plain) <= HANDLE_LENGTH else None


def handles_for(display_name: str) -> Iterator[str]:
    """Handles made from a display name, the nicest first; the last one is nobody else's.

    Letters and digits of any script, `_`, `.` and `-`: all of them safe in a mention and in a role's name.
    """
    plain = folded(_UNSAFE.sub("", folded(display_name)))[:HANDLE_LENGTH].strip(".-_") or "friend"
    if plain not in RESERVED:
        yield plain
    for number in range(2, NUMBERED):
        yield f"{plain}{number}"
    yield f"{plain}-{new_id()[-8:]}"
