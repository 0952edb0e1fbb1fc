"""A notice as a Telegram message: text in the reader's language, and its buttons."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from telegram import InlineKeyboardMarkup, InputFile
from telegram.constants import MessageLimit

from adapters import text
from adapters.films import Film
from adapters.telegram.buttons import keyboard_of
from adapters.telegram.naming import plain, shown
from adapters.telegram.places import MessagePlace
from bot.notices import AnyNotice, ClipDelivered, ClipNotMade, Notice, RenderStatus

MESSAGE_LENGTH = int(MessageLimit.MAX_TEXT_LENGTH)
CAPTION_LENGTH = int(MessageLimit.CAPTION_LENGTH)
"""Characters without markup, in UTF-16 units as Telegram counts."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What to send.

    text: Telegram's HTML, at most 4,096 characters without its markup. plain: the same without. document:
    what is too long for a message, or was asked for as a file; the text goes with it. photo: a picture (JPEG
    or PNG) over the text, which has at most 1,024 characters then. film: a clip's film over it, likewise.
    sent: told where the message stands, once it does. start: what their private chat is opened with, where it
    has to be opened to read this; "" where that makes no difference.
    """

    text: str
    plain: str = ""
    keyboard: InlineKeyboardMarkup | None = None
    document: InputFile | None = None
    photo: bytes | None = field(default=None, repr=False)
    film: Film | None = None
    sent: Callable[[MessagePlace], Awaitable[None]] | None = None
    start: str = ""

    @property
    def empty(self) -> bool:
        """Nothing is left to be said."""
        return not self.text and self.document is None


NOTHING = Drawn("")
"""Of work that has answered by itself."""


def before_others(notice: AnyNotice) -> AnyNotice:
    """A notice of somebody's as others may read it: without what they pay, which is told to them alone."""
    match notice:
        case ClipDelivered() | RenderStatus():
            return notice.model_copy(update={"price": 0})
        case ClipNotMade():
            return notice.model_copy(update={"released": 0})
        case _:
            return notice


def draw(notice: AnyNotice | Notice, tag: str) -> Drawn:
    """Word a notice in the language `tag`, with its buttons."""
    said = text.say(notice, tag)
    return written(said.text, tag, keyboard_of(said.labels))


def written(words: str, tag: str, keyboard: InlineKeyboardMarkup | None = None) -> Drawn:
    """Plain text, however long, and what stands under it."""
    bare = plain(words)
    if length(bare) <= MESSAGE_LENGTH:
        return Drawn(shown(words), bare, keyboard)
    whole = InputFile(bare.encode(), filename="cameo.txt")
    return Drawn(shown(text.phrase("core.long", tag)), text.phrase("core.long", tag), keyboard, whole)


def length(words: str) -> int:
    """Of a plain text as it is shown, in UTF-16 units, which Telegram counts in."""
    return len(words.encode("utf-16-le")) // 2 + words.count("@")  # each is followed by a word joiner
