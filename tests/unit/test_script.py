"""The first reading of prompts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NobodyCast, Refused
from bot.script import LONGEST_PROMPT, five_parts, read
from bot.script.errors import (
    LengthOutOfRange,
    LinesDoNotFit,
    LineTooLong,
    MomentAfterEnd,
    PromptEmpty,
    PromptTooLong,
    TooManyPeople,
)
from bot.script.text import clean
from engine.contract.messages import Screenplay, Style

pytestmark = pytest.mark.unit

NAMES = {
    "@owner": "owner",
    "@me": "friend",
    "@self": "friend",
    "@ada": "ada",
    "@bo": "bo",
    "@you": "you",
    "<@12>": "ann",
}


def lines(text: str) -> list[tuple[str, str]]:
    return [(line.role, line.text) for line in read(text, NAMES).shots[0].lines]


def parts(text: str) -> list[tuple[str, str]]:
    return [(role.name, role.part) for role in read(text, NAMES).roles]


def beats(text: str) -> list[tuple[str, float | None]]:
    return [(beat.what, beat.at_s) for beat in read(text, NAMES).shots[0].beats]


def test_the_demo_prompt_is_read_into_its_parts() -> None:
    shot = read('@owner on a beach at sunset, waves and says "Wish you were here!"', NAMES).shots[0]
    assert (shot.roles, shot.action, shot.environment) == (("owner",), "waves", "on a beach at sunset")
    assert [(line.role, line.text) for line in shot.lines] == [("owner", "Wish you were here!")]
    assert shot.beats == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('@ada: "Hi there" @bo: "Hello you"', [("ada", "Hi there"), ("bo", "Hello you")]),
        ('@ada says "I\'m off" and @bo replies “Good night”', [("ada", "I'm off"), ("bo", "Good night")]),
        ('"Wow!" says @ada. "Really?" @bo asks.', [("ada", "Wow!"), ("bo", "Really?")]),
        ("@ada hugs @bo and whispers: »Danke«", [("ada", "Danke")]),
        ("@bo sagt „Guten Tag“ zu @ada", [("bo", "Guten Tag")]),
        ("@ada dit «Bonjour»", [("ada", "Bonjour")]),
        ("@ada says 'I don't know' and leaves", [("ada", "I don't know")]),
        ('@ada says "one" then adds "two"', [("ada", "one"), ("ada", "two")]),
        ('@ada tells @bo "You won" and @bo shouts "Yes!"', [("ada", "You won"), ("bo", "Yes!")]),
        ('@ada and @bo talk in a cafe: "Hi" "Hello" "Bye"', [("ada", "Hi"), ("bo", "Hello"), ("ada", "Bye")]),
        ('@ada and @bo both shout "Surprise!"', [("ada", "Surprise!"), ("bo", "Surprise!")]),
        ('I look at @bo and say "Thanks"', [("friend", "Thanks")]),
        ("@ada says: welcome home", [("ada", "welcome home")]),
        ("@ada says happy birthday and blows out the candles", [("ada", "happy birthday")]),
        ('@ada says "Call @bo now"', [("ada", "Call bo now")]),
    ],
)
def test_words_are_given_to_who_says_them(text: str, said: list[tuple[str, str]]) -> None:
    assert lines(text) == said


def test_an_answer_without_a_name_comes_from_the_other_person() -> None:
    assert lines('@ada asks @bo "Ready?" and he answers "Always"') == [("ada", "Ready?"), ("bo", "Always")]


def test_words_on_a_sign_are_seen_and_not_spoken() -> None:
    shot = read('@ada holds a sign that says "Open" and shouts "Come in!"', NAMES).shots[0]
    assert [line.text for line in shot.lines] == ["Come in!"]
    assert '"Open"' in shot.action


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("@you and @me as astronauts on Mars", [("you", "astronaut"), ("friend", "astronaut")]),
        ("@ada and @bo as a cop and a robber", [("ada", "cop"), ("bo", "robber")]),
        ("@ada as a knight and @bo as a dragon in a castle", [("ada", "knight"), ("bo", "dragon")]),
        ("a comedy sketch where I'm a detective solving a mystery", [("friend", "detective")]),
        ("@ada dressed as a pirate on a ship", [("ada", "pirate")]),
        ("@ada dances as the sun sets", [("ada", "")]),
    ],
)
def test_parts_are_found(text: str, played: list[tuple[str, str]]) -> None:
    assert parts(text) == played


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("@ada waves", []),
        ("@ada waves at the camera and smiles", []),
        (
            "@ada on a cliff, thunder at 3 seconds, a wave crashes at 0:05, 8s",
            [("thunder", 3.0), ("a wave crashes", 5.0)],
        ),
        ("@ada waves, waves crash on the shore", [("waves crash on the shore", None)]),
        ("a door slams and @ada jumps", [("a door slams", None)]),
        ("@ada in rain", []),
    ],
)
def test_sounds_are_found_and_gestures_are_not(text: str, heard: list[tuple[str, float | None]]) -> None:
    assert beats(text) == heard


def test_a_line_carries_its_mood_and_its_time() -> None:
    line = read('@ada whispers at 2 seconds "Boo"', NAMES).shots[0].lines[0]
    assert (line.mood, line.at_s) == ("whispering", 2.0)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ('@ada whispers at 2 seconds "Boo"', 2.0),
        ('at 2 seconds, @ada says "Boo"', 2.0),
        ('@ada says "Boo" at 0:02', 2.0),
        ('@ada in rain, thunder at 2 seconds, says "Boo"', None),
        ('at 2 s thunder rolls; @ada says "Boo"', None),
    ],
)
def test_a_line_takes_only_its_own_time(text: str, at: float | None) -> None:
    assert read(text, NAMES).shots[0].lines[0].at_s == at


def test_the_five_parts_can_be_labelled() -> None:
    script = read(
        "Subject: @ada. Action: dances. Camera: slow pan. Environment: a harbour. Style: comic.", NAMES
    )
    shot = script.shots[0]
    assert (shot.action, shot.camera, shot.environment) == ("dances", "slow pan", "a harbour")
    assert script.style is Style.GRAPHIC


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("@ada in a comic style", Style.GRAPHIC),
        ("@ada surfing, documentary", Style.DOCUMENTARY),
        ("@ada surfing, cinematic wide shot", Style.CINEMATIC),
        ("@ada surfing", Style.PHOTO),
    ],
)
def test_styles_are_read(text: str, style: Style) -> None:
    assert read(text, NAMES).style is style


def test_a_style_asked_for_beside_the_text_wins() -> None:
    assert read("@ada in a comic style", NAMES, style=Style.PHOTO).style is Style.PHOTO


@pytest.mark.parametrize(
    ("text", "asked", "seconds"),
    [
        ("@ada dances", None, 4.0),
        ("@ada dances 6s", None, 6.0),
        ("a 7-second clip of @ada dancing", None, 7.0),
        ("@ada dances 6s", 5.0, 5.0),
        (f'@ada says "{"word " * 20}end"', None, 9.0),
        ("@ada dances, thunder at 6 seconds", None, 7.5),
    ],
)
def test_the_length_is_what_was_asked_or_what_is_needed(
    text: str, asked: float | None, seconds: float
) -> None:
    assert read(text, NAMES, asked).seconds == seconds


@pytest.mark.parametrize(
    ("text", "asked", "refusal"),
    [
        ("a dog on a beach", None, NobodyCast),
        ("@ada, @bo and @owner dance", None, TooManyPeople),
        ("@ada " + "x" * LONGEST_PROMPT, None, PromptTooLong),
        (f'@ada says "{"word " * 60}"', None, LineTooLong),
        (f'@ada says "{"word " * 15}"', 2.0, LinesDoNotFit),
        ("@ada dances", 11.0, LengthOutOfRange),
        ("@ada dances", 0.2, LengthOutOfRange),
        ("@ada dances, thunder at 9 seconds", 5.0, MomentAfterEnd),
        ("@ada", None, PromptEmpty),
        ("", None, NobodyCast),
    ],
)
def test_what_cannot_be_made_is_refused_by_name(
    text: str, asked: float | None, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as caught:
        read(text, {} if refusal is NobodyCast else NAMES, asked)
    assert caught.value.message.endswith(".")


def test_a_cast_given_beside_the_text_is_in_it() -> None:
    assert read("on a beach at sunset", {"ada": "ada"}).shots[0].roles == ("ada",)


def test_markup_is_taken_out_and_names_stay() -> None:
    shot = read(
        '<b>@ada</b> **waves** <script>alert(1)</script> and says "Hel\u200blo\n  _you_"', NAMES
    ).shots[0]
    assert [line.text for line in shot.lines] == ["Hello you"]
    assert "<" not in shot.action


def test_the_summary_says_what_was_understood() -> None:
    told = five_parts(read("@ada as a knight dances in a castle, drone shot, in a comic style", NAMES))
    assert (told.subject, told.camera, told.environment, told.style) == (
        "ada as knight",
        "drone shot",
        "in a castle",
        "graphic",
    )


words = st.text(alphabet="abc dé'!?,ß7", min_size=1, max_size=40).map(clean).filter(bool)


@given(st.lists(st.tuples(st.sampled_from(["ada", "bo"]), words), min_size=1, max_size=4))
def test_quoted_words_arrive_unchanged_from_who_said_them(spoken: list[tuple[str, str]]) -> None:
    text = " ".join(f'@{who} says "{said}".' for who, said in spoken)
    script = read(text, NAMES, longest=60.0)
    assert [(line.role, line.text) for line in script.shots[0].lines] == spoken


@given(
    st.lists(
        st.sampled_from(["@ada", "@bo", "waves", "and", "on a beach", "as a cook", ", ", '"hi"', "says"]),
        max_size=20,
    )
)
def test_everyone_mentioned_is_in_it(tokens: list[str]) -> None:
    text = " ".join(["@ada", *tokens, "dance"])
    script = read(text, NAMES, longest=60.0)
    assert {role.name for role in script.roles} == {name for name in ("ada", "bo") if f"@{name}" in text}


@given(st.text(max_size=1200), st.none() | st.floats(allow_nan=False))
def test_any_text_is_read_or_refused(text: str, seconds: float | None) -> None:
    try:
        script = read(text, {"@ada": "ada"}, seconds)
    except Refused:
        return
    assert isinstance(script, Screenplay)
    assert 1 <= script.seconds <= 10


@given(
    st.lists(st.sampled_from(list("@ada\"“”«»'„:,. \n<>*_`says waves 1:05s\u200bas a")), max_size=60).map(
        "".join
    )
)
def test_text_made_of_the_grammars_own_pieces_is_read_or_refused(text: str) -> None:
    try:
        script = read(text, {"@ada": "ada", "@a": "a"})
    except Refused:
        return
    assert 1 <= script.seconds <= 10


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
