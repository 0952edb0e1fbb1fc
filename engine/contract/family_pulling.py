"""Fetching a family of models: what a commit of each repository holds, resumed, checked, locked.

The commit that the hub names first is kept to afterwards, until somebody asks for another.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from engine.contract import weight_sources as sources
from engine.contract.families import (
    GB,
    FamilyError,
    Lock,
    LockedFile,
    accepted_problem,
    files_problem,
    lock_of,
    write_lock,
)
from engine.contract.family_list import Family, Part
from engine.contract.model_hub import (
    HTTP_DENIED,
    HubFile,
    address,
    chosen,
    commit_of,
    credentials,
    denied,
    sha256_if_it_is,
)
from engine.contract.pulling import OnProgress, Outcome, alone

SPARE = GB
"""Bytes of the disk that are left alone."""
BUSY = frozenset({429, 500, 502, 503, 504})
PAUSES_S = (2.0, 10.0, 30.0)
"""How long to wait for a hub that has too much to do, one after the other, before it is given up."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file that is to lie at `path` inside the family's folder."""

    part: Part
    commit: str
    file: HubFile
    path: str


def pull_family(
    family: Family,
    folder: Path,
    on_progress: OnProgress = lambda _name, _done, _total: None,
    *,
    turbo: bool = False,
    revision: str | None = None,
) -> tuple[Outcome, str]:
    """Fetch what of a family is not there; what became of it, and a sentence about that.

    Args:
        family: which; its licence has to be accepted, where it asks for that.
        folder: `[models] folder`. Files go to its folder NAME, the lock beside that.
        on_progress: told the bytes as they come, of all that the family has.
        turbo: the optional parts too. What was fetched once is kept up without being asked for again.
        revision: of the first part's repository (branch, tag or commit), in the place of what is there.

    Raises:
        FamilyError: it cannot be fetched, or its licence was not accepted, or the disk is too small.
        engine.contract.weight_sources.SourceError: the hub did not give it; what came is kept.
        OSError: the folder cannot be written.
    """
    if problem := family.by_hand or accepted_problem(family, folder):
        raise FamilyError(problem)
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        if revision is None and not files_problem(family, folder, turbo=turbo):
            return Outcome.PRESENT, f"{family.name} is there."
        lock = lock_of(family.name, folder) or Lock(family=family.name)
        parts = [part for part in family.parts if not part.optional or turbo or part.name in lock.revisions]
        wanted = [one for part in parts for one in _listed(part, _revision(part, family, lock, revision))]
        _Pull(family, folder, lock, on_progress).bring(wanted)
    commits = {one.commit for one in wanted if one.part is family.parts[0]}
    return Outcome.PULLED, f"{family.name} came, commit {commits.pop()[:12]}."


def _revision(part: Part, family: Family, lock: Lock, asked: str | None) -> str:
    if asked and part is family.parts[0]:
        return asked
    return lock.revisions.get(part.name, part.revision)


def _listed(part: Part, revision: str) -> list[Wanted]:
    commit = commit_of(part, revision)
    into = f"{part.into}/" if part.into else ""
    return [Wanted(part, commit.sha, file, into + file.path) for file in chosen(part, commit)]


class _Pull:
    """One family's files on their way; the lock is written as each comes, so nothing is fetched twice."""

    def __init__(self, family: Family, folder: Path, lock: Lock, on_progress: OnProgress) -> None:
        self._family = family
        self._folder = folder
        self._base = folder / family.name
        self._partial = folder / ".partial" / family.name
        self._before = lock
        self._on_progress = on_progress
        self._done = 0

    def bring(self, wanted: list[Wanted]) -> None:
        kept = {one.path: file for one in wanted if (file := self._there(one))}
        missing = [one for one in wanted if one.path not in kept]
        self._room_for(missing)
        self._partial.mkdir(parents=True, exist_ok=True)
        revisions = {one.part.name: one.commit for one in wanted}
        total = sum(one.file.size for one in wanted)
        self._done = sum(file.size for file in kept.values())
        lock = Lock(family=self._family.name, revisions=revisions, files=tuple(kept.values()))
        write_lock(lock, self._folder)
        for one in missing:
            came = LockedFile(
                path=one.path, size=one.file.size, sha256=self._fetch(one, total), oid=one.file.oid
            )
            lock = lock.model_copy(update={"files": (*lock.files, came)})
            write_lock(lock, self._folder)
            self._done += one.file.size
        self._sweep({one.path for one in wanted})
        write_lock(lock.model_copy(update={"complete": True}), self._folder)

    def _there(self, one: Wanted) -> LockedFile | None:
        place = self._base / one.path
        same = (file for file in self._before.files if file.path == one.path and file.oid == one.file.oid)
        found = next(same, None)
        return found if found and place.is_file() and place.stat().st_size == found.size else None

    def _room_for(self, missing: list[Wanted]) -> None:
        parts = [self._part_of(one) for one in missing]
        have = sum(part.stat().st_size for part in parts if part.exists())
        need = sum(one.file.size for one in missing) - have
        free = shutil.disk_usage(self._folder).free
        if need > free - SPARE:
            raise FamilyError(
                f"{self._family.name} needs {need / GB:.1f} GB more, and {self._folder} has "
                f"{free / GB:.1f} GB free; make room, or set [models] folder to a larger disk."
            )

    def _part_of(self, one: Wanted) -> Path:
        # By what the bytes are called: a part goes on whichever commit names them.
        return self._partial / f"{one.file.oid}.part"

    def _fetch(self, one: Wanted, total: int) -> str:
        """Bring one file into its place; its sha256. What was resumed wrongly is begun anew, once."""
        part = self._part_of(one)
        resumed = part.exists()
        while True:
            _download(one, part, self._report(total))
            if sha256 := sha256_if_it_is(one.file, part):
                break
            part.unlink(missing_ok=True)
            if not resumed:
                raise sources.SourceError(f"gave other bytes than it named: {one.path}")
            resumed = False
        place = self._base / one.path
        place.parent.mkdir(parents=True, exist_ok=True)
        part.replace(place)
        return sha256

    def _report(self, total: int) -> Callable[[int, int], None]:
        def told(done: int, _of: int) -> None:
            self._on_progress(self._family.name, self._done + done, total)

        return told

    def _sweep(self, paths: set[str]) -> None:
        # What an earlier commit had, and this one has not.
        for old in self._before.files:
            if old.path not in paths:
                (self._base / old.path).unlink(missing_ok=True)
        shutil.rmtree(self._partial, ignore_errors=True)


def _download(one: Wanted, part: Path, report: Callable[[int, int], None]) -> None:
    """Download it, however often it breaks off, as long as some of it comes each time."""

    def bounded(done: int, total: int) -> None:
        if done > one.file.size:
            raise sources.SourceError(f"gives more than it named of {one.path}")
        report(done, total)

    url = address(one.part, one.commit, one.file.path)
    pauses = iter(PAUSES_S)
    part.touch()
    while (before := part.stat().st_size) != one.file.size:
        try:
            sources.download(url, part, bounded, credentials())
        except sources.AnsweredError as error:
            if error.status in HTTP_DENIED:
                raise sources.SourceError(denied(one.part)) from error
            pause = next(pauses, None)
            if error.status not in BUSY or pause is None:
                raise
            sleep(pause)
        except sources.SourceError:
            if not before < part.stat().st_size <= one.file.size:
                raise
        else:
            return
