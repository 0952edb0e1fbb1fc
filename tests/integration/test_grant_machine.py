"""Grants, limits, revocations, blocks, clips and time in any order, against a model of a few lines."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from stores import engine_at, renewed

from bot.clips import FINAL, UNDELIVERED, VISIBLE, ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.errors import GrantOverAlready, Refused, YouBlockedThem
from bot.grants import UNLIMITED, Limits
from bot.people import Chat, Platform
from bot.requests import MakeRequest
from bot.settings import LimitSettings
from bot.store.unit_of_work import units_of_work

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
FRIENDS = ("friend", "other")


@dataclass(frozen=True)
class ModelGrant:
    """What the owner said last to one friend, and the clips that rest on it."""

    limits: Limits
    clips: frozenset[str] = frozenset()


@dataclass
class Model:
    """What the owner allows: a grant for each friend, who is blocked, and who may use them at all."""

    usage: Usage = Usage.APPROVED
    grants: dict[str, ModelGrant] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    back: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    """Clips that ended before anybody had them."""

    def holds(self, friend: str, chat: Chat, now: datetime) -> bool:
        """Whether the grant lets a clip through that is asked for here and now."""
        grant = self.grants.get(friend)
        if grant is None:
            return False
        limits = grant.limits
        return (
            (limits.until is None or now < limits.until)
            and not self.used_up(grant)
            and (limits.place is None or limits.place == chat.place)
        )

    def used_up(self, grant: ModelGrant) -> bool:
        """Whether as many clips as it was given for are in the making or were delivered."""
        return grant.limits.clips is not None and len(grant.clips - self.ended) >= grant.limits.clips

    def allows(self, friend: str, chat: Chat, now: datetime) -> bool:
        """Whether that friend may ask for a clip."""
        if friend in self.blocked or self.usage is Usage.ONLY_ME:
            return False
        held = self.holds(friend, chat, now)
        match self.usage:
            case Usage.MUTUALS:
                return held and friend in self.back
            case Usage.EVERYONE:
                return held or friend not in self.withdrawn
            case _:
                return held

    def take_back(self, friend: str) -> None:
        """A revocation or a block."""
        self.grants.pop(friend, None)


class Machine:
    """An owner and two friends; whatever is tried, the service says what the model says."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.loop = asyncio.new_event_loop()
        self.engine = engine_at(renewed(folder / "machine.db", template))
        often = LimitSettings(preflight="9999 per hour", refusal="9999 per hour")
        chosen = house_settings(folder).model_copy(update={"limits": often})
        self.house: House = open_house(units_of_work(self.engine), folder, ManualClock(), chosen)
        self.model = Model()
        self.clips: dict[str, str] = {}
        self.delivered: set[str] = set()
        self.owner = self.run(self.house.enrolled("owner"))
        self.run(self.house.app.set_approval(self.owner, ApprovalMode.NEVER))
        self.people = {name: self.run(self.house.join(name)) for name in FRIENDS}
        for name in FRIENDS:
            self._allow(name, UNLIMITED)

    def run(self, step: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(step)

    def close(self) -> None:
        self.run(self.engine.dispose())
        self.loop.close()

    def allow(
        self,
        friend: str,
        hours: int | None,
        clips: int | None,
        here: Chat | None,
        presets: tuple[BoundaryPreset, ...],
    ) -> None:
        until = None if hours is None else self.house.clock.now() + timedelta(hours=hours)
        platform, place = (None, None) if here is None else (here.platform, here.place)
        self._allow(friend, Limits(until, clips, platform, place, presets))

    def allow_the_same_again(self, friend: str) -> None:
        if friend in self.model.grants:
            self._allow(friend, self.model.grants[friend].limits)

    def _allow(self, friend: str, limits: Limits) -> None:
        step = self.house.app.grant(self.owner, friend, limits)
        if limits.until is not None and limits.until <= self.house.clock.now():
            with pytest.raises(GrantOverAlready):
                self.run(step)
            return
        if friend in self.model.blocked:
            with pytest.raises(YouBlockedThem):
                self.run(step)
            return
        changed = self.run(step)
        known = self.model.grants.get(friend)
        if known is None or known.limits != limits or self.model.used_up(known):
            self.model.grants[friend] = ModelGrant(limits)
        self.model.withdrawn.discard(friend)
        assert (changed.terms.until, changed.terms.clips) == (limits.until, limits.clips)

    def revoke(self, friend: str) -> None:
        self._ends_unsaved(friend, self.house.app.revoke(self.owner, friend))
        self.model.take_back(friend)
        self.model.withdrawn.add(friend)

    def block(self, friend: str) -> None:
        had = friend in self.model.grants
        self._ends_unsaved(friend, self.house.app.block(self.owner, friend))
        self.model.take_back(friend)
        self.model.blocked.add(friend)
        if had:
            self.model.withdrawn.add(friend)

    def unblock(self, friend: str) -> None:
        self.run(self.house.app.unblock(self.owner, friend))
        self.model.blocked.discard(friend)

    def _ends_unsaved(self, friend: str, step: Coroutine[Any, Any, Any]) -> None:
        """What that friend had and had not saved has ended, and is counted in the answer."""
        states = self._states()
        mine = {clip for clip, maker in self.clips.items() if maker == friend}
        stopped = {clip for clip in mine if states[clip] in UNDELIVERED}
        taken = {clip for clip in mine if states[clip] is ClipState.DELIVERED}
        changed = self.run(step)
        assert (changed.stopped, changed.taken) == (len(stopped), len(taken))
        after = self._states()
        assert all(after[clip] in FINAL for clip in stopped | taken)
        assert all(after[clip] is states[clip] for clip in set(self.clips) - stopped - taken)

    def somebody_changes_who_may(self, friend: str, level: Usage | None) -> None:
        """The owner changes the level, or (None) the friend what they allow the owner."""
        app = self.house.app
        if level is not None:
            self.run(app.set_usage(self.owner, level))
            self.model.usage = level
        elif friend in self.model.back:
            self.run(app.revoke(self.people[friend], "owner"))
            self.model.back.discard(friend)
        else:
            self.run(app.grant(self.people[friend], "owner"))
            self.model.back.add(friend)

    def make(self, friend: str, chat: Chat) -> None:
        maker, now = self.people[friend], self.house.clock.now()
        request = MakeRequest("@owner waves", chat)
        wanted = self.model.allows(friend, chat, now)
        if not wanted:
            with pytest.raises(Refused):
                self.run(self.house.app.make(maker, request))
            return
        ready = self.run(self.house.app.preflight(maker, request))
        others = {one.code for one in ready.refusals} - {"outside_what_they_allow"}
        assert ready.ok or others <= {"too_many_clips", "not_enough_credits"}
        if not ready.ok:
            return
        clip = self.run(self.house.app.make(maker, request)).id
        self.clips[clip] = friend
        if self.model.usage is not Usage.EVERYONE and friend in self.model.grants:
            grant = self.model.grants[friend]
            self.model.grants[friend] = replace(grant, clips=grant.clips | {clip})

    def cancel(self, friend: str) -> None:
        states = self._states()
        running = [clip for clip in self.clips if states[clip] in UNDELIVERED and self.clips[clip] == friend]
        if running:
            self.run(self.house.app.cancel(self.people[friend], running[0]))

    def the_engine_is_done(self, *, keep: bool) -> None:
        self.run(self.house.finish_jobs())
        for clip, state in self._states().items():
            if keep and state is ClipState.DELIVERED:
                self.run(self.house.app.keep(self.people[self.clips[clip]], clip))

    def time_passes(self, hours: int) -> None:
        self.house.clock.advance(hours=hours)

    def _states(self) -> dict[str, ClipState]:
        async def look() -> dict[str, ClipState]:
            async with self.house.uow() as tx:
                rows = [await tx.clips.get(clip) for clip in self.clips]
            return {row.id: row.state for row in rows if row is not None}

        found: dict[str, ClipState] = self.run(look())
        return found

    def check(self) -> None:
        """Note what became of the clips; then compare all that is shown."""
        self._follow()
        self._compare_profiles()
        self._compare_friends()
        self._nothing_unsaved_is_left_with_who_is_kept_out()

    def _follow(self) -> None:
        for clip, state in self._states().items():
            if state in VISIBLE:
                self.delivered.add(clip)
            elif state in FINAL and clip not in self.delivered:
                self.model.ended.add(clip)

    def _compare_profiles(self) -> None:
        now = self.house.clock.now()
        for friend, person in self.people.items():
            for chat in (ROOM, ELSEWHERE):
                shown = self.run(self.house.app.profile(person, "owner", chat))
                assert shown.may_use == self.model.allows(friend, chat, now)

    def _compare_friends(self) -> None:
        shown = {one.handle: one.terms for one in self.run(self.house.app.friends(self.owner)).grants}
        assert set(shown) == set(self.model.grants)
        for friend, grant in self.model.grants.items():
            terms = shown[friend]
            limits = grant.limits
            assert (terms.until, terms.clips, terms.here) == (
                limits.until,
                limits.clips,
                limits.place is not None,
            )
            assert terms.presets == limits.presets

    def _nothing_unsaved_is_left_with_who_is_kept_out(self) -> None:
        states = self._states()
        for clip, friend in self.clips.items():
            if friend in self.model.blocked:
                assert states[clip] in FINAL | {ClipState.KEPT}


HOURS = [None, None, None, 0, 2, 30]
NUMBERS = [None, 1, 1, 2]
HERE = [None, None, ROOM, ELSEWHERE]
PRESETS = [(), (), (BoundaryPreset.WEAPONS,)]
LEVELS = [None, None, Usage.APPROVED, Usage.APPROVED, *Usage]


def _one_step(machine: Machine, dice: Random) -> None:
    """Mostly clips and what becomes of them; all else now and then."""
    friend = dice.choice(FRIENDS)
    rules: list[tuple[int, Callable[[], None]]] = [
        (8, lambda: machine.make(friend, dice.choice([ROOM, ROOM, ELSEWHERE]))),
        (4, lambda: machine.the_engine_is_done(keep=dice.random() < 0.3)),
        (5, lambda: machine.allow(friend, *map(dice.choice, (HOURS, NUMBERS, HERE, PRESETS)))),
        (2, lambda: machine.allow_the_same_again(friend)),
        (2, lambda: machine.revoke(friend)),
        (1, lambda: machine.block(friend)),
        (2, lambda: machine.unblock(friend)),
        (2, lambda: machine.somebody_changes_who_may(friend, dice.choice(LEVELS))),
        (1, lambda: machine.cancel(friend)),
        (2, lambda: machine.time_passes(dice.choice([1, 23]))),
    ]
    (rule,) = dice.choices([rule for _, rule in rules], [weight for weight, _ in rules])
    rule()


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],  # a smaller seed is no simpler case
)
@given(seed=st.integers(0, 2**32 - 1))
def test_the_service_allows_what_a_simple_model_allows(
    sqlite_template: Path, tmp_path: Path, seed: int
) -> None:
    dice, machine = Random(seed), Machine(sqlite_template, tmp_path)
    try:
        for _ in range(50):
            _one_step(machine, dice)
            machine.check()
    finally:
        machine.close()


def test_an_empty_limit_is_no_limit() -> None:
    assert Limits() == UNLIMITED
