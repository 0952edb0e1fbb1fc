"""Which function answers which method of the API."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from telegram_server.errors import bad

if TYPE_CHECKING:
    from telegram_server.server import TelegramServer


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request."""

    part: str
    filename: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Call:
    """One request, taken apart; fields are text as they came, or JSON."""

    server: "TelegramServer"
    method: str
    fields: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.fields or name in self.files

    def text(self, name: str, default: str = "") -> str:
        """A field as text."""
        return self.fields.get(name, default)

    def number(self, name: str, default: int = 0) -> int:
        """A field as a whole number.

        Raises:
            ApiError: it is none.
        """
        try:
            return int(self.fields.get(name, default))
        except ValueError:
            raise bad(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """A field that is on or off."""
        return self.fields.get(name, "").lower() in ("true", "1", "yes")

    def json(self, name: str, default: Any = None) -> Any:
        """A field that holds an object or a list.

        Raises:
            ApiError: it is no JSON.
        """
        if name not in self.fields:
            return default
        try:
            return json.loads(self.fields[name])
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None


Handler = Callable[[Call], Awaitable[Any]]
METHODS: dict[str, Handler] = {}
"""By their names in small letters: Telegram does not care for case."""


def method(name: str) -> Callable[[Handler], Handler]:
    """Answer a method with the decorated function."""

    def register(handler: Handler) -> Handler:
        METHODS[name.lower()] = handler
        return handler

    return register
