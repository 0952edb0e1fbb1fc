"""What `cameo models` says and does about families of generative models, beside the weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.contract.families import (
    FamilyError,
    accept,
    accepted_on,
    accepted_problem,
    lock_of,
    ready,
    verify,
)
from engine.contract.family_list import Family, families, for_renderer
from engine.contract.family_pulling import pull_family
from engine.contract.pulling import OnProgress
from engine.contract.weight_sources import SourceError
from engine.settings import EngineSettings, ModelsSection


@dataclass(frozen=True, slots=True)
class Wish:
    """How families are to be pulled: `folder` in the place of [models] folder, where one is named."""

    accepted: bool
    turbo: bool
    revision: str | None
    folder: Path | None


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one family."""

    name: str
    outcome: str
    sentence: str


def terms(family: Family, *, turbo: bool = False) -> Iterator[str]:
    """What somebody who fetches it should know first, line by line."""
    size = family.gigabytes(turbo=turbo)
    yield f"{family.name} makes {family.makes}" + (f" (about {size:.3g} GB)." if size else ".")
    for part in family.wanted(turbo=turbo):
        yield f"  from {part.repository}" + (", which wants an account at the hub" if part.gated else "")
    for other in for_renderer(family.name):
        if other != family.name:
            yield f"  The renderer {family.name} wants {other} as well: cameo models pull {other}"
    yield f"  licence: {family.licence.signed} ({family.licence.link})"
    if family.licence.not_in:
        *others, last = family.licence.not_in
        yield f"  It must not be used in {', '.join(others)} or {last}."
    for duty in family.licence.duties:
        yield f"  - {duty}"


def pull_families(names: Sequence[str], wish: Wish, on_progress: OnProgress) -> list[Result]:
    """Fetch families, one after the other. Nothing is raised: each outcome says what happened."""
    folder = wish.folder or EngineSettings.load().models.folder
    return [_pull(families()[name], folder, wish, on_progress) for name in names]


def _pull(family: Family, folder: Path, wish: Wish, on_progress: OnProgress) -> Result:
    try:
        return _fetched(family, folder, wish, on_progress)
    except (FamilyError, OSError) as error:
        return Result(family.name, "missing", str(error))
    except SourceError as error:
        return Result(family.name, "missing", f"{family.name} could not be fetched: the hub {error}.")


def _fetched(family: Family, folder: Path, wish: Wish, on_progress: OnProgress) -> Result:
    if wish.accepted and family.licence.accept:
        accept(family, folder)
    if not family.by_hand and accepted_problem(family, folder):
        again = f"If you keep to this: cameo models pull {family.name} --accept-licence"
        return Result(family.name, "refused", f"Nothing was fetched of {family.name}. {again}")
    outcome, sentence = pull_family(family, folder, on_progress, turbo=wish.turbo, revision=wish.revision)
    return Result(family.name, outcome.value, sentence)


def entries() -> list[dict[str, Any]]:
    """All families, whether they are here, and on what terms."""
    models = EngineSettings.load().models
    return [_entry(models, family) for family in families().values()]


def _entry(models: ModelsSection, family: Family) -> dict[str, Any]:
    own = models.family(family.name).folder
    lock = lock_of(family.name, models.folder)
    since = accepted_on(family, models.folder)
    try:
        ready(family.name, models.folder, own, turbo=models.family(family.name).turbo)
        problem = ""
    except FamilyError as error:
        problem = str(error)
    return {
        "name": family.name,
        "present": not problem,
        "problem": problem,
        "own": own is not None,
        "folder": str(models.folder_of(family.name)),
        "gigabytes": family.gigabytes(),
        "licence": family.licence.title,
        "not_in": list(family.licence.not_in),
        "accepted": since.isoformat() if since else None,
        "revisions": lock.revisions if lock else {},
        "makes": family.makes,
        "needed_by": list(family.needed_by),
    }


def lines(listed: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The same for a person."""
    yield ""
    yield "Generative models, each fetched by its name only (`cameo models pull NAME`):"
    for entry in listed:
        size = f"{entry['gigabytes']:.3g} GB" if entry["gigabytes"] else "by hand"
        yield f"{_where(entry):5}{entry['name']:20}{size:>10}  {entry['licence']}: {entry['makes']}"
        if entry["not_in"]:
            yield f"{'':37}not to be used in {', '.join(entry['not_in'])}"


def fetched() -> list[str]:
    """Names of the families of which something was fetched."""
    folder = EngineSettings.load().models.folder
    return [name for name in families() if lock_of(name, folder)]


def verify_families(names: Sequence[str]) -> list[Result]:
    """Hash what was fetched of each; of a folder of one's own, only that it can be loaded safely."""
    models = EngineSettings.load().models
    return [result for name in names if (result := _verified(models, families()[name]))]


def _verified(models: ModelsSection, family: Family) -> Result | None:
    own = models.family(family.name).folder
    if own is None:
        problem = verify(family, models.folder)
    else:
        problem = ""
        try:
            ready(family.name, models.folder, own)
        except FamilyError as error:
            problem = str(error)
    return Result(family.name, "wrong", problem) if problem else None


def _where(entry: dict[str, Any]) -> str:
    if entry["present"]:
        return "own" if entry["own"] else "here"
    return "part" if entry["revisions"] else "-"
