"""Random lives in a small world, step by step, held against `world_model` after every step.

A world is played from a seed alone: the same seed is the same life. What goes wrong raises `WrongError` with
the seed and the last steps.
"""

from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from factories import ManualClock
from house import House, house_settings, open_house
from sqlalchemy import select
from stores import opened
from world_model import Allowance, Asked, World

from bot.approvals import Decision, Phase
from bot.audit import Audit
from bot.boundaries.limits import Limit
from bot.clips import FINAL, UNDELIVERED, VISIBLE, WITH_THE_ENGINE, ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.credits import EntryKind
from bot.errors import OutsideWhatTheyAllow, Refused, YouBlockedThem
from bot.grants import Limits
from bot.people import Account, Chat, Platform
from bot.requests import MakeRequest
from bot.store.tables import CastRow, ClipRow
from bot.store.unit_of_work import units_of_work
from bot.use_cases.clips.ending import LATE_WRITE_S

NAMES = ("ada", "bob", "cat", "dan")
ROOMS = (Chat(Platform.TERMINAL, "room"), Chat(Platform.TERMINAL, "yard"))
WORDS = ("", "", "", "spiders", "spiders?", "romance", "romance?", "delicate", "heights")
BOUNDARIES = ("spiders", "heights")
PRESETS = (BoundaryPreset.ROMANCE,)
RENDERED = WITH_THE_ENGINE | VISIBLE | {ClipState.HELD, ClipState.APPROVAL}
MONTH = 1000


class WrongError(AssertionError):
    """The service did what the model does not allow."""


@dataclass
class Seen:
    """A clip as it was after the last step."""

    state: ClipState
    attempt: int


