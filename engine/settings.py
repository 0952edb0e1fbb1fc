"""This room's sections of config.toml and the environment, read once, frozen. Each field says what it is."""

import socket
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from platformdirs import user_config_path, user_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

from engine.contract.config import RoomSettings
from engine.contract.weights import WeightStore, default_folder
from engine.models import FAMILIES
from engine.models.plans import Plan

Positive = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]


def _reached_safely(written: str) -> str:
    """An address to which faces and voices may go: encrypted, unless it is on a network of one's own."""
    address = urlsplit(written)
    host = address.hostname or ""
    if address.scheme not in {"http", "https"} or not host or address.query or address.fragment:
        raise ValueError(f"{written!r} is no address; write it like https://gpu1.example.org")
    if address.scheme == "http" and not _is_near(host):
        raise ValueError(f"{written!r} would send faces over the internet unencrypted; use https")
    return written.rstrip("/")


def _is_near(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:  # a name: without a dot it is one of this network
        return "." not in host or host.endswith((".internal", ".local", ".localhost"))


class SharedSection(BaseModel):
    """A section that the bot reads too: its keys are left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class StoreView(SharedSection):
    """[store]: only where the queue is, unless [engine] says otherwise."""

    url: str = Field(default_factory=lambda: f"sqlite+aiosqlite:///{user_data_path('cameo') / 'cameo.db'}")


class VaultSettings(SharedSection):
    """[vault]: sealed files, and this engine's key."""

    url: str = Field(default_factory=lambda: str(user_data_path("cameo") / "vault"))
    keys: Path = Field(default_factory=lambda: user_config_path("cameo") / "keys")


class EngineSection(SharedSection):
    """[engine]."""

    weights: Path = Field(default_factory=default_folder, description="folder of the weights")
    renderer: str = Field(default="studio", description="how `cameo render` renders, by name")
    renderers: dict[str, str] = Field(
        default_factory=dict,
        description="more ways of rendering: name -> Python module with a render function",
    )
    takes: tuple[str, ...] | None = Field(
        default=None,
        description="renderers whose jobs this engine takes; unset: all that it has what they need for",
    )
    executor_id: Annotated[str, Field(pattern=r"^[\w.-]{1,64}$")] = Field(
        default_factory=lambda: f"engine-{socket.gethostname()}"[:64],
        description="this engine's name in the queue: unique, and the same after a restart, so that it takes "
        "up again what it was working on",
    )
    queue_url: str | None = Field(default=None, description="the queue's database; the store's where unset")
    concurrency: Positive = Field(
        default=1, le=64, description="renders at once of each renderer; as many enrolments beside"
    )
    poll_s: Seconds = Field(default=0.2, le=60, description="how often new jobs are looked for")
    heartbeat_s: Seconds = Field(default=1.0, le=5, description="how often progress is told")
    job_minutes: Seconds = Field(default=60.0, description="a job that takes longer is given up")
    silence_minutes: Seconds = Field(
        default=10.0, description="a job whose process says nothing for this long is given up"
    )
    memory_mb: Positive = Field(
        default=8000, description="a job whose process holds more memory is given up (watched on Linux)"
    )
    tries: Positive = Field(
        default=2, le=10, description="how often a job is begun when its process is killed from outside"
    )


class Dialect(StrEnum):
    """How a serving engine wants films to be ordered."""

    OPENAI = "openai"
    VLLM = "vllm"
    SGLANG = "sglang"


class RemoteServer(BaseModel):
    """A serving engine of the operator's, by its address without /v1.

    lengths: of films that it makes, in seconds; any where there are none. steps: of denoising.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Annotated[str, AfterValidator(_reached_safely)]
    dialect: Dialect
    model: str
    lengths: tuple[Seconds, ...] = ()
    steps: Positive | None = None


class RemoteSection(SharedSection):
    """[remote]: serving engines that own the GPUs, for the renderer "remote"."""

    servers: tuple[RemoteServer, ...] = Field(
        default=(), description="they get views of faces and voices, so they are yours"
    )
    api_key: SecretStr | None = Field(default=None, description="what servers know this service by")
    longest_s: Seconds = Field(default=14.0, le=60, description="a longer film is ordered in parts")
    patience_s: Seconds = Field(
        default=120.0, description="a server that has too much to do, or is away, is tried again for so long"
    )
    stuck_minutes: Seconds = Field(
        default=8.0, description="a film that does not get on for this long is given up"
    )


class FamilySettings(BaseModel):
    """One family of models: [models.csm] and the like.

    folder: files of one's own, in the place of what `cameo models pull` fetches.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: Path | None = None


class DenoisingSettings(FamilySettings):
    """A family that denoises, in so many `steps`; None for its own."""

    steps: Annotated[int, Field(gt=0, le=200)] | None = None


class FilmSettings(DenoisingSettings):
    """A family that makes films.

    size: width and height of what is made, where less than the family can is enough; it is then enlarged.
    """

    size: tuple[Annotated[int, Field(ge=32, le=4096)], Annotated[int, Field(ge=32, le=4096)]] | None = None


class DistilledSettings(FilmSettings):
    """A family with distilled weights, which need fewer steps; turbo: whether they are used."""

    turbo: bool = False


class ModelsSection(SharedSection):
    """[models]: generative models in the machine room, for the renderers h3, ltx2 and wan, and for sound."""

    folder: Path = Field(
        default_factory=lambda: user_data_path("cameo") / "models",
        description="where `cameo models pull h3` puts what it fetches; tens of gigabytes",
    )
    device: Annotated[str, Field(pattern=r"^(auto|cpu|mps|cuda|cuda:\d{1,2})$")] = Field(
        default="auto", description="the card; auto: the first there is, else the CPU"
    )
    plan: Plan | None = Field(default=None, description="how models are held; unset: by the card's memory")
    attention: Annotated[str, Field(pattern=r"^[a-z0-9_]{0,40}$")] = Field(
        default="",
        description="attention kernels by diffusers' name, such as flash or sage; unset: PyTorch's own",
    )
    compiled: bool = Field(
        default=False, description="compile repeated blocks: a slow first clip, faster ones after"
    )
    cache_mb: Annotated[int, Field(ge=0)] = Field(
        default=512, description="memory for encoded prompts and references, never written to disk"
    )
    warm: Positive = Field(
        default=2, le=16, description="models kept loaded; the one unused longest goes first"
    )
    more: dict[str, str] = Field(
        default_factory=dict,
        description="more families of models: name -> Python module with a load function, as engine.models "
        "has them; the files of each lie in `folder` under its name",
    )
    speech: str = Field(
        default="",
        description="who says lines where a renderer does not itself: pocket_tts, vibevoice, "
        "dia, csm; unset: the voice that runs on a CPU",
    )
    effects: str = Field(default="", description="who makes effects: stable_audio_3; unset: the engine's own")
    music: str = Field(
        default="", description="who makes music: ace_step, stable_audio_3; unset: the engine's own"
    )
    upscaler: str = Field(
        default="", description="who enlarges what a model makes too small: swin2sr; unset: Lanczos"
    )
    h3: DistilledSettings = Field(default_factory=DistilledSettings)
    ltx2: DistilledSettings = Field(default_factory=DistilledSettings)
    wan: FilmSettings = Field(default_factory=FilmSettings)
    first_frame: DenoisingSettings = Field(default_factory=DenoisingSettings)
    pocket_tts: FamilySettings = Field(default_factory=FamilySettings)
    vibevoice: FamilySettings = Field(default_factory=FamilySettings)
    dia: FamilySettings = Field(default_factory=FamilySettings)
    csm: FamilySettings = Field(default_factory=FamilySettings)
    stable_audio_3: DenoisingSettings = Field(default_factory=DenoisingSettings)
    ace_step: DenoisingSettings = Field(default_factory=DenoisingSettings)
    swin2sr: FamilySettings = Field(default_factory=FamilySettings)

    @model_validator(mode="after")
    def _names_families(self) -> Self:
        known = {*FAMILIES, *self.more}
        for key in ("speech", "effects", "music", "upscaler"):
            name = getattr(self, key)
            if name and name not in known:
                raise ValueError(f"{key}: there is no model {name!r}; there are: {', '.join(sorted(known))}")
        return self

    def family(self, name: str) -> DistilledSettings:
        """What is set of one family; of what it does not heed the defaults.

        Raises:
            AttributeError: there is none of that name.
        """
        found = FamilySettings() if name in self.more else getattr(self, name)
        if not isinstance(found, FamilySettings):
            raise AttributeError(name)  # noqa: TRY004 - the same as for a name that nothing has
        return DistilledSettings.model_validate(found.model_dump())

    def folder_of(self, name: str) -> Path:
        """Where the files of one family lie, whether they are there or not."""
        return self.family(name).folder or self.folder / name


class EngineSettings(RoomSettings):
    """All that the engine reads. Sections of other rooms are left alone."""

    store: StoreView = Field(default_factory=StoreView)
    vault: VaultSettings = Field(default_factory=VaultSettings)
    engine: EngineSection = Field(default_factory=EngineSection)
    remote: RemoteSection = Field(default_factory=RemoteSection)
    models: ModelsSection = Field(default_factory=ModelsSection)

    @property
    def queue_url(self) -> str:
        """Where jobs come from."""
        return self.engine.queue_url or self.store.url

    def weight_store(self) -> WeightStore:
        """The weights of this installation."""
        return WeightStore(self.engine.weights)
