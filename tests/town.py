"""Bot, engine and store as real processes, and a person with a likeness: for tests that kill them."""

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import factories
import numpy as np
from engine_jobs import settings_file
from engine_process import BOT, ENGINE, RealProcess
from fakes import PlainJudge

from bot.app import App
from bot.bootstrap import Overrides, opened
from bot.clips import FINAL, ClipState
from bot.credits import EntryKind
from bot.notices import ClipNotMade
from bot.people import Account, Chat, Platform
from bot.requests import FileKind, MakeRequest
from bot.settings import BotSettings
from bot.store.engine import open_engine
from bot.store.tables import ClipRow
from bot.store.unit_of_work import Uow, units_of_work
from engine.contract.keys import DataKey, EngineKey, ServiceKey
from engine.contract.messages import Refusal
from engine.contract.vault import Vault
from engine.enrolment.likeness import FaceTrack, Likeness, pack

ROOM = Chat(Platform.TERMINAL, "room")
LONGEST_WAIT_S = 120
OVER = FINAL | {ClipState.DELIVERED}


def blank_likeness() -> Likeness:
    """A likeness of nobody: enough for a renderer that does not look."""
    nothing = np.zeros
    track = FaceTrack(
        landmarks=nothing((1, 478, 3), np.float32),
        blendshapes=nothing((1, 52), np.float32),
        pose_deg=nothing((1, 3), np.float32),
        sharpness=nothing(1, np.float32),
    )
    return Likeness(
        verified=True,
        fps=24,
        frames=(b"",),
        mattes=(b"",),
        track=track,
        face_centroid=nothing(128, np.float32),
        face_vectors=nothing((1, 128), np.float32),
        voice=None,
    )


@dataclass
class Town:
    """One installation. `app` is a second bot in this process, which does no chores."""

    config: Path
    settings: BotSettings
    app: App
    uow: Uow
    engine: RealProcess
    bot: RealProcess
    person: str = ""

    async def move_in(self, likeness: Likeness) -> None:
        """Somebody with a likeness."""
        self.person = (await self.app.person_for(Account(Platform.TERMINAL, "ada", "ada"), ROOM)).id
        key, ref = DataKey.generate(), f"people/{self.person}/likeness/e.1"
        await Vault(self.settings.vault.url).put(ref, pack(likeness), key)
        service = ServiceKey.load_or_create(self.settings.vault.keys)
        async with self.uow() as tx:
            row = await tx.people.lock(self.person)
            assert row is not None
            row.data_key = service.wrap(key, self.person)
            await tx.likenesses.add(factories.likeness(self.person, vault_ref=ref))

    async def order(self) -> str:
        """A clip of one second."""
        request = MakeRequest(text="@ada waves on a beach", mentions={"@ada": "ada"}, chat=ROOM, seconds=1.0)
        return (await self.app.make(self.person, request)).id

    async def row(self, clip: str) -> ClipRow:
        async with self.uow() as tx:
            row = await tx.clips.get(clip)
        assert row is not None
        return row

    async def until(self, clip: str, states: Sequence[ClipState] | frozenset[ClipState]) -> ClipRow:
        """Wait for a state."""
        async with asyncio.timeout(LONGEST_WAIT_S):
            while (row := await self.row(clip)).state not in states:  # noqa: ASYNC110 - another process writes
                await asyncio.sleep(0.05)
        return row

    async def until_over(self, clip: str) -> ClipRow:
        return await self.until(clip, OVER)

    async def available(self) -> int:
        return (await self.app.ledger(self.person)).available

    async def entries(self, clip: str) -> list[EntryKind]:
        """What the ledger says of a clip, in order."""
        async with self.uow() as tx:
            rows = await tx.ledger.rows(self.person)
        return sorted(row.kind for row in rows if row.clip_id == clip)

    async def told(self, clip: str) -> list[str]:
        """The kinds of what is owed about a clip."""
        async with self.uow() as tx:
            return [str(row.notice["kind"]) for row in await tx.deliveries.of_clip(clip)]

    async def why_not(self, clip: str) -> tuple[Refusal, ...]:
        """The sentences with which the maker is told that there will be no clip."""
        async with self.uow() as tx:
            rows = await tx.deliveries.of_clip(clip)
        notices = [
            ClipNotMade.model_validate(row.notice) for row in rows if row.notice["kind"] == "clip_not_made"
        ]
        return notices[0].refusals if len(notices) == 1 else ()

    async def video(self, clip: str) -> bytes:
        return await self.app.fetch(self.person, clip, FileKind.VIDEO)

    async def kill_within(
        self, clip: str, process: RealProcess, dice: random.Random, longest_s: float
    ) -> None:
        """Kill a process at a random moment of a render, and start it again."""
        await self.until(clip, OVER | {ClipState.RENDERING})
        await asyncio.sleep(dice.uniform(0, longest_s))
        await process.kill()
        await process.start()


@asynccontextmanager
async def open_town(
    folder: Path, url: str, renderer: str = "slow", *, likeness: Likeness | None = None, more: str = ""
) -> AsyncIterator[Town]:
    """Bring up an installation with a renderer of the tests; its processes end with the block."""
    extra = f"""renderer = "{renderer}"
renderers = {{ slow = "slow_renderer", failing = "failing_renderer" }}
{more}
[moderation.after]
identity = 0
strangers = false
[clips]
poll_s = 0.1
sweep_s = 0.2
"""
    config = settings_file(folder, url, more=extra)
    settings = BotSettings.load(config)
    EngineKey.load_or_create(settings.vault.keys)
    engine = RealProcess(ENGINE, config)
    bot = RealProcess(BOT, config, log="bot.log")
    store = open_engine(url)
    async with opened(settings, Overrides(judge=PlainJudge())) as service:
        town = Town(config, settings, service.app, units_of_work(store), engine, bot)
        try:
            await town.move_in(likeness or blank_likeness())
            await engine.start()
            await bot.start()
            yield town
        finally:
            await engine.kill()
            await bot.kill()
            await store.dispose()
