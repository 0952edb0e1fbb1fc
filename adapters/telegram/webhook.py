"""Telegram's calls: the library's own webhook server, and a guard in front of it.

The library answers a wrong secret with 403 and what is no JSON with 500, reads whatever size it is sent, and
logs an update that it cannot read with all that people wrote in it. So the guard reads what comes first: a
call without the secret is answered 401, one that is too large 413, one that is no update 400, and none of
these goes further. While more than `MOST_WAITING` updates wait, a call is answered 503: Telegram keeps what
it holds and calls again.
"""

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, web
from telegram import Update
from telegram.ext import Updater

from bot.settings import TelegramSettings

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_BYTES = 1_000_000
"""Ten times the longest message there is, with the one that it answers."""
MOST_WAITING = 1000
READ_S = 10.0
"""A call that has not arrived whole by then is dropped."""
PASS_ON_S = 30.0
INSIDE = "127.0.0.1"
_JSON = "application/json"
_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_webhook(
    updater: Updater, settings: TelegramSettings, updates: Sequence[str]
) -> AsyncIterator[None]:
    """Listen where the settings say, and have Telegram call there about these kinds of updates.

    At the end no more calls are taken; those under way are answered.

    Raises:
        ValueError: the settings know of no webhook.
        OSError: the address cannot be listened at.
        telegram.error.TelegramError: Telegram does not take the webhook.
    """
    if settings.webhook_listen is None or settings.webhook_secret is None:
        raise ValueError("there is no webhook in the settings")
    host, _, port = settings.webhook_listen.rpartition(":")
    secret = settings.webhook_secret.get_secret_value()
    inside = socket.create_server((INSIDE, 0))
    inside.setblocking(False)  # noqa: FBT003 - Python's own
    async with ClientSession(timeout=ClientTimeout(total=PASS_ON_S)) as session:
        guard = _Guard(updater, secret, f"http://{INSIDE}:{inside.getsockname()[1]}/", session)
        calls = web.Application(client_max_size=LARGEST_BYTES)
        calls.router.add_route("*", "/{path:.*}", guard.called)
        runner = web.AppRunner(calls, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port)).start()
            await updater.start_webhook(
                unix=inside,
                webhook_url=settings.webhook_url,
                secret_token=secret,
                allowed_updates=updates,
                bootstrap_retries=-1,
            )
            yield
        finally:
            await runner.cleanup()
            if updater.running:
                await updater.stop()


@dataclass(frozen=True, slots=True)
class _Guard:
    """inside: where the library's server listens."""

    updater: Updater
    secret: str
    inside: str
    session: ClientSession

    async def called(self, request: web.Request) -> web.Response:
        """Answer a call, whoever makes it."""
        told = request.headers.get(SECRET, "").encode("utf-8", "replace")
        if not hmac.compare_digest(told, self.secret.encode()):
            return web.Response(status=HTTPStatus.UNAUTHORIZED)
        if request.method != "POST":
            return web.Response(status=HTTPStatus.METHOD_NOT_ALLOWED)
        if (request.content_length or 0) > LARGEST_BYTES:
            return web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if self.updater.update_queue.qsize() > MOST_WAITING:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(status=await self._take(request))

    async def _take(self, request: web.Request) -> int:
        try:
            async with asyncio.timeout(READ_S):
                body = await request.read()  # answers 413 itself where more comes than was said
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        if request.content_type != _JSON or not is_update(body):
            return HTTPStatus.BAD_REQUEST
        headers = {SECRET: self.secret, "Content-Type": _JSON}
        try:
            async with self.session.post(self.inside, data=body, headers=headers) as answer:
                return answer.status
        except (ClientError, TimeoutError) as error:  # it stops just now; Telegram calls again
            _log.info("an update could not be passed on: %s", type(error).__name__)
            return HTTPStatus.SERVICE_UNAVAILABLE


def is_update(body: bytes) -> bool:
    """Whether this is one of Telegram's updates, which the library can read."""
    try:
        told: Any = json.loads(body)
        if not isinstance(told, dict) or type(told.get("update_id")) is not int:
            return False
        return Update.de_json(told, None) is not None
    except Exception:  # noqa: BLE001 - the library raises whatever it stumbles over
        return False
