"""Messages with clips: the film that goes with a notice, and the words around it, as far as they fit.

Under a film there is room for 1,024 characters. What is longer is cut there, and a button shows all of it.
"""

from dataclasses import replace
from typing import TypeAlias

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from adapters import conversation, text
from adapters.films import Film, film_of
from adapters.telegram.buttons import callback_data, on_data, on_press
from adapters.telegram.commands import on_start
from adapters.telegram.drawing import CAPTION_LENGTH, MESSAGE_LENGTH, Drawn, draw, length
from adapters.telegram.naming import literal, plain, shown
from adapters.telegram.people import upload_limit
from adapters.telegram.visits import Asked, Visit, respond
from bot.errors import UnknownMessage
from bot.notices import Action, AnyNotice, Button, Refusals
from bot.people import Platform

WORDS = "words"
READ = "read"
_ID = 32
_CUT = "…"
Marked: TypeAlias = tuple[str, str]
"""A piece of text as Telegram's HTML, and the same without markup."""


async def with_film(visit: Visit, notice: AnyNotice, *, delivery: str = "") -> Drawn:
    """A notice as who asks may see it now, with its film where it has one that fits.

    Raises:
        Refused: there is nothing for them to see any more, or the files cannot be reached.
    """
    limit = upload_limit(visit.bot.settings.telegram)
    film = await film_of(visit.app, visit.speaker.person, notice, limit, Platform.TELEGRAM)
    return beside(draw(notice, visit.language), film, visit.language, delivery=delivery)


def beside(
    drawn: Drawn, film: Film | None, tag: str, *, ahead: Marked = ("", ""), delivery: str = ""
) -> Drawn:
    """The same with its film, or with why that is not there, and with where all of it can be watched.

    ahead: what stands before it. delivery: the message it is, all of which its reader can ask for.
    """
    about = "" if film is None else "".join(f"\n{line}" for line in _about(film, tag))
    if film is not None and film.file is not None:
        drawn = replace(drawn, film=film)
    return between(drawn, ahead, (shown(about), plain(about)), tag, delivery)


def _about(film: Film, tag: str) -> tuple[str, ...]:
    """Lines of plain text behind the notice's own."""
    lines = []
    if film.why is not None:
        lines.append(text.say(Refusals(refusals=(film.why.refusal,)), tag).text)
    if film.small:
        lines.append(text.phrase("post.small", tag))
    if film.link is not None:
        lines.append(text.phrase("telegram.whole", tag, link=film.link))
    return tuple(lines)


def between(drawn: Drawn, ahead: Marked, behind: Marked, tag: str, delivery: str = "") -> Drawn:
    """The same between two pieces, as much of it as there is room for."""
    most = MESSAGE_LENGTH if drawn.film is None else CAPTION_LENGTH
    room = most - length(ahead[1] + behind[1])
    kept, marked, keyboard = drawn.plain, drawn.text, drawn.keyboard
    if length(drawn.plain) > room:
        kept = shortened(drawn.plain, room)
        marked, keyboard = literal(kept), _with_all_words(drawn, delivery, tag)
    return replace(
        drawn,
        text=f"{ahead[0]}{marked}{behind[0]}",
        plain=f"{ahead[1]}{kept}{behind[1]}",
        keyboard=keyboard,
    )


def _with_all_words(drawn: Drawn, delivery: str, tag: str) -> InlineKeyboardMarkup | None:
    if not delivery:
        return drawn.keyboard
    rows = () if drawn.keyboard is None else drawn.keyboard.inline_keyboard
    data = callback_data(WORDS, delivery)
    return InlineKeyboardMarkup(
        [*rows, [InlineKeyboardButton(text.phrase("telegram.words", tag), callback_data=data)]]
    )


def shortened(words: str, most: int) -> str:
    """The beginning of a text, so that it is shown at most so long (`length`), and that there is more."""
    if length(words) <= most:
        return words
    room = most - length(_CUT) - words.count("@")
    cut = words.encode("utf-16-le")[: 2 * max(room, 0)].decode("utf-16-le", errors="ignore")
    return f"{cut.rstrip()}{_CUT}"


@on_data(WORDS)
async def show_words(asked: Asked, delivery: str) -> None:
    """Show all that a message says that was cut, to whom it is for."""

    async def look(visit: Visit) -> Drawn:
        drawn = draw(await visit.app.read(visit.speaker.person, _named(delivery)), visit.language)
        return replace(drawn, keyboard=None)

    await respond(asked, look)


@on_press(Action.VIEW_CLIP)
async def view(asked: Asked, button: Button) -> None:
    """Show somebody alone what they were called for, or what waits for them, with its film."""
    await respond(asked, lambda visit: _looked_at(visit, button.id), start=f"{READ}-{button.id}")


@on_start(READ)
async def read(asked: Asked, delivery: str) -> None:
    """The same, for who followed the way from a group to the private chat."""
    await respond(asked, lambda visit: _looked_at(visit, _named(delivery)))


async def _looked_at(visit: Visit, delivery: str) -> Drawn | AnyNotice:
    notice = await conversation.press(visit.app, visit.speaker, Button(action=Action.VIEW_CLIP, id=delivery))
    return await with_film(visit, notice, delivery=delivery)


def _named(delivery: str) -> str:
    """Raises UnknownMessage: no message is called so."""
    if not delivery.isalnum() or len(delivery) > _ID:
        raise UnknownMessage
    return delivery
