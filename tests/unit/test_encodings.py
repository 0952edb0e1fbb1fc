"""What encoders made is kept in memory, up to its bound, and found by what it was made of."""

import numpy as np
import pytest

from engine.models.caches import LONGEST_S, Encodings, Values

pytestmark = pytest.mark.unit


def _of(size: int) -> Values:
    return {"made": [np.zeros(size // 2, np.uint8), np.zeros(size - size // 2, np.uint8)]}


def test_what_was_kept_is_found() -> None:
    kept, values = Encodings(100), _of(60)
    kept.keep(kept.key("a", b"b"), values)
    assert kept.get(kept.key("a", b"b")) is values


def test_parts_are_told_apart_where_they_meet() -> None:
    kept = Encodings(100)
    assert kept.key("ab", b"c") != kept.key("a", b"bc")


def test_two_processes_share_no_keys() -> None:
    assert Encodings(100).key("a") != Encodings(100).key("a")


def test_the_one_unused_longest_goes_first() -> None:
    kept = Encodings(100)
    for name in ("old", "used"):
        kept.keep(kept.key(name), _of(40))
    kept.get(kept.key("old"))
    kept.keep(kept.key("new"), _of(40))
    assert [kept.get(kept.key(name)) is None for name in ("old", "used", "new")] == [False, True, False]


def test_what_is_larger_than_everything_is_not_kept() -> None:
    kept = Encodings(100)
    kept.keep(kept.key("small"), _of(40))
    kept.keep(kept.key("large"), _of(101))
    assert [kept.get(kept.key(name)) is None for name in ("small", "large")] == [False, True]


def test_the_same_again_takes_no_more_room() -> None:
    kept = Encodings(100)
    for _ in range(5):
        kept.keep(kept.key("a"), _of(60))
    kept.keep(kept.key("b"), _of(40))
    assert kept.get(kept.key("a")) is not None


def test_what_was_kept_too_long_is_forgotten_though_it_is_used() -> None:
    now = [0.0]
    kept = Encodings(100, lambda: now[0])
    kept.keep(kept.key("a"), _of(60))
    there = []
    for now[0] in (LONGEST_S - 1, LONGEST_S + 1):
        there.append(kept.get(kept.key("a")) is not None)
    assert there == [True, False]


def test_what_is_forgotten_leaves_its_room() -> None:
    now = [0.0]
    kept = Encodings(100, lambda: now[0])
    for name in ("a", "b"):
        kept.keep(kept.key(name), _of(60))
        now[0] += LONGEST_S + 1
        kept.forget_old()
    kept.keep(kept.key("c"), _of(60))
    kept.keep(kept.key("d"), _of(40))
    assert kept.get(kept.key("c")) is not None
