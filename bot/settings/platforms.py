"""Sections of the chat platforms."""

from pydantic import (
    Field,
    SecretStr,
)

from bot.settings.base import Section


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
