"""Our Discord on real sockets: requests taken apart, counted, judged, refused or carried out.

async with running(DiscordServer()) as discord:
    ...  # the bot is told discord.api_base and discord.gateway_url
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from discord_server import answers, directory, messages  # noqa: F401 - they register what they answer
from discord_server.errors import UNAUTHORISED, ApiError
from discord_server.faults import Fault
from discord_server.openapi import Asked
from discord_server.routing import Call, Upload, find
from discord_server.server import API, DiscordServer, Request

LARGEST_REQUEST = 256 * 1024 * 1024


class Front:
    """Answers HTTP in the name of one server."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server

    def application(self) -> web.Application:
        """What an HTTP server serves."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_get("/gateway", self._server.gateway.handle)
        app.router.add_get("/gateway/", self._server.gateway.handle)
        app.router.add_get("/cdn/attachments/{number}/{name}", self._file)
        app.router.add_route("*", API + "/{path:.*}", self._answer)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        found = self._server.attachments.get(int(request.match_info["number"]))
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found.data, content_type=found.content_type or "application/octet-stream")

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = await self._read(request)
        files = tuple(one.part for one in call.files)
        asked = Asked(call.method, call.path, call.query, call.body, files)
        if self._server.judge is not None:
            self._server.wrong += self._server.judge.wrong_with(asked)
        at = time.monotonic()
        response = await self._answered(request, call)
        self._server.requests.append(Request(asked, at, response.status))
        self._server.changes.notify()
        return response

    async def _answered(self, request: web.Request, call: Call) -> web.Response:
        fault = next((one for one in self._server.faults if one.takes(call.method, call.path)), None)
        if fault is not None:
            fault.hit += 1
            self._server.changes.notify()
            if fault.gate is not None:
                await fault.gate.wait()
            if not fault.after and (fault.status or fault.gate is None):
                return self._broken(request, fault)
        headers, wait = self._server.buckets.take(call.method, call.path)
        if wait is not None:
            body = {"message": "You are being rate limited.", "retry_after": wait, "global": False}
            more = {"Retry-After": str(wait), "X-RateLimit-Scope": "user", "Via": "1.1 google"}
            return _json(429, body, headers | more)
        status, said = await self._handled(request, call)
        if self._server.judge is not None:
            self._server.wrong += self._server.judge.wrong_with_answer(call.method, call.path, status, said)
        if fault is not None and fault.after:
            return self._broken(request, fault)
        return _json(status, said, headers)

    async def _handled(self, request: web.Request, call: Call) -> tuple[int, Any]:
        found = find(call.method, call.path)
        if found is None:
            return 404, {"code": 0, "message": "404: Not Found"}
        route, parts = found
        try:
            if not route.open and request.headers.get("Authorization") != f"Bot {self._server.token}":
                raise UNAUTHORISED
            said = await route.handler(call, **parts)
        except ApiError as error:
            return error.status, {"code": error.code, "message": error.message}
        return (204 if said is None else 200), said

    async def _read(self, request: web.Request) -> Call:
        path = unquote(request.rel_url.raw_path.removeprefix(API))
        body, files = None, []
        if request.content_type == "multipart/form-data":
            async for part in await request.multipart():
                assert isinstance(part, BodyPartReader)
                data = await part.read()
                if part.name == "payload_json":
                    body = json.loads(data)
                else:
                    files.append(Upload(part.name or "", part.filename or "", bytes(data)))
        elif request.can_read_body:
            body = await request.json()
        return Call(self._server, request.method, path, dict(request.query), body, tuple(files))

    def _broken(self, request: web.Request, fault: Fault) -> web.Response:
        if fault.status is None and request.transport is not None:
            request.transport.abort()
        return _json(fault.status or 500, fault.body, fault.headers)


def _json(status: int, said: Any, headers: Mapping[str, str]) -> web.Response:
    """discord.py reads JSON only where the type is exactly this."""
    if status == 204:
        return web.Response(status=status, headers=headers)
    given = {"Content-Type": "application/json", **headers}
    return web.Response(status=status, body=json.dumps(said).encode(), headers=given)


@asynccontextmanager
async def running(server: DiscordServer) -> AsyncIterator[DiscordServer]:
    """Serve it on a free port of this machine until the block ends."""
    runner = web.AppRunner(Front(server).application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = runner.addresses[0]
    server.base = f"http://{address[0]}:{address[1]}"
    try:
        yield server
    finally:
        for fault in server.faults:
            if fault.gate is not None:
                fault.gate.set()
        await asyncio.wait_for(server.gateway.close(1001), 5)
        await runner.cleanup()
