"""What the service needs from this machine, a function each: what is there, and what to do if not."""

import asyncio
import fcntl
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import imageio_ffmpeg
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import BotSettings
from bot.store.engine import StoreUrlError, parsed
from bot.store.version import version
from engine.contract.config import RoomSettings, config_file
from engine.contract.keys import (
    ENGINE_KEY_FILE,
    ENGINE_PUBLIC_FILE,
    SERVICE_KEY_FILE,
    DataKey,
    KeyProblemError,
)
from engine.contract.vault import Vault, VaultError
from engine.contract.weights import WeightStore, megabytes

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 13)
LITTLE_SPACE = 2_000_000_000
NO_SPACE = 200_000_000
OTHERS_MAY_READ = 0o077


class State(StrEnum):
    """How a check came out. A note needs no action before the first start; broken must be mended."""

    OK = "ok"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding. `way_out` is what to do about it, empty where nothing is."""

    name: str
    state: State
    says: str
    way_out: str = ""


class _EngineSection(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    weights: Path | None = None


class _WeightsSetting(RoomSettings):
    """The one key of the engine's section that says where the weights lie."""

    engine: _EngineSection = Field(default_factory=_EngineSection)


def weight_store() -> WeightStore:
    """Open the weights where the settings say they lie."""
    return WeightStore(_WeightsSetting.load().engine.weights)


def python() -> Check:
    """This Python."""
    version = platform.python_version()
    if OLDEST_PYTHON <= sys.version_info[:2] <= NEWEST_PYTHON:
        return Check("python", State.OK, f"Python {version}")
    way_out = "Make the environment anew with a supported Python: make clean demo PYTHON=/path/to/python3.12"
    return Check("python", State.BROKEN, f"Python {version}; 3.11 to 3.13 are supported", way_out)


def settings(_bot: BotSettings) -> Check:
    """Which settings are in force."""
    path = config_file()
    if path is None:
        return Check(
            "settings", State.OK, "defaults and environment; config.example.toml explains each setting"
        )
    return Check("settings", State.OK, str(path.resolve()))


def store(bot: BotSettings) -> Check:
    """Whether the database can be reached and has this version's tables."""
    try:
        address = parsed(bot.store.url)
        if address.get_backend_name() == "sqlite" and not Path(address.database or "").exists():
            return Check(
                "store", State.NOTE, f"There is none yet at {address.database}.", "`cameo run` makes it."
            )
        found = asyncio.run(version(bot.store.url))
    except (StoreUrlError, SQLAlchemyError, OSError) as error:
        way_out = "Set [store] url to a SQLite file or to a Postgres that runs."
        return Check("store", State.BROKEN, _first_line(error), way_out)
    where = address.render_as_string(hide_password=True)
    if found.applied != found.newest:
        says = f"{where} has version {found.applied or 'none'} of the tables, not {found.newest}"
        return Check("store", State.NOTE, says, "`cameo run` brings it up to date.")
    return Check("store", State.OK, f"{where}, up to date")


def vault(bot: BotSettings) -> Check:
    """Whether a sealed file can be written, read and deleted."""
    try:
        asyncio.run(_through_the_vault(Vault(bot.vault.url)))
    except VaultError as error:
        way_out = "Set [vault] url to a folder or bucket that can be written."
        return Check("vault", State.BROKEN, str(error), way_out)
    return Check("vault", State.OK, f"{bot.vault.url} can be written and read")


async def _through_the_vault(place: Vault) -> None:
    key, ref = DataKey.generate(), f"doctor/{os.getpid()}"
    await place.put(ref, b"well", key)
    await place.get(ref, key)
    await place.delete(ref)


def keys(bot: BotSettings) -> Check:
    """Whether the key files are there and for nobody else's eyes."""
    folder = bot.vault.keys
    names = (SERVICE_KEY_FILE, ENGINE_KEY_FILE, ENGINE_PUBLIC_FILE)
    try:
        there = [folder / name for name in names if (folder / name).is_file()]
        open_to_others = [path for path in there if path.stat().st_mode & OTHERS_MAY_READ]
    except (OSError, KeyProblemError) as error:
        return Check("keys", State.BROKEN, str(error), f"Make {folder} readable for this user.")
    if open_to_others:
        listed = ", ".join(str(path) for path in open_to_others)
        return Check("keys", State.BROKEN, f"Others may read {listed}.", f"chmod 600 {folder}/*")
    if len(there) < len(names):
        return Check(
            "keys", State.NOTE, f"{len(there)} of {len(names)} in {folder}", "`cameo run` makes them."
        )
    return Check("keys", State.OK, f"{folder}, for this user only")


def weights(_bot: BotSettings) -> Check:
    """Whether every weight is there, and how much is missing."""
    store = weight_store()
    missing = [weight for name, weight in store.weights.items() if not store.has(name)]
    needed = [weight for weight in missing if not weight.optional]
    if not missing:
        size = megabytes(sum(weight.size for weight in store.weights.values()))
        return Check("weights", State.OK, f"all {len(store.weights)} in {store.folder} ({size})")
    listed = ", ".join(f"{weight.name} ({megabytes(weight.size)})" for weight in missing)
    state = State.BROKEN if needed else State.NOTE
    return Check(
        "weights", state, f"missing in {store.folder}: {listed}", "`cameo models pull` fetches them."
    )


def ffmpeg(_bot: BotSettings) -> Check:
    """Whether the bundled ffmpeg runs."""
    try:
        binary = imageio_ffmpeg.get_ffmpeg_exe()
        said = subprocess.run([binary, "-version"], check=True, capture_output=True, text=True).stdout
    except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
        return Check("ffmpeg", State.BROKEN, f"It does not run: {error}", "Install anew: make clean demo")
    return Check("ffmpeg", State.OK, said.splitlines()[0])


def disk(bot: BotSettings) -> Check:
    """How much room there is where files are kept."""
    places = {_nearest(weight_store().folder)}
    if "://" not in bot.vault.url:
        places.add(_nearest(Path(bot.vault.url)))
    free, place = min((shutil.disk_usage(place).free, place) for place in places)
    says = f"{free / 1e9:.1f} GB free at {place}"
    if free < NO_SPACE:
        return Check("disk", State.BROKEN, says, "Make room, or set [vault] url to a larger disk.")
    if free < LITTLE_SPACE:
        return Check("disk", State.NOTE, says, "A clip takes a few MB, the weights about half a GB.")
    return Check("disk", State.OK, says)


def engine(bot: BotSettings) -> Check:
    """Whether an engine runs on this machine: while it lives it holds a lock under its name."""
    locks = sorted(bot.vault.keys.glob("engine-*.lock"))
    running = [path.stem.removeprefix("engine-") for path in locks if _is_held(path)]
    if not running:
        way_out = "`cameo run` or `cameo engine` starts one; one on another machine cannot be seen from here."
        return Check("engine", State.NOTE, "none runs on this machine", way_out)
    return Check("engine", State.OK, f"running here: {', '.join(running)}")


def _is_held(lock: Path) -> bool:
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first parent that is there."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


CHECKS: tuple[Callable[[BotSettings], Check], ...] = (
    settings,
    store,
    vault,
    keys,
    weights,
    ffmpeg,
    disk,
    engine,
)
