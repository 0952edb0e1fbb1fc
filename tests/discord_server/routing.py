"""Which function answers which address of the API."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from discord_server.server import DiscordServer


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request."""

    part: str
    filename: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One request, taken apart."""

    server: "DiscordServer"
    method: str
    path: str
    query: Mapping[str, str]
    body: Any
    files: tuple[Upload, ...]


Handler = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """One address. open: no token of the bot is asked for, since the address holds a secret."""

    method: str
    pattern: re.Pattern[str]
    handler: Handler
    open: bool


ROUTES: list[Route] = []


def route(method: str, path: str, *, open: bool = False) -> Callable[[Handler], Handler]:  # noqa: A002 - as in Route
    """Answer `path` with the decorated function, which gets the call and each `{part}` by name."""

    def register(handler: Handler) -> Handler:
        pattern = re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
        ROUTES.append(Route(method, pattern, handler, open))
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The function for a request and the parts of its address."""
    for one in ROUTES:
        if one.method == method and (match := one.pattern.fullmatch(path)):
            return one, match.groupdict()
    return None
