"""Grants, holds, settlements and releases in any order, on both databases, against plain numbers."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

import pytest
from factories import NOON, clip, someone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.credits import EntryKind
from bot.store.engine import open_engine
from bot.store.ledger import ClosedOtherwiseError, Ledger, NoHoldError
from bot.store.unit_of_work import units_of_work

pytestmark = pytest.mark.contract

ADDING = [EntryKind.ALLOWANCE, EntryKind.PURCHASE, EntryKind.GRANT]
CLOSING = [EntryKind.SETTLE, EntryKind.RELEASE]
Step = Coroutine[Any, Any, Any]


class LedgerMachine(RuleBasedStateMachine):
    """One person's ledger. `added` by business key; `held` and `closed` by clip."""

    clips = Bundle("clips")

    def __init__(self, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.engine = open_engine(url)
        self.uow = units_of_work(self.engine)
        self.added: dict[str, int] = {}
        self.held: dict[str, int] = {}
        self.closed: dict[str, EntryKind] = {}
        self.person = self.runner.run(self._join())

    def teardown(self) -> None:
        self.runner.run(self.engine.dispose())
        self.runner.close()

    @property
    def available(self) -> int:
        gone = sum(
            held for clip_id, held in self.held.items() if self.closed.get(clip_id) != EntryKind.RELEASE
        )
        return sum(self.added.values()) - gone

    @rule(target=clips)
    def ask_for_a_clip(self) -> str:
        return self.runner.run(self._make_clip())

    @rule(kind=st.sampled_from(ADDING), amount=st.integers(0, 200), key=st.integers(0, 5))
    def add(self, kind: EntryKind, amount: int, key: int) -> None:
        name = f"{self.person}.{key}"
        written = self.runner.run(self._on(lambda ledger: ledger.add(self.person, kind, amount, name, NOON)))
        assert written == (name not in self.added)
        self.added.setdefault(name, amount)

    @rule(clip_id=clips, amount=st.integers(0, 200))
    def hold(self, clip_id: str, amount: int) -> None:
        held = self.runner.run(self._on(lambda ledger: ledger.hold(self.person, clip_id, amount, NOON)))
        assert held == (clip_id in self.held or amount <= self.available)
        if held:
            self.held.setdefault(clip_id, amount)

    @rule(clip_id=clips, kind=st.sampled_from(CLOSING))
    def close(self, clip_id: str, kind: EntryKind) -> None:
        close = self._on(
            lambda ledger: (ledger.settle if kind is EntryKind.SETTLE else ledger.release)(clip_id, NOON)
        )
        if clip_id not in self.held:
            with pytest.raises(NoHoldError):
                self.runner.run(close)
        elif self.closed.get(clip_id, kind) != kind:
            with pytest.raises(ClosedOtherwiseError):
                self.runner.run(close)
        else:
            assert self.runner.run(close) == (clip_id not in self.closed)
            self.closed[clip_id] = kind

    @invariant()
    def what_can_be_spent_is_what_the_model_says(self) -> None:
        assert self.runner.run(self._on(lambda ledger: ledger.available(self.person))) == self.available

    @invariant()
    def nobody_is_ever_overdrawn(self) -> None:
        assert self.available >= 0

    @invariant()
    def no_row_is_ever_lost(self) -> None:
        rows = self.runner.run(self._on(lambda ledger: ledger.rows(self.person)))
        assert len(rows) == len(self.added) + len(self.held) + len(self.closed)

    async def _on(self, step: Any) -> Any:
        async with self.uow() as tx:
            ledger: Ledger = tx.ledger
            return await step(ledger)

    async def _join(self) -> str:
        async with self.uow() as tx:
            return (await someone(tx)).id

    async def _make_clip(self) -> str:
        async with self.uow() as tx:
            return (await tx.clips.add(clip(self.person), [])).id


def test_whatever_happens_in_whatever_order_the_sum_is_right(database: str) -> None:
    run_state_machine_as_test(
        partial(LedgerMachine, database),  # type: ignore[arg-type]  # any factory of machines will do
        settings=settings(max_examples=15, stateful_step_count=20),
    )
