"""Telegram's calls: what is not Telegram's, or no update, reaches nobody."""

import json
import socket
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from telegram_town import Town, open_town

from adapters.telegram.webhook import LARGEST_BYTES, SECRET
from bot.store.migrate import migrate
from bot.store.tables import AccountRow

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

OURS = "a-secret-of-this-test"
PATH = "/telegram"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    folder = tmp_path_factory.mktemp("webhook")
    url = f"sqlite+aiosqlite:///{folder / 'cameo.db'}"
    await migrate(url)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    more = f'webhook_listen = "{at}"\nwebhook_url = "http://{at}{PATH}"\nwebhook_secret = "{OURS}"\n'
    async with open_town(folder, url, telegram_more=more) as town:
        yield town


def update(town: Town, text: str = "/standing") -> dict[str, object]:
    """Something that a stranger says, as Telegram tells of it; each time the same number."""
    stranger = {"id": 77, "is_bot": False, "first_name": "Eve"}
    message = {"message_id": 1, "date": 1, "chat": {"id": 77, "type": "private"}, "from": stranger}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": 5, "message": message | {"text": text, "entities": entities}}


async def call(
    town: Town, body: bytes, secret: str | None = OURS, kind: str = "application/json", method: str = "POST"
) -> int:
    """Call where Telegram calls; the status of the answer."""
    hook = town.server.updates.webhook
    assert hook is not None
    headers = {"Content-Type": kind} | ({SECRET: secret} if secret is not None else {})
    calling = aiohttp.request(method, hook.url, data=body, headers=headers)
    async with calling as answer:
        return answer.status


async def nobody_came(town: Town) -> bool:
    """Whether the stranger is unknown, after somebody else was answered."""
    ada = town["ada"]
    before = len(ada.alone.posted)
    await ada.tells("/standing")
    await town.server.changes.until(lambda: len(ada.alone.posted) > before + 1, "an answer")
    return all(row.platform_id != "77" for row in await town.rows(AccountRow))


async def test_what_telegram_calls_about_is_answered(town: Town) -> None:
    assert await nobody_came(town)
    assert not town.server.updates.pending


async def test_telegram_is_told_the_secret_and_what_is_wanted(town: Town) -> None:
    hook = town.server.updates.webhook
    assert hook is not None
    assert hook.secret == OURS
    assert "message_reaction" in (hook.allowed or ())


@pytest.mark.parametrize("secret", [None, "", "wrong", OURS[:-1], OURS + "x", OURS.upper(), "é"])
async def test_without_the_secret_nothing_is_taken(town: Town, secret: str | None) -> None:
    assert await call(town, json.dumps(update(town)).encode(), secret) == 401
    assert await nobody_came(town)


async def test_what_is_too_large_is_not_read(town: Town) -> None:
    body = json.dumps(update(town, "/standing " + "x" * LARGEST_BYTES)).encode()
    assert await call(town, body) == 413
    assert await nobody_came(town)


GARBAGE = (
    b"",
    b"garbage",
    b"\xff\xfe\x00",
    b"[]",
    b"null",
    b"{}",
    b'{"update_id": "5"}',
    b"[" * 50_000,
    b'{"update_id": 5, "message": {}}',
    b'{"update_id": 5, "callback_query": {"id": 3}}',
)


@pytest.mark.parametrize("body", GARBAGE)
async def test_garbage_reaches_nobody(town: Town, body: bytes) -> None:
    assert await call(town, body) == 400
    assert await nobody_came(town)


async def test_what_does_not_say_that_it_is_json_reaches_nobody(town: Town) -> None:
    assert await call(town, json.dumps(update(town)).encode(), kind="text/plain") == 400
    assert await nobody_came(town)


async def test_only_posts_are_taken(town: Town) -> None:
    assert await call(town, b"", method="GET") == 405


async def test_nothing_that_was_called_about_stands_in_the_log(town: Town) -> None:
    assert await call(town, b'{"update_id": 5, "message": {"text": "between us"}}') == 400
    assert "between us" not in town.bot.log.read_text(encoding="utf-8")


async def test_what_was_called_about_while_nobody_listened_is_answered_after_the_start(town: Town) -> None:
    bob = town["bob"]
    await town.leave(kill=False)
    await bob.tells("/standing")
    await town.bot.start()
    await town.server.changes.until(lambda: len(bob.alone.posted) > 1, "an answer", 60)
    await town.server.settled()
    assert len(bob.alone.posted) == 2


async def test_a_repeated_call_changes_nothing(town: Town) -> None:
    ada = town["ada"]
    assert await nobody_came(town)
    said = len(ada.alone.posted)
    _, told = town.server.updates.given[-1]
    assert await call(town, json.dumps(told).encode()) == 200
    assert await nobody_came(town)
    assert len(ada.alone.posted) == said + 2
