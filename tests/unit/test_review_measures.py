# ruff: noqa: RUF001 - phonetic letters are meant
import numpy as np
import pytest

from engine.contract.messages import Line, Role, Screenplay, Shot
from engine.recognition import Transcript, Word
from engine.review.faces import correlation
from engine.review.onsets import measure, onset
from engine.review.words import lines_heard, number_words, plain_words, score
from engine.sound import MIX_RATE, Phone, PlacedBeat, SpokenLine
from engine.sound.effects import SOUNDS, effect
from engine.visemes import aperture_track

pytestmark = pytest.mark.unit

FPS = 24


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (42, "forty two"),
        (100, "one hundred"),
        (1250, "one thousand two hundred fifty"),
        (3_000_001, "three million one"),
    ],
)
def test_numbers_are_read_aloud(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I'm 30!", "Im thirty."),
        ("Meet me at 5", "meet me at five"),
        ("Born in 1969", "born in nineteen sixty nine"),
        ("the 3rd man", "the third man"),
        ("the 20th", "the twentieth"),
        ("$5 please", "five dollars please"),
        ("50% off", "fifty percent off"),
        ("1,250 people", "one thousand two hundred fifty people"),
        ("pi is 3.14", "pi is three point one four"),
        ("Naïve café", "naive cafe"),
        ("OK, Mr. Smith", "okay mister smith"),
        ("It\N{RIGHT SINGLE QUOTATION MARK}s fine", "it's fine"),
        ("I hope you are well", "I hope you're well"),
        ("It's what we'd like; let's go, I can't wait", "it is what we'd like let us go I cannot wait"),
        ("They won't, and don't ask", "they will not and do not ask"),
    ],
)
def test_spellings_of_the_same_words_are_no_error(one: str, other: str) -> None:
    assert score(one, other).wer == 0


def test_a_wrong_word_counts() -> None:
    assert score("wish you were here", "wish you were there").wer == 0.25


def test_words_where_none_were_wanted_are_an_error() -> None:
    assert score("", "hello").wer == 1


def test_words_of_another_language_sound_alike_by_letters() -> None:
    heard = score("Nos vemos mañana en la playa.", "Nose Vimos Manyana, and Laplaya.")
    assert heard.wer > 0.8
    assert heard.letter_errors < 0.3


def test_other_words_do_not() -> None:
    assert score("Wish you were here, my friends.", "I hate this company and I quit").letter_errors > 0.65


@pytest.mark.parametrize(
    ("heard", "unexpected", "added"),
    [
        ("wish you were here", (), 0),
        ("wish you were there", ("there",), 0),
        ("wish you were here and I resign", ("and", "i", "resign"), 3),
        ("so I resign wish you were here now", ("so", "i", "resign", "now"), 3),
        ("", (), 0),
    ],
)
def test_words_that_nobody_wrote_are_named(heard: str, unexpected: tuple[str, ...], added: int) -> None:
    found = score("Wish you were here!", heard)
    assert (found.unexpected, found.added) == (unexpected, added)


def test_an_enormous_number_is_read_digit_by_digit() -> None:
    assert plain_words("1234567890123")[:3] == ["one", "two", "three"]


def _mama(start: float) -> SpokenLine:
    phones = tuple(Phone(s, start + 0.12 * i, start + 0.12 * (i + 1)) for i, s in enumerate("mɑmibɑpumɑ"))
    return SpokenLine("ann", "mama", start, phones[-1].end_s, phones)


@pytest.mark.parametrize("lag", [-2, 0, 3])
def test_lips_that_follow_the_words_correlate_at_their_lag(lag: int) -> None:
    line = _mama(0.5)
    shown = np.roll(aperture_track(line.phones, 72, FPS)[:, 0].astype(np.float64), lag) * 0.07

    found = correlation(shown, [line], FPS)

    assert found is not None
    assert found[0] > 0.999
    assert found[1] == lag


def test_lips_that_move_at_random_do_not_correlate() -> None:
    found = correlation(np.random.default_rng(0).random(240), [_mama(0.5), _mama(3), _mama(6)], FPS)

    assert found is not None
    assert found[0] < 0.5


def test_frames_without_a_face_are_passed_over() -> None:
    line = _mama(0.5)
    shown = aperture_track(line.phones, 72, FPS)[:, 0].astype(np.float64)
    shown[14:18] = np.nan

    found = correlation(shown, [line], FPS)

    assert found is not None
    assert found[0] > 0.999


def test_too_few_frames_give_no_score() -> None:
    assert correlation(np.full(72, np.nan), [_mama(0.5)], FPS) is None


def test_still_lips_give_no_score() -> None:
    assert correlation(np.full(72, 0.3), [_mama(0.5)], FPS) is None


def _noise(seconds: float) -> np.ndarray:
    return 0.02 * np.random.default_rng(1).standard_normal((round(seconds * MIX_RATE), 2)).astype(np.float32)


@pytest.mark.parametrize("sound", sorted(SOUNDS))
def test_a_known_sound_is_found_on_its_frame(sound: str) -> None:
    clip = _noise(4)
    start = 50 * MIX_RATE // FPS
    wave = effect(sound)[: len(clip) - start]
    clip[start : start + len(wave)] += 0.5 * wave[:, None]

    (found,) = measure(clip, (PlacedBeat("it", sound, 50),))

    assert found.measured_frame == 50


def test_a_displaced_sound_is_measured_where_it_is() -> None:
    clip = _noise(4)
    start = 56 * MIX_RATE // FPS
    wave = effect("knock")[: len(clip) - start]
    clip[start : start + len(wave)] += wave[:, None]

    (found,) = measure(clip, (PlacedBeat("a knock", "knock", 50),))

    assert (found.wanted_frame, found.measured_frame) == (50, 56)


def test_a_sound_that_is_not_there_is_not_claimed() -> None:
    assert measure(_noise(4), (PlacedBeat("a knock", "knock", 50),)) == ()


def test_an_unknown_sound_is_found_by_its_attack() -> None:
    clip = _noise(4)[:, 0]
    clip[2 * MIX_RATE : 2 * MIX_RATE + 4800] += 0.5

    found = onset(clip, 1.9)

    assert found == pytest.approx(2.0, abs=0.02)


def test_lines_without_a_manifest_are_placed_by_the_words_that_were_heard() -> None:
    lines = tuple(
        Line(role=who, text=text) for who, text in (("ann", "Hello Bob."), ("bob", "Hi, how are you?"))
    )
    play = Screenplay(
        prompt="x",
        roles=(Role(name="ann"), Role(name="bob")),
        shots=(Shot(seconds=5, roles=("ann", "bob"), lines=lines),),
    )
    heard = [
        Word(word, i * 0.5, i * 0.5 + 0.4, 1.0)
        for i, word in enumerate(("Hello", "Bob", "Hi", "how", "are", "you"))
    ]

    first, second = lines_heard(play, Transcript("", tuple(heard)))

    assert (first.role, first.start_s, first.end_s) == ("ann", 0.0, 0.9)
    assert (second.role, second.start_s, second.end_s) == ("bob", 1.0, 2.9)
    assert second.phones[0].symbol == "h"
