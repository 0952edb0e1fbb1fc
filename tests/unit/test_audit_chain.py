"""The chain of the audit trail: whatever is changed in it shows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.audit_chain import GENESIS, BrokenChainError, Chain, Entry, Link, digest

pytestmark = pytest.mark.unit

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
ENTRIES = st.lists(
    st.tuples(st.text(max_size=8), st.dictionaries(st.text(max_size=4), st.integers())), min_size=1
)

Written = Sequence[tuple[str, dict[str, int]]]


def chained(written: Written) -> list[Link]:
    links: list[Link] = []
    head = GENESIS
    for seq, (subject, details) in enumerate(written, 1):
        entry = Entry(f"e{seq}", NOON + timedelta(seconds=seq), "actor", "clip.made", subject, details)
        links.append(Link(seq, head, digest(seq, head, entry), entry))
        head = links[-1].hash
    return links


def followed(links: Sequence[Link], wanted: str | None = None) -> Chain:
    chain = Chain(wanted=wanted)
    for link in links:
        chain.extend(link)
    return chain


@given(ENTRIES)
def test_what_was_written_in_order_is_whole(written: Written) -> None:
    links = chained(written)
    chain = followed(links)
    assert (chain.entries, chain.head) == (len(links), links[-1].hash)


CHANGES: dict[str, Callable[[Entry], Entry]] = {
    "id": lambda entry: replace(entry, id=entry.id + "x"),
    "at": lambda entry: replace(entry, at=entry.at + timedelta(microseconds=1)),
    "actor": lambda entry: replace(entry, actor="somebody else"),
    "action": lambda entry: replace(entry, action="clip.kept"),
    "subject": lambda entry: replace(entry, subject=entry.subject + "x"),
    "details": lambda entry: replace(entry, details={**entry.details, "more": 1}),
}


@pytest.mark.parametrize("change", CHANGES)
@given(written=ENTRIES, data=st.data())
def test_a_changed_word_shows_where_it_was_changed(
    change: str, written: Written, data: st.DataObject
) -> None:
    links = chained(written)
    at = data.draw(st.integers(0, len(links) - 1))
    links[at] = replace(links[at], entry=CHANGES[change](links[at].entry))
    with pytest.raises(BrokenChainError) as broken:
        followed(links)
    assert broken.value.seq == at + 1


@given(ENTRIES, st.data())
def test_an_entry_taken_out_shows_unless_it_was_the_newest(written: Written, data: st.DataObject) -> None:
    links = chained([*written, ("last", {})])
    del links[data.draw(st.integers(0, len(links) - 2))]
    with pytest.raises(BrokenChainError):
        followed(links)


@given(ENTRIES, st.data())
def test_two_entries_that_change_places_show(written: Written, data: st.DataObject) -> None:
    links = chained([("first", {}), *written])
    at = data.draw(st.integers(0, len(links) - 2))
    links[at], links[at + 1] = links[at + 1], links[at]
    with pytest.raises(BrokenChainError):
        followed(links)


def test_an_entry_rewritten_with_a_hash_of_its_own_shows_in_the_next_one() -> None:
    links = chained([("one", {}), ("two", {}), ("three", {})])
    forged = replace(links[1].entry, subject="forged")
    links[1] = Link(2, links[0].hash, digest(2, links[0].hash, forged), forged)
    with pytest.raises(BrokenChainError) as broken:
        followed(links)
    assert broken.value.seq == 3


def test_entries_cut_off_at_the_end_show_against_a_head_that_was_noted() -> None:
    links = chained([("one", {}), ("two", {}), ("three", {})])
    assert not followed(links[:2], wanted=links[2].hash).passed


def test_a_head_noted_earlier_is_found_in_a_longer_chain() -> None:
    links = chained([("one", {}), ("two", {}), ("three", {})])
    assert followed(links, wanted=links[1].hash).passed


def test_the_zone_in_which_a_moment_is_written_does_not_matter() -> None:
    entry = Entry("e", NOON, "a", "clip.made", "s", {})
    moved = replace(entry, at=NOON.astimezone(tz=None))
    assert digest(1, GENESIS, entry) == digest(1, GENESIS, moved)
