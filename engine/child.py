"""`python -m engine.child`: one job in a process of its own, started by the engine's worker.

Standard input brings one JSON line (engine.child_messages.ChildRequest) and then stays open: when it closes,
the worker is gone and this process ends itself and what it started. Standard output carries JSON lines only;
whatever a library prints goes to standard error, which is the engine's log.
"""

import asyncio
import hashlib
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from engine.characters import character
from engine.child_messages import ChildRequest, Finished, Glimpse, Outcome, Said, Step
from engine.contract import face_vectors, preview
from engine.contract.keys import DataKey, KeyProblemError
from engine.contract.messages import (
    WHICH,
    EnrolDone,
    EnrolJob,
    JobFailed,
    JobKeys,
    Refusal,
    RenderDone,
    RenderJob,
    Stage,
)
from engine.contract.vault import Vault, VaultError, VaultTakenError, VaultUnwritableError
from engine.contract.weights import WeightMissingError
from engine.enrolment.likeness import LikenessFormatError, pack, unpack
from engine.errors import EngineRefusal
from engine.renderers import Report, Take, UnknownRendererError
from engine.room.client import RoomError, RoomGoneError
from engine.room.messages import Trouble
from engine.settings import EngineSettings

if TYPE_CHECKING:
    from engine.production import Produced

FAILED = Refusal(
    code="engine_failed", message="The engine failed while working on this.", facts={WHICH: "gave_up"}
)
TELL_EVERY_S = 0.2
STOPPED = 128 + signal.SIGTERM
"""Exit code of who was asked to end."""

# What goes wrong around a job, in words for the person who asked; the engine's log has the rest.
_TROUBLES: tuple[tuple[type[Exception], str, str], ...] = (
    (VaultUnwritableError, "vault_unwritable", "The result could not be stored: the vault refuses to write."),
    (VaultError, "vault_unreadable", "A sealed file that this needs could not be opened."),
    (KeyProblemError, "vault_unreadable", "A sealed file that this needs could not be opened."),
    (LikenessFormatError, "likeness_unreadable", "A likeness is of another version; record it anew."),
    (WeightMissingError, "weights_missing", "The engine is not complete: a model file is missing."),
    (UnknownRendererError, "renderer_unknown", "The engine cannot render in the way that is set."),
)
_ROOM_TROUBLES = {
    Trouble.OUT_OF_MEMORY: (
        "engine_too_small",
        "The engine's memory is too small for this clip. Try a shorter one, or 720p.",
    ),
    Trouble.NOT_HERE: ("weights_missing", "The engine is not complete: a model file is missing."),
    Trouble.CANNOT: ("renderer_unknown", "The engine cannot render in the way that is set."),
}

_log = logging.getLogger("cameo.engine.child")


class _Files:
    """The sealed files of one job."""

    def __init__(self, url: str, keys: JobKeys) -> None:
        self._vault = Vault(url)
        self._keys = keys.keysets

    def read(self, ref: str) -> bytes:
        return asyncio.run(self._vault.get(ref, self.key(ref)))

    def write(self, ref: str, data: bytes) -> None:
        asyncio.run(self._replace(ref, data))

    async def _replace(self, ref: str, data: bytes) -> None:
        try:
            await self._vault.put(ref, data, self.key(ref))
        except VaultTakenError:
            # An earlier run of this same attempt was killed after it had written: nobody has been told of it.
            await self._vault.delete(ref)
            await self._vault.put(ref, data, self.key(ref))

    def key(self, ref: str) -> DataKey:
        try:
            return DataKey.parse(self._keys[ref])
        except KeyError as error:
            raise KeyProblemError(f"The job brought no key for {ref}.") from error


def _unseen(_preview: str) -> None:
    """Nobody looks."""


def run(
    request: ChildRequest, settings: EngineSettings, tell: Report, show: Callable[[str], None] = _unseen
) -> Outcome:
    """Do one job and say what came of it, whatever it brings.

    `tell` gets the stage and the part done, `show` now and then a sealed frame of what is drawn.
    """
    job = request.job
    try:
        files = _Files(settings.vault.url, request.keys)
        if isinstance(job, RenderJob):
            return _render(job, files, settings, tell, show)
        if job.character:
            return _enrol_character(job, files, settings, tell)
        return _enrol(job, files, settings, tell)
    except EngineRefusal as refused:
        refusals = refused.refusals
    except Exception as error:  # noqa: BLE001 - the border of a job: all ends as an outcome, and in the log
        _log.exception("Job %s failed", job.job_id)
        refusals = (_in_words(error),)
    return JobFailed(job_id=job.job_id, attempt=job.attempt, refusals=refusals)


def _render(
    job: RenderJob, files: _Files, settings: EngineSettings, tell: Report, show: Callable[[str], None]
) -> RenderDone:
    from engine.production import produce, whole_render  # noqa: PLC0415 - an enrolment needs none of it
    from engine.provenance import Signer  # noqa: PLC0415

    report = whole_render(tell)
    report(Stage.LOADING, 0.0)
    take = _take(job, files, settings)
    signer = Signer.load_or_create(settings.vault.keys)
    extra = settings.engine.renderers
    fit = None if job.small is None else job.fit_bytes
    key = files.key(job.output)
    make = partial(
        produce,
        take,
        job.renderer,
        settings.weight_store(),
        signer,
        report,
        renderers=extra,
        fit_bytes=fit,
        show=lambda jpeg: show(preview.seal(jpeg, key, job.job_id)),
    )
    try:
        made = make()
    except RoomGoneError:
        # Whatever ended the machine room need not have been this job: another one is started, once.
        _log.warning("The machine room ended; job %s is begun again.", job.job_id)
        made = make()
    report(Stage.SEALING, 0.0)
    _seal(job, files, made)
    return RenderDone(
        job_id=job.job_id,
        clip=job.clip,
        attempt=job.attempt,
        bytes=len(made.video),
        sha256=hashlib.sha256(made.video).hexdigest(),
        verified=made.verified,
        review=made.review,
        notes=made.notes,
        small_bytes=None if made.small is None else len(made.small),
    )


