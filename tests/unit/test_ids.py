"""Names of things."""

import re

import pytest

from bot.ids import new_id

pytestmark = pytest.mark.unit


def test_an_id_fits_a_vault_reference_and_a_button() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", new_id())


def test_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000


def test_an_id_made_in_a_later_millisecond_sorts_later(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter((1_700_000_000_000_000_000, 1_700_000_000_001_000_000))
    monkeypatch.setattr("bot.ids.time.time_ns", lambda: next(moments))
    assert new_id() < new_id()


def test_ids_made_one_after_the_other_sort_so_also_within_a_millisecond() -> None:
    made = [new_id() for _ in range(1000)]
    assert made == sorted(made)
