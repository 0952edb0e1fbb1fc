import pytest

from engine.enrolment.phrase import error_rate, was_said

pytestmark = pytest.mark.unit

ASKED = "Seven green boats sail past the harbour."


@pytest.mark.parametrize(
    "heard",
    [
        "Seven green boats sail past the harbour",
        "seven green boats sail past the harbour and then some more",
        "Well, hello. 7 green boats sail past the harbour!",
        "Seven green boats sail past the harbor.",
        "Seven green goats sail past a harbour",
    ],
)
def test_what_a_recogniser_makes_of_the_phrase_is_accepted(heard: str) -> None:
    assert was_said(ASKED, heard)


@pytest.mark.parametrize(
    "heard",
    [
        "",
        "Six red cars drive along the coast",
        "the harbour past sail boats green seven",
        "seven seven seven",
    ],
)
def test_other_words_are_refused(heard: str) -> None:
    assert not was_said(ASKED, heard)


def test_talk_around_the_phrase_costs_nothing() -> None:
    assert error_rate(ASKED, f"my name is Ada {ASKED} thank you") == 0


def test_a_missing_word_costs_its_letters() -> None:
    assert error_rate("one two three four", "one two four") == pytest.approx(5 / 15)


@pytest.mark.parametrize(
    "heard", ["bicycle pump can rocket candle parrot", "bicyclepumpkin rocket candleparrot"]
)
def test_words_that_were_split_or_joined_are_the_same_words(heard: str) -> None:
    assert was_said("bicycle pumpkin rocket candle parrot", heard)


def test_a_phrase_that_shares_two_words_is_another_phrase() -> None:
    assert not was_said("needle journey rocket rabbit violin", "planet journey ocean rabbit velvet")


def test_no_phrase_asked_is_always_said() -> None:
    assert was_said("", "anything")
