"""Stand-ins behind the bot's ports: a queue that tests work through by hand, a vault that fails when told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.boundaries.limits import BoundaryHit, Limit
from bot.errors import NobodyCast
from bot.ports import JobReport, JobState, Ruling
from engine.contract.keys import DataKey
from engine.contract.messages import (
    ENROLMENTS,
    EnrolDone,
    EnrolJob,
    IdentityScore,
    JobFailed,
    Line,
    NudityScore,
    Progress,
    Refusal,
    RenderDone,
    RenderJob,
    Review,
    Role,
    Screenplay,
    Shot,
    SpokenScore,
    Stage,
    Style,
    renders_of,
)
from engine.contract.presence import EngineSeen
from engine.contract.vault import (
    VaultMissingError,
    VaultTakenError,
    VaultUnreadableError,
    VaultUnwritableError,
)

_ALWAYS = datetime.max.replace(tzinfo=UTC)
_OVER = {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@dataclass
class FakeJob:
    """One job and where it is."""

    job: RenderJob | EnrolJob
    priority: int
    state: JobState = JobState.WAITING
    progress: Progress | None = None
    outcome: RenderDone | EnrolDone | JobFailed | None = None


@dataclass
class FakeRenderQueue:
    """bot.ports.RenderQueue in memory. What a session enqueues or cancels happens when it commits.

    An engine that takes the studio's jobs is always there.
    """

    jobs: dict[str, FakeJob] = field(default_factory=dict)
    seen: list[EngineSeen] = field(default_factory=lambda: [EngineSeen("engine", ("studio",), _ALWAYS)])
    broken: bool = False
    purged: list[str] = field(default_factory=list)

    async def enqueue(self, session: AsyncSession, job: RenderJob | EnrolJob, *, priority: int) -> None:
        if self.broken:
            raise ConnectionError("the queue is not there")
        self._on_commit(session, partial(self.jobs.setdefault, job.job_id, FakeJob(job, priority)))

    async def cancel(self, session: AsyncSession, job_id: str) -> None:
        self._on_commit(session, partial(self._cancel, job_id))

    async def engines(self, session: AsyncSession) -> list[EngineSeen]:
        del session
        return list(self.seen)

    async def look(self, job_ids: Sequence[str]) -> list[JobReport]:
        return [self._report(job_id) for job_id in job_ids]

    async def purge(self, job_id: str) -> None:
        self.jobs.pop(job_id, None)
        self.purged.append(job_id)

    def work_on(
        self,
        job_id: str,
        at: datetime,
        *,
        stage: Stage = Stage.FRAMES,
        done: float = 0.5,
        preview: str | None = None,
    ) -> None:
        """What an engine does that takes the job, or says how far it is."""
        job = self.jobs[job_id]
        job.state = JobState.RUNNING
        job.progress = Progress(stage=stage, done=done, at=at, preview=preview)

    def in_progress(self) -> list[str]:
        """Jobs that an engine has taken and not finished."""
        return [name for name, job in self.jobs.items() if job.state is JobState.RUNNING]

    def finish(self, job_id: str, *, verified: bool = True, **scores: Any) -> None:
        """What an engine does that succeeds. `scores`: of the review, where they are not good ones."""
        found = self.jobs[job_id]
        found.state = JobState.DONE
        if isinstance(found.job, RenderJob):
            found.outcome = rendered(found.job, verified=verified, **scores)
        else:
            found.outcome = enrolled(found.job, verified=verified)

    def fail(self, job_id: str, code: str = "engine_failed", message: str = "The renderer broke.") -> None:
        """What an engine does that cannot."""
        found = self.jobs[job_id]
        found.state = JobState.FAILED
        refusals = (Refusal(code=code, message=message),)
        found.outcome = JobFailed(job_id=job_id, attempt=found.job.attempt, refusals=refusals)

    def in_order(self) -> list[str]:
        """Waiting jobs, the next first."""
        waiting = [(job.priority, n, name) for n, (name, job) in enumerate(self.jobs.items()) if _waits(job)]
        return [name for _, _, name in sorted(waiting)]

    def _cancel(self, job_id: str) -> None:
        found = self.jobs.get(job_id)
        if found is not None and found.state not in _OVER:
            found.state = JobState.CANCELLED

    def _report(self, job_id: str) -> JobReport:
        found = self.jobs.get(job_id)
        if found is None:
            return JobReport(job_id, JobState.GONE)
        place = self._line(found).index(job_id) + 1 if _waits(found) else None
        return JobReport(job_id, found.state, place=place, progress=found.progress, outcome=found.outcome)

    def _line(self, among: FakeJob) -> list[str]:
        """Renders wait in a queue of each renderer, enrolments in another."""
        return [name for name in self.in_order() if _queue_of(self.jobs[name]) == _queue_of(among)]

    @staticmethod
    def _on_commit(session: AsyncSession, act: Any) -> None:
        event.listen(session.sync_session, "after_commit", lambda _: act(), once=True)


def _queue_of(job: FakeJob) -> str:
    return renders_of(job.job.renderer) if isinstance(job.job, RenderJob) else ENROLMENTS


def _waits(job: FakeJob) -> bool:
    return job.state is JobState.WAITING


@dataclass
class FakeVault:
    """bot.ports.SealedFiles in memory, with the key each file was put with."""

    files: dict[str, tuple[bytes, DataKey]] = field(default_factory=dict)
    unwritable: bool = False
    unreadable: bool = False

    async def put(self, ref: str, data: bytes, key: DataKey) -> None:
        if self.unwritable:
            raise VaultUnwritableError("no space left")
        if ref in self.files:
            raise VaultTakenError(ref)
        self.files[ref] = (data, key)

    async def get(self, ref: str, key: DataKey) -> bytes:
        if self.unreadable:
            raise VaultUnreadableError("no connection")
        if ref not in self.files:
            raise VaultMissingError(ref)
        data, own = self.files[ref]
        assert own == key, "opened with another key"
        return data

    async def delete(self, ref: str) -> None:
        if self.unwritable:
            raise VaultUnwritableError("read-only")
        self.files.pop(ref, None)


class PlainJudge:
    """bot.ports.Judge without reading much: whoever is mentioned appears and says what stands in quotes.

    A prompt is refused where it says "forbidden", everybody is asked where it says "delicate", and a boundary
    (a preset by its value) is touched where the prompt contains it: a borderline case where only with a
    question mark behind it.
    """

    def read(
        self,
        text: str,
        names: Mapping[str, str],
        *,
        seconds: float | None,
        style: Style | None,
        longest: float,
        whole: tuple[float, float] = (15.0, 60.0),
        usual: tuple[float | None, Style | None] = (None, None),
    ) -> Screenplay:
        del longest, whole
        used = [(text.find(mention), role) for mention, role in names.items() if mention in text]
        roles = tuple(dict.fromkeys(role for _, role in sorted(used)))
        if not roles:
            raise NobodyCast
        lines = tuple(Line(role=roles[0], text=words) for words in re.findall(r'"([^"]+)"', text))
        shot = Shot(seconds=seconds or usual[0] or 4.0, roles=roles, action=text, lines=lines)
        named = tuple(Role(name=role) for role in roles)
        return Screenplay(prompt=text, style=style or usual[1] or Style.PHOTO, roles=named, shots=(shot,))

    def moderate(self, screenplay: Screenplay) -> Ruling:
        if "forbidden" in screenplay.prompt:
            return Ruling(refusal=Refusal(code="violence", message="That is not made here."))
        return Ruling(ask_everyone="delicate" in screenplay.prompt)

    def check_message(self, text: str) -> Ruling:
        if "forbidden" in text:
            return Ruling(refusal=Refusal(code="harassment", message="That is not said here."))
        return Ruling()

    def offends(self, limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
        said = screenplay.prompt
        hits = [
            BoundaryHit(limit=limit, part=words, borderline=words not in said.replace(f"{words}?", ""))
            for limit in limits
            if (words := limit.words) in said
        ]
        return min(hits, key=lambda hit: hit.borderline, default=None)

    def warm(self) -> None:
        """Nothing takes long here."""


REVIEW = Review(
    width=1280,
    height=720,
    fps=24,
    frames=96,
    seconds=4,
    loudness_lufs=-14,
    true_peak_db=-1,
    identity=(),
    lips=(),
    spoken=None,
    beats=(),
)


def blameless(job: RenderJob) -> Review:
    """Scores in which nothing is wrong: everybody looks like themselves, and all that is said is written."""
    same = {"frames": 24, "frames_with_face": 24, "mean": 0.2, "worst": 0.3, "below_045": 1, "below_060": 1}
    said = " ".join(line.text for shot in job.screenplay.shots for line in shot.lines)
    return REVIEW.model_copy(
        update={
            "identity": tuple(IdentityScore(role=one.role, **same) for one in job.cast),
            "spoken": SpokenScore(wanted=said, heard=said, wer=0) if said else None,
            "nudity": NudityScore(worst=0, mean=0, frames=8),
            "strangers": 0,
        }
    )


def rendered(
    job: RenderJob, *, verified: bool = True, size: int = 4, small_size: int | None = None, **scores: Any
) -> RenderDone:
    """The outcome of a render that went well, but for the scores given."""
    return RenderDone(
        job_id=job.job_id,
        clip=job.clip,
        attempt=job.attempt,
        bytes=size,
        sha256="00",
        verified=verified,
        review=blameless(job).model_copy(update=scores),
        notes=("neutral stage",),
        small_bytes=small_size,
    )


def enrolled(job: EnrolJob, *, verified: bool = True) -> EnrolDone:
    """The outcome of a recording that can be used."""
    return EnrolDone(
        job_id=job.job_id,
        enrolment=job.enrolment,
        attempt=job.attempt,
        verified=verified,
        seconds=12,
        advice=("more light",),
    )
