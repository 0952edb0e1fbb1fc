"""Sections of the chat platforms."""

import re
from typing import Annotated, Self

from pydantic import AfterValidator, Field, SecretStr, model_validator

from bot.settings.base import Section
from bot.settings.web import address, public_address

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")


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
    local: bool = Field(default=False, description="that is a server of yours which runs with --local")
    storage_chat: str | None = Field(
        default=None,
        pattern=r"^-?[1-9][0-9]{0,18}$",
        description="a private channel of yours that clips for inline messages are kept in",
    )
    webhook_listen: Annotated[str, AfterValidator(address)] | None = Field(
        default=None, description="HOST:PORT at which Telegram's calls arrive; without it they are fetched"
    )
    webhook_url: Annotated[str, AfterValidator(public_address)] | None = Field(
        default=None, description="what Telegram calls, which your server passes on to there"
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="what shows that it is Telegram that calls: A-Z a-z 0-9 _ -, up to 256"
    )

    @model_validator(mode="after")
    def _a_webhook_is_whole(self) -> Self:
        parts = (self.webhook_listen, self.webhook_url, self.webhook_secret)
        if any(part is not None for part in parts) and None in parts:
            raise ValueError("webhook_listen, webhook_url and webhook_secret belong together")
        if self.webhook_secret is not None and not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("webhook_secret takes 16 to 256 of A-Z a-z 0-9 _ -")
        return self
