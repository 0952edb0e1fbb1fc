"""Several scenes in one prompt."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import parse
from bot.commands.intents import Make
from bot.errors import Refused, StoryboardTooLong, StoryboardTooShort
from bot.script import LONGEST_PROMPT, read
from bot.script.errors import (
    LengthOutOfRange,
    LinesDoNotFit,
    PromptEmpty,
    PromptTooLong,
    ScenesDoNotFit,
    ScenesTooFew,
    TooManyPeople,
    TooManyScenes,
)
from bot.script.storyboard import Length, shared_out
from engine.contract.messages import Screenplay, Style

pytestmark = pytest.mark.unit

NAMES = {"@ada": "ada", "@bo": "bo", "@cy": "cy", "@me": "me", "@self": "me", "<@12>": "ann"}


def board(text: str, **fields: float) -> Screenplay:
    return read(text, NAMES, **fields)  # type: ignore[arg-type]  # a test's shorthand


def cast(text: str) -> list[tuple[str, ...]]:
    return [shot.roles for shot in board(text).shots]


def seconds(text: str, **fields: float) -> list[float]:
    return [shot.seconds for shot in board(text, **fields).shots]


@pytest.mark.parametrize(
    "text",
    [
        "Scene 1: @ada swims. Scene 2: @bo runs. Scene 3: @ada sleeps",
        "scene one: @ada swims, scene two: @bo runs, scene three: @ada sleeps",
        "[Scene 1] @ada swims [Scene 2] @bo runs [Scene 3] @ada sleeps",
        "Scene 1\n@ada swims\nScene 2\n@bo runs\nScene 3\n@ada sleeps",
        "Shot #1 - @ada swims; shot #2 - @bo runs; shot #3 - @ada sleeps",
        "1) @ada swims 2) @bo runs 3) @ada sleeps",
        "1. @ada swims. 2. @bo runs. 3. @ada sleeps.",
        "@ada swims, cut to @bo who runs. Then we cut back to @ada who sleeps",
        "@ada swims CUT TO: @bo runs CUT TO: @ada sleeps",
        "In the first scene, @ada swims. In the second scene, @bo runs. In the third scene, @ada sleeps.",
        "@ada swims. Next scene: @bo runs. Next scene: @ada sleeps.",
    ],
)
def test_scenes_are_told_apart(text: str) -> None:
    assert cast(text) == [("ada",), ("bo",), ("ada",)]


@pytest.mark.parametrize(
    "text",
    [
        "@ada gets her hair cut to the shoulder",
        "@ada counts 1. 2. 3. and jumps",
        "@ada reads scene 2 of the book aloud",
        "@ada plays scene 1 and scene 2 of Hamlet",
        '@ada says "Scene 1: me. Scene 2: you." and bows',
        "@ada in a scene from a film, scene: a dark street",
        "Scene 1: @ada waves",
        "@ada lands her first shot and misses the second shot",
    ],
)
def test_what_only_sounds_like_scenes_is_one(text: str) -> None:
    assert len(board(text).shots) == 1


def test_each_scene_has_its_own_action_place_and_words() -> None:
    first, second = board(
        'Scene 1: @ada dances on a beach and says "Hi". Scene 2: @bo sleeps in a kitchen'
    ).shots
    assert (first.action, first.environment) == ("ada dances on a beach", "on a beach")
    assert [(line.role, line.text) for line in first.lines] == [("ada", "Hi")]
    assert (second.action, second.environment, second.lines) == ("bo sleeps in a kitchen", "in a kitchen", ())


def test_times_count_from_the_beginning_of_their_scene() -> None:
    _, second = board("Scene 1: @ada waves. Scene 2: @bo waits, thunder at 2 seconds").shots
    assert [(beat.what, beat.at_s) for beat in second.beats] == [("thunder", 2.0)]


def test_a_person_keeps_one_role_and_one_part_over_all_scenes() -> None:
    made = board("Scene 1: @ada as a knight rides. Scene 2: @bo waits. Scene 3: @ada and @bo dance")
    assert [(role.name, role.part) for role in made.roles] == [("ada", "knight"), ("bo", "")]


def test_what_stands_before_the_scenes_holds_for_all() -> None:
    made = board(
        "@ada and @me as astronauts on Mars, cinematic. Scene 1: we land. Scene 2: we dance in a cave"
    )
    assert made.style is Style.CINEMATIC
    assert [role.part for role in made.roles] == ["astronaut", "astronaut"]
    assert [shot.environment for shot in made.shots] == ["on Mars", "in a cave"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Scene 1: @ada swims. Scene 2: she runs", [("ada",), ("ada",)]),
        ("Scene 1: @ada swims. Scene 2: she meets @bo", [("ada",), ("ada", "bo")]),
        ("Scene 1: @ada swims. Scene 2: @bo runs. Scene 3: they dance", [("ada",), ("bo",), ("ada", "bo")]),
        ("A video of @ada and @bo. Scene 1: she sings. Scene 2: he drums", [("ada",), ("bo",)]),
        ("Scene 1: a castle at night. Scene 2: @ada walks in", [("ada",), ("ada",)]),
        ("Scene 1: I wave. Scene 2: <@12> laughs", [("me",), ("ann",)]),
    ],
)
def test_who_is_not_named_is_found(text: str, people: list[tuple[str, ...]]) -> None:
    assert cast(text) == people


def test_more_than_two_people_share_a_storyboard() -> None:
    made = board("Scene 1: @ada and @bo sing. Scene 2: @cy and @me dance")
    assert [role.name for role in made.roles] == ["ada", "bo", "cy", "me"]


def test_scenes_without_a_length_make_the_shortest_storyboard() -> None:
    assert seconds("Scene 1: @ada waves. Scene 2: @bo waves. Scene 3: @ada bows") == [5, 5, 5]


@pytest.mark.parametrize(
    "text",
    [
        "Scene 1 (8s): @ada swims. Scene 2 (9s): @bo runs",
        "Scene 1, 8 seconds: @ada swims. Scene 2, 9 seconds: @bo runs",
        "Scene 1: @ada swims 8s. Scene 2: @bo runs 9s",
        "[Scene 1] [8s] @ada swims [Scene 2] [9s] @bo runs",
    ],
)
def test_each_scene_may_name_its_length(text: str) -> None:
    assert seconds(text) == [8, 9]


@pytest.mark.parametrize(
    "text",
    [
        "A 20 second clip. Scene 1: @ada swims. Scene 2: @bo runs",
        "Scene 1: @ada swims. Scene 2: @bo runs. 20s",
        "@ada swims, cut to @bo who runs 20s",
    ],
)
def test_the_whole_may_have_a_length(text: str) -> None:
    assert math.fsum(seconds(text)) == 20


def test_a_length_beside_the_prompt_is_that_of_the_whole() -> None:
    assert seconds("Scene 1 (4s): @ada swims. Scene 2: @bo runs. Scene 3: @cy bows", seconds=24) == [
        4,
        10,
        10,
    ]


def test_the_command_leaves_the_lengths_of_scenes_alone() -> None:
    made = parse("Scene 1: @ada swims 8s. Scene 2: @bo runs 9s --pro")
    assert isinstance(made, Make)
    assert (made.seconds, made.text) == (None, "Scene 1: @ada swims 8s. Scene 2: @bo runs 9s")


@pytest.mark.parametrize(
    ("text", "given", "refusal", "sentence"),
    [
        ("Scene 1: @ada, @bo and @cy sing. Scene 2: @ada bows", {}, TooManyPeople, "Scene 1: At most 2"),
        ("Scene 1: @ada waves. Scene 2: @bo", {}, PromptEmpty, "Scene 2: Say what happens"),
        ("Scene 1: @ada swims 13s. Scene 2: @bo runs", {}, LengthOutOfRange, "Scene 1: .* 1 to 10 seconds"),
        (f'Scene 1: @ada says "{"yes " * 30}" 2s. Scene 2: @bo bows', {}, LinesDoNotFit, "Scene 1: Saying"),
        ("Scene 1: @ada swims 3s. Scene 2: @bo runs 4s", {}, StoryboardTooShort, "15 to 60 .* yours 7"),
        ("Scene 1: @ada waves. Scene 2: @bo runs", {"seconds": 8}, StoryboardTooShort, "yours 8"),
        ("Scene 1: @ada waves. Scene 2: @bo runs", {"seconds": 61}, StoryboardTooLong, "yours 61"),
        ("Scene 1: @ada waves. Scene 2: @bo runs", {"seconds": 30}, ScenesTooFew, "2 scenes last 20 seconds"),
        ("1) @ada swims 10s 2) @bo runs 10s", {"seconds": 15}, ScenesDoNotFit, "take 20 .* there are 15"),
        (" ".join(f"Scene {n}: @ada waves." for n in range(1, 14)), {}, TooManyScenes, "at most 12"),
        ("@ada " + "waves " * 200, {}, PromptTooLong, "under 1,000"),
        ("Scene 1: @ada waves. Scene 2: @ada " + "runs " * 400, {}, PromptTooLong, "under 2,000"),
    ],
)
def test_what_cannot_be_a_storyboard_is_refused_with_a_way_out(
    text: str, given: dict[str, float], refusal: type[Refused], sentence: str
) -> None:
    with pytest.raises(refusal) as caught:
        board(text, **given)
    assert re.search(sentence, caught.value.refusal.message)


def test_a_storyboard_may_be_longer_than_one_prompt() -> None:
    text = "Scene 1: @ada waves. Scene 2: @bo " + "runs and " * 130
    assert len(text) > LONGEST_PROMPT
    assert len(board(text).shots) == 2


LENGTHS = st.builds(
    lambda least, more, named: Length(least if named else least + more, least, named),
    st.integers(2, 12).map(lambda n: n / 2),
    st.integers(0, 8).map(lambda n: n / 2),
    st.booleans(),
)


@given(st.lists(LENGTHS, min_size=2, max_size=6), st.integers(30, 120).map(lambda n: n / 2))
def test_lengths_come_to_the_whole_where_they_can(scenes: list[Length], whole: float) -> None:
    try:
        found = shared_out(scenes, whole=whole, longest=10)
    except ScenesTooFew:
        most = math.fsum(scene.wanted if scene.named else 10 for scene in scenes)
        assert most < whole
        return
    least = math.fsum(scene.wanted if scene.named else scene.least for scene in scenes)
    assert math.isclose(math.fsum(found), max(whole, least), abs_tol=1e-6)


@given(st.lists(LENGTHS, min_size=2, max_size=6), st.integers(30, 120).map(lambda n: n / 2))
def test_no_scene_is_cut_below_what_it_needs(scenes: list[Length], whole: float) -> None:
    try:
        found = shared_out(scenes, whole=whole, longest=10)
    except ScenesTooFew:
        return
    for scene, lasting in zip(scenes, found, strict=True):
        assert lasting == scene.wanted if scene.named else scene.least - 1e-9 <= lasting <= 10


@given(st.text(alphabet='sceneSCENE 123:.)(\n@adbo,cutto"', max_size=300))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        made = board(text + " @ada waves")
    except Refused:
        return
    assert made.seconds <= 60
    assert all(1 <= len(shot.roles) <= 2 for shot in made.shots)
