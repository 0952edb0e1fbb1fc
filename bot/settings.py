"""This room's sections of config.toml and the environment, read once, frozen. Each field explains itself."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from limits import parse_many
from platformdirs import user_config_path, user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from bot.admission import AdmissionMode
from bot.clips import Tier
from bot.consent import ApprovalMode, Notify, Usage, Visibility
from bot.penalties import rung
from bot.people import Platform
from bot.reports import ReportKind
from bot.verdicts import ALWAYS, Code, Sensitivity, Switch
from engine.contract.config import RoomSettings
from engine.contract.messages import LONGEST_CLIP_S, Resolution

Positive = Annotated[int, Field(gt=0)]


def _lasting(written: float) -> float:
    if written > LONGEST_TIME:
        raise ValueError(f"{LONGEST_TIME:,} is the most")
    return written


LONGEST_TIME = 100_000
"""As days it is 270 years: every deadline stays within what a calendar can name."""
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False), AfterValidator(_lasting)]
"""Or as many minutes, hours or days, as the name of the setting says."""
Price = Annotated[float, Field(ge=0, allow_inf_nan=False)]


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


class TierSettings(Section):
    """[tiers.standard], the base of [tiers.pro]: what such clips are, and what people on that plan have."""

    resolution: Resolution = Field(default=Resolution.P720, description="frame size: 720p or 1080p")
    seconds: Seconds = Field(
        default=10.0, le=LONGEST_CLIP_S, description="longest clip, and longest scene of a storyboard"
    )
    credits_per_second: Positive = Field(default=16, description="price of a second")
    priority: bool = Field(
        default=False, description="whether such clips, and people on this plan, go first in the queue"
    )
    enhanced: bool = Field(
        default=False, description="whether more is done for identity, by renderers that can"
    )
    allowance: int = Field(default=1000, ge=0, description="credits that everybody gets each calendar month")


class ProSettings(TierSettings):
    """[tiers.pro]: the same keys."""

    resolution: Resolution = Field(default=Resolution.P1080, description="frame size: 720p or 1080p")
    seconds: Seconds = Field(
        default=20.0, le=LONGEST_CLIP_S, description="longest clip, and longest scene of a storyboard"
    )
    credits_per_second: Positive = Field(default=40, description="price of a second")
    priority: bool = Field(
        default=True, description="whether such clips, and people on this plan, go first in the queue"
    )
    enhanced: bool = Field(
        default=True, description="whether more is done for identity, by renderers that can"
    )
    allowance: int = Field(
        default=4000, ge=0, description="credits with each month of the plan, at its start"
    )


class TiersSettings(Section):
    """[tiers]: what clips cost and may be."""

    storyboard_shortest: Seconds = Field(
        default=15.0, le=LONGEST_CLIP_S, description="shortest clip of several scenes"
    )
    storyboard_longest: Seconds = Field(
        default=60.0, le=LONGEST_CLIP_S, description="longest clip of several scenes"
    )
    standard: TierSettings = Field(default_factory=TierSettings, description="standard clips and people")
    pro: ProSettings = Field(default_factory=ProSettings, description="pro clips and people")

    @model_validator(mode="after")
    def _shortest_first(self) -> Self:
        if self.storyboard_shortest > self.storyboard_longest:
            raise ValueError("storyboard_shortest is longer than storyboard_longest")
        return self

    def of(self, tier: Tier) -> TierSettings:
        """The terms of one tier."""
        return self.pro if tier is Tier.PRO else self.standard


class PackSettings(Section):
    """[[credits.packs]]: what can be bought. `price` is in the currency's smallest unit (cents)."""

    name: str = Field(min_length=1, max_length=40)
    credits: int = Field(ge=0)
    price: int = Field(ge=0)
    currency: str = Field(pattern="^[A-Z]{3}$")
    stars: int = Field(default=0, ge=0)
    """Telegram Stars; 0: not sold there."""
    plan_months: int = Field(default=0, ge=0, le=12)
    """Months of the pro plan, each with its allowance."""

    @model_validator(mode="after")
    def _brings_something(self) -> Self:
        if not self.credits and not self.plan_months:
            raise ValueError(f"the pack {self.name!r} brings neither credits nor a plan")
        return self


class CreditSettings(Section):
    """[credits]: packs and gifts."""

    packs: tuple[PackSettings, ...] = Field(default=(), description="what can be bought")
    given_per_day: int = Field(
        default=500, ge=0, description="credits that a person may give to friends within 24 hours"
    )

    @field_validator("packs")
    @classmethod
    def _each_name_once(cls, packs: tuple[PackSettings, ...]) -> tuple[PackSettings, ...]:
        if len({pack.name.casefold() for pack in packs}) < len(packs):
            raise ValueError("two packs have the same name")
        return packs


