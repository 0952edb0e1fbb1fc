"""Sections of the chat platforms."""

from typing import Self

from pydantic import (
    Field,
    SecretStr,
    model_validator,
)

from bot.settings.base import Section


class DiscordSettings(Section):
    """[discord]: nothing happens there without a token."""

    token: SecretStr | None = Field(default=None, description="the bot's token")
    api_base: str = Field(default="https://discord.com/api/v10", description="base address of the API")
    gateway: str | None = Field(
        default=None, description="address of the gateway, where it is not the public one"
    )
    shard: int | None = Field(default=None, ge=0, description="this process's shard, where there are several")
    shards: int | None = Field(default=None, ge=1, le=1000, description="how many shards there are")

    @model_validator(mode="after")
    def _shard_is_one_of_them(self) -> Self:
        if (self.shard is None) != (self.shards is None):
            raise ValueError("shard and shards belong together")
        if self.shard is not None and self.shards is not None and self.shard >= self.shards:
            raise ValueError("shards are counted from 0: shard has to be less than shards")
        return self


class TelegramSettings(Section):
    """[telegram]: nothing happens there without a token."""

    token: SecretStr | None = Field(default=None, description="the bot's token")
    api_base: str = Field(default="https://api.telegram.org/bot", description="base address of the Bot API")
    file_base: str = Field(
        default="https://api.telegram.org/file/bot", description="base address of its files"
    )
