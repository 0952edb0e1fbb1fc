"""In the place of `engine.child`: does what the prompt says, without any model."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from engine.child_messages import ChildRequest, Finished, Glimpse, Said, Step
from engine.contract.messages import JobFailed, Refusal, RenderDone, RenderJob, Review, Stage

REVIEW = Review(
    width=1280,
    height=720,
    fps=24,
    frames=96,
    seconds=4,
    loudness_lufs=None,
    true_peak_db=None,
    identity=(),
    lips=(),
    spoken=None,
    beats=(),
)


def say(said: Said) -> None:
    sys.stdout.write(said.model_dump_json() + "\n")
    sys.stdout.flush()


def done(job: RenderJob, *notes: str) -> None:
    outcome = RenderDone(
        job_id=job.job_id,
        clip=job.clip,
        attempt=job.attempt,
        bytes=1,
        sha256="0" * 64,
        verified=True,
        review=REVIEW,
        notes=notes,
    )
    say(Finished(outcome=outcome))


def refuse(job: RenderJob) -> None:
    refusal = Refusal(code="line_too_long", message="The line does not fit the clip.")
    say(Finished(outcome=JobFailed(job_id=job.job_id, attempt=job.attempt, refusals=(refusal,))))


def confess(job: RenderJob, keys: list[str]) -> None:
    """Tell of each place beside standard input where a key can be seen."""
    seen = [
        place
        for place, text in (("argv", str(sys.argv)), ("env", str(dict(os.environ))))
        for key in keys
        if key in text
    ]
    done(job, *seen)


def with_grandchild() -> None:
    """Start a process that would stay, leave word of both, and hang."""
    hang = "import signal; signal.pause()"
    grandchild = subprocess.Popen([sys.executable, "-c", hang])
    Path(os.environ["PIDS"]).write_text(f"{os.getpid()} {grandchild.pid}", encoding="ascii")
    say(Step(stage=Stage.FRAMES, done=0.5))
    signal.pause()


def die_once() -> None:
    """Die by a signal the first time, and end well the second."""
    mark = Path(os.environ["MARK"])
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def slow(job: RenderJob) -> None:
    """Take about two seconds, saying so."""
    wait = threading.Event()
    for part in range(20):
        say(Step(stage=Stage.FRAMES, done=part / 20))
        wait.wait(0.1)
    done(job)


def glimpse(job: RenderJob) -> None:
    """Draw for about a second, showing a frame at the start, and once more when that is too late."""
    wait = threading.Event()
    say(Step(stage=Stage.FRAMES, done=0.2))
    say(Glimpse(preview="c2VhbGVk"))
    wait.wait(1.0)
    say(Step(stage=Stage.REVIEW, done=0.9))
    say(Glimpse(preview="dG9vIGxhdGU="))
    wait.wait(0.5)
    done(job)


def glimpses(job: RenderJob) -> None:
    """Draw for about two seconds, showing a frame all the time."""
    wait = threading.Event()
    for part in range(20):
        say(Step(stage=Stage.FRAMES, done=part / 20))
        say(Glimpse(preview="c2VhbGVk"))
        wait.wait(0.1)
    done(job)


SCRIPTS = {"quick": done, "slow": slow, "glimpse": glimpse, "glimpses": glimpses, "refuse": refuse}


def main() -> None:
    request = ChildRequest.model_validate_json(sys.stdin.readline())
    job = request.job
    assert isinstance(job, RenderJob)
    script = job.screenplay.prompt
    if script in SCRIPTS:
        SCRIPTS[script](job)
        return
    match script:
        case "confess":
            confess(job, list(request.keys.keysets.values()))
        case "crash":
            sys.exit(3)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "killed once":
            die_once()
            done(job)
        case "babble":
            sys.stdout.write("what?\n")
        case "grandchild":
            with_grandchild()
        case _:
            signal.pause()


if __name__ == "__main__":
    main()