class CostSettings(Section):
    """[costs]: what a service like this costs its operator, for `cameo admin costs`."""

    currency: str = Field(default="USD", description="what the figures here are in")
    hour: dict[str, Price] = Field(
        default_factory=dict, description="price of an hour of the machine, by renderer"
    )
    per_second: dict[str, Price] = Field(
        default_factory=dict,
        description="price of a finished second where a provider charges so, by renderer",
    )
    margin: float = Field(
        default=2.0, ge=1, allow_inf_nan=False, description="an API price of a second is its cost times this"
    )


class ClipSettings(Section):
    """[clips]: lengths, limits and deadlines."""

    scene_mb: Positive = Field(
        default=10, le=20, description="largest picture of a scene accepted, in MB (10^6 bytes)"
    )
    running_per_person: Positive = Field(
        default=2, le=100, description="clips a person may have in the making at once"
    )
    draft_hours: Seconds = Field(
        default=24.0, description="an unsaved clip is deleted this long after delivery"
    )
    warn_hours: Seconds = Field(default=3.0, description="its maker is told this long before")
    approval_hours: Seconds = Field(default=24.0, description="a request for approval lapses after this long")
    held_hours: Seconds = Field(
        default=72.0, description="a clip that waits for an operator is given up after this long"
    )
    refund_deleted: bool = Field(
        default=False,
        description="whether a maker gets the credits back when somebody else in a clip deletes or revokes "
        "it",
    )
    access_days: Seconds = Field(default=7.0, description="a request for access lapses after this long")
    digest_hour: int = Field(
        default=18, ge=0, le=23, description="hour of the day (UTC) at which daily digests go out"
    )
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
    visibility: Visibility = Field(
        default=Visibility.EVERYONE,
        description="who can find somebody new: nobody, approved, mutuals, everyone (in a shared server)",
    )
    notify: Notify = Field(
        default=Notify.EACH_USE,
        description="when somebody new is told of clips with them: each_use, published, digest, none",
    )
    boundaries: Positive = Field(default=20, le=100, description="most boundaries a person can set")
    boundary_length: Positive = Field(default=200, le=500, description="longest boundary, in characters")


class CharacterSettings(Section):
    """[characters]: pets, objects, mascots and licensed characters, set up from pictures."""

    per_person: int = Field(default=5, ge=0, le=100, description="how many characters a person may have")
    picture_mb: Positive = Field(
        default=10, le=20, description="largest picture accepted, in MB (10^6 bytes)"
    )
    usage: Usage = Field(
        default=Usage.APPROVED, description="who may use a new character until its owner says otherwise"
    )
    approval: ApprovalMode = Field(
        default=ApprovalMode.BEFORE_PUBLISH,
        description="whether the owner of a new character is asked about each clip",
    )
    confirm_licences: bool = Field(
        default=True,
        description="whether an operator confirms that a character is licensed before it is used",
    )


class HoldSeveral(StrEnum):
    """When a clip with two or more people waits for an operator."""

    ALWAYS = "always"
    WITH_OPERATORS = "with_operators"
    NEVER = "never"


Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class AfterSettings(Section):
    """[moderation.after]: what holds a finished clip for an operator."""

    several_people: HoldSeveral = Field(
        default=HoldSeveral.WITH_OPERATORS,
        description="whether every clip with two or more people is held: always, never, or with_operators, "
        "which is where [operators] names somebody who would let it go on",
    )
    nudity: Share = Field(
        default=0.5,
        description="score of a frame (0 to 1) from which a clip is held; filmed dressed people reach .34, "
        "drawn bare bodies .3 to .6, and the classifier's authors call .2 to .8 undecided",
    )
    strangers: bool = Field(
        default=True, description="hold a clip that shows somebody who is not in its cast"
    )
    identity: Share = Field(
        default=0.8,
        description="share of the frames that have to show each of the cast as themselves; 0 holds nothing "
        "for it",
    )
    letter_errors: float = Field(
        default=0.65,
        ge=0,
        allow_inf_nan=False,
        description="wrong letters for each written one above which a clip says something else; lines in "
        "German, Spanish and French, which the recogniser does not know, reach .57, unrelated sentences .65 "
        "and more",
    )
    wrong_words: Positive = Field(
        default=3,
        description="fewer unexpected words than this are taken for a recogniser's mistake; as many added in "
        "a row hold a clip",
    )


def _switched(checks: dict[Code, Switch]) -> dict[Code, Switch]:
    for code in ALWAYS & checks.keys():
        if checks[code] in {Switch.OFF, Switch.APPROVAL}:
            raise ValueError(f"the check {code.value!r} can neither be switched off nor made milder")
    return checks


