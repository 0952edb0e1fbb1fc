"""Our Telegram on real sockets: requests taken apart, counted, judged, refused or carried out.

async with running(TelegramServer()) as telegram:
    ...  # the bot is told telegram.token, telegram.api_base and telegram.file_base
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import BodyPartReader, web

from telegram_server import (  # noqa: F401 - they register what they answer
    chats,
    editing,
    herself,
    listening,
    payments,
    replies,
    sending,
)
from telegram_server.errors import NO_SUCH_METHOD, TOO_LARGE, UNAUTHORISED, ApiError
from telegram_server.faults import Fault
from telegram_server.routing import METHODS, Call, Upload
from telegram_server.server import Request, TelegramServer

LARGEST_REQUEST = 2100 * 1024 * 1024
FIELDS_LIMIT = 1 << 20
"""What a request may have beside its files, in bytes."""


class Front:
    """Answers HTTP in the name of one server."""

    def __init__(self, server: TelegramServer) -> None:
        self._server = server

    def application(self) -> web.Application:
        """What an HTTP server serves."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        app.router.add_get("/file/bot{token}/{path:.*}", self._file)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        found = [one for one in self._server.files.values() if one.path == request.match_info["path"]]
        if request.match_info["token"] != self._server.token or not found:
            return _json(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        return web.Response(body=found[0].data, content_type="application/octet-stream")

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call, at = await self._read(request), time.monotonic()
        quiet = call.method.lower() == "getupdates"
        if self._server.judge is not None:
            self._server.wrong += self._server.judge.wrong_with(call.method, call.fields, tuple(call.files))
        response = await self._answered(request, call)
        if not quiet:
            files = tuple(call.files)
            self._server.requests.append(Request(call.method, call.fields, files, at, response.status))
        self._server.changes.notify()
        return response

    async def _answered(self, request: web.Request, call: Call) -> web.Response:
        fault = next((one for one in self._server.faults if one.takes(call.method, call.fields)), None)
        if fault is not None:
            fault.hit += 1
            self._server.changes.notify()
            if fault.gate is not None:
                await fault.gate.wait()
            if not fault.after and (fault.error or fault.gate is None):
                return self._broken(request, fault)
        try:
            result = await self._handled(request, call)
        except ApiError as error:
            return _refused(error)
        if self._server.judge is not None:
            self._server.wrong += self._server.judge.wrong_with_answer(call.method, result)
        if fault is not None and fault.after:
            return self._broken(request, fault)
        return _json(200, {"ok": True, "result": result})

    async def _handled(self, request: web.Request, call: Call) -> Any:
        if request.match_info["token"] != self._server.token:
            raise UNAUTHORISED
        if call.method.lower() not in METHODS:
            raise NO_SUCH_METHOD
        where = call.text("inline_message_id") or call.text("chat_id")
        for pace in self._server.paces:
            wait = pace.wait(call.method, where, time.monotonic())
            if wait is not None:
                raise ApiError(429, f"Too Many Requests: retry after {wait}", {"retry_after": wait})
        if any(len(one.data) > self._server.upload_limit for one in call.files.values()):
            raise TOO_LARGE
        return await METHODS[call.method.lower()](call)

    async def _read(self, request: web.Request) -> Call:
        method = request.match_info["method"]
        fields, files = dict(request.query), {}
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                assert isinstance(part, BodyPartReader)
                data = bytes(await part.read())
                if part.filename is None:
                    fields[part.name or ""] = data.decode()
                else:
                    files[part.name or ""] = Upload(part.name or "", part.filename, data)
        elif request.content_type == "application/json" and request.can_read_body:
            given = await request.json()
            fields |= {name: one if isinstance(one, str) else json.dumps(one) for name, one in given.items()}
        elif request.can_read_body:
            fields |= {name: str(one) for name, one in (await request.post()).items()}
        return Call(self._server, method, fields, files)

    def _broken(self, request: web.Request, fault: Fault) -> web.Response:
        if fault.error is None:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.plain:
            return web.Response(
                status=fault.error.code, text=fault.error.description, content_type="text/html"
            )
        return _refused(fault.error)


def _refused(error: ApiError) -> web.Response:
    said: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        said["parameters"] = dict(error.parameters)
    return _json(error.code, said)


def _json(status: int, said: Any) -> web.Response:
    return web.Response(status=status, body=json.dumps(said).encode(), content_type="application/json")


@asynccontextmanager
async def running(server: TelegramServer, port: int = 0) -> AsyncIterator[TelegramServer]:
    """Serve it on a free port of this machine until the block ends."""
    runner = web.AppRunner(Front(server).application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    address = runner.addresses[0]
    server.base = f"http://{address[0]}:{address[1]}"
    try:
        yield server
    finally:
        for fault in server.faults:
            if fault.gate is not None:
                fault.gate.set()
        server.updates.close()
        await asyncio.wait_for(runner.cleanup(), 5)
