"""Prompts put together and passed on."""

import pytest

from bot.prompts import FiveWritten, by_handle, composed, names_somebody, of_third_person, with_cast
from bot.script import read

pytestmark = pytest.mark.unit

NAMES = {"@ada": "ada", "@bo": "bo", "@Self": "me", "@me": "me"}


@pytest.mark.parametrize(
    ("text", "mentions", "written", "known"),
    [
        ("<@77> surfs", {"<@77>": "mia"}, "@mia surfs", {"@mia": "mia"}),
        ("@Mia L and <@!77> surf", {"@Mia L": "mia", "<@!77>": "bo"}, "@mia and @bo surf", None),
        ("@ada surfs", {}, "@ada surfs", {}),
        ("<@77>3 surfs", {"<@77>": "mia"}, "<@77>3 surfs", {}),
        ("surfs", {"<@77>": "mia"}, "surfs", {}),
        (r"<@77> surfs", {"<@77>": r"m\1"}, r"@m\1 surfs", None),
    ],
)
def test_mentions_are_written_as_handles(
    text: str, mentions: dict[str, str], written: str, known: dict[str, str] | None
) -> None:
    found, handles = by_handle(text, mentions)
    assert found == written
    assert handles == (known if known is not None else {f"@{one}": one for one in mentions.values()})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@me surfing", "@ada surfing"),
        ("@Self and @bo", "@ada and @bo"),
        ("I'm a detective", "@ada is a detective"),
        ("@bo and me, I am tired", "@bo and @ada, @ada is tired"),
        ('@bo says "I love me"', '@bo says "I love me"'),
        ("show me @bo", "show me @bo"),
        ("@meadow and @self-made", "@meadow and @self-made"),
    ],
)
def test_who_wrote_a_prompt_is_named_in_it(text: str, told: str) -> None:
    assert of_third_person(text, "ada") == told


@pytest.mark.parametrize(
    ("text", "somebody"),
    [
        ("@bo surfs", True),
        ("I surf", True),
        ("surfing at night", False),
        ('a dog says "@bo, I am here"', False),
    ],
)
def test_a_prompt_names_somebody_or_not(text: str, *, somebody: bool) -> None:
    assert names_somebody(text, {}) is somebody


@pytest.mark.parametrize(
    ("text", "cast", "parts", "written"),
    [
        ("surfing", ["ada"], [], "@ada: surfing"),
        (
            "surfing",
            ["ada", "bo"],
            ["astronaut", "detective"],
            "@ada as astronaut and @bo as detective: surfing",
        ),
        ("surfing", ["ada", "bo"], ["", "detective"], "@ada and @bo as detective: surfing"),
        ("@bo surfs", [], ["astronaut"], "@bo as astronaut: @bo surfs"),
        ("I surf", [], ["astronaut"], "@Self as astronaut: I surf"),
        ("surfing", [], [" "], "surfing"),
    ],
)
def test_people_beside_a_prompt_stand_before_it(
    text: str, cast: list[str], parts: list[str], written: str
) -> None:
    assert with_cast(text, cast, parts) == written


def test_the_reader_of_prompts_understands_people_beside_a_prompt() -> None:
    play = read(with_cast("surfing a giant wave", ["ada", "bo"], ["astronaut", "film star"]), NAMES)
    assert [(role.name, role.part) for role in play.roles] == [("ada", "astronaut"), ("bo", "film star")]
    assert play.shots[0].action == "surfing a giant wave"


def test_people_beside_a_storyboard_are_in_every_scene() -> None:
    play = read(with_cast("Scene 1: surfing. Scene 2: eating ice", ["ada", "bo"]), NAMES)
    assert [shot.roles for shot in play.shots] == [("ada", "bo"), ("ada", "bo")]


def test_five_parts_are_read_as_five_parts() -> None:
    parts = FiveWritten(
        subject="@Self as a detective and @ada as a suspect",
        action="@Self turns to the window and says “It was you!”",
        camera="slow close-up",
        environment="in a dark office, rain on the window",
        style="cinematic",
    )
    play = read(composed(parts), NAMES)
    shot = play.shots[0]
    assert [(role.name, role.part) for role in play.roles] == [("me", "detective"), ("ada", "suspect")]
    assert (shot.camera, shot.environment, play.style) == (parts.camera, parts.environment, "cinematic")
    assert [line.text for line in shot.lines] == ["It was you!"]


def test_parts_that_were_left_empty_leave_no_trace() -> None:
    assert composed(FiveWritten(subject="@Self", action="waves.", camera=" ")) == "@Self. waves"
