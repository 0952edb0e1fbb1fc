"""`GET /clips/<token>`: the film behind an address that the service made, whole or in parts.

Tokens are secrets: none is logged, and no page that is opened from here learns it. What does not exist, has
lapsed or may no longer be seen reads the same.
"""

import asyncio

from aiohttp import web

from bot.app import App
from bot.errors import FilesUnavailable, Refused

HEADERS = {
    "Content-Type": "video/mp4",
    "Content-Disposition": 'inline; filename="cameo.mp4"',
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
FILMS_AT_ONCE = 4
"""A whole film is held in memory while it is sent."""

_APP = web.AppKey("app", App)
_TURNS = web.AppKey("turns", asyncio.Semaphore)


def application(app: App) -> web.Application:
    """What answers requests."""
    made = web.Application()
    made[_APP], made[_TURNS] = app, asyncio.Semaphore(FILMS_AT_ONCE)
    made.router.add_get("/clips/{token}", film)
    return made


async def film(request: web.Request) -> web.StreamResponse:
    """Send a film, or the part of it that is asked for."""
    async with request.app[_TURNS]:
        try:
            data = await request.app[_APP].follow(request.match_info["token"])
        except FilesUnavailable as away:
            raise web.HTTPServiceUnavailable(text=away.message, headers={"Retry-After": "10"}) from away
        except Refused as refused:
            raise web.HTTPNotFound(text=refused.message) from refused
        answer = _part(request, data)
        await answer.prepare(request)
        await answer.write_eof()
        return answer


def _part(request: web.Request, data: bytes) -> web.Response:
    """All of it, or one range of bytes: players ask for the end of a film before they play it."""
    if "Range" not in request.headers:
        return web.Response(body=data, headers=HEADERS)
    size = len(data)
    try:
        wanted = request.http_range
        start, stop, _ = slice(wanted.start, wanted.stop).indices(size)
    except ValueError:
        start = stop = size
    if start >= stop:
        raise web.HTTPRequestRangeNotSatisfiable(headers={"Content-Range": f"bytes */{size}"})
    shown = {"Content-Range": f"bytes {start}-{stop - 1}/{size}"}
    return web.Response(status=206, body=data[start:stop], headers=HEADERS | shown)
