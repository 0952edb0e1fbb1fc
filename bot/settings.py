"""This room's sections of config.toml and the environment, read once, frozen. Each field explains itself."""

from pathlib import Path
from typing import Annotated

from limits import parse
from platformdirs import user_config_path, user_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from bot.admission import AdmissionMode
from bot.consent import ApprovalMode, Usage
from engine.contract.config import RoomSettings

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


def _rate(written: str) -> str:
    parse(written)  # raises ValueError where it is no rate
    return written


class Section(BaseModel):
    """Base of a section: frozen; a key that nobody knows is a mistake and is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RoomSection(BaseModel):
    """A section that another room shares: keys of the other room are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


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

    renderer: str = Field(default="studio", description="how clips are rendered, by name")
    stale_after_s: Seconds = Field(
        default=30.0,
        ge=1,
        description="a running job without a sign of life for this long is given to another engine",
    )
    attempts: Positive = Field(default=3, le=10, description="how often a job is tried before it fails")


class AccessSettings(Section):
    """[access]: whom the service is for."""

    mode: AdmissionMode = Field(
        default=AdmissionMode.OPEN, description="open to all, by invite code, or for the members of servers"
    )
    servers: tuple[str, ...] = Field(
        default=(), description="places whose members are in: discord:SERVER, telegram:CHAT"
    )
    invites_per_person: int = Field(
        default=3, ge=0, le=1000, description="how many people each person may invite"
    )
    invite_days: Seconds = Field(default=30.0, description="an invite code lapses after this long")
    waitlist: bool = Field(default=True, description="whether people without a code may wait in line")


class CreditSettings(Section):
    """[credits]: the tariff and the monthly allowance."""

    standard_per_second: Positive = Field(default=16, description="credits for a second of a standard clip")
    pro_per_second: Positive = Field(default=40, description="credits for a second of a pro clip")
    allowance: int = Field(default=1000, ge=0, description="credits a person gets each month")


class ClipSettings(Section):
    """[clips]: lengths, limits and deadlines."""

    standard_seconds: Seconds = Field(default=10.0, le=60, description="longest standard clip")
    pro_seconds: Seconds = Field(default=20.0, le=60, description="longest pro clip")
    running_per_person: Positive = Field(
        default=2, le=100, description="clips a person may have in the making at once"
    )
    draft_hours: Seconds = Field(
        default=24.0, description="an unsaved clip is deleted this long after delivery"
    )
    approval_hours: Seconds = Field(default=24.0, description="a request for approval lapses after this long")
    access_days: Seconds = Field(default=7.0, description="a request for access lapses after this long")
    message_length: Positive = Field(
        default=300, le=1000, description="longest message with a request, in characters"
    )
    poll_s: Seconds = Field(default=0.5, description="how often finished jobs are looked for")
    sweep_s: Seconds = Field(default=5.0, description="how often deadlines are looked at")
    sending_s: Seconds = Field(
        default=60.0, description="a message that was being sent for this long is `unknown`"
    )


class LikenessSettings(Section):
    """[likeness]: enrolment."""

    challenge_minutes: Seconds = Field(default=10.0, description="how long a challenge is valid")
    recording_mb: Positive = Field(
        default=200, le=2000, description="largest recording accepted, in MB (10^6 bytes)"
    )
    usage: Usage = Field(
        default=Usage.APPROVED, description="who may use a new likeness until its owner says otherwise"
    )
    approval: ApprovalMode = Field(
        default=ApprovalMode.BEFORE_PUBLISH,
        description="whether the owner of a new likeness is asked about each clip",
    )
    boundaries: Positive = Field(default=20, le=100, description="most boundaries a person can set")
    boundary_length: Positive = Field(default=200, le=500, description="longest boundary, in characters")


class ModerationSettings(Section):
    """[moderation]: the operator's own words."""

    refuse: tuple[str, ...] = Field(
        default=(), description="words or phrases that are refused here besides the built-in list"
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
    invite: Rate = Field(default="10 per hour", description="tries at an invite code by one person")


class RedisSettings(Section):
    """[redis]: optional; shares what may be lost between several processes."""

    url: str | None = Field(default=None, description="redis://HOST:PORT/DB, or nothing")


class DiscordSettings(Section):
    """[discord]: nothing happens there without a token."""

    token: SecretStr | None = Field(default=None, description="the bot's token")
    api_base: str = Field(default="https://discord.com/api/v10", description="base address of the API")
    gateway: str | None = Field(
        default=None, description="address of the gateway; asked of the API where unset"
    )


class TelegramSettings(Section):
    """[telegram]: nothing happens there without a token."""

    token: SecretStr | None = Field(default=None, description="the bot's token")
    api_base: str = Field(default="https://api.telegram.org/bot", description="base address of the Bot API")
    file_base: str = Field(
        default="https://api.telegram.org/file/bot", description="base address of its files"
    )


class BotSettings(RoomSettings):
    """All that the bot reads. Sections of other rooms are left alone."""

    demo: bool = Field(
        default=False,
        description="accept likenesses that passed no challenge; only for the demo's throw-away store",
    )
    store: StoreSettings = Field(default_factory=StoreSettings)
    vault: VaultSettings = Field(default_factory=VaultSettings)
    engine: EngineView = Field(default_factory=EngineView)
    access: AccessSettings = Field(default_factory=AccessSettings)
    credits: CreditSettings = Field(default_factory=CreditSettings)
    clips: ClipSettings = Field(default_factory=ClipSettings)
    likeness: LikenessSettings = Field(default_factory=LikenessSettings)
    moderation: ModerationSettings = Field(default_factory=ModerationSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    redis: RedisSettings = Field(default_factory=RedisSettings)
    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
