"""What can be sent to Telegram, what its errors mean for a message, and how its pauses are kept."""

import contextlib
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import error as errors
from telegram_server.words import read_html, units
from unit.test_text import SAID

from adapters.fates import Fate, may_pass
from adapters.films import Film
from adapters.telegram.clip_messages import beside, shortened
from adapters.telegram.drawing import CAPTION_LENGTH, MESSAGE_LENGTH, draw, length, written
from adapters.telegram.pauses import NOT_NOW, Pauses
from adapters.telegram.pictures import LONGEST_SIDE, MOST_BYTES, nothing_here, thumbnail
from adapters.telegram.troubles import fate, is_gone, lost_file, says_so_already, stays
from adapters.text import LANGUAGES
from bot.deliveries import Hindrance
from bot.errors import TooLargeToPost
from bot.notices import Notice
from bot.requests import Uploaded

pytestmark = pytest.mark.unit

FILM = Film("c" * 32, "p", Uploaded("file", whole=False), link="https://films.example/clips/" + "t" * 43)


def _network(cause: Exception) -> errors.NetworkError:
    error = errors.NetworkError("httpx")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "meant"),
    [
        (errors.Forbidden("Forbidden: bot was blocked by the user"), Hindrance.CLOSED),
        (errors.Forbidden("Forbidden: user is deactivated"), Hindrance.CLOSED),
        (errors.Forbidden("Forbidden: bot can't initiate conversation with a user"), Hindrance.CLOSED),
        (errors.Forbidden("Forbidden: bot can't send messages to bots"), Hindrance.CLOSED),
        (errors.BadRequest("PEER_ID_INVALID"), Hindrance.CLOSED),
        (errors.BadRequest("Chat not found"), Hindrance.GONE),
        (errors.Forbidden("Forbidden: bot was kicked from the supergroup chat"), Hindrance.GONE),
        (errors.Forbidden("Forbidden: bot is not a member of the supergroup chat"), Hindrance.GONE),
        (errors.Forbidden("Forbidden: the group chat was deleted"), Hindrance.GONE),
        (errors.BadRequest("Message thread not found"), Hindrance.GONE),
        (errors.ChatMigrated(-1001), Hindrance.GONE),
        (ValueError("inline/AAA"), Hindrance.GONE),
        (errors.BadRequest("Not enough rights to send videos to the chat"), Hindrance.FORBIDDEN),
        (errors.BadRequest("CHAT_WRITE_FORBIDDEN"), Hindrance.FORBIDDEN),
        (errors.BadRequest("TOPIC_CLOSED"), Hindrance.FORBIDDEN),
        (errors.Forbidden("Forbidden: something new"), Hindrance.FORBIDDEN),
        (errors.BadRequest("Something new"), Hindrance.REFUSED),
        (errors.NetworkError("Request Entity Too Large"), Fate.TOO_LARGE),
        (errors.BadRequest("File is too big"), Fate.TOO_LARGE),
        (errors.InvalidToken("Unauthorized"), Fate.UNSAID),
        (_network(httpx.ConnectError("refused")), Fate.UNSAID),
        (_network(httpx.ConnectTimeout("late")), Fate.UNSAID),
        (_network(httpx.PoolTimeout("busy")), Fate.UNSAID),
        (_network(httpx.ReadError("reset")), Fate.UNKNOWN),
        (_network(httpx.RemoteProtocolError("closed")), Fate.UNKNOWN),
        (errors.NetworkError("Bad Gateway"), Fate.UNKNOWN),
        (errors.TimedOut(), Fate.UNKNOWN),
        (errors.TelegramError("Invalid server response"), Fate.UNKNOWN),
        (ConnectionResetError(), Fate.UNKNOWN),
    ],
    ids=str,
)
def test_what_an_error_means(error: Exception, meant: Hindrance | Fate) -> None:
    assert fate(error) is meant
    assert may_pass(meant) is isinstance(meant, Fate)


def test_a_pause_means_that_nothing_was_said() -> None:
    assert fate(errors.RetryAfter(5)) is Fate.UNSAID


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Message to delete not found", is_gone),
        ("Message to edit not found", is_gone),
        ("MESSAGE_ID_INVALID", is_gone),
        ("Message can't be deleted for everyone", stays),
        ("Message can't be deleted", stays),
        ("Message is not modified: specified new message content and reply markup", says_so_already),
        ("Wrong file identifier/HTTP URL specified", lost_file),
        ("Wrong remote file identifier specified: wrong string length", lost_file),
    ],
)
def test_an_error_is_told_by_its_words(said: str, told: Any) -> None:
    assert [one for one in (is_gone, stays, says_so_already, lost_file) if one(errors.BadRequest(said))] == [
        told
    ]


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("notice", SAID.values(), ids=SAID.keys())
def test_whatever_is_said_fits_a_message_and_under_a_film(notice: Notice, tag: str) -> None:
    drawn = draw(notice, tag)
    under = beside(drawn, FILM, tag, ahead=("<b>Ada</b>: ", "Ada: "), delivery="d" * 32)
    assert units(read_html(drawn.text)[0]) <= MESSAGE_LENGTH
    assert units(read_html(under.text)[0]) <= CAPTION_LENGTH
    keyboard = under.keyboard
    buttons = [] if keyboard is None else [one for row in keyboard.inline_keyboard for one in row]
    assert all(len(str(one.callback_data).encode()) <= 64 for one in buttons if one.callback_data)


