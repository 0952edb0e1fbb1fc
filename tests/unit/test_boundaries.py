"""Free-text boundaries against screenplays, by words and by meaning."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.boundaries.meant import CERTAIN, offends, topics
from bot.script import read
from engine.contract.messages import Screenplay

pytestmark = pytest.mark.unit

ROWS: list[tuple[str, str, bool]] = [
    tuple(row)
    for row in tomllib.loads((Path(__file__).parent / "lists/boundaries.toml").read_text("utf-8"))["rows"]
]


def script(text: str) -> Screenplay:
    return read(text, {"@a": "a", "@b": "b", "@owner": "owner"})


@pytest.mark.parametrize(("boundary", "text"), [row[:2] for row in ROWS if row[2]])
def test_a_boundary_is_touched(boundary: str, text: str) -> None:
    assert offends([boundary], script(text)) is not None


@pytest.mark.parametrize(("boundary", "text"), [row[:2] for row in ROWS if not row[2]])
def test_a_boundary_is_left_alone(boundary: str, text: str) -> None:
    assert offends([boundary], script(text)) is None


def test_boundaries_hardly_ever_meet_unrelated_prompts() -> None:
    neutral = [script(text) for _, text, touched in ROWS if not touched]
    limits = sorted({boundary for boundary, _, _ in ROWS})
    by_meaning = [
        hit
        for one in neutral
        for limit in limits
        if (hit := offends([limit], one)) is not None and hit.closeness < CERTAIN
    ]
    assert len(by_meaning) <= len(neutral) * len(limits) / 500


@pytest.mark.parametrize(
    ("boundary", "about"),
    [
        ("don't put me near spiders", ["spiders"]),
        ("Please never show me drinking alcohol", ["alcohol"]),
        ("no politics, no religion, no alcohol", ["politics", "religion", "alcohol"]),
        ("no war scenes", ["war"]),
        ("keine Spinnen", ["spinnen"]),
        ("pas d'araignées", ["araignees"]),
        ("nada de serpientes", ["serpientes"]),
        ("violence", ["violence"]),
        ("no", []),
        ("…", []),
    ],
)
def test_a_boundary_is_stripped_to_what_it_is_about(boundary: str, about: list[str]) -> None:
    assert [topic.text for topic in topics(boundary)] == about


def test_the_closest_boundary_is_reported_as_its_owner_wrote_it() -> None:
    hit = offends(["no football", "No alcohol!", "nothing about my job"], script("@a drinks a beer in a pub"))
    assert hit is not None
    assert (hit.boundary, hit.part) == ("No alcohol!", "beer")


def test_spoken_words_count_too() -> None:
    assert offends(["nothing about my job"], script('@a on a beach says "My boss called"')) is not None


def test_a_part_counts_too() -> None:
    assert offends(["no clowns"], script("@a as a clown in a park")) is not None


def test_a_name_is_no_word() -> None:
    bee = read("@bee dances on a table", {"@bee": "bee"})
    assert offends(["no insects"], bee) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_boundary_can_be_judged(boundary: str) -> None:
    hit = offends([boundary], script("@a waves on a beach"))
    assert hit is None or hit.boundary == boundary
