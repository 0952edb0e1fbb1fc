"""What a platform's own forms say of a clip."""

import pytest

from bot.clips import Tier
from bot.commands.errors import UnreadableError
from bot.commands.forms import MakeForm, make_of, rewritten
from engine.contract.messages import Style

pytestmark = pytest.mark.unit

KNOWN = {"<@77>": "mia"}


def test_fields_win_over_options_inside_the_prompt() -> None:
    form = MakeForm(prompt="@me waves 5s --pro --style graphic", seconds=7, tier=Tier.STANDARD)
    made = make_of(form, {})
    assert (made.text, made.seconds, made.tier, made.style) == (
        "@me waves",
        7,
        Tier.STANDARD,
        Style.GRAPHIC,
    )


@pytest.mark.parametrize(
    ("cast", "text"),
    [
        ("@mia @bo", "@mia and @bo: surfing"),
        ("mia, bo", "@mia and @bo: surfing"),
        ("<@77> and @bo", "@mia and @bo: surfing"),
        ("@bo @bo", "@bo: surfing"),
        ("me", "@me: surfing"),
        ("@me & @bo", "@Self and @bo: surfing"),
        ("", "surfing"),
    ],
)
def test_people_beside_the_prompt_are_read_in_any_way_of_listing_them(cast: str, text: str) -> None:
    assert make_of(MakeForm(prompt="surfing", cast=cast), KNOWN).text == text


def test_whom_the_platform_points_out_beside_the_prompt_is_mentioned_in_it() -> None:
    made = make_of(MakeForm(prompt="surfing with <@77>", cast="@bo"), KNOWN)
    assert dict(made.mentions) == {"@bo": "bo", "<@77>": "mia"}


def test_parts_go_to_people_in_order() -> None:
    form = MakeForm(prompt="surfing", cast="mia bo", parts=("", "detective"))
    assert make_of(form, {}).text == "@mia and @bo as detective: surfing"


@pytest.mark.parametrize(
    ("form", "which"),
    [
        (MakeForm(prompt="  "), "no_prompt"),
        (MakeForm(prompt="@me waves --loud"), "no_option"),
        (MakeForm(prompt="surfing", cast="<@99>"), "no_name"),
        (MakeForm(prompt="surfing", cast="@bo !!!"), "no_name"),
    ],
)
def test_what_cannot_be_read_is_said(form: MakeForm, which: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        make_of(form, KNOWN)
    assert refused.value.which == which


def test_other_words_for_a_clip_need_not_say_who_is_in_it() -> None:
    made = rewritten("singing at night 6s", {})
    assert (made.text, made.mentions, made.seconds) == ("singing at night", (), 6)
