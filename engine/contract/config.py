"""One way to read config.toml: each room asks for its own sections; the environment wins over the file.

`CAMEO_DISCORD__TOKEN` sets `token` of `[discord]`. The file is the one given, else $CAMEO_CONFIG, else
./config.toml.
"""

import os
import tomllib
from pathlib import Path
from typing import ClassVar, Self

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class ConfigError(Exception):
    """The configuration cannot be read; the message names the file or the key and what would be right."""


def config_file(given: Path | None = None) -> Path | None:
    """The file that settings come from, or None where defaults and the environment are all there is.

    Raises:
        ConfigError: a file was named and is not there.
    """
    named = given or (Path(os.environ["CAMEO_CONFIG"]) if os.environ.get("CAMEO_CONFIG") else None)
    if named is not None and not named.is_file():
        raise ConfigError(f"There is no configuration file at {named}.")
    default = Path("config.toml")
    return named or (default if default.is_file() else None)


class RoomSettings(BaseSettings):
    """A room's settings: sections as nested frozen models, keys of other rooms' sections left alone."""

    model_config = SettingsConfigDict(
        env_prefix="CAMEO_", env_nested_delimiter="__", frozen=True, extra="ignore"
    )
    _file: ClassVar[Path | None] = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then the file."""
        del dotenv_settings, file_secret_settings
        toml = TomlConfigSettingsSource(settings_cls, toml_file=cls._file)
        return init_settings, env_settings, toml

    @classmethod
    def load(cls, given: Path | None = None) -> Self:
        """Read once.

        Raises:
            ConfigError: the file is missing, is not TOML, or holds a value that does not fit.
        """
        path = config_file(given)
        source: type[Self] = type(cls.__name__, (cls,), {"_file": path, "__module__": cls.__module__})
        try:
            return source()
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"{path} is not valid TOML: {error}.") from error
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            raise ConfigError(f"The setting {key} does not fit: {first['msg']}.") from error
