"""What `cameo doctor` says of Redis, Discord and Telegram."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from adapters.terminal.checks import State
from adapters.terminal.connection_checks import discord, redis, telegram
from bot.settings import BotSettings

pytestmark = pytest.mark.integration

TOKEN = "good"
STORAGE = "-1001234567890"


class _Platforms(BaseHTTPRequestHandler):
    """Discord and Telegram, which know one token, and a bot that sees one chat."""

    inline = True

    def do_GET(self) -> None:
        known = self.headers["Authorization"] == f"Bot {TOKEN}"
        self._answer({"username": "cameo"} if known else {"message": "401: Unauthorized"}, known=known)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.path.startswith(f"/bot{TOKEN}/"):
            self._answer({"ok": False}, known=False)
        elif self.path.endswith("/getMe"):
            self._answer(
                {"ok": True, "result": {"username": "cameobot", "supports_inline_queries": self.inline}}
            )
        else:
            found = asked["chat_id"] == STORAGE
            self._answer({"ok": found, **({"result": {"id": int(STORAGE)}} if found else {})})

    def _answer(self, said: object, *, known: bool = True) -> None:
        body = json.dumps(said).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def api() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Platforms) as server:
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


def _on_telegram(api: str, **section: str) -> BotSettings:
    return BotSettings.model_validate({"telegram": {"api_base": f"{api}/bot", **section}})


def test_a_bot_that_can_do_all_is_named(api: str) -> None:
    found = telegram(_on_telegram(api, token=TOKEN, storage_chat=STORAGE))
    assert (found.state, found.says) == (State.OK, "the token is @cameobot's")


def test_a_bot_without_inline_mode_is_told_how_to_get_it(api: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Platforms, "inline", False)
    found = telegram(_on_telegram(api, token=TOKEN, storage_chat=STORAGE))
    assert (found.state, "/setinline" in (found.way_out or "")) == (State.NOTE, True)


def test_without_a_channel_to_keep_clips_in_one_is_asked_for(api: str) -> None:
    found = telegram(_on_telegram(api, token=TOKEN))
    assert (found.state, "storage_chat" in (found.way_out or "")) == (State.NOTE, True)


def test_a_channel_that_the_bot_is_not_in_is_broken(api: str) -> None:
    assert telegram(_on_telegram(api, token=TOKEN, storage_chat="-100999")).state is State.BROKEN


def test_a_token_that_telegram_does_not_know_is_broken_and_never_shown(api: str) -> None:
    found = telegram(_on_telegram(api, token="secret-but-wrong"))
    assert found.state is State.BROKEN
    assert "secret-but-wrong" not in f"{found}"


def test_where_no_telegram_answers_is_broken() -> None:
    assert telegram(_on_telegram("http://127.0.0.1:9", token=TOKEN)).state is State.BROKEN


def test_without_a_token_for_telegram_nothing_is_wrong() -> None:
    assert telegram(BotSettings()).state is State.NOTE
