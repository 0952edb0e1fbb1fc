"""Grants, limits, revocations, blocks, clips and time in any order, against a model of a few lines."""

import asyncio
import shutil
from collections.abc import Coroutine
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from house import ROOM, House, open_house
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.clips import FINAL, UNDELIVERED, ClipState
from bot.consent import ApprovalMode, BoundaryPreset, Usage
from bot.errors import GrantOverAlready, Refused, YouBlockedThem
from bot.grants import UNLIMITED, Limits
from bot.people import Chat, Platform
from bot.requests import MakeRequest
from bot.store.engine import open_engine
from bot.store.unit_of_work import units_of_work

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
FRIENDS = ("friend", "other")
places = st.sampled_from([ROOM, ELSEWHERE])


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
            and (limits.clips is None or len(grant.clips - self.ended) < limits.clips)
            and (limits.place is None or limits.place == chat.place)
        )

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


class GrantMachine(RuleBasedStateMachine):
    """An owner and two friends; whatever is tried, the service says what the model says."""

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        file = folder / f"{id(self)}.db"
        shutil.copy(template, file)
        self.engine = open_engine(f"sqlite+aiosqlite:///{file}")
        self.house: House = open_house(units_of_work(self.engine), folder, ManualClock())
        self.model = Model()
        self.clips: dict[str, str] = {}
        self.looks = 0
        self.owner = self.run(self.house.enrolled("owner"))
        self.run(self.house.app.set_approval(self.owner, ApprovalMode.NEVER))
        self.people = {name: self.run(self.house.join(name)) for name in FRIENDS}

    def run(self, step: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(step)

    def teardown(self) -> None:
        self.run(self.engine.dispose())
        self.loop.close()

    @rule(
        friend=st.sampled_from(FRIENDS),
        hours=st.none() | st.integers(-1, 48),
        clips=st.none() | st.integers(1, 2),
        here=st.none() | places,
        presets=st.sets(st.sampled_from(BoundaryPreset), max_size=1),
    )
    def allow(
        self,
        friend: str,
        hours: int | None,
        clips: int | None,
        here: Chat | None,
        presets: set[BoundaryPreset],
    ) -> None:
        now = self.house.clock.now()
        limits = Limits(
            None if hours is None else now + timedelta(hours=hours),
            clips,
            None if here is None else here.platform,
            None if here is None else here.place,
            tuple(presets),
        )
        step = self.house.app.grant(self.owner, friend, limits)
        if limits.until is not None and limits.until <= now:
            with pytest.raises(GrantOverAlready):
                self.run(step)
        elif friend in self.model.blocked:
            with pytest.raises(YouBlockedThem):
                self.run(step)
        else:
            changed = self.run(step)
            known = self.model.grants.get(friend)
            used_up = (
                known is not None
                and known.limits.clips is not None
                and (len(known.clips - self.model.ended) >= known.limits.clips)
            )
            if known is None or known.limits != limits or used_up:
                self.model.grants[friend] = ModelGrant(limits)
            self.model.withdrawn.discard(friend)
            assert (changed.terms.until, changed.terms.clips) == (limits.until, limits.clips)

    @rule(friend=st.sampled_from(FRIENDS))
    def revoke(self, friend: str) -> None:
        self._ends_unsaved(friend, self.house.app.revoke(self.owner, friend))
        self.model.take_back(friend)
        self.model.withdrawn.add(friend)

    @rule(friend=st.sampled_from(FRIENDS))
    def block(self, friend: str) -> None:
        had = friend in self.model.grants
        self._ends_unsaved(friend, self.house.app.block(self.owner, friend))
        self.model.take_back(friend)
        self.model.blocked.add(friend)
        if had:
            self.model.withdrawn.add(friend)

    @rule(friend=st.sampled_from(FRIENDS))
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
        self.model.ended |= stopped

    @rule(friend=st.sampled_from(FRIENDS), allowed=st.booleans())
    def the_friend_allows_the_owner(self, friend: str, allowed: bool) -> None:  # noqa: FBT001 - by name
        app = self.house.app
        if allowed:
            self.run(app.grant(self.people[friend], "owner"))
            self.model.back.add(friend)
        else:
            self.run(app.revoke(self.people[friend], "owner"))
            self.model.back.discard(friend)

    @rule(level=st.sampled_from(Usage))
    def usage(self, level: Usage) -> None:
        self.run(self.house.app.set_usage(self.owner, level))
        self.model.usage = level

    @rule(friend=st.sampled_from(FRIENDS), chat=places)
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

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        states = self._states()
        running = sorted(clip for clip in self.clips if states[clip] in UNDELIVERED)
        if running:
            clip = data.draw(st.sampled_from(running))
            self.run(self.house.app.cancel(self.people[self.clips[clip]], clip))
            self.model.ended.add(clip)

    @rule(keep=st.booleans())
    def the_engine_is_done(self, keep: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
        before = self._states()
        self.run(self.house.finish_jobs())
        after = self._states()
        for clip, friend in self.clips.items():
            if before[clip] in UNDELIVERED and after[clip] in FINAL:
                self.model.ended.add(clip)
            if keep and after[clip] is ClipState.DELIVERED:
                self.run(self.house.app.keep(self.people[friend], clip))

    @rule(hours=st.sampled_from([1, 23, 48]))
    def time_passes(self, hours: int) -> None:
        self.house.clock.advance(hours=hours)

    def _states(self) -> dict[str, ClipState]:
        async def look() -> dict[str, ClipState]:
            async with self.house.uow() as tx:
                rows = [await tx.clips.get(clip) for clip in self.clips]
            return {row.id: row.state for row in rows if row is not None}

        found: dict[str, ClipState] = self.run(look())
        return found

    @invariant()
    def the_service_allows_what_the_model_allows(self) -> None:
        for friend, person in self.people.items():
            shown = self.run(self.house.app.profile(person, "owner", ELSEWHERE)) if self._seen() else None
            if shown is not None:
                now = self.house.clock.now()
                assert shown.may_use == self.model.allows(friend, ELSEWHERE, now)

    def _seen(self) -> bool:
        """Looking is limited to so many times an hour: two friends, some looks each."""
        self.looks += 1
        return self.looks % 3 == 0

    @invariant()
    def friends_shows_the_grants_that_stand(self) -> None:
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

    @invariant()
    def nothing_unsaved_is_left_with_who_is_kept_out(self) -> None:
        states = self._states()
        for clip, friend in self.clips.items():
            if friend in self.model.blocked:
                assert states[clip] in FINAL | {ClipState.KEPT}


def test_the_service_allows_what_a_simple_model_allows(sqlite_template: Path, tmp_path: Path) -> None:
    run_state_machine_as_test(
        partial(GrantMachine, sqlite_template, tmp_path),  # type: ignore[arg-type]  # any factory will do
        settings=settings(
            max_examples=15,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )


def test_an_empty_limit_is_no_limit() -> None:
    assert Limits() == UNLIMITED