def _seal(job: RenderJob, files: _Files, made: "Produced") -> None:
    from engine.review.crowd import written  # noqa: PLC0415 - an enrolment needs none of it

    files.write(job.output, made.video)
    files.write(job.poster, made.poster)
    if job.small is not None and made.small is not None:
        files.write(job.small, made.small)
    if job.strangers is not None and made.strangers:
        files.write(job.strangers, face_vectors.pack(written(made.strangers)))


def _take(job: RenderJob, files: _Files, settings: EngineSettings) -> Take:
    """Open what the job brings: people, characters, and the picture of the scene, which is looked at here."""
    from engine.scene_picture import open_scene  # noqa: PLC0415

    sealed = {part.role: files.read(part.likeness) for part in job.cast}
    scene = None if job.scene is None else open_scene(files.read(job.scene), settings.weight_store())
    return Take(
        screenplay=job.screenplay,
        cast={role: unpack(data) for role, data in sealed.items() if not character.is_character(data)},
        characters={
            role: character.unpack(data) for role, data in sealed.items() if character.is_character(data)
        },
        resolution=job.resolution,
        seed=job.seed,
        scene=scene,
        credits=tuple(dict.fromkeys(part.attribution for part in job.cast if part.attribution)),
        enhanced=job.enhanced,
    )


def _enrol(job: EnrolJob, files: _Files, settings: EngineSettings, tell: Report) -> EnrolDone:
    from engine.enrolment.enrol import enrol  # noqa: PLC0415 - a rendering needs none of it
    from engine.production import whole_enrolment  # noqa: PLC0415

    report = whole_enrolment(tell)
    report(Stage.LOADING, 0.0)
    enrolled = enrol(files.read(job.footage), job.challenge, settings.weight_store(), report)
    report(Stage.SEALING, 0.0)
    likeness = replace(enrolled.likeness, verified=False) if job.throw_away else enrolled.likeness
    files.write(job.output, pack(likeness))
    if job.face is not None:
        files.write(job.face, face_vectors.pack(likeness.face_centroid))
    return EnrolDone(
        job_id=job.job_id,
        enrolment=job.enrolment,
        attempt=job.attempt,
        verified=likeness.verified,
        seconds=len(likeness.frames) / likeness.fps,
        advice=enrolled.advice,
    )


def _enrol_character(job: EnrolJob, files: _Files, settings: EngineSettings, tell: Report) -> EnrolDone:
    from engine.characters.enrol import enrol_character  # noqa: PLC0415 - a rendering needs none of it
    from engine.production import whole_enrolment  # noqa: PLC0415

    report = whole_enrolment(tell)
    made = enrol_character(files.read(job.footage), settings.weight_store(), report)
    report(Stage.SEALING, 0.0)
    verified = not job.throw_away
    files.write(job.output, character.pack(replace(made.character, verified=verified)))
    return EnrolDone(
        job_id=job.job_id,
        enrolment=job.enrolment,
        attempt=job.attempt,
        verified=verified,
        seconds=0.0,
        advice=made.advice,
    )


def _in_words(error: Exception) -> Refusal:
    if isinstance(error, RoomError) and error.trouble in _ROOM_TROUBLES:
        code, sentence = _ROOM_TROUBLES[error.trouble]
        return Refusal(code=code, message=sentence)
    for kind, code, sentence in _TROUBLES:
        if isinstance(error, kind):
            return Refusal(code=code, message=sentence)
    return FAILED


def _seldom(say: Callable[[Said], None]) -> Report:
    """Tell a new stage at once, and otherwise not more often than anybody looks."""
    last_stage: Stage | None = None
    last_at = 0.0

    def tell(stage: Stage, done: float) -> None:
        nonlocal last_stage, last_at
        now = time.monotonic()
        if stage != last_stage or now - last_at >= TELL_EVERY_S:
            last_stage, last_at = stage, now
            say(Step(stage=stage, done=done))

    return tell


def _read_line() -> bytes:
    """One line of standard input, unbuffered: a waiting reader must hold no lock when Python ends."""
    line = bytearray()
    while not line.endswith(b"\n"):
        some = os.read(0, 65536)
        if not some:
            break
        line += some
    return bytes(line)


def _end_with_parent() -> None:
    with suppress(OSError):
        while os.read(0, 1024):
            pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


class _Stopped(BaseException):
    """The worker wants this child to end; whoever works for it elsewhere is told on the way out."""


def _stop(_number: int, _frame: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Stopped


def main() -> None:
    """Do the one job that standard input brings."""
    signal.signal(signal.SIGTERM, _stop)
    try:
        _work()
    except _Stopped:
        # No waiting for threads or for what is registered for the end: the worker waits for this.
        os._exit(STOPPED)


def _work() -> None:
    channel = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    line = _read_line()
    if not line:
        return
    threading.Thread(target=_end_with_parent, daemon=True, name="parent").start()

    def say(said: Said) -> None:
        channel.write(said.model_dump_json().encode() + b"\n")
        channel.flush()

    request = ChildRequest.model_validate_json(line)
    outcome = run(request, EngineSettings.load(), _seldom(say), lambda sealed: say(Glimpse(preview=sealed)))
    say(Finished(outcome=outcome))


if __name__ == "__main__":
    main()
