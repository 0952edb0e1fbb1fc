"""Whatever Telegram hands over, reading it never fails, and nothing is made that Telegram does not take."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import telegram
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from adapters.telegram import areas, buttons, mentions
from adapters.telegram.dialogues import CHAT, SERVER, where
from adapters.telegram.direct import answers, has_pictures
from adapters.telegram.drawing import MESSAGE_LENGTH, length, written
from adapters.telegram.places import MessagePlace, Room, chat_in
from adapters.telegram.recordings import film_in
from adapters.telegram.visits import Asked
from bot.dialogues import Dialogue, DialogueKind
from bot.notices import Action, Button

pytestmark = pytest.mark.unit

BOT: Any = SimpleNamespace(username="cameo_bot", api=SimpleNamespace(id=7))
ADA = telegram.User(1, "Ada", is_bot=False)
NOW = datetime(2026, 5, 4, tzinfo=UTC)
ANY = st.text(st.characters(exclude_categories=()), max_size=200)
"""Halves of characters, too: what Telegram sends is checked by nobody before it is read."""
NUMBERS = st.integers(-5, 300)
KINDS = st.sampled_from([MessageEntity.MENTION, MessageEntity.TEXT_MENTION, MessageEntity.BOT_COMMAND])
ENTITIES = st.lists(
    st.builds(
        lambda kind, offset, long: MessageEntity(kind, offset, long, user=ADA), KINDS, NUMBERS, NUMBERS
    ),
    max_size=5,
)


def _message(text: str, entities: list[MessageEntity], **more: Any) -> telegram.Message:
    chat = telegram.Chat(-100, "supergroup")
    return telegram.Message(5, NOW, chat, from_user=ADA, text=text, entities=entities, **more)


@given(ANY, ENTITIES)
def test_a_message_with_any_entities_is_read(text: str, entities: list[MessageEntity]) -> None:
    message = _message(text, entities)
    assert mentions.names_bot(message, BOT) in {True, False}
    assert isinstance(mentions.without_bot(mentions.words(message), BOT), str)
    assert (film_in(message), has_pictures(message), answers(message)) == (None, False, None)


def test_a_place_within_a_character_is_no_mention() -> None:
    message = _message("😀😀", [MessageEntity(MessageEntity.MENTION, 1, 1)])
    assert not mentions.names_bot(message, BOT)


@given(ANY, ENTITIES)
def test_a_caption_is_read_like_a_text(text: str, entities: list[MessageEntity]) -> None:
    chat = telegram.Chat(1, "private")
    message = telegram.Message(5, NOW, chat, from_user=ADA, caption=text, caption_entities=entities)
    assert len(mentions.words(message)) <= len(text)
    assert mentions.names_bot(message, BOT) in {True, False}


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_remains_without_the_bots_name_names_it_nowhere(text: str) -> None:
    said = mentions.without_bot(f"{text} @Cameo_Bot {text}", BOT)
    assert " @cameo_bot " not in said.casefold()


@pytest.mark.parametrize("text", ["@cameo_bot_two hi", "ada@cameo_bot hi", "@@cameo_bot hi"])
def test_other_names_stay(text: str) -> None:
    assert mentions.without_bot(text, BOT) == text


@given(st.one_of(ANY, st.builds("{}:{}".format, st.sampled_from(Action), ANY)))
def test_any_callback_data_is_a_button_or_none(data: str) -> None:
    button = buttons.read(data)
    assert button is None or buttons.callback_data(button.action.value, button.id) == data


@pytest.mark.parametrize("action", Action)
def test_every_button_of_a_notice_fits_with_an_id_of_the_store(action: Action) -> None:
    name = "0" * 32
    assert buttons.read(buttons.callback_data(action.value, name)) == Button(action=action, id=name)


@given(st.text(min_size=1, max_size=10), ANY)
def test_no_data_longer_than_telegram_keeps_is_made(word: str, rest: str) -> None:
    try:
        data = buttons.callback_data(word, rest)
    except ValueError:
        assert len(f"{word}:{rest}".encode(errors="replace")) > 0
    else:
        assert len(data.encode()) <= 64


@given(st.dictionaries(st.sampled_from([CHAT, SERVER, "step"]), ANY))
def test_where_a_dialogue_belongs_can_always_be_written_to(said: dict[str, str]) -> None:
    asked = Asked(BOT, ADA, chat_in(ADA.id), MessagePlace(1, 2))
    chat = where(asked, Dialogue(DialogueKind.COMPOSE, answers=said))
    assert Room.parse(chat.chat_id).chat != 0 or chat.chat_id in {"0", "-0"} or said.get(CHAT)


@given(st.text(max_size=6000))
def test_nothing_is_drawn_that_telegram_does_not_take(text: str) -> None:
    drawn = written(text, "en")
    assert length(drawn.plain) <= MESSAGE_LENGTH
    assert drawn.document is not None or drawn.plain or not text


def test_every_area_is_there() -> None:
    assert {"adapters.telegram.make", "adapters.telegram.compose", "adapters.telegram.clips"} <= {
        one.__name__ for one in areas.AREAS
    }