@dataclass
class Play:
    """One life of the world. `House` is the service with fakes for engine and vault."""

    house: House
    seed: int
    dice: Random = field(init=False)
    world: World = field(init=False)
    ids: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    seen: dict[str, Seen] = field(default_factory=dict)
    log: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    done: Counter[str] = field(default_factory=Counter)
    delivered: int = 0

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)
        self.world = World(NAMES)

    async def begin(self) -> None:
        """Everybody joins, and all but one set up a likeness."""
        for name in NAMES:
            await self._join(name, ROOMS[0])
        for name in NAMES[:3]:
            await self._enrol(name)

    async def play(self, steps: int) -> None:
        """Live so many steps, looking at everything after each of them."""
        names, weights = zip(*((name, weight) for name, (weight, _) in STEPS.items()), strict=True)
        for _ in range(steps):
            name = self.dice.choices(names, weights)[0]
            self.done[name] += 1
            self.log.append(name)
            await STEPS[name][1](self)
            await self.look()

    async def end(self) -> None:
        """Let every deadline pass: nothing that is gone may be reachable any more."""
        for _ in range(2):  # what ends in the first round may have been written late
            self.house.clock.advance(seconds=LATE_WRITE_S + 1)
            await self.house.app.take_outcomes()
            await self.house.app.sweep()
        await self.look()
        await self._nothing_is_left_of_what_is_gone()
        await self.house.desk.verify_audit()

    def wrong(self, what: str) -> WrongError:
        """What went wrong, and how to see it again."""
        people = [f"{name}: {somebody}" for name, somebody in self.world.people.items()]
        return WrongError("\n  ".join([f"seed {self.seed}: {what}", *self.log, *people]))

    def name(self) -> str:
        """Anybody."""
        return self.dice.choice(NAMES)

    def two(self) -> tuple[str, str]:
        """Two different people."""
        one, other = self.dice.sample(NAMES, 2)
        return one, other

    def clip(self) -> str | None:
        """One of the newest clips, mostly one that is still open."""
        alive = [clip for clip, seen in self.seen.items() if seen.state not in FINAL]
        choice = alive if alive and self.dice.random() < 0.9 else list(self.asked)[-10:]
        return self.dice.choice(choice) if choice else None

    def someone_of(self, clip: str) -> str:
        """Mostly somebody whom the clip concerns."""
        if self.dice.random() < 0.8:
            members = [self.asked[clip].maker, *self._cast[clip]]
            return self.dice.choice(members)
        return self.name()

    def _name(self, person: str) -> str:
        return next(name for name, each in self.ids.items() if each == person)

    _cast: dict[str, tuple[str, ...]] = field(default_factory=dict)

    async def tried(self, work: Awaitable[Any]) -> Any:
        """People may ask for anything at any time; being refused is an answer. None where refused."""
        try:
            return await work
        except Refused as refused:
            self.log.append(f"  refused: {refused.code}")
            return None

    async def _join(self, name: str, chat: Chat) -> None:
        view = await self.house.app.person_for(Account(Platform.TERMINAL, name, name), chat)
        self.ids[name] = view.id
        self.world.people[name].places.add(chat.place)

    async def _enrol(self, name: str) -> None:
        await self.house.record(self.ids[name])
        for job in self.house.queue.in_order():
            if job.partition(".")[0] not in self.asked:
                await self.house.finish(job)
        await self.house.app.take_outcomes()
        self.world.people[name].likeness = True

    # what people do

    async def make(self) -> None:
        """Somebody asks for a clip; the service and the model must agree on whether everybody consents."""
        maker, room = self.name(), self.dice.choice(ROOMS)
        cast = self.dice.sample(NAMES, self.dice.choice((1, 1, 1, 2)))
        prompt = " and ".join(f"@{name}" for name in cast) + " " + self.dice.choice(WORDS)
        await self._join(maker, room)
        asked = Asked(maker, prompt, room.place, self.house.clock.now())
        before = await self._used(maker, cast)
        agreed = {name: self.world.consents(name, _with(asked, before[name])) for name in cast}
        request = MakeRequest(text=prompt, chat=room, mentions={f"@{name}": name for name in cast})
        self.log.append(f"  {maker}: {prompt!r} in {room.place}, agreed {agreed}")
        try:
            shown = await self.house.app.make(self.ids[maker], request)
        except (OutsideWhatTheyAllow, YouBlockedThem) as refused:
            if all(agreed.values()):
                raise self.wrong(f"refused ({refused.code}) although everybody consents") from refused
            return
        except Refused as refused:
            self.log.append(f"  refused: {refused.code}")
            return
        self.asked[shown.id], self._cast[shown.id] = asked, tuple(cast)
        if not all(agreed.values()):
            raise self.wrong(f"made although {[name for name in cast if not agreed[name]]} do not consent")

    async def _used(self, maker: str, cast: list[str]) -> dict[str, int]:
        async with self.house.uow() as tx:
            used = {}
            for name in cast:
                grant = await tx.consents.open_grant(self.ids[name], self.ids[maker])
                used[name] = 0 if grant is None else await tx.consents.grant_used(grant.id)
            return used

    async def preflight(self) -> None:
        """Looking writes nothing and promises nothing that `make` would not keep at that moment."""
        maker, other = self.two()
        await self.tried(
            self.house.app.preflight(
                self.ids[maker],
                MakeRequest(text=f"@{other} waves", chat=ROOMS[0], mentions={f"@{other}": other}),
            )
        )

    async def decide(self) -> None:
        """A yes or a no, mostly by somebody who is asked."""
        if clip := self.clip():
            person, yes = self.someone_of(clip), self.dice.random() < 0.8
            self.log.append(f"  {person} says {yes} to {clip[-6:]}")
            await self.tried(self.house.app.decide(self.ids[person], clip, approve=yes))

    async def cancel(self) -> None:
        if clip := self.clip():
            await self.tried(self.house.app.cancel(self.ids[self.someone_of(clip)], clip))

    async def keep(self) -> None:
        if clip := self.clip():
            await self.tried(self.house.app.keep(self.ids[self.someone_of(clip)], clip))

    async def delete(self) -> None:
        if clip := self.clip():
            person = self.someone_of(clip)
            self.log.append(f"  {person} deletes {clip[-6:]}")
            await self.tried(self.house.app.delete(self.ids[person], clip))

    async def fetch(self) -> None:
        """Whoever sees a clip is its maker after delivery, or somebody in it who may see it now."""
        if not (clip := self.clip()):
            return
        person = self.name()
        video = await self.tried(self.house.video(self.ids[person], clip))
        if video is None:
            return
        state = self.seen[clip].state
        if person not in {self.asked[clip].maker, *self._cast[clip]}:
            raise self.wrong(f"{person} sees a clip that does not concern them")
        if person == self.asked[clip].maker and person not in self._cast[clip] and state not in VISIBLE:
            raise self.wrong("its maker sees a clip that not everybody has agreed to")
        if state in FINAL:
            raise self.wrong("somebody sees a clip that is gone")

    # what people set

    async def set_usage(self) -> None:
        name, usage = self.name(), self.dice.choice(list(Usage))
        self.log.append(f"  {name}: {usage}")
        await self.house.app.set_usage(self.ids[name], usage)
        self.world.people[name].usage = usage.value
        await self._nothing_unagreed(name)

    async def pause(self) -> None:
        name = self.name()
        self.log.append(f"  {name} pauses")
        await self.house.app.pause(self.ids[name])
        self.world.people[name].paused = True
        await self._nothing_unagreed(name)

    async def resume(self) -> None:
        name = self.name()
        self.log.append(f"  {name} resumes")
        await self.house.app.resume(self.ids[name])
        self.world.people[name].paused = False

    async def set_approval(self) -> None:
        name, mode = self.name(), self.dice.choice(list(ApprovalMode))
        self.log.append(f"  {name}: {mode}")
        await self.house.app.set_approval(self.ids[name], mode)
        self.world.people[name].approval = mode.value

    async def set_exception(self) -> None:
        (name, friend), mode = self.two(), self.dice.choice(list(ApprovalMode))
        self.log.append(f"  {name}: {mode} for {friend}")
        if (
            await self.tried(self.house.app.set_exception(self.ids[name], friend, mode, pointed_out=True))
            is not None
        ):
            self.world.people[name].exceptions[friend] = mode.value

    async def clear_exception(self) -> None:
        name, friend = self.two()
        if (
            await self.tried(self.house.app.clear_exception(self.ids[name], friend, pointed_out=True))
            is not None
        ):
            self.world.people[name].exceptions.pop(friend, None)

    async def grant(self) -> None:
        (owner, friend), room = self.two(), self.dice.choice([None, *ROOMS])
        now = self.house.clock.now()
        limits = Limits(
            until=self.dice.choice([None, None, now + timedelta(days=1)]),
            clips=self.dice.choice([None, None, 1, 2]),
            platform=None if room is None else room.platform,
            place=None if room is None else room.place,
            presets=self.dice.choice([(), (), PRESETS]),
        )
        self.log.append(f"  {owner} lets {friend}: {limits}")
        if (
            await self.tried(self.house.app.grant(self.ids[owner], friend, limits, pointed_out=True))
            is not None
        ):
            presets = frozenset(Limit(preset=preset).words for preset in limits.presets)
            given = Allowance(limits.until, limits.clips, limits.place, presets)
            self.world.people[owner].grants[friend] = given
            self.world.people[owner].withdrawn.discard(friend)
            await self._nothing_unagreed(owner)

    async def revoke(self) -> None:
        owner, friend = self.two()
        self.log.append(f"  {owner} revokes {friend}")
        if await self.tried(self.house.app.revoke(self.ids[owner], friend, pointed_out=True)) is not None:
            self._withdraw(owner, friend)
            await self._nothing_in_the_making(owner, friend)

    async def block(self) -> None:
        owner, other = self.two()
        self.log.append(f"  {owner} blocks {other}")
        if await self.tried(self.house.app.block(self.ids[owner], other, pointed_out=True)) is not None:
            self.world.people[owner].blocked.add(other)
            if other in self.world.people[owner].grants:
                self._withdraw(owner, other)
            await self._nothing_in_the_making(owner, other)

    async def unblock(self) -> None:
        owner, other = self.two()
        self.log.append(f"  {owner} unblocks {other}")
        if await self.tried(self.house.app.unblock(self.ids[owner], other, pointed_out=True)) is not None:
            self.world.people[owner].blocked.discard(other)

    def _withdraw(self, owner: str, friend: str) -> None:
        self.world.people[owner].grants.pop(friend, None)
        self.world.people[owner].withdrawn.add(friend)

    async def _nothing_in_the_making(self, owner: str, friend: str) -> None:
        async with self.house.uow() as tx:
            rows = await tx.clips.with_person(self.ids[owner], UNDELIVERED | {ClipState.DELIVERED})
        left = [row.state for row in rows if row.maker_id == self.ids[friend]]
        if left:
            raise self.wrong(f"{friend} still has {left} with {owner}")

    async def _nothing_unagreed(self, owner: str) -> None:
        """After somebody changed their mind: nothing goes on that they do not consent to any more.

        A grant that has lapsed by its date meanwhile shows when the clip is to be shown.
        """
        async with self.house.uow() as tx:
            rows = await tx.clips.with_person(self.ids[owner], UNDELIVERED)
            cast = {row.id: await tx.clips.cast(row.id) for row in rows}
        for row in rows:
            member = next(each for each in cast[row.id] if each.person_id == self.ids[owner])
            asked = self.asked[row.id]
            if not self.world.consents(owner, _with(asked, await self._others(asked.maker, member))):
                raise self.wrong(f"{row.id[-6:]} goes on although {owner} does not consent any more")

    async def add_boundary(self) -> None:
        name, word = self.name(), self.dice.choice(BOUNDARIES)
        self.log.append(f"  {name}: no {word}")
        if await self.tried(self.house.app.add_boundary(self.ids[name], word)) is not None:
            self.world.people[name].boundaries.add(word)
            await self._nothing_unagreed(name)

    async def remove_boundary(self) -> None:
        name = self.name()
        mine = (await self.house.app.settings(self.ids[name])).boundaries
        if mine:
            gone = self.dice.choice(mine)
            await self.house.app.remove_boundary(self.ids[name], gone.id)
            self.world.people[name].boundaries.discard(gone.text)

    async def ask_for_access(self) -> None:
        asker, owner = self.two()
        await self.tried(self.house.app.request_access(self.ids[asker], owner, "please", ROOMS[0]))

    async def answer_access(self) -> None:
        owner = self.name()
        async with self.house.uow() as tx:
            waiting = [
                row
                for row in await tx.consents.open_requests([self.ids[owner]])
                if row.owner_id == self.ids[owner]
            ]
        if not waiting:
            return
        waiting.sort(key=lambda row: self._name(row.requester_id))
        row, allow = self.dice.choice(waiting), self.dice.random() < 0.7
        asker = self._name(row.requester_id)
        self.log.append(f"  {owner} answers {asker}: {allow}")
        if (
            await self.tried(self.house.app.answer_access(self.ids[owner], row.id, allow=allow)) is not None
            and allow
        ):
            self.world.people[owner].grants[asker] = Allowance()
            self.world.people[owner].withdrawn.discard(asker)

    async def go_to(self) -> None:
        name, room = self.name(), self.dice.choice(ROOMS)
        await self._join(name, room)

    async def enrol(self) -> None:
        name = self.name()
        if not self.world.people[name].likeness:
            await self._enrol(name)

    async def erase(self) -> None:
        """Somebody goes, and comes back as somebody new."""
        name = self.name()
        self.log.append(f"  {name} erases themselves")
        await self.house.app.erase(self.ids[name])
        self.world.gone(name)
        for clip, asked in list(self.asked.items()):
            if name in {asked.maker, *self._cast[clip]}:
                await self._gone(clip)
        await self._join(name, ROOMS[0])

    async def _gone(self, clip: str) -> None:
        async with self.house.uow() as tx:
            row = await tx.clips.get(clip)
        if row is None or row.state not in FINAL or row.data_key is not None:
            raise self.wrong(f"{clip} outlives somebody in it")

    async def gift(self) -> None:
        giver, friend = self.two()
        await self.tried(self.house.app.gift(self.ids[giver], friend, self.dice.randint(1, 300), ""))

    # what the house does

    async def the_engine(self) -> None:
        jobs = [job for job in self.house.queue.in_order() if job.partition(".")[0] in self.asked]
        for job in jobs[:1]:
            match self.dice.choice(("start", "finish", "finish", "finish", "fail", "lose")):
                case "start":
                    self.house.queue.work_on(job, self.house.clock.now())
                case "finish":
                    await self.house.finish(job)
                case "fail":
                    self.house.queue.fail(job)
                case _:
                    self.house.queue.jobs.pop(job)

    async def the_bot_looks(self) -> None:
        await self.house.app.take_outcomes()

    async def time_passes(self) -> None:
        hours = self.dice.choice((0.01, 1, 5, 24, 24, 200))
        self.log.append(f"  {hours} h pass")
        self.house.clock.advance(seconds=int(hours * 3600))
        await self.house.app.sweep()

    async def an_operator_decides(self) -> None:
        async with self.house.uow() as tx:
            held = await tx.clips.in_states({ClipState.HELD})
        if held:
            places = list(self.asked)
            clip = self.dice.choice(sorted((row.id for row in held), key=places.index))
            work = self.house.desk.release if self.dice.random() < 0.7 else self.house.desk.refuse
            await self.tried(work("operator", clip, "looked at it"))

    # what must hold after every step

    async def look(self) -> None:
        """Look at every clip and every balance."""
        async with self.house.uow() as tx:
            every = await tx.session.execute(select(ClipRow.id, ClipRow.state, ClipRow.attempt))
            moved = [name for name, *now in every if name in self.asked and self._moved(name, Seen(*now))]
            rows = [row for row in [await tx.clips.get(name) for name in moved] if row is not None]
            cast = {row.id: await tx.clips.cast(row.id) for row in rows}
            balances = {name: await tx.ledger.available(self.ids[name]) for name in self._spenders()}
        for row in rows:
            await self._judge(row, cast[row.id])
            self.seen[row.id] = Seen(row.state, row.attempt)
        overdrawn = [name for name, available in balances.items() if available < 0]
        if overdrawn:
            raise self.wrong(f"overdrawn: {overdrawn}")

    def _spenders(self) -> list[str]:
        """Everybody, now and then; the ledger's own machine looks after every movement."""
        return list(NAMES) if self.done.total() % 5 == 0 else []

    def _moved(self, clip: str, now: Seen) -> bool:
        return self.seen.get(clip) != now

    async def _judge(self, row: ClipRow, cast: list[CastRow]) -> None:
        """A clip has just come into this state: was it allowed to, at this moment?"""
        seen = self.seen.get(row.id)
        begins = seen is None or seen.state is ClipState.ASKING or seen.attempt != row.attempt
        if row.state in RENDERED and begins:
            await self._consented(row, cast, "before_render" if row.attempt == 1 else "again")
        if row.state is ClipState.DELIVERED:
            self.delivered += 1
            await self._consented(row, cast, "before_publish")
            await self._receipts(row, cast)
        if row.state in FINAL:
            await self._over(row)

    async def _consented(self, row: ClipRow, cast: list[CastRow], phase: str) -> None:
        asked = self.asked[row.id]
        now = self.house.clock.now()
        for member in cast:
            owner = self._name(member.person_id)
            used = await self._others(asked.maker, member)
            case = Asked(asked.maker, asked.prompt, asked.place, now, used)
            if not self.world.consents(owner, case):
                raise self.wrong(f"{row.id[-6:]} is {row.state} although {owner} does not consent ({phase})")
            if phase == "again":
                continue
            if self.world.asks(owner, asked.maker, asked.prompt, phase):
                await self._said_yes(row, member.person_id, owner, Phase(phase))
            elif phase == "before_publish" and self.world.asks(
                owner, asked.maker, asked.prompt, "before_render"
            ):
                await self._said_yes(row, member.person_id, owner, None)

    async def _said_yes(self, row: ClipRow, person: str, owner: str, phase: Phase | None) -> None:
        """They agreed in that phase; None: in any, for what changed after the render is asked later."""
        async with self.house.uow() as tx:
            answers = await tx.clips.approvals(row.id, phase)
        if (person, Decision.APPROVED) not in {(each.person_id, each.decision) for each in answers}:
            raise self.wrong(f"{row.id[-6:]} is {row.state} although {owner} was not asked {phase}")

    async def _others(self, maker: str, member: CastRow) -> int:
        """How many clips besides this one rest on the grant that there is now."""
        async with self.house.uow() as tx:
            grant = await tx.consents.open_grant(member.person_id, self.ids[maker])
            if grant is None:
                return 0
            return await tx.consents.grant_used(grant.id) - (grant.id == member.grant_id)

    async def _receipts(self, row: ClipRow, cast: list[CastRow]) -> None:
        async with self.house.uow() as tx:
            people = [await tx.people.get(member.person_id) for member in cast]
            trails = {
                person.pseudonym: await tx.audit.about([person.pseudonym or ""])
                for person in people
                if person
            }
        for pseudonym, trail in trails.items():
            phases = {
                entry.details.get("step")
                for entry in trail
                if entry.action is Audit.CONSENT_RECEIPT
                and entry.subject == pseudonym
                and entry.details.get("clip") == row.id
            }
            if not {"submit", "publish"} <= phases:
                raise self.wrong(f"{row.id[-6:]} was delivered with receipts for {phases} alone")

    async def _over(self, row: ClipRow) -> None:
        if row.data_key is not None:
            raise self.wrong(f"{row.id[-6:]} is {row.state} and its key is still there")
        async with self.house.uow() as tx:
            entries = await tx.ledger.rows(row.maker_id, 5000)
            kinds = {entry.kind for entry in entries if entry.clip_id == row.id}
        wanted = {EntryKind.SETTLE} if row.delivered_at is not None else {EntryKind.RELEASE}
        if kinds & {EntryKind.SETTLE, EntryKind.RELEASE} != wanted:
            raise self.wrong(f"{row.id[-6:]} ended as {row.state} with {kinds}")

    async def _nothing_is_left_of_what_is_gone(self) -> None:
        gone = {clip for clip, seen in self.seen.items() if seen.state in FINAL}
        files = [ref for ref in self.house.vault.files if ref.split("/")[1] in gone]
        jobs = [job for job in self.house.queue.jobs if job.partition(".")[0] in gone]
        if files or jobs:
            raise self.wrong(f"left of what is gone: {files} {jobs}")