@given(st.text(st.sampled_from("a@<>&`/\n😀 "), max_size=3000))
def test_under_a_film_there_is_always_room(words: str) -> None:
    drawn = beside(written(words, "en"), FILM, "en", ahead=("<b>A</b>: ", "A: "), delivery="d" * 32)
    assert units(read_html(drawn.text)[0]) <= CAPTION_LENGTH


@given(st.text(st.sampled_from("a@😀 "), max_size=60), st.integers(1, 50))
def test_what_is_shortened_is_no_longer_than_it_may_be(words: str, most: int) -> None:
    assert length(shortened(words, most)) <= max(most, 1)


def test_why_there_is_no_film_stands_where_it_would() -> None:
    film = Film("c" * 32, "p", why=TooLargeToPost())
    drawn = beside(written("text", "en"), film, "en")
    assert (drawn.film, drawn.plain.startswith("text\n"), "too large" in drawn.plain) == (None, True, True)


def test_a_picture_becomes_a_thumbnail_that_telegram_takes() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (720, 1280, 3), np.uint8)
    small = thumbnail(cv2.imencode(".png", noise)[1].tobytes())
    assert small is not None
    read = cv2.imdecode(np.frombuffer(small, np.uint8), cv2.IMREAD_COLOR)
    assert read is not None
    assert (read.shape, len(small) <= MOST_BYTES) == ((180, LONGEST_SIDE, 3), True)


@pytest.mark.parametrize("picture", [b"", b"still"], ids=["nothing", "no-picture"])
def test_what_is_no_picture_has_no_thumbnail(picture: bytes) -> None:
    assert thumbnail(picture) is None


def test_where_a_film_was_there_is_a_picture() -> None:
    assert cv2.imdecode(np.frombuffer(nothing_here(), np.uint8), cv2.IMREAD_COLOR) is not None


class _Chat:
    """A chat that wants to be left alone at the first request, and notes when it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def request(self) -> bool:
        self.asked += 1
        if self.asked == 1:
            raise errors.RetryAfter(30)
        return True


async def _ask(pauses: Pauses, chat: _Chat, name: int = 7) -> object:
    return await pauses.process_request(chat.request, (), {}, "sendMessage", {"chat_id": name}, NOT_NOW)


async def test_nobody_asks_a_chat_during_a_pause() -> None:
    now = [0.0]
    pauses, chat = Pauses(lambda: now[0]), _Chat()
    for moment in (0.0, 29.0):
        now[0] = moment
        with pytest.raises(errors.RetryAfter):
            await _ask(pauses, chat)
    assert chat.asked == 1


async def test_after_a_pause_a_chat_is_asked_again() -> None:
    now = [0.0]
    pauses, chat = Pauses(lambda: now[0]), _Chat()
    with pytest.raises(errors.RetryAfter):
        await _ask(pauses, chat)
    now[0] = 30.0
    assert await _ask(pauses, chat) is True


async def test_another_chat_has_no_pause() -> None:
    pauses, chat = Pauses(lambda: 0.0), _Chat()
    with pytest.raises(errors.RetryAfter):
        await _ask(pauses, chat)
    assert await _ask(pauses, chat, 8) is True


async def _edits(pauses: Pauses, chat: int, times: int) -> int:
    """So many of the edits of messages there are made."""
    made, there = 0, _Chat()
    there.asked = 1
    for _ in range(times):
        with contextlib.suppress(errors.RetryAfter):
            await pauses.process_request(there.request, (), {}, "editMessageText", {"chat_id": chat}, NOT_NOW)
            made += 1
    return made


async def test_edits_leave_room_in_a_group_for_what_people_wait_for() -> None:
    pauses = Pauses()
    made = await _edits(pauses, -1001, 30)
    there = _Chat()
    there.asked = 1
    assert (made, await _ask(pauses, there, -1001)) == (15, True)


async def test_alone_with_somebody_edits_are_not_counted() -> None:
    assert await _edits(Pauses(), 7, 30) == 30


async def test_what_may_not_wait_does_not_stand_in_line_for_a_full_group() -> None:
    pauses, there = Pauses(), _Chat()
    there.asked = 1
    for _ in range(20):
        await _ask(pauses, there, -1001)
    with pytest.raises(errors.RetryAfter):
        await _ask(pauses, there, -1001)
    assert there.asked == 21


@pytest.mark.parametrize(
    ("where", "made"),
    [
        ({"inline_message_id": "AgAAA"}, 1),
        ({"chat_id": -1001, "message_id": 5}, 1),
        ({"chat_id": 7, "message_id": 5}, 2),
    ],
    ids=["inline", "group", "alone"],
)
async def test_one_message_is_edited_again_after_a_while(where: dict[str, object], made: int) -> None:
    now, done, there = [-3.0], 0, _Chat()
    pauses, there.asked = Pauses(lambda: now[0]), 1
    for moment in (0.0, 2.9):
        now[0] = moment
        with contextlib.suppress(errors.RetryAfter):
            await pauses.process_request(there.request, (), {}, "editMessageMedia", where, NOT_NOW)
            done += 1
    assert done == made
    now[0] = 5.9
    assert await pauses.process_request(there.request, (), {}, "editMessageText", where, NOT_NOW)


async def test_a_bot_that_has_just_come_up_does_not_know_what_was_edited_before_it() -> None:
    now, there = [0.0], _Chat()
    pauses, there.asked = Pauses(lambda: now[0]), 1
    where = {"inline_message_id": "AgAAA"}
    now[0] = 2.9
    with pytest.raises(errors.RetryAfter):
        await pauses.process_request(there.request, (), {}, "editMessageText", where, NOT_NOW)
    now[0] = 3.0
    assert await pauses.process_request(there.request, (), {}, "editMessageText", where, NOT_NOW)
