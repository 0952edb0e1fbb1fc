"""What `cameo doctor` says of Redis and Discord."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from adapters.terminal.checks import State
from adapters.terminal.connection_checks import discord, redis
from bot.settings import BotSettings

pytestmark = pytest.mark.integration

TOKEN = "good"


class _Discord(BaseHTTPRequestHandler):
    """Knows one token."""

    def do_GET(self) -> None:
        known = self.headers["Authorization"] == f"Bot {TOKEN}"
        body = json.dumps({"username": "cameo"} if known else {"message": "401: Unauthorized"}).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def api() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Discord) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _on_discord(**section: str) -> BotSettings:
    return BotSettings.model_validate({"discord": section})


def test_an_accepted_token_is_named_by_its_bot(api: str) -> None:
    found = discord(_on_discord(token=TOKEN, api_base=api))
    assert (found.state, found.says) == (State.OK, "the token is cameo's")


def test_a_token_that_discord_does_not_know_is_broken_and_never_shown(api: str) -> None:
    found = discord(_on_discord(token="secret-but-wrong", api_base=api))
    assert found.state is State.BROKEN
    assert "secret-but-wrong" not in f"{found}"


def test_without_a_token_nothing_is_wrong() -> None:
    assert discord(BotSettings()).state is State.NOTE


def test_an_address_where_nothing_answers_is_broken() -> None:
    assert discord(_on_discord(token=TOKEN, api_base="http://127.0.0.1:9")).state is State.BROKEN


def test_a_redis_that_answers_is_fine(redis_url: str) -> None:
    assert redis(BotSettings.model_validate({"redis": {"url": redis_url}})).state is State.OK


def test_a_redis_that_is_away_is_broken() -> None:
    found = redis(BotSettings.model_validate({"redis": {"url": "redis://127.0.0.1:9/0"}}))
    assert found.state is State.BROKEN
