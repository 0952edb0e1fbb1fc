"""What the use cases need from outside: the clock, the render queue, sealed files and the keys to them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.boundaries.limits import BoundaryHit, Limit
from bot.script import STORYBOARD_S
from engine.contract.keys import DataKey
from engine.contract.messages import (
    EnrolDone,
    EnrolJob,
    JobFailed,
    JobKeys,
    Progress,
    Refusal,
    RenderDone,
    RenderJob,
    Screenplay,
    Style,
)
from engine.contract.presence import EngineSeen

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.rate_limits import Limited
    from bot.settings import BotSettings
    from bot.store.unit_of_work import Uow


class Clock(Protocol):
    """Where every moment comes from."""

    def now(self) -> datetime:
        """This moment, aware, UTC."""
        ...


class JobState(StrEnum):
    """Where the queue says a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class JobReport:
    """One look at a job.

    state: GONE where the queue knows no such job.
    place: 1 is next; None unless waiting.
    progress: the engine's last word, also its heartbeat; None before the first.
    outcome: set where the state is DONE or FAILED. A job that died wordless is FAILED: `engine_failed`.
    """

    job_id: str
    state: JobState
    place: int | None = None
    progress: Progress | None = None
    outcome: RenderDone | EnrolDone | JobFailed | None = None


class RenderQueue(Protocol):
    """Jobs for the engine. `enqueue` and `cancel` take part in the session's transaction."""

    async def enqueue(self, session: "AsyncSession", job: RenderJob | EnrolJob, *, priority: int) -> None:
        """Queue a job; the same job_id again changes nothing. The lowest priority (from 1) runs first."""
        ...

    async def cancel(self, session: "AsyncSession", job_id: str) -> None:
        """Stop a job, waiting or running; one that ended or is unknown is left alone."""
        ...

    async def engines(self, session: "AsyncSession") -> list[EngineSeen]:
        """Those that were there within the month, and what they take."""
        ...

    async def look(self, job_ids: Sequence[str]) -> list[JobReport]:
        """Report on each job asked about, in the order asked."""
        ...

    async def purge(self, job_id: str) -> None:
        """Forget a job that has ended, with everything it carried."""
        ...


class SealedFiles(Protocol):
    """The vault: encrypted files by reference.

    Every method raises engine.contract.vault.VaultError where the file cannot be written or read.
    """

    async def put(self, ref: str, data: bytes, key: DataKey) -> None:
        """Seal and write; there must be nothing at `ref` yet."""
        ...

    async def get(self, ref: str, key: DataKey) -> bytes:
        """Read and open."""
        ...

    async def delete(self, ref: str) -> None:
        """Remove; a file that is not there is no error."""
        ...


class KeyWrap(Protocol):
    """The service key: data keys are stored only wrapped by it. `context` binds a wrapped key to its row."""

    def wrap(self, key: DataKey, context: str) -> bytes:
        """Close a data key for storage."""
        ...

    def unwrap(self, wrapped: bytes, context: str) -> DataKey:
        """Open what `wrap` closed for the same context."""
        ...

    def seal(self, data: bytes, context: str) -> bytes:
        """Close a few bytes for a row of the store. `context` binds them to it."""
        ...

    def open(self, sealed: bytes, context: str) -> bytes:
        """Open what `seal` closed for the same context; raises engine.contract.keys.WrongKeyError."""
        ...

    def mark(self, text: str) -> str:
        """A keyed hash: always the same for a text, and nobody without the service key can try texts."""
        ...


class JobSealer(Protocol):
    """The engine's public key."""

    def seal(self, keys: JobKeys, job_id: str) -> str:
        """Encrypt the keys of one job so that only the engine can read them (base64)."""
        ...


@dataclass(frozen=True, slots=True)
class Ruling:
    """What moderation says of a screenplay: a refusal, or whether everybody in it has to agree first.

    code: what a check objected to, also where it only asks for everybody's yes; empty where nothing objected.
    strike: the refusal also counts against the account of whoever asked.
    """

    refusal: Refusal | None = None
    ask_everyone: bool = False
    code: str = ""
    strike: bool = False


class Judge(Protocol):
    """Reading and judging what people write. Pure and synchronous; may take tens of milliseconds."""

    def read(
        self,
        text: str,
        names: Mapping[str, str],
        *,
        seconds: float | None,
        style: Style | None,
        longest: float,
        whole: tuple[float, float] = STORYBOARD_S,
        usual: tuple[float | None, Style | None] = (None, None),
    ) -> Screenplay:
        """Turn a prompt into a screenplay of at most `longest` seconds, or of scenes of at most as many each.

        `whole`: seconds that several scenes have together, at least and at most. `usual`: length and style
        where neither these nor the prompt say which.
        `names`: mention as written -> role name, which is a handle. Raises bot.errors.Refused.
        """
        ...

    def moderate(self, screenplay: Screenplay) -> Ruling:
        """Whether it may be made at all."""
        ...

    def check_message(self, text: str) -> Ruling:
        """Whether one person may write that to another; a refusal or nothing."""
        ...

    def offends(self, limits: Sequence[Limit], screenplay: Screenplay) -> BoundaryHit | None:
        """The boundary that the screenplay touches most surely, or None."""
        ...

    def warm(self) -> None:
        """Load now what the first question would otherwise wait for, which takes seconds."""
        ...


class Limiter(Protocol):
    """How often somebody may do a thing; `keys` say who and with whom."""

    async def take(self, what: "Limited", *keys: str) -> bool:
        """Count one try. False: too often, and not counted."""
        ...

    async def spent(self, what: "Limited", *keys: str) -> bool:
        """Whether one more try would be too often; counts nothing."""
        ...


class Wakeups(Protocol):
    """Who waits for news is told when there may be some. The news itself stands in the store."""

    def call(self, *topics: str) -> None:
        """Tell all who wait for one of these topics, and who wait for it next. It waits for nothing."""
        ...

    async def wait(self, topic: str, who: str, timeout_s: float) -> bool:
        """Wait for news since `who`, a name within this process, waited last. False: none came in time."""
        ...


class Previews(Protocol):
    """The newest frame of each render under way, sealed as the engine sent it; gone after a while."""

    async def put(self, job_id: str, sealed: bytes) -> None:
        """Keep the newest frame of a job, and of every job only that."""
        ...

    async def get(self, job_id: str) -> bytes | None:
        """The newest frame of a job, None where there is none or it is too old."""
        ...

    async def drop(self, job_id: str) -> None:
        """The job is over."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """All that the use cases reach through. Put together in bot.bootstrap, or of fakes in tests."""

    uow: "Uow"
    queue: RenderQueue
    files: SealedFiles
    keys: KeyWrap
    sealer: JobSealer
    judge: Judge
    clock: Clock
    limiter: Limiter
    wakeups: Wakeups
    previews: Previews
    settings: "BotSettings"
    forget: Callable[[], Awaitable[None]]
    """After an erasure: clear deleted rows out of where the database keeps them for a while."""
