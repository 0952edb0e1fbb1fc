"""Strikes, days passing, appeals and mercy in any order, on both databases, against a few plain lists."""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from factories import ManualClock
from house import House, house_settings, open_house
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from stores import engine_at

from bot.errors import AppealedAlready, NothingToAppeal, UnknownPenalty
from bot.ids import new_id
from bot.settings import BotSettings
from bot.store.unit_of_work import units_of_work
from bot.use_cases.safety import penalising

pytestmark = pytest.mark.contract

LADDER = [("warning", 0), ("cool_down", 1), ("no_casting", 7), ("suspension", 30), ("ban", None)]
ORDER = [name for name, _ in LADDER]
STRIKE_DAYS = 90


@dataclass
class Given:
    """A strike with its penalty, as the model keeps it. `until` None: without end."""

    id: str
    kind: str
    until: datetime | None
    expires: datetime
    lifted: bool = False
    appealed: bool = False


class PenaltyMachine(RuleBasedStateMachine):
    """One person who gets strikes."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.engine = engine_at(url)
        self.folder = tempfile.TemporaryDirectory()
        self.clock = ManualClock()
        folder = Path(self.folder.name)
        rules = house_settings(folder).model_dump() | {"limits": {"appeal": "100000 per hour"}}
        self.house: House = open_house(
            units_of_work(self.engine), folder, self.clock, BotSettings.model_validate(rules)
        )
        self.person = self.run(self.house.join(f"person{new_id()}"))
        self.given: list[Given] = []

    def run(self, step: Any) -> Any:
        return self.runner.run(step)

    def teardown(self) -> None:
        self.run(self.engine.dispose())
        self.runner.close()
        self.folder.cleanup()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def counts(self, each: Given) -> bool:
        return not each.lifted and each.expires > self.now

    def holds(self, each: Given) -> bool:
        return not each.lifted and (each.until is None or each.until > self.now)

    @rule(grave=st.booleans())
    def strike(self, *, grave: bool) -> None:
        self.run(self._strike("minors" if grave else "hate"))
        standing = 1 + sum(self.counts(each) for each in self.given)
        step = max(min(standing, len(LADDER)) - 1, 3 if grave else 0)
        kind, days = LADDER[step]
        newest = self.run(self._newest())
        until = None if days is None else self.now + timedelta(days=days)
        assert (newest.kind, newest.until) == (kind, until)
        self.given.append(Given(newest.id, kind, until, self.now + timedelta(days=STRIKE_DAYS)))

    @rule(days=st.sampled_from([0.25, 1, 6, 7, 23, 30, 60, 90]))
    def time_passes(self, days: float) -> None:
        self.clock.advance(days=days)

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def mercy(self, data: st.DataObject) -> None:
        each = data.draw(st.sampled_from(self.given), label="which")
        lift = self.house.desk.lift("boss", each.id)
        if each.lifted:
            with pytest.raises(UnknownPenalty):
                self.run(lift)
        else:
            self.run(lift)
        each.lifted = True

    @precondition(lambda self: self.given)
    @rule(data=st.data(), grant=st.booleans())
    def appeal(self, data: st.DataObject, *, grant: bool) -> None:
        each = data.draw(st.sampled_from(self.given), label="which")
        made = self.house.app.appeal(self.person, each.id, "Please.")
        if not self.holds(each) and not self.counts(each):
            with pytest.raises(NothingToAppeal):
                self.run(made)
        elif each.appealed:
            with pytest.raises(AppealedAlready):
                self.run(made)
        else:
            taken = self.run(made)
            each.appealed = True
            decide = self.house.desk.grant_appeal if grant else self.house.desk.reject_appeal
            self.run(decide("boss", taken.appeal))
            each.lifted = grant

    @invariant()
    def what_keeps_them_out_is_the_gravest_that_holds(self) -> None:
        in_force = [each.kind for each in self.given if self.holds(each)]
        gravest = max(in_force, key=ORDER.index, default=None)
        codes = {None: (None, None), "warning": (None, None), "cool_down": ("cooling_down",) * 2}
        codes |= {"no_casting": (None, "casting_suspended"), "suspension": ("suspended",) * 2}
        codes |= {"ban": ("banned",) * 2}
        found = tuple(self.run(self._refusals(casting_others=others)) for others in (False, True))
        assert found == codes[gravest]

    @invariant()
    def they_see_each_strike_that_counts(self) -> None:
        shown = self.run(self.house.app.standing(self.person))
        assert len(shown.strikes) == sum(self.counts(each) for each in self.given)
        open_ones = {each.id for each in self.given if self.holds(each) or self.counts(each)}
        assert {each.id for each in shown.penalties} == open_ones

    async def _strike(self, code: str) -> None:
        async with self.house.uow() as tx:
            await penalising.strike(self.house.ports, tx, self.person, code)

    async def _newest(self) -> Any:
        known = {each.id for each in self.given}
        async with self.house.uow() as tx:
            (newest,) = [row for row in await tx.penalties.of(self.person) if row.id not in known]
            return newest

    async def _refusals(self, *, casting_others: bool) -> str | None:
        async with self.house.uow() as tx:
            person = await tx.people.get(self.person)
            assert person is not None
            found = await penalising.refusals(self.house.ports, tx, person, casting_others=casting_others)
            return found[0].code if found else None


def test_whatever_happens_in_whatever_order_the_ladder_is_the_models(database: str) -> None:
    run_state_machine_as_test(
        partial(PenaltyMachine, database),  # type: ignore[arg-type]  # any factory of machines will do
        settings=settings(max_examples=10, stateful_step_count=20),
    )
