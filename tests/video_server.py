"""A serving engine of our own for films: /v1/videos in every dialect, with the faults that real ones have.

It runs in a thread of its own, since who asks it waits for the answer.
"""

import asyncio
import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from aiohttp import BodyPartReader, web

FASTEST = 50.0
LIMIT = 64 * 2**20


@dataclass
class Ordered:
    """One film that was ordered: fields of the form or the JSON; each file as (field, name, type, data)."""

    id: str
    fields: dict[str, Any]
    files: list[tuple[str, str, str, bytes]]
    looks: int = 0
    ended: bool = False

    def references(self, kind: str) -> list[bytes]:
        """What it was given of a kind ("image", "audio", "video"), in order."""
        sent = [data for _, _, form, data in self.files if form.startswith(kind)]
        conditions = [one for one in self.fields.get("conditions", []) if one["type"] == kind]
        return sent + [base64.b64decode(one["uri"].partition(",")[2]) for one in conditions]


@dataclass
class VideoServer:
    """What it has made and what it does wrong.

    film: what it gives for every order. looks: looks at a film until it is made. answers: statuses that the
    next requests get instead, in order, by "METHOD last-part-of-the-path". cut: bytes after which a download
    breaks off, once. lists: whether it lists films. busy: films of others that it has to make.
    """

    film: bytes
    looks: int = 3
    answers: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    cut: int | None = None
    status: str = "completed"
    stuck: bool = False
    lists: bool = True
    busy: int = 0
    digest: str | None = None
    key: str | None = None
    url: str = ""
    ordered: dict[str, Ordered] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def one(self) -> Ordered:
        """The only film that was ordered."""
        (found,) = self.ordered.values()
        return found

    def app(self) -> web.Application:
        """Its routes."""
        app = web.Application(client_max_size=LIMIT, middlewares=[self._faults])
        app.add_routes(
            [
                web.get("/health", self._health),
                web.get("/v1/videos", self._list),
                web.post("/v1/videos", self._create),
                web.get("/v1/videos/{id}", self._look),
                web.get("/v1/videos/{id}/content", self._content),
                web.delete("/v1/videos/{id}", self._end),
            ]
        )
        return app

    @web.middleware
    async def _faults(self, request: web.Request, handler: Any) -> web.StreamResponse:
        last = request.path.rpartition("/")[2]
        name = f"{request.method} {'film' if last in self.ordered else last}"
        self.asked.append(name)
        if self.key is not None and request.headers.get("Authorization") != f"Bearer {self.key}":
            return web.json_response({"error": {"message": "wrong key"}}, status=401)
        if self.answers.get(name):
            status, headers = self.answers[name].pop(0)
            return web.json_response({"error": {"message": "not now"}}, status=status, headers=headers)
        found: web.StreamResponse = await handler(request)
        return found

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response()

    async def _list(self, _: web.Request) -> web.Response:
        if not self.lists:
            return web.Response(status=405)
        films = [
            {"id": f"other{number}", "status": "queued", "object": "video"} for number in range(self.busy)
        ]
        return web.json_response({"object": "list", "data": films})

    async def _create(self, request: web.Request) -> web.Response:
        fields: dict[str, Any] = {}
        files: list[tuple[str, str, str, bytes]] = []
        if request.content_type == "application/json":
            fields = await request.json()
        else:
            async for part in await request.multipart():
                if isinstance(part, BodyPartReader) and part.filename:
                    kind = part.headers.get("Content-Type", "")
                    files.append((part.name or "", part.filename, kind, bytes(await part.read())))
                elif isinstance(part, BodyPartReader):
                    fields[part.name or ""] = await part.text()
        made = Ordered(f"video_{len(self.ordered) + 1}", fields, files)
        self.ordered[made.id] = made
        return web.json_response(self._told(made))

    async def _look(self, request: web.Request) -> web.Response:
        made = self.ordered[request.match_info["id"]]
        made.looks += not self.stuck
        return web.json_response(self._told(made))

    async def _content(self, request: web.Request) -> web.StreamResponse:
        since = int(request.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        data = self.film[since:]
        headers = {"Content-Length": str(len(data)), "Content-Type": "video/mp4"}
        if self.digest is not None:
            headers["Repr-Digest"] = f"sha-256=:{self.digest}:"
        answer = web.StreamResponse(status=206 if since else 200, headers=headers)
        await answer.prepare(request)
        if self.cut is not None:
            await answer.write(data[: self.cut])
            self.cut = None
            if request.transport is not None:
                request.transport.close()
            return answer
        await answer.write(data)
        return answer

    async def _end(self, request: web.Request) -> web.Response:
        self.ordered[request.match_info["id"]].ended = True
        return web.json_response({"id": request.match_info["id"], "object": "video.deleted", "deleted": True})

    def _told(self, made: Ordered) -> dict[str, Any]:
        done = made.looks >= self.looks
        status = self.status if done else ("in_progress" if made.looks else "queued")
        return {
            "id": made.id,
            "object": "video",
            "created_at": 1,
            "model": str(made.fields.get("model", "")),
            "seconds": str(made.fields.get("seconds", "")),
            "size": str(made.fields.get("size", "")),
            "status": status,
            "progress": min(100, round(100 * made.looks / self.looks)),
        }


def digest_of(data: bytes) -> str:
    """As a header of RFC 9530 has it."""
    return base64.b64encode(hashlib.sha256(data).digest()).decode("ascii")


@contextmanager
def serving(server: VideoServer) -> Iterator[VideoServer]:
    """Let it serve on a free port while the block lasts."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(server.app(), shutdown_timeout=0.1)

    async def begin() -> None:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    loop.run_until_complete(begin())
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def extra(ordered: Ordered) -> dict[str, Any]:
    """vLLM-Omni's extra_params."""
    found: dict[str, Any] = json.loads(ordered.fields["extra_params"])
    return found