def _with(asked: Asked, used: int) -> Asked:
    return Asked(asked.maker, asked.prompt, asked.place, asked.now, used)


Step = Callable[[Play], Awaitable[None]]
STEPS: dict[str, tuple[float, Step]] = {
    "make": (20, Play.make),
    "preflight": (1, Play.preflight),
    "decide": (16, Play.decide),
    "cancel": (1, Play.cancel),
    "keep": (2, Play.keep),
    "delete": (2, Play.delete),
    "fetch": (4, Play.fetch),
    "set_usage": (4, Play.set_usage),
    "pause": (1, Play.pause),
    "resume": (3, Play.resume),
    "set_approval": (3, Play.set_approval),
    "set_exception": (2, Play.set_exception),
    "clear_exception": (1, Play.clear_exception),
    "grant": (9, Play.grant),
    "revoke": (2, Play.revoke),
    "block": (1, Play.block),
    "unblock": (2, Play.unblock),
    "add_boundary": (2, Play.add_boundary),
    "remove_boundary": (2, Play.remove_boundary),
    "ask_for_access": (2, Play.ask_for_access),
    "answer_access": (3, Play.answer_access),
    "go_to": (2, Play.go_to),
    "enrol": (2, Play.enrol),
    "erase": (0.3, Play.erase),
    "gift": (1, Play.gift),
    "the_engine": (16, Play.the_engine),
    "the_bot_looks": (12, Play.the_bot_looks),
    "time_passes": (4, Play.time_passes),
    "an_operator_decides": (3, Play.an_operator_decides),
}

STEPS_EACH = 500


async def live(url: str, folder: Path, seed: int) -> None:
    """Play one life, and see that it was a full one: a test of nothing proves nothing."""
    plain = house_settings(folder)
    often = {"preflight": "100000 per hour", "refusal": "100000 per hour", "request": "100000 per hour"}
    settings = plain.model_copy(update={"limits": plain.limits.model_copy(update=often)})
    async with opened(url) as engine:
        life = Play(open_house(units_of_work(engine), folder, ManualClock(), settings), seed)
        await life.begin()
        await life.play(STEPS_EACH)
        await life.end()
    if life.delivered == 0 or len(life.done) < len(STEPS) - 3:
        raise life.wrong(f"an empty life: {life.delivered} clips delivered, {life.done}")
