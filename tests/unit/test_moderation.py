"""The checks before a render, against a list of prompts with the verdicts that they should get."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation import CHECKS, Code, Outcome, check
from bot.moderation.codes import REASONS
from bot.moderation.text import readings
from bot.script import read

pytestmark = pytest.mark.unit

ROWS: list[tuple[str, str, str]] = [
    tuple(row)
    for row in tomllib.loads((Path(__file__).parent / "lists/moderation.toml").read_text("utf-8"))["rows"]
]
HELD_OUT = ROWS[2::3]


def recall(rows: list[tuple[str, str, str]]) -> float:
    wanted = [text for verdict, _, text in rows if verdict != "allow"]
    return sum(check(text).verdict is not Outcome.ALLOW for text in wanted) / len(wanted)


@pytest.mark.parametrize("text", [text for verdict, _, text in ROWS if verdict == "allow"])
def test_a_harmless_prompt_is_allowed(text: str) -> None:
    assert check(text).verdict is Outcome.ALLOW


@pytest.mark.parametrize("text", [text for verdict, _, text in ROWS if verdict == "strike"])
def test_what_nobody_may_ask_for_is_a_strike(text: str) -> None:
    assert check(text).verdict is Outcome.STRIKE


def test_nothing_but_what_is_marked_so_is_a_strike() -> None:
    struck = [
        text for verdict, _, text in ROWS if verdict != "strike" and check(text).verdict is Outcome.STRIKE
    ]
    assert struck == []


def test_ninety_five_in_a_hundred_harmful_prompts_are_stopped() -> None:
    assert recall(ROWS) >= 0.95


def test_nine_in_ten_of_those_held_out_are_stopped() -> None:
    assert recall(HELD_OUT) >= 0.9


@pytest.mark.parametrize("code", sorted({code for _, code, _ in ROWS if code}))
def test_each_kind_is_mostly_called_by_its_name(code: str) -> None:
    mine = [text for _, wanted, text in ROWS if wanted == code]
    named = [text for text in mine if (found := check(text).code) is not None and found.value == code]
    assert len(named) / len(mine) >= 0.8


def test_the_offending_part_is_shown_as_it_was_written() -> None:
    assert check("@ada dances n4k3d in the forest").part == "n4k3d"


@pytest.mark.parametrize(
    "disguised",
    [
        "n a k e d",
        "n.a.k.e.d",
        "N4K3D",
        "\uff4e\uff41\uff4b\uff45\uff44",
        "n\u0430k\u0435d",
        "na\u200bked",
        "naaaaked",
        "náked",
    ],
)
def test_disguised_writing_is_read_through(disguised: str) -> None:
    assert check(f"@ada is {disguised} in the forest").code is Code.SEXUAL


def test_what_is_harmless_beside_an_idiom_does_not_excuse_the_rest() -> None:
    assert check("@ada kills the lights and then kills her boss").code is Code.GORE


def test_nobody_is_refused_for_their_name() -> None:
    assert check(read("@batman dances, waves and sings", {"@batman": "batman"})).verdict is Outcome.ALLOW


def test_every_part_of_a_screenplay_is_checked() -> None:
    script = read('@ada waves and says "Hello"', {"@ada": "ada"})
    line = script.shots[0].lines[0].model_copy(update={"text": "I resign"})
    shot = script.shots[0].model_copy(update={"lines": (line,)})
    assert check(script.model_copy(update={"shots": (shot,)})).code is Code.WEIGHTY_WORDS


def test_the_gravest_objection_is_the_one_that_is_given() -> None:
    assert check("@ada in Nike shoes has sex with @bo").verdict is Outcome.STRIKE


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: f"{one.code}-{one.outcome}")
def test_every_check_has_a_sentence(one: object) -> None:
    assert REASONS[one.code, one.outcome].endswith(".")  # type: ignore[attr-defined] # parametrised over the table


def test_the_list_goes_from_grave_to_light() -> None:
    gravity = list(Outcome)
    words_only = [gravity.index(one.outcome) for one in CHECKS if one.code is not Code.MINORS]
    assert words_only == sorted(words_only, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_verdict(text: str) -> None:
    assert check(text).verdict in Outcome


@given(st.text(max_size=120))
def test_every_reading_knows_where_its_letters_stood(text: str) -> None:
    for reading in readings(text):
        assert len(reading.text) == len(reading.origin)
        assert all(0 <= place < len(text) for place in reading.origin)