def _doubted(sensitivity: dict[Code, Sensitivity]) -> dict[Code, Sensitivity]:
    for code in ALWAYS & sensitivity.keys():
        if sensitivity[code] is Sensitivity.RELAXED:
            raise ValueError(f"the check {code.value!r} cannot be relaxed")
    return sensitivity


class ClassifierSettings(Section):
    """[moderation.classifier]: an optional model that looks at prompts, too."""

    model: str | None = Field(
        default=None,
        description="a text classifier for transformers, a folder or a name on a model hub, or nothing; "
        "needs the packages of cameo[classifier]",
    )
    labels: dict[str, Code] = Field(
        default={}, description="which of its labels stand for which kind of check; others are ignored"
    )
    threshold: Share = Field(default=0.8, description="score of a label, 0 to 1, from which it counts")
    on_failure: Literal["approval", "refuse"] = Field(
        default="approval", description="what follows where the model gives no answer: approval or refuse"
    )
    timeout_s: Seconds = Field(default=10.0, le=120, description="longest wait for an answer")
    start_s: Seconds = Field(default=120.0, le=1800, description="longest wait for the model to load")
    download: bool = Field(
        default=False, description="whether the model may be fetched from a hub; else it has to lie here"
    )


class ModerationSettings(Section):
    """[moderation]: words of your own, and how the list of checks is used."""

    refuse: tuple[str, ...] = Field(
        default=(), description="words or phrases that are refused here besides the built-in list"
    )
    allow: tuple[str, ...] = Field(
        default=(),
        description="words or phrases that no check but the one for minors looks at, like a brand of yours",
    )
    checks: Annotated[dict[Code, Switch], AfterValidator(_switched)] = Field(
        default={},
        description="how a kind of check is set: off, approval (milder) or refuse (stricter), such as "
        '{ political = "approval", brand = "off" }; minors always stays on',
    )
    sensitivity: Annotated[dict[Code, Sensitivity], AfterValidator(_doubted)] = Field(
        default={},
        description="how much doubt is enough for a kind to be refused by its meaning: strict, normal or "
        'relaxed, such as { gore = "relaxed" }',
    )
    classifier: ClassifierSettings = Field(default_factory=ClassifierSettings)
    after: AfterSettings = Field(default_factory=AfterSettings)


class ReportSettings(Section):
    """[reports]: what follows when somebody reports a clip or a person."""

    hide_at: Positive = Field(
        default=3,
        description="a clip that so many people reported can be watched by nobody until operators decide; "
        "one report of somebody who appears in it is enough",
    )
    text_length: Positive = Field(
        default=1000, le=10_000, description="longest text of a report or an appeal, in characters"
    )
    evidence_days: Seconds = Field(
        default=30.0, description="what is kept with a report is destroyed this long after the decision"
    )


def _rung(written: str) -> str:
    rung(written)
    return written


def _code(written: str) -> str:
    if written not in {*Code, *ReportKind}:
        raise ValueError(f"{written!r} is the code of no check and no kind of report")
    return written


WrittenRung = Annotated[str, AfterValidator(_rung)]
WrittenCode = Annotated[str, AfterValidator(_code)]


class PenaltySettings(Section):
    """[penalties]: strikes, and what they lead to."""

    strike_days: Seconds = Field(default=90.0, description="a strike stops counting after this long")
    ladder: tuple[WrittenRung, ...] = Field(
        default=("warning", "cool_down 1", "no_casting 7", "suspension 30", "ban"),
        min_length=1,
        description="the penalty for the first standing strike, the second, and so on, with its days: "
        "warning, cool_down, no_casting, suspension, ban",
    )
    grave: dict[WrittenCode, WrittenRung] = Field(
        default={"minors": "suspension 30", "minor": "suspension 30"},
        description="codes of checks and kinds of reports that lead to this at the least",
    )


class OperatorSettings(Section):
    """[operators]: who decides on reports, appeals and held clips."""

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
    tiers: TiersSettings = Field(default_factory=TiersSettings)
    credits: CreditSettings = Field(default_factory=CreditSettings)
    costs: CostSettings = Field(default_factory=CostSettings)
    clips: ClipSettings = Field(default_factory=ClipSettings)
    likeness: LikenessSettings = Field(default_factory=LikenessSettings)
    characters: CharacterSettings = Field(default_factory=CharacterSettings)
    moderation: ModerationSettings = Field(default_factory=ModerationSettings)
    reports: ReportSettings = Field(default_factory=ReportSettings)
    penalties: PenaltySettings = Field(default_factory=PenaltySettings)
    operators: OperatorSettings = Field(default_factory=OperatorSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)
    redis: RedisSettings = Field(default_factory=RedisSettings)
    discord: DiscordSettings = Field(default_factory=DiscordSettings)
    telegram: TelegramSettings = Field(default_factory=TelegramSettings)
