"""Making, cancelling, agreeing, denying, revoking, failing, time in any order: the books balance."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from house import House, open_house
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from stores import engine_at, renewed

from bot.approvals import Decision
from bot.clips import FINAL
from bot.consent import ApprovalMode, Usage
from bot.errors import Refused
from bot.grants import Limits
from bot.store.unit_of_work import units_of_work
from engine.contract.messages import RenderDone

pytestmark = pytest.mark.integration

PRICE = 64


class ClipMachine(RuleBasedStateMachine):
    """An owner, a friend who makes clips of them, an engine and a clock."""

    def __init__(self, template: Path, folder: Path) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.engine = engine_at(renewed(template.with_name("clip_machine.db"), template))
        self.house: House = open_house(units_of_work(self.engine), folder, ManualClock())
        self.clips: list[str] = []
        self.received: set[str] = set()
        self.owner, self.friend = self.run(self._friends())

    def teardown(self) -> None:
        self.run(self.engine.dispose())
        self.runner.close()

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    async def _friends(self) -> tuple[str, str]:
        owner, friend = await self.house.enrolled("owner"), await self.house.join("friend")
        await self.house.app.grant(owner, "friend")
        return owner, friend

    async def _try(self, work: Coroutine[Any, Any, Any]) -> None:
        """People may ask for anything at any time; being refused is an answer."""
        try:
            await work
        except Refused:
            return

    @rule()
    def make(self) -> None:
        async def order() -> None:
            self.clips.append((await self.house.order(self.friend, "@owner waves")).id)

        self.run(self._try(order()))

    @rule(which=st.integers(0, 3))
    def cancel(self, which: int) -> None:
        for clip in self.clips[-1 - which :][:1]:
            self.run(self._try(self.house.app.cancel(self.friend, clip)))

    @rule(which=st.integers(0, 3), approve=st.booleans())
    def decide(self, which: int, approve: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
        for clip in self.clips[-1 - which :][:1]:
            self.run(self._try(self.house.app.decide(self.owner, clip, approve=approve)))

    @rule(which=st.integers(0, 3), by_owner=st.booleans())
    def delete(self, which: int, by_owner: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
        person = self.owner if by_owner else self.friend
        for clip in self.clips[-1 - which :][:1]:
            self.run(self._try(self.house.app.delete(person, clip)))

    @rule(allowed=st.booleans())
    def change_their_mind(self, allowed: bool) -> None:  # noqa: FBT001 - hypothesis passes it by name
        change = self.house.app.grant if allowed else self.house.app.revoke
        self.run(change(self.owner, "friend"))

    @rule(mode=st.sampled_from(ApprovalMode))
    def they_change_when_they_are_asked(self, mode: ApprovalMode) -> None:
        self.run(self.house.app.set_approval(self.owner, mode))

    @rule(usage=st.sampled_from([Usage.ONLY_ME, Usage.APPROVED]))
    def they_change_who_may(self, usage: Usage) -> None:
        self.run(self.house.app.set_usage(self.owner, usage))

    @rule(clips=st.sampled_from([1, 2, None]))
    def they_limit_what_they_allow(self, clips: int | None) -> None:
        self.run(self.house.app.grant(self.owner, "friend", Limits(clips=clips)))

    @rule(which=st.integers(0, 3), go_on=st.booleans())
    def an_operator_decides(self, which: int, go_on: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        decide = self.house.desk.release if go_on else self.house.desk.refuse
        for clip in self.clips[-1 - which :][:1]:
            self.run(self._try(decide("ops", clip)))

    @rule(ends=st.sampled_from(["starts", "finishes", "shows too much", "fails", "loses it"]))
    def the_engine(self, ends: str) -> None:
        async def work() -> None:
            for name in self.house.queue.in_order()[:1]:
                match ends:
                    case "starts":
                        self.house.queue.work_on(name, self.house.clock.now())
                    case "finishes":
                        await self.house.finish(name)
                    case "shows too much":
                        await self.house.finish(name)
                        self._show_too_much(name)
                    case "fails":
                        self.house.queue.fail(name)
                    case _:
                        self.house.queue.jobs.pop(name)

        self.run(work())

    def _show_too_much(self, name: str) -> None:
        found = self.house.queue.jobs[name]
        if isinstance(found.outcome, RenderDone):
            seen = found.outcome.review.model_copy(update={"strangers": 1})
            found.outcome = found.outcome.model_copy(update={"review": seen})

    @rule()
    def the_bot_looks(self) -> None:
        self.run(self.house.app.take_outcomes())

    @rule(seconds=st.sampled_from([1, 31, 86_400]))
    def time_passes(self, seconds: int) -> None:
        self.house.clock.advance(seconds=seconds)
        self.run(self.house.app.sweep())

    @invariant()
    def whoever_has_a_clip_had_their_yes(self) -> None:
        """What was delivered was agreed to in every question that was asked about it."""

        async def look() -> list[Any]:
            async with self.house.uow() as tx:
                rows = [await tx.clips.get(clip) for clip in self.clips]
                had = [row.id for row in rows if row is not None and row.delivered_at is not None]
                return [one.decision for clip in had for one in await tx.clips.approvals(clip)]

        assert set(self.run(look())) <= {Decision.APPROVED}

    @invariant()
    def what_is_charged_was_delivered_and_what_is_held_is_open(self) -> None:
        async def look() -> tuple[Any, list[Any]]:
            async with self.house.uow() as tx:
                rows = [await tx.clips.get(clip) for clip in self.clips]
            return await self.house.app.ledger(self.friend), rows

        ledger, rows = self.run(look())
        by_clip: dict[str, set[str]] = {clip: set() for clip in self.clips}
        for entry in ledger.entries:
            if entry.clip is not None:
                by_clip[entry.clip].add(entry.kind.value)
        for row in rows:
            kinds = by_clip[row.id]
            if row.delivered_at is not None:
                assert kinds == {"hold", "settle"}, row.state
            elif row.state in FINAL:
                assert kinds == {"hold", "release"}, row.state
            else:
                assert kinds == {"hold"}, row.state
            assert (row.data_key is None) == (row.state in FINAL)
        settled = sum("settle" in kinds for kinds in by_clip.values())
        held = sum(kinds == {"hold"} for kinds in by_clip.values())
        assert ledger.held == held * PRICE
        months = sum(entry.kind.value == "allowance" for entry in ledger.entries)
        assert ledger.available == months * 1000 - (settled + held) * PRICE


def test_the_books_balance_whatever_happens(sqlite_template: Path, tmp_path: Path) -> None:
    run_state_machine_as_test(
        partial(ClipMachine, sqlite_template, tmp_path),  # type: ignore[arg-type]  # any factory will do
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
        ),
    )
