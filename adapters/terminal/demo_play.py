"""Playing the demo's story: real service, real engine process, one step of the table after the other."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.terminal.chat_view import ChatView, ProgressLine
from adapters.terminal.demo_room import Room, StoryRefusedError
from adapters.terminal.story import FRIEND, Part, Presses, Records, Remark, Says, Step, Waits
from bot.app import App
from bot.notices import (
    ApprovalAsked,
    ChallengeIssued,
    ClipNotMade,
    ClipShown,
    LikenessReady,
    LikenessRefused,
    Notice,
    Refusals,
)
from engine.contract.messages import Stage

LOOK_S = 0.5
# How far an enrolment is when a stage begins, after the wall times of a 14 s recording on two cores.
ENROLLED_AT = {
    Stage.WAITING: 0.0,
    Stage.LOADING: 0.02,
    Stage.ANALYSING: 0.05,
    Stage.FRAMES: 0.4,
    Stage.SPEECH: 0.8,
    Stage.REVIEW: 0.9,
    Stage.SEALING: 0.97,
}
LONGEST_STILLNESS_S = 240.0
BAD_ENDS: tuple[type[Notice], ...] = (LikenessRefused, ClipNotMade)


class DemoBrokenError(Exception):
    """The demo cannot go on: something does not answer, or answers what it must not."""


class Player:
    """Plays steps in one room. `selfie` is the recording to use; None lets the sample person answer."""

    def __init__(self, app: App, room: Room, view: ChatView, selfie: Path | None) -> None:
        """Take the seats; nothing is said yet."""
        self._app = app
        self._room = room
        self._view = view
        self._selfie = selfie

    async def play(self, steps: tuple[Step, ...]) -> None:
        """Play them in order.

        Raises:
            StoryRefusedError: the service refuses what the story needs.
            DemoBrokenError: the engine says nothing any more.
        """
        for step in steps:
            await self._play(step)

    async def _play(self, step: Step) -> None:
        match step:
            case Part(title):
                self._view.heading(title)
            case Remark(text):
                self._view.remark(text)
            case Says(who, text, refused):
                await self._say(who, text, refused=refused)
            case Presses(who, action, sign):
                await self._room.presses(who, action, sign)
            case Records(who):
                await self._record(who)
            case Waits(who, notice):
                await self._wait(who, notice)

    async def _say(self, who: str, text: str, *, refused: bool) -> None:
        notice = await self._room.says(who, text)
        if isinstance(notice, Refusals) and not refused:
            raise StoryRefusedError(notice)
        if refused and not isinstance(notice, Refusals):
            raise DemoBrokenError("The service took a request that it had to refuse.")

    async def _record(self, who: str) -> None:
        challenge = self._room.latest(who, ChallengeIssued)
        if self._selfie is not None:
            footage = await asyncio.to_thread(self._selfie.read_bytes)
            self._view.does(who, f"sends {self._selfie.name} ({len(footage) / 1e6:.1f} MB)")
            self._view.remark("It was not recorded for this challenge, so the likeness will be unverified.")
            await self._room.sends_recording(who, footage, verified=False)
        elif challenge is not None:
            with self._busy("the sample person records the answer"):
                footage = await sample_recording(challenge)
            self._view.does(who, f"sends a recording ({len(footage) / 1e6:.1f} MB)")
            self._view.remark(
                "Turns and words are checked; whatever this throw-away store enrols stays unverified."
            )
            await self._room.sends_recording(who, footage, verified=True)

    async def _wait(self, who: str, notice: type[Notice]) -> None:
        waiting = asyncio.create_task(self._room.until_told(who, notice, BAD_ENDS))
        try:
            if notice is LikenessReady:
                await self._watch_enrolment(who, waiting)
            elif notice is ApprovalAsked:
                await self._watch_clip(waiting)
            async with asyncio.timeout(LONGEST_STILLNESS_S):
                await waiting
        except TimeoutError:
            raise DemoBrokenError("The service said nothing for a long time.") from None
        finally:
            waiting.cancel()

    async def _watch_enrolment(self, who: str, waiting: asyncio.Task[Notice]) -> None:
        with self._view.progress("analysis") as line:
            still = Stillness()
            while not waiting.done():
                shown = await self._app.settings(self._room.person_id(who))
                stage = shown.enrolment or Stage.WAITING
                still.at(stage)
                if shown.enrolment is not None:
                    line.at(stage.value, ENROLLED_AT[stage])
                await asyncio.wait([waiting], timeout=LOOK_S)

    async def _watch_clip(self, waiting: asyncio.Task[Notice]) -> None:
        ordered = self._room.latest(FRIEND, ClipShown)
        if ordered is None:
            return
        with self._view.progress("render") as line:
            still = Stillness()
            while not waiting.done():
                shown = await self._app.clip(self._room.person_id(FRIEND), ordered.id)
                still.at((shown.stage, shown.done))
                line.at(shown.stage.value, shown.done)
                await asyncio.wait([waiting], timeout=LOOK_S)

    @contextmanager
    def _busy(self, what: str) -> Iterator[ProgressLine]:
        with self._view.progress(what) as line:
            line.at("working", 0.0)
            yield line


class Stillness:
    """Notices when something that should move has not moved for a long time."""

    def __init__(self) -> None:
        """Begin now."""
        self._clock = asyncio.get_running_loop().time
        self._last: object = None
        self._since = self._clock()

    def at(self, state: object) -> None:
        """Look at the state.

        Raises:
            DemoBrokenError: it has been the same for `LONGEST_STILLNESS_S`.
        """
        if state != self._last:
            self._last, self._since = state, self._clock()
        elif self._clock() - self._since > LONGEST_STILLNESS_S:
            raise DemoBrokenError("The engine has not moved for a long time.")


async def sample_recording(challenge: ChallengeIssued) -> bytes:
    """Let the sample person answer a challenge, in a process of its own; gives the recording's bytes.

    Raises:
        DemoBrokenError: the recording cannot be made.
    """
    turns = ",".join(turn.value for turn in challenge.turns)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "engine.record_sample",
        turns,
        challenge.phrase,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        footage, complaint = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode != 0:
        last = complaint.decode(errors="replace").strip().splitlines()[-1:]
        raise DemoBrokenError(f"The sample person could not be recorded: {' '.join(last)}")
    return footage
