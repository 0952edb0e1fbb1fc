"""Prompts in plain words: readable snapshots, and that nobody is called by a name."""

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.script import read
from engine.contract.messages import MOST_ROLES, Line, Role, Screenplay, Shot
from engine.generation.plain_prompt import first_frame, names, paragraph, with_sound

pytestmark = pytest.mark.unit

NAMES = {"@ada": "ada", "@bo": "bo"}
PROMPTS = {
    "astronauts": "@ada and @bo as astronauts on Mars, slow dolly in, they wave, "
    '@ada says "We made it!" happily, at 3 s a rocket launches',
    "storyboard": "Scene 1: @ada rides a horse in a desert. Scene 2: @bo waits at a saloon and says "
    '"Late again."',
    "music": "@ada and @bo dance in a kitchen, happy jazz music in the background",
    "silent": "@bo reads a book by the fire",
}


@pytest.mark.parametrize("name", PROMPTS)
def test_it_reads_as_it_did(name: str, snapshot: SnapshotAssertion) -> None:
    assert with_sound(read(PROMPTS[name], NAMES)) == snapshot


def test_a_first_frame_reads_as_it_did(snapshot: SnapshotAssertion) -> None:
    play = read(PROMPTS["astronauts"], NAMES)
    assert first_frame(play, {"ada": (1, 2, 3), "bo": (4,)}, scene=5, before=6) == snapshot


@pytest.mark.parametrize("name", PROMPTS)
def test_nobody_is_called_by_name(name: str) -> None:
    told = with_sound(read(PROMPTS[name], NAMES)).lower()
    assert not {"ada", "@ada", "bo", "@bo"} & set(told.split())


def test_a_silent_film_is_told_nothing_of_sound() -> None:
    assert "natural sound" not in paragraph(read(PROMPTS["silent"], NAMES))


def test_whoever_is_left_out_of_the_pictures_is_in_the_words_still() -> None:
    play = read(PROMPTS["astronauts"], NAMES)
    assert "the second person" in first_frame(play, {"ada": (1,)}, None, None)


def test_what_is_no_person_is_not_called_one() -> None:
    play = read(PROMPTS["astronauts"], NAMES)
    assert "the person as astronaut and the character as astronaut" in paragraph(play, {"bo"})
    assert "Image 2 shows the character: what it is, its shape" in first_frame(
        play, {"ada": (1,), "bo": (2,)}, None, None, {"bo"}
    )


def test_words_that_are_said_bring_no_quotation_of_their_own() -> None:
    shot = Shot(seconds=2, roles=("a",), lines=(Line(role="a", text='so-called "art" <d>'),))
    told = paragraph(Screenplay(prompt="x", roles=(Role(name="a"),), shots=(shot,)))
    assert "\"so-called 'art' d\"" in told


def test_everybody_of_a_large_cast_is_called_something_else() -> None:
    roles = tuple(Role(name=f"r{number}") for number in range(MOST_ROLES))
    play = Screenplay(prompt="x", roles=roles, shots=(Shot(seconds=2, roles=()),))
    assert len(set(names(play).values())) == MOST_ROLES


def test_who_is_not_in_the_picture_speaks_from_off_screen() -> None:
    shot = Shot(seconds=2, roles=(), lines=(Line(role="a", text="Good night."),))
    told = paragraph(Screenplay(prompt="x", roles=(Role(name="a"),), shots=(shot,)))
    assert 'says from off screen: "Good night."' in told
