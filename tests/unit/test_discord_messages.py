"""What can be sent to Discord, and what its errors mean for a message."""

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from unit.test_text import SAID

from adapters.discord.clip_messages import between
from adapters.discord.drawing import EMBED_LENGTH, MESSAGE_LENGTH, Drawn, draw
from adapters.discord.sending import NONCE_LENGTH, nonce, pinging
from adapters.discord.troubles import fate, is_gone
from adapters.fates import Fate, may_pass
from adapters.text import LANGUAGES
from bot.deliveries import Hindrance
from bot.notices import Called, HelpShown, Notice, question
from bot.people import Platform
from bot.requests import Delivery

pytestmark = pytest.mark.unit

DELIVERY = Delivery("d" * 32, "p", Platform.DISCORD, "7", "9", HelpShown())


def _error(status: int, code: int = 0, kind: type[discord.HTTPException] | None = None) -> Any:
    answer = SimpleNamespace(status=status, reason="", headers={})
    return (kind or discord.HTTPException)(answer, {"code": code, "message": ""})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "meant"),
    [
        (_error(403, 50007, discord.Forbidden), Hindrance.CLOSED),
        (_error(403, 50278, discord.Forbidden), Hindrance.CLOSED),
        (_error(404, 10013, discord.NotFound), Hindrance.CLOSED),
        (_error(404, 10003, discord.NotFound), Hindrance.GONE),
        (_error(403, 50001, discord.Forbidden), Hindrance.GONE),
        (_error(403, 50013, discord.Forbidden), Hindrance.FORBIDDEN),
        (_error(400, 50083), Hindrance.FORBIDDEN),
        (_error(400, 160002), Hindrance.FORBIDDEN),
        (_error(400, 200000), Hindrance.REFUSED),
        (_error(400, 50035), Hindrance.REFUSED),
        (_error(413, 40005), Fate.TOO_LARGE),
        (_error(401), Fate.UNSAID),
        (_error(429), Fate.UNSAID),
        (_error(403, 40003, discord.Forbidden), Fate.UNSAID),
        (discord.RateLimited(60.0), Fate.UNSAID),
        (_error(500, 0, discord.DiscordServerError), Fate.UNKNOWN),
        (_error(503, 0, discord.DiscordServerError), Fate.UNKNOWN),
        (aiohttp.ServerDisconnectedError(), Fate.UNKNOWN),
        (ConnectionResetError(), Fate.UNKNOWN),
        (TimeoutError(), Fate.UNKNOWN),
    ],
    ids=lambda value: str(getattr(value, "code", "") or getattr(value, "value", type(value).__name__)),
)
def test_what_an_error_means(error: Exception, meant: Hindrance | Fate) -> None:
    assert fate(error) is meant
    assert may_pass(meant) is isinstance(meant, Fate)


def test_nothing_was_said_to_who_could_not_be_connected_to() -> None:
    key = SimpleNamespace(host="discord.example", port=443, ssl=True, is_ssl=True)
    refused = aiohttp.ClientConnectorError(key, OSError(111, "refused"))  # type: ignore[arg-type]
    assert fate(refused) is Fate.UNSAID


@pytest.mark.parametrize(("code", "gone"), [(10008, True), (10003, True), (50013, False), (0, False)])
def test_a_message_that_is_not_there_is_gone(code: int, *, gone: bool) -> None:
    assert is_gone(_error(404, code, discord.NotFound)) is gone


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("notice", SAID.values(), ids=SAID.keys())
async def test_whatever_is_said_fits_a_message(notice: Notice, tag: str) -> None:
    drawn = pinging(draw(notice, tag), DELIVERY)
    assert len(drawn.content) <= MESSAGE_LENGTH
    assert all(len(embed.description or "") <= EMBED_LENGTH for embed in drawn.embeds)
    buttons = [] if drawn.view is None else [item.item for item in drawn.view.children]  # type: ignore[attr-defined]
    assert len(buttons) <= 25
    assert all(0 < len(button.label or "") <= 80 for button in buttons)
    assert all(len(button.custom_id) <= 100 for button in buttons)


def test_a_ping_before_a_long_text_leaves_the_text_whole() -> None:
    text = "x" * MESSAGE_LENGTH
    drawn = pinging(Drawn(text), DELIVERY)
    assert drawn.content == "<@7>"
    assert [embed.description for embed in drawn.embeds] == [text]


def test_a_line_behind_a_short_text_stands_in_the_message() -> None:
    assert between(Drawn("text"), behind="\nline") == Drawn("text\nline")


def test_the_same_message_has_one_nonce_in_each_channel() -> None:
    assert nonce(DELIVERY, 1) == nonce(DELIVERY, 1)
    assert nonce(DELIVERY, 1) != nonce(DELIVERY, 2)
    assert len(nonce(DELIVERY, 1)) == NONCE_LENGTH


async def test_a_call_offers_the_answers_of_its_question_and_nothing_else_of_it() -> None:
    asked = question(SAID["approval asked"])
    assert asked is not None
    call = draw(Called(message="d1", yes=asked[0], no=asked[1]), "en")
    assert "sunset" not in call.content
    assert call.view is not None
    assert [item.item.custom_id for item in call.view.children] == [  # type: ignore[attr-defined]
        "cameo:view_clip:d1",
        "cameo:approve_clip:c1",
        "cameo:deny_clip:c1",
    ]
