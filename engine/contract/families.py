"""What of the families of generative models is on this machine, whole and with its licence accepted.

Their files are too many and too large to be hashed in a list of ours. Which commit of a repository was
fetched, and every file's sha256, stands in a lock file beside the family's folder, written when they came.
Fetching them is `engine.contract.family_pulling`'s work.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.contract.family_list import Family, families
from engine.contract.weights import sha256_of

GB = 1_000_000_000
PICKLED = frozenset({".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle", ".msgpack", ".h5", ".npy", ".npz"})
"""Endings of weights that can run code when they are read, or that nothing here reads."""
WEIGHTS = ".safetensors"
NOTES = frozenset({".md", ".lock"})
MODEL_PATH = r"^[A-Za-z0-9_][A-Za-z0-9_.+-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.+-]*){0,5}$"
"""A path inside a family's folder: relative, with no part that begins with a dot."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LockedFile(_Entry):
    """One file as it came. oid: the hub's own name for its bytes."""

    path: Annotated[str, Field(pattern=MODEL_PATH)]
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    oid: str


class Lock(_Entry):
    """What of a family was fetched. revisions: part -> commit. complete: whether all of it came."""

    family: str
    revisions: dict[str, str] = {}
    files: tuple[LockedFile, ...] = ()
    complete: bool = False


class _Accepted(_Entry):
    licence: str
    on: datetime


class FamilyError(Exception):
    """A family cannot be used as it is. The message says why, and what to run."""


def ready(name: str, folder: Path, own: Path | None = None, *, turbo: bool = False) -> Path:
    """Where a family's files lie, once they may be loaded: all there in size, and its licence accepted.

    To be asked before every load; it opens no weight. Hashes were checked when the files came, and are again
    by `cameo models verify`. An operator's own folder is theirs to answer for: it has to be there, and to
    hold weights as safetensors only.

    Args:
        name: of the family; one that is not in the list can only be had from a folder of one's own.
        folder: `[models] folder`.
        own: `[models.NAME] folder`, where it is set.
        turbo: whether the distilled weights are needed too.

    Raises:
        FamilyError: it may not be loaded. The message is a sentence for the operator.
    """
    if own is not None:
        return _own(name, own)
    if name not in families():
        raise FamilyError(
            f"Nothing is known about the family {name}; name its files in [models.{name}] folder."
        )
    family = families()[name]
    if family.by_hand:
        raise FamilyError(f"{family.by_hand} Then name their folder in [models.{name}] folder.")
    if problem := accepted_problem(family, folder) or files_problem(family, folder, turbo=turbo):
        raise FamilyError(problem)
    return folder / name


def _own(name: str, own: Path) -> Path:
    if not own.is_dir():
        raise FamilyError(f"The folder of {name}, {own}, is not there; see [models.{name}] folder.")
    weights = False
    for path in _files(own):
        weights |= path.suffix == WEIGHTS
        if path.suffix in PICKLED:
            raise FamilyError(
                f"{own} holds {path.relative_to(own)}, which could run code when it is read: only "
                f"safetensors are loaded. Take such files out of [models.{name}] folder."
            )
    if not weights:
        raise FamilyError(f"{own} holds no .safetensors file; see [models.{name}] folder.")
    return own


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def pull_command(family: Family, *, turbo: bool = False) -> str:
    """What fetches it."""
    flags = (" --turbo" if turbo else "") + (" --accept-licence" if family.licence.accept else "")
    return f"cameo models pull {family.name}{flags}"


def accepted_problem(family: Family, folder: Path) -> str:
    """A sentence, where its licence has to be accepted and was not, or another text of it was; else empty."""
    if not family.licence.accept:
        return ""
    try:
        accepted = _Accepted.model_validate_json(_acceptance(folder, family.name).read_bytes())
    except (OSError, ValidationError):
        accepted = None
    if accepted and accepted.licence == family.licence.signed:
        return ""
    return (
        f"The licence of {family.name} ({family.licence.signed}) was not accepted on this machine; "
        f"`cameo models pull {family.name}` shows its terms."
    )


def accept(family: Family, folder: Path) -> None:
    """Remember that its licence was accepted, and when.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    accepted = _Accepted(licence=family.licence.signed, on=datetime.now(UTC).replace(microsecond=0))
    write_whole(_acceptance(folder, family.name), accepted.model_dump_json(indent=1))


def accepted_on(family: Family, folder: Path) -> datetime | None:
    """When its licence was accepted here; None where it was not."""
    if not family.licence.accept or accepted_problem(family, folder):
        return None
    return _Accepted.model_validate_json(_acceptance(folder, family.name).read_bytes()).on


def _acceptance(folder: Path, name: str) -> Path:
    return folder / f"{name}.licence.json"


def lock_of(name: str, folder: Path) -> Lock | None:
    """What was fetched of a family; None where nothing was, or the lock cannot be read."""
    try:
        return Lock.model_validate_json((folder / f"{name}.lock.json").read_bytes())
    except (OSError, ValidationError):
        return None


def write_lock(lock: Lock, folder: Path) -> None:
    """Write it beside the family's folder.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(folder / f"{lock.family}.lock.json", lock.model_dump_json(indent=1))


def write_whole(path: Path, text: str) -> None:
    """Write a small file so that no half of it is ever seen."""
    fresh = path.with_suffix(".fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def files_problem(family: Family, folder: Path, *, turbo: bool = False) -> str:
    """What is wrong with the files here, by their names and sizes; empty where nothing is."""
    lock = lock_of(family.name, folder)
    command = f"`{pull_command(family, turbo=turbo)}`"
    size = f"{family.gigabytes(turbo=turbo):.0f} GB" if family.gigabytes(turbo=turbo) >= 1 else "under 1 GB"
    if lock is None:
        return f"The files of {family.name} ({size}) are not on this machine; {command} fetches them."
    if not lock.complete:
        return f"The files of {family.name} did not all come; {command} goes on where it stopped."
    if missing := [part.name for part in family.wanted(turbo=turbo) if part.name not in lock.revisions]:
        return f"Of {family.name}, {', '.join(missing)} is not on this machine; {command} fetches it."
    base = folder / family.name
    for file in lock.files:
        place = base / file.path
        if not place.is_file() or place.stat().st_size != file.size:
            return f"{place} is missing or has another size than it came with; {command} mends it."
    if strange := next(iter(_strange(lock, base)), None):
        return f"{strange} did not come with {family.name}; take it away, or name a folder of your own."
    return ""


def _strange(lock: Lock, base: Path) -> Iterable[Path]:
    # Another weight beside the fetched ones could be loaded in their place; notes and hidden files are not.
    known = {base / file.path for file in lock.files}
    others = (path for path in _files(base) if path not in known)
    return (path for path in others if path.suffix not in NOTES and not path.name.startswith("."))


def verify(family: Family, folder: Path) -> str:
    """Hash all that was fetched of a family: a sentence about what is wrong, or empty. Takes minutes.

    A file that changed is struck from the lock: nothing loads the family until a pull has brought it anew.

    Raises:
        OSError: the lock cannot be written.
    """
    lock = lock_of(family.name, folder)
    if lock is None or files_problem(family, folder):
        return files_problem(family, folder)
    base = folder / family.name
    whole = tuple(file for file in lock.files if sha256_of(base / file.path) == file.sha256)
    changed = [file.path for file in lock.files if file not in whole]
    if not changed:
        return ""
    write_lock(lock.model_copy(update={"files": whole, "complete": False}), folder)
    return (
        f"{family.name} is not what it was when it came: {', '.join(changed)} has another sha256; "
        f"`{pull_command(family)}` fetches it anew."
    )
