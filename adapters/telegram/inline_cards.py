"""What is offered inline, as Telegram shows it: cards, finished clips, and a way out above them."""

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedVideo,
    InlineQueryResultsButton,
    InputTextMessageContent,
)

from adapters import text
from adapters.films import Film
from adapters.telegram import inline_ids
from adapters.telegram.buttons import callback_data, keyboard
from adapters.telegram.clip_messages import beside, shortened
from adapters.telegram.drawing import Drawn, draw, written
from adapters.telegram.visits import HELLO
from bot.cards import Card, Hint, Offered, ReadyFilm
from bot.requests import Uploaded

SOON = "soon"
"""What the button of a card that was just chosen says."""
TITLE, LINE = 64, 120
"""Characters of a card's two lines: clients cut what is longer."""
_STARTS = {Hint.NO_LIKENESS: "setup"}


def results(offered: Offered, query: str, tag: str, way: str) -> list[InlineQueryResult]:
    """Everything to choose from. query: the number of what was asked. way: to the private chat."""
    if offered.cards:
        return [_card(card, query, tag) for card in offered.cards]
    if offered.hint is not None:
        return []
    return [*(_film(film, tag) for film in offered.films), _about(tag, way)]


def button(offered: Offered, tag: str) -> InlineQueryResultsButton | None:
    """Why there is nothing to choose: who types reads it alone, and it leads to the private chat."""
    if offered.hint is None:
        return None
    names = ", ".join(f"@{name}" for name in offered.names)
    key = f"telegram.inline.{offered.hint.value}"
    words = text.phrase(key, tag, names=names) if offered.hint is Hint.GO_ON else text.phrase(key, tag)
    return InlineQueryResultsButton(shortened(words, TITLE), start_parameter=_STARTS.get(offered.hint, HELLO))


def elsewhere(tag: str, way: str) -> Drawn:
    """What a card says that was chosen twice. way: to the clip."""
    return written(
        text.phrase("telegram.inline.elsewhere", tag), tag, way_out("telegram.inline.look", tag, way)
    )


def refused(tag: str, way: str) -> Drawn:
    """What a card says of which nothing comes: why is between the service and who chose it."""
    return written(text.phrase("telegram.inline.refused", tag), tag, way_out("telegram.inline.why", tag, way))


def way_out(phrase: str, tag: str, way: str) -> InlineKeyboardMarkup:
    """A button that leads to the private chat."""
    return keyboard([InlineKeyboardButton(text.phrase(phrase, tag), url=way)])


def _card(card: Card, query: str, tag: str) -> InlineQueryResult:
    tier = text.phrase(f"make.resolution.{card.tier.value}", tag).partition(":")[0]
    style = text.phrase(f"make.style.{card.style.value}", tag)
    begun = written(text.phrase("telegram.inline.begins", tag, prompt=card.text), tag)
    return InlineQueryResultArticle(
        id=inline_ids.of_card(card, query),
        title=shortened(f"{tier} · {style}", TITLE),
        description=shortened(_facts(card, tag), LINE),
        input_message_content=InputTextMessageContent(begun.text),
        # without a button Telegram does not tell which message it became
        reply_markup=keyboard(
            [
                InlineKeyboardButton(
                    text.phrase("telegram.inline.soon", tag), callback_data=callback_data(SOON, "1")
                )
            ]
        ),
    )


def _facts(card: Card, tag: str) -> str:
    facts = {"price": card.price, "seconds": f"{card.seconds:g}", "cast": _people(card.cast)}
    if card.approvers:
        return text.phrase("telegram.inline.asks", tag, **facts, who=_people(card.approvers))
    return text.phrase("telegram.inline.free", tag, **facts)


def _people(handles: tuple[str, ...]) -> str:
    return ", ".join(f"@{handle}" for handle in handles)


def _about(tag: str, way: str) -> InlineQueryResult:
    said = written(text.phrase("telegram.inline.welcome", tag), tag)
    return InlineQueryResultArticle(
        id=inline_ids.ABOUT,
        title=text.phrase("telegram.inline.welcome.title", tag),
        description=shortened(said.plain, LINE),
        input_message_content=InputTextMessageContent(said.text),
        reply_markup=way_out("telegram.open", tag, way),
    )


def _film(film: ReadyFilm, tag: str) -> InlineQueryResult:
    kept = Film(film.clip, "", Uploaded(film.file_id, whole=True))
    drawn = beside(draw(film.notice, tag), kept, tag)
    return InlineQueryResultCachedVideo(
        id=inline_ids.of_film(film.clip),
        video_file_id=film.file_id,
        title=shortened(film.notice.prompt or film.clip, TITLE),
        caption=drawn.text,
        reply_markup=drawn.keyboard,
    )
