# ruff: noqa: RUF001 - phonetic letters are meant
from itertools import pairwise

import pytest

from engine.sound.phonemes import LONGEST_CHUNK, chunks, is_sound, phonemes, timed

pytestmark = pytest.mark.unit


def test_words_become_speech_sounds() -> None:
    assert "wˈɪʃ" in phonemes("Wish you were here!")


def test_punctuation_is_kept_for_its_pauses() -> None:
    assert phonemes("Stop. Go!").count(".") == 1


@pytest.mark.parametrize("text", ["", "...", "🙂🙂", "こんにちは", "\x00", "<>[]"])
def test_what_cannot_be_spoken_has_no_phonemes(text: str) -> None:
    assert phonemes(text) == ""


def test_a_respelling_cannot_make_a_line_say_something_else() -> None:
    assert "kˈɪl" not in phonemes("[love](/kˈɪl/) you")


def test_a_long_text_is_cut_into_pieces_that_can_be_spoken() -> None:
    spoken = phonemes("The old sailor watches the harbour and waits for the tide to turn. " * 12)

    pieces = chunks(spoken)

    assert all(len(piece) <= LONGEST_CHUNK for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(spoken.split())


def test_a_text_without_any_break_is_cut_between_words() -> None:
    assert all(len(piece) <= LONGEST_CHUNK for piece in chunks("lˈɑ " * 300))


def test_phone_times_add_up_to_the_durations() -> None:
    phones = timed("mˈɑ", [4, 2, 1, 5, 3], 0.025)

    assert [(p.symbol, round(p.start_s, 3), round(p.end_s, 3)) for p in phones] == [
        ("m", 0.1, 0.15),
        ("ɑ", 0.15, 0.3),
    ]


def test_a_stress_mark_belongs_to_the_sound_after_it_and_a_length_mark_to_the_one_before() -> None:
    phones = timed("ˈɑːt", [1, 2, 3, 4, 5, 1], 0.01)

    assert [(p.symbol, round(p.start_s, 3), round(p.end_s, 3)) for p in phones] == [
        ("ɑ", 0.01, 0.1),
        ("t", 0.1, 0.15),
    ]


def test_a_long_space_is_a_pause_and_a_short_one_is_not() -> None:
    short, long = (timed("n m", [0, 2, gap, 2, 0], 0.025) for gap in (2, 9))

    assert short[0].end_s == short[1].start_s
    assert long[1].start_s - long[0].end_s == pytest.approx(9 * 0.025)


def test_times_can_be_moved_ahead_without_going_below_zero() -> None:
    phones = timed("mɑ", [1, 2, 2, 1], 0.025, 0.06)

    assert phones[0].start_s == 0
    assert phones[1].end_s == pytest.approx(0.125 - 0.06)


def test_phones_of_a_sentence_never_overlap() -> None:
    spoken = phonemes("Wish you were here, my friend!")

    found = timed(spoken, [3] * (len(spoken) + 2), 0.025)

    assert all(a.end_s <= b.start_s + 1e-9 for a, b in pairwise(found))
    assert len(found) == sum(map(is_sound, spoken))
