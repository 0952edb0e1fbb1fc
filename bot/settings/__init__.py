"""This room's sections of config.toml and the environment, read once, frozen. Each field explains itself."""

from pydantic import Field

from bot.clips import Tier
from bot.settings.clips import (
    ClipSettings,
    CostSettings,
    CreditSettings,
    PackSettings,
    ProSettings,
    TierSettings,
    TiersSettings,
)
from bot.settings.conduct import PenaltySettings, ReportSettings
from bot.settings.house import (
    AccessSettings,
    EngineView,
    LimitSettings,
    OperatorSettings,
    RedisSettings,
    StoreSettings,
    VaultSettings,
)
from bot.settings.likeness import CharacterSettings, LikenessSettings
from bot.settings.moderation import AfterSettings, ClassifierSettings, HoldSeveral, ModerationSettings
from bot.settings.platforms import DiscordSettings, TelegramSettings
from bot.settings.web import WebSettings
from engine.contract.config import RoomSettings

__all__ = [
    "AccessSettings",
    "AfterSettings",
    "BotSettings",
    "CharacterSettings",
    "ClassifierSettings",
    "ClipSettings",
    "CostSettings",
    "CreditSettings",
    "DiscordSettings",
    "EngineView",
    "HoldSeveral",
    "LikenessSettings",
    "LimitSettings",
    "ModerationSettings",
    "OperatorSettings",
    "PackSettings",
    "PenaltySettings",
    "ProSettings",
    "RedisSettings",
    "ReportSettings",
    "StoreSettings",
    "TelegramSettings",
    "TierSettings",
    "TiersSettings",
    "VaultSettings",
    "WebSettings",
]


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
    web: WebSettings = Field(default_factory=WebSettings)

    def renderer_of(self, tier: Tier) -> str:
        """How clips of a tier are rendered, by name."""
        return self.tiers.of(tier).renderer or self.engine.renderer
