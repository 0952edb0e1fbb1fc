"""The service with fakes behind its ports and the steps of its stories, for tests of the use cases."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from factories import ManualClock
from fakes import FakeRenderQueue, FakeVault, PlainJudge
from numpy.typing import NDArray

from bot.app import App
from bot.bootstrap import Overrides, assembled
from bot.clips import Tier
from bot.desk import Desk
from bot.notices import AnyNotice, ClipShown
from bot.people import Account, Chat, Platform
from bot.ports import Judge, Ports
from bot.requests import FileKind, MakeRequest
from bot.settings import BotSettings
from bot.store.unit_of_work import Uow
from engine.contract import face_vectors
from engine.contract.keys import DataKey, EngineKey
from engine.contract.messages import RenderJob

ROOM = Chat(Platform.TERMINAL, "room")


def face_of(person: str) -> NDArray[np.float32]:
    """What a person's face measures: theirs alone, 1.4 from anybody else's."""
    drawn = np.random.default_rng(list(person.encode())).normal(size=face_vectors.LENGTH)
    return np.asarray(drawn / np.linalg.norm(drawn), np.float32)


@dataclass
class House:
    """The whole service with its clock, queue and vault in the test's hands."""

    app: App
    ports: Ports
    uow: Uow
    clock: ManualClock
    queue: FakeRenderQueue
    vault: FakeVault
    engine: EngineKey
    told: list[tuple[str, AnyNotice]] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        """What operators can do."""
        return Desk(self.ports)

    async def join(self, name: str, chat: Chat | None = ROOM) -> str:
        """Somebody speaks for the first time."""
        return (await self.app.person_for(Account(Platform.TERMINAL, name, name), chat)).id

    async def enrolled(self, name: str, *, verified: bool = True) -> str:
        """Somebody who went through setup."""
        person = await self.join(name)
        await self.record(person)
        await self.finish_jobs(verified=verified)
        return person

    async def record(self, person: str, footage: bytes = b"footage") -> str:
        """A challenge and the recording that answers it."""
        challenge = await self.app.begin_enrolment(person, agreed=True)
        return (await self.app.submit_recording(person, challenge.id, footage, ROOM)).enrolment

    async def finish_jobs(self, *, verified: bool = True) -> None:
        """The engine does everything that waits, and the bot takes the outcomes."""
        for name in self.queue.in_order():
            await self.finish(name, verified=verified)
        await self.app.take_outcomes()

    async def finish(
        self,
        name: str,
        *,
        verified: bool = True,
        strangers: Sequence[NDArray[np.float32]] = (),
        film: bytes = b"film",
        small: bytes | None = None,
        **scores: object,
    ) -> None:
        """The engine finishes one job: opens its keys, writes its files.

        strangers: faces that it saw in the clip besides the cast's. film: what it made; small: the smaller
        version, where it made one. scores: of its review.
        """
        job = self.queue.jobs[name].job
        keys = self.engine.open(job.sealed_keys, name).keysets
        written = {job.output: b"film" if job.output.endswith("mp4") else b"still"}
        if isinstance(job, RenderJob):
            written[job.output], written[job.poster] = film, b"still"
            scores = {"strangers": len(strangers), "size": len(film)} | scores
            if small is not None and job.small is not None:
                written[job.small], scores["small_size"] = small, len(small)
            if strangers and job.strangers is not None:
                written[job.strangers] = face_vectors.pack(np.stack(strangers))
        elif job.face is not None:
            written[job.face] = face_vectors.pack(face_of(job.face.split("/")[1]))
        for ref, data in written.items():
            await self.vault.put(ref, data, DataKey.parse(keys[ref]))
        self.queue.finish(name, verified=verified, **scores)

    async def order(self, maker: str, text: str, **fields: object) -> ClipShown:
        """Somebody writes a prompt."""
        given = {"text": text, "chat": ROOM, "tier": Tier.STANDARD} | fields
        return await self.app.make(maker, MakeRequest(**given))  # type: ignore[arg-type]  # a test's shorthand

    async def available(self, person: str) -> int:
        """What somebody can spend."""
        return (await self.app.ledger(person)).available

    async def hear(self) -> list[tuple[str, AnyNotice]]:
        """Deliver all that is owed; returns (person, notice) in order."""
        heard: list[tuple[str, AnyNotice]] = []
        while due := await self.app.due_deliveries(Platform.TERMINAL):
            for delivery in due:
                await self.app.mark_sent(delivery.id, f"m-{delivery.id}")
                heard.append((delivery.person, delivery.notice))
        self.told += heard
        return heard

    async def heard_by(self, person: str) -> list[str]:
        """The kinds of what somebody is told next."""
        return [notice.kind for who, notice in await self.hear() if who == person]

    async def video(self, person: str, clip: str) -> bytes:
        """Somebody looks at a clip."""
        return await self.app.fetch(person, clip, FileKind.VIDEO)


def open_house(
    uow: Uow,
    folder: Path,
    clock: ManualClock,
    settings: BotSettings | None = None,
    *,
    judge: Judge | None = None,
) -> House:
    """Put it together through the same bootstrap as the real service."""
    engine = EngineKey.load_or_create(folder / "keys")
    queue, vault = FakeRenderQueue(), FakeVault()
    given = Overrides(queue=queue, files=vault, judge=judge or PlainJudge(), clock=clock)
    ports = assembled(settings or house_settings(folder), uow, given)
    return House(App(ports), ports, uow, clock, queue, vault, engine)


def house_settings(folder: Path, *, demo: bool = False, **sections: object) -> BotSettings:
    """Defaults but for the given sections, in a folder of the test's own."""
    vault = {"url": "memory:///", "keys": str(folder / "keys")}
    return BotSettings.model_validate({"demo": demo, "vault": vault} | sections)
