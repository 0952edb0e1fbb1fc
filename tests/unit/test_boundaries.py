"""Free-text boundaries against screenplays: by words, by families and by meaning."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.boundaries.judge import offends
from bot.boundaries.limits import BoundaryHit, Limit
from bot.boundaries.wishes import understood, wish
from bot.script import read
from engine.contract.messages import Screenplay

pytestmark = pytest.mark.unit

ROWS: list[tuple[str, str, bool]] = [
    tuple(row)
    for row in tomllib.loads((Path(__file__).parent / "lists/boundaries.toml").read_text("utf-8"))["rows"]
]
FIRST = ROWS[:108]
"""The rows that no kind of boundary may ever fail again."""


def script(text: str) -> Screenplay:
    return read(text, {"@a": "ada", "@b": "bob", "@owner": "owner"})


def judged(boundary: str, text: str) -> BoundaryHit | None:
    return offends([Limit(text=boundary)], script(text))


@pytest.mark.parametrize(("boundary", "text"), [row[:2] for row in FIRST if row[2]])
def test_a_boundary_is_touched(boundary: str, text: str) -> None:
    assert judged(boundary, text) is not None


@pytest.mark.parametrize(("boundary", "text"), [row[:2] for row in FIRST if not row[2]])
def test_a_boundary_is_left_alone(boundary: str, text: str) -> None:
    assert judged(boundary, text) is None


def test_at_least_three_hundred_pairs_are_labelled() -> None:
    assert len(ROWS) >= 300


def test_what_touches_a_boundary_seldom_passes_in_silence() -> None:
    hits = [judged(boundary, text) for boundary, text, touched in ROWS if touched]
    assert sum(hit is not None for hit in hits) >= 0.93 * len(hits)


def test_what_touches_no_boundary_is_hardly_ever_refused() -> None:
    hits = [judged(boundary, text) for boundary, text, touched in ROWS if not touched]
    assert sum(hit is not None and not hit.borderline for hit in hits) <= 0.01 * len(hits)


def test_what_touches_no_boundary_is_seldom_asked_about() -> None:
    hits = [judged(boundary, text) for boundary, text, touched in ROWS if not touched]
    assert sum(hit is not None for hit in hits) <= 0.06 * len(hits)


def test_boundaries_hardly_ever_meet_unrelated_prompts() -> None:
    neutral = [script(text) for _, text, touched in FIRST if not touched]
    limits = sorted({boundary for boundary, _, _ in FIRST})
    doubtful = [
        hit
        for one in neutral
        for limit in limits
        if (hit := offends([Limit(text=limit)], one)) is not None and hit.borderline
    ]
    assert len(doubtful) <= len(neutral) * len(limits) / 150


@pytest.mark.parametrize(
    ("boundary", "about"),
    [
        ("don't put me near spiders", ["spiders"]),
        ("Please never show me drinking alcohol", ["alcohol"]),
        ("no politics, no religion, no alcohol", ["politics", "religion", "alcohol"]),
        ("no spiders, snakes or rats", ["spiders", "snakes", "rats"]),
        ("no war scenes", ["war"]),
        ("keine Spinnen", ["spinnen"]),
        ("pas d'araignées", ["araignees"]),
        ("nada de serpientes", ["serpientes"]),
        ("no jokes about my weight or age", ["my weight", "age"]),
        ("violence", ["violence"]),
        ("no", []),
        ("…", []),
    ],
)
def test_a_boundary_is_stripped_to_what_it_is_about(boundary: str, about: list[str]) -> None:
    assert [ruled.topic.text for ruled in wish(boundary).out] == about


@pytest.mark.parametrize(
    "boundary",
    ["only outdoors", "never indoors", "only with my dog", "nothing but landscapes", "nie ohne meinen Hund"],
)
def test_what_is_alone_allowed_rules_nothing_out_by_name(boundary: str) -> None:
    assert wish(boundary).allowed
    assert wish(boundary).out == ()


@pytest.mark.parametrize("text", ["@a in a kitchen bakes bread", "@a waves", '@a says "Hello"'])
def test_outside_of_what_is_alone_allowed_a_person_has_to_judge(text: str) -> None:
    hit = judged("only outdoors", text)
    assert hit is not None
    assert hit.borderline


def test_one_room_among_the_hills_is_not_outdoors() -> None:
    assert judged("only outdoors", "@a on a beach, then @a in an office at a desk") is not None


def test_an_exception_is_none_of_what_it_excepts_from() -> None:
    assert judged("no alcohol except wine", "@a sips a glass of wine") is None
    assert judged("no alcohol except wine", "@a sips a glass of whisky") is not None


def test_who_wants_to_be_asked_is_asked() -> None:
    hit = judged("no dogs unless you ask me first", "@a walks a poodle")
    assert hit is not None
    assert hit.borderline


def test_two_things_together_are_touched_only_together() -> None:
    assert judged("no violence against animals", "@a strokes a rabbit") is None
    assert judged("no violence against animals", "@a kicks a dog") is not None


@pytest.mark.parametrize(
    "boundary",
    ["no spiders", "only outdoors", "I hate clowns", "spiders", "be careful, no spiders", "keine Spinnen"],
)
def test_a_boundary_that_names_something_is_understood(boundary: str) -> None:
    assert understood(boundary)


VAGUE = [
    "be nice",
    "nothing weird",
    "make me look good",
    "please respect me",
    "everything is fine",
    "…",
    "no",
]


@pytest.mark.parametrize("boundary", VAGUE)
def test_a_boundary_that_names_nothing_is_not_understood(boundary: str) -> None:
    assert not understood(boundary)


@pytest.mark.parametrize("boundary", VAGUE)
def test_a_boundary_that_is_not_understood_holds_nothing_up(boundary: str) -> None:
    assert judged(boundary, "@a in a nice suit says something weird about respect") is None


def test_the_surest_boundary_is_reported_as_its_owner_wrote_it() -> None:
    limits = [Limit(text=text) for text in ("no football", "No alcohol!", "nothing about my job")]
    assert offends(limits, script("@a drinks a beer in a pub")) == BoundaryHit(limit=limits[1], part="beer")


def test_spoken_words_count_too() -> None:
    assert judged("nothing about my job", '@a on a beach says "My boss called"') is not None


def test_a_part_counts_too() -> None:
    assert judged("no clowns", "@a as a clown in a park") is not None


def test_a_name_is_no_word() -> None:
    bee = read("@bee dances on a table", {"@bee": "bee"})
    assert offends([Limit(text="no insects")], bee) is None


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_boundary_can_be_judged(boundary: str) -> None:
    hit = judged(boundary, "@a waves on a beach")
    assert hit is None or hit.limit.text == boundary


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_prompt_can_be_judged(text: str) -> None:
    limits = [Limit(text="no spiders"), Limit(text="only outdoors")]
    prompt = script("@a waves").model_copy(update={"prompt": text})
    hit = offends(limits, prompt)
    assert hit is None or hit.limit in limits
