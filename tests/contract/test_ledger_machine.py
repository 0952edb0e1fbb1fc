"""All that moves credits between two people, in any order, on both databases, against plain numbers."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any

import pytest
from factories import NOON, clip, someone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from stores import engine_at

from bot.credits import EntryKind
from bot.store.ledger import ClosedOtherwiseError, Ledger, NoHoldError, NotSettledError
from bot.store.unit_of_work import units_of_work

pytestmark = pytest.mark.contract

ADDING = [EntryKind.ALLOWANCE, EntryKind.PURCHASE, EntryKind.GRANT]
CLOSING = [EntryKind.SETTLE, EntryKind.RELEASE]
PEOPLE = st.integers(0, 1)
AMOUNTS = st.integers(0, 200)
KEYS = st.integers(0, 5)
Step = Coroutine[Any, Any, Any]


class LedgerMachine(RuleBasedStateMachine):
    """Two people's ledgers.

    `added` by business key and `given` by gift: (whose, amount). `held` and `closed` by clip.
    """

    clips = Bundle("clips")

    def __init__(self, url: str) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.engine = engine_at(url)
        self.uow = units_of_work(self.engine)
        self.added: dict[str, tuple[int, int]] = {}
        self.given: dict[str, tuple[int, int]] = {}
        self.held: dict[str, int] = {}
        self.closed: dict[str, EntryKind] = {}
        self.refunded: set[str] = set()
        self.maker: dict[str, int] = {}
        self.people = self.runner.run(self._join())

    def teardown(self) -> None:
        self.runner.run(self.engine.dispose())
        self.runner.close()

    def available(self, who: int) -> int:
        """What the model says that somebody can spend."""
        added = sum(amount for whose, amount in self.added.values() if whose == who)
        given = sum(amount if whose != who else -amount for whose, amount in self.given.values())
        return added + given - sum(self._worth(name) for name in self.held if self.maker[name] == who)

    def _worth(self, name: str) -> int:
        back = name in self.refunded or self.closed.get(name) == EntryKind.RELEASE
        return 0 if back else self.held[name]

    @rule(target=clips, who=PEOPLE)
    def ask_for_a_clip(self, who: int) -> str:
        name = self.runner.run(self._make_clip(who))
        self.maker[name] = who
        return name

    @rule(who=PEOPLE, kind=st.sampled_from(ADDING), amount=AMOUNTS, key=KEYS)
    def add(self, who: int, kind: EntryKind, amount: int, key: int) -> None:
        name, person = f"{self.people[0]}.{key}", self.people[who]
        written = self.runner.run(self._on(lambda ledger: ledger.add(person, kind, amount, name, NOON)))
        assert written == (name not in self.added)
        self.added.setdefault(name, (who, amount))

    @rule(who=PEOPLE, amount=AMOUNTS, key=KEYS)
    def take_back(self, who: int, amount: int, key: int) -> None:
        name, person = f"{self.people[0]}.back.{key}", self.people[who]
        kind = EntryKind.REVERSAL
        taken = self.runner.run(self._on(lambda ledger: ledger.take(person, kind, amount, name, NOON)))
        assert taken == (name in self.added or amount <= self.available(who))
        if taken:
            self.added.setdefault(name, (who, -amount))

    @rule(giver=PEOPLE, amount=AMOUNTS, key=KEYS)
    def give(self, giver: int, amount: int, key: int) -> None:
        name = f"{self.people[0]}.{key}"
        one, other = self.people[giver], self.people[1 - giver]
        given = self.runner.run(self._on(lambda ledger: ledger.give(one, other, amount, name, NOON)))
        assert given == (name in self.given or amount <= self.available(giver))
        if given:
            self.given.setdefault(name, (giver, amount))

    @rule(clip_id=clips, amount=AMOUNTS)
    def hold(self, clip_id: str, amount: int) -> None:
        who = self.maker[clip_id]
        person = self.people[who]
        held = self.runner.run(self._on(lambda ledger: ledger.hold(person, clip_id, amount, NOON)))
        assert held == (clip_id in self.held or amount <= self.available(who))
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

    @rule(clip_id=clips)
    def refund(self, clip_id: str) -> None:
        refund = self._on(lambda ledger: ledger.refund(clip_id, NOON))
        if self.closed.get(clip_id) != EntryKind.SETTLE:
            with pytest.raises(NotSettledError):
                self.runner.run(refund)
        else:
            back = self.runner.run(refund)
            assert back == (0 if clip_id in self.refunded else self.held[clip_id])
            self.refunded.add(clip_id)

    @invariant()
    def what_can_be_spent_is_what_the_model_says(self) -> None:
        found = [
            self.runner.run(self._on(lambda ledger, one=one: ledger.available(one))) for one in self.people
        ]
        assert found == [self.available(who) for who in range(2)]

    @invariant()
    def nobody_is_ever_overdrawn(self) -> None:
        assert min(self.available(who) for who in range(2)) >= 0

    @invariant()
    def gifts_neither_make_nor_lose_credits(self) -> None:
        rows = [row for one in self.people for row in self._rows(one)]
        gifts = [row.amount for row in rows if row.kind in {EntryKind.GIFT_IN, EntryKind.GIFT_OUT}]
        assert sum(gifts) == 0

    @invariant()
    def no_row_is_ever_lost(self) -> None:
        rows = sum(len(self._rows(one)) for one in self.people)
        clips = len(self.held) + len(self.closed) + len(self.refunded)
        assert rows == len(self.added) + 2 * len(self.given) + clips

    def _rows(self, person: str) -> list[Any]:
        return list(self.runner.run(self._on(lambda ledger: ledger.rows(person))))

    async def _on(self, step: Any) -> Any:
        async with self.uow() as tx:
            ledger: Ledger = tx.ledger
            return await step(ledger)

    async def _join(self) -> tuple[str, str]:
        async with self.uow() as tx:
            return (await someone(tx)).id, (await someone(tx)).id

    async def _make_clip(self, who: int) -> str:
        async with self.uow() as tx:
            return (await tx.clips.add(clip(self.people[who]), [])).id


def test_whatever_happens_in_whatever_order_the_sum_is_right(database: str) -> None:
    run_state_machine_as_test(
        partial(LedgerMachine, database),  # type: ignore[arg-type]  # any factory of machines will do
        settings=settings(max_examples=20, stateful_step_count=25),
    )
