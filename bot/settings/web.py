"""Section of pages that are opened in a browser."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from bot.settings.base import Seconds, Section

_HIGHEST_PORT = 65_535


def address(written: str) -> str:
    """HOST:PORT to listen at.

    Raises:
        ValueError: it is none.
    """
    host, _, port = written.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) <= _HIGHEST_PORT:
        raise ValueError(f"{written!r} is no address; write HOST:PORT, for example 127.0.0.1:8080")
    return written


def public_address(written: str) -> str:
    """An address as others reach it, without a closing slash.

    Raises:
        ValueError: it is none.
    """
    if not written.startswith(("https://", "http://")) or any(mark in written for mark in "?# "):
        raise ValueError(f"{written!r} is no address; write it like https://clips.example.org")
    return written.rstrip("/")


class WebSettings(Section):
    """[web]: films for browsers, where a chat takes no file of their size; nothing without an address."""

    listen: Annotated[str, AfterValidator(address)] | None = Field(
        default=None, description="HOST:PORT to serve at, behind a server of yours that speaks HTTPS"
    )
    public_url: Annotated[str, AfterValidator(public_address)] | None = Field(
        default=None, description="what links begin with, as people's browsers reach it"
    )
    link_hours: Seconds = Field(
        default=24.0, le=720, description="a link shows its film to whoever has it, for this long"
    )

    @model_validator(mode="after")
    def _what_is_served_has_a_name(self) -> Self:
        if self.listen is not None and self.public_url is None:
            raise ValueError("listen needs a public_url: what do the links begin with?")
        return self
