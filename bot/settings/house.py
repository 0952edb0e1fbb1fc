"""Sections of the house: store, vault, engine, who may come in, rates, operators."""

from pathlib import Path
from typing import Annotated, Self

from limits import parse_many
from platformdirs import user_config_path, user_data_path
from pydantic import (
    AfterValidator,
    Field,
    model_validator,
)

from bot.admission import AdmissionMode
from bot.people import Platform
from bot.settings.base import Positive, RendererName, RoomSection, Seconds, Section


def _rate(written: str) -> str:
    (rate,) = parse_many(written)  # raises ValueError where it is no rate, or several
    if rate.amount < 1:
        raise ValueError(f"{written!r} would let nobody do it even once")
    return written


def _place(written: str) -> str:
    platform, _, name = written.partition(":")
    if platform not in set(Platform) or not name:
        raise ValueError(f"{written!r} is none; write PLATFORM:ID, for example discord:1234")
    return written


WrittenPlace = Annotated[str, AfterValidator(_place)]
"""A place or an account, as its platform numbers it."""


class StoreSettings(Section):
    """[store]: people, clips and credits."""

    url: str = Field(
        default_factory=lambda: f"sqlite+aiosqlite:///{user_data_path('cameo') / 'cameo.db'}",
        description="SQLAlchemy URL: sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE",
    )
    pool: Positive = Field(
        default=15, le=100, description="connections to Postgres; SQLite always has one that writes"
    )


class VaultSettings(RoomSection):
    """[vault]: sealed files and the keys to them."""

    url: str = Field(
        default_factory=lambda: str(user_data_path("cameo") / "vault"),
        description="a folder, or s3://BUCKET/PREFIX (credentials from the usual AWS variables)",
    )
    keys: Path = Field(
        default_factory=lambda: user_config_path("cameo") / "keys",
        description="folder of the key files (mode 0600); with it and the vault every likeness can be read",
    )


class EngineView(RoomSection):
    """[engine]: what the bot needs to know of it."""

    renderer: RendererName = Field(default="studio", description="how clips are rendered, by name")
    stale_after_s: Seconds = Field(
        default=30.0,
        ge=1,
        description="a running job without a sign of life for this long is given to another engine",
    )
    away_minutes: Seconds = Field(
        default=30.0,
        ge=1,
        description="a clip for which no engine has been there for this long is given up, and while engines "
        "of other renderers are there no further one is taken on",
    )
    attempts: Positive = Field(default=3, le=10, description="how often a job is tried before it fails")


class AccessSettings(Section):
    """[access]: whom the service is for."""

    mode: AdmissionMode = Field(
        default=AdmissionMode.OPEN, description="open to all, by invite code, or for the members of servers"
    )
    servers: tuple[WrittenPlace, ...] = Field(
        default=(), description="places whose members are in: discord:SERVER, telegram:CHAT"
    )
    invites_per_person: int = Field(
        default=3, ge=0, le=1000, description="how many people each person may invite"
    )
    invite_days: Seconds = Field(default=30.0, description="an invite code lapses after this long")
    waitlist: bool = Field(default=True, description="whether people without a code may wait in line")

    @model_validator(mode="after")
    def _somebody_can_come_in(self) -> Self:
        if self.mode is AdmissionMode.SERVERS and not self.servers:
            raise ValueError("name the servers whose members are in, or nobody could come in")
        return self


class OperatorSettings(Section):
    """[operators]: who runs the service, and who decides on reports, appeals and held clips."""

    name: str = Field(default="", max_length=200, description="who runs this service, for the privacy notice")
    contact: str = Field(
        default="", max_length=200, description="where people reach whoever runs it: a mail or web address"
    )
    people: tuple[WrittenPlace, ...] = Field(
        default=(),
        description="accounts, as PLATFORM:ID, that are told when there is something to decide",
    )


Rate = Annotated[str, AfterValidator(_rate)]


class LimitSettings(Section):
    """[limits]: how often somebody may do a thing, as "20 per hour" or "5/10 minutes"."""

    preflight: Rate = Field(
        default="60 per hour", description="looks at what one other person allows, for each pair of people"
    )
    refusal: Rate = Field(
        default="10 per hour",
        description="refusals about one other person; then nothing new is said for a while",
    )
    request: Rate = Field(default="20 per day", description="questions for access that a person may send")
    report: Rate = Field(default="10 per day", description="reports by one person")
    appeal: Rate = Field(default="5 per day", description="appeals by one person")
    question: Rate = Field(default="5 per day", description="questions about payments, by one person")
    invite: Rate = Field(default="10 per hour", description="tries at an invite code by one person")
    link: Rate = Field(
        default="10 per hour", description="tries at a code that joins accounts, by one person"
    )
    command: Rate = Field(default="30 per minute", description="commands and clicks of one person")
    offer: Rate = Field(
        default="120 per minute", description="offers while one person writes, where a platform shows such"
    )
    export: Rate = Field(default="10 per day", description="exports of everything, by one person")


class RedisSettings(Section):
    """[redis]: optional; shares what may be lost between several processes."""

    url: str | None = Field(default=None, description="redis://HOST:PORT/DB, or nothing")
