"""The grammar of what people allow."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import CommandError, parse, written
from bot.commands.intents import (
    AddBoundary,
    Allow,
    Block,
    Deny,
    Friends,
    Intent,
    ListBoundaries,
    ListPresets,
    Profile,
    RemoveBoundary,
    Revoke,
    SetApproval,
    SetException,
    SetNotify,
    Settings,
    SetUsage,
    SetVisibility,
    Unblock,
)
from bot.consent import ApprovalMode, BoundaryPreset, Notify, Usage, Visibility

pytestmark = pytest.mark.unit

LAST_DAY = date(2026, 12, 31)
GENTLE = (BoundaryPreset.ROMANCE, BoundaryPreset.VIOLENCE)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        (
            "/cameo allow @ada until 2026-12-31 clips 3 here no romance, no violence",
            Allow("ada", until=LAST_DAY, clips=3, here=True, presets=GENTLE),
        ),
        (
            "/cameo allow @ada no romance and no violence, here, for 3 clips until 2026-12-31",
            Allow("ada", until=LAST_DAY, clips=3, here=True, presets=GENTLE),
        ),
        (
            "/cameo allow @ada --until 2026-12-31 --clips 3 --here --presets romance,violence",
            Allow("ada", until=LAST_DAY, clips=3, here=True, presets=GENTLE),
        ),
        (
            "/cameo allow @ada \u2014until=2026-12-31 \u2014clips=3 \u2013here",
            Allow("ada", until=LAST_DAY, clips=3, here=True),
        ),
        ("/cameo allow @ada for 1 clip", Allow("ada", clips=1)),
        ("/cameo allow @ada only here", Allow("ada", here=True)),
        ("/cameo allow @ada no nudity or swimwear", Allow("ada", presets=(BoundaryPreset.NUDITY,))),
        ("/cameo allow @ada no romance no romance", Allow("ada", presets=(BoundaryPreset.ROMANCE,))),
        ("/cameo allow 7f3a clips 2", Allow(request="7f3a", clips=2)),
        ("/cameo allow @ada clips 2 --of @rex", Allow("ada", clips=2, of="rex")),
        ("/cameo deny @ada --of @rex", Deny("ada", of="rex")),
        ("/cameo revoke @ada --of @rex", Revoke("ada", "rex")),
        ("/cameo block @ada", Block("ada")),
        ("/cameo unblock @ada", Unblock("ada")),
        ("/cameo friends", Friends()),
        ("/cameo profile @ada", Profile("ada")),
        ("/cameo visibility people I approve", SetVisibility(Visibility.APPROVED)),
        ("/cameo visibility nobody --of @rex", SetVisibility(Visibility.NOBODY, "rex")),
        ("/cameo usage everyone --of @rex", SetUsage(Usage.EVERYONE, "rex")),
        ("/cameo notify each use", SetNotify(Notify.EACH_USE)),
        ("/cameo notifications only published", SetNotify(Notify.PUBLISHED)),
        ("/cameo notify daily digest", SetNotify(Notify.DIGEST)),
        ("/cameo notify off", SetNotify(Notify.NONE)),
        ("/cameo approval before render", SetApproval(ApprovalMode.BEFORE_RENDER)),
        ("/cameo approval both", SetApproval(ApprovalMode.BOTH)),
        ("/cameo approval before render for @ada", SetException("ada", ApprovalMode.BEFORE_RENDER)),
        ("/cameo approval never for @ada --of @rex", SetException("ada", ApprovalMode.NEVER, "rex")),
        ("/cameo approval default for @ada", SetException("ada", None)),
        ("/cameo boundary presets", ListPresets()),
        ("/cameo boundary add no romance", AddBoundary("no romance")),
        ("/cameo boundary add no mud --of @rex", AddBoundary("no mud", "rex")),
        ("/cameo boundary remove no romance", RemoveBoundary("no romance")),
        ("/cameo boundaries --of @rex", ListBoundaries("rex")),
        ("/cameo settings --of @rex", Settings("rex")),
    ],
)
def test_a_command_is_read(text: str, intent: Intent) -> None:
    assert parse(text) == intent


def test_a_friend_whose_name_holds_spaces_gets_an_exception() -> None:
    read = parse("/cameo approval both for @Ada L", {"@Ada L": "ada"})
    assert read == SetException("ada", ApprovalMode.BOTH)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/cameo allow @ada until tomorrow", "a date like"),
        ("/cameo allow @ada until 2026-13-01", "a date like"),
        ("/cameo allow @ada clips 0", "/cameo deny"),
        ("/cameo allow @ada no spiders", "boundary presets"),
        ("/cameo allow @ada until", "no limit that I know"),
        ("/cameo approval default", "Choose one of"),
        ("/cameo approval sometimes for @ada", "Choose one of"),
        ("/cameo visibility", "Choose one of"),
        ("/cameo notify weekly", "Choose one of"),
        ("/cameo block", "Say who"),
    ],
)
def test_what_cannot_be_read_shows_the_way_out(text: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        parse(text)


handles = st.from_regex(r"[a-z][a-z0-9]{0,10}", fullmatch=True).filter(
    lambda name: name not in {"me", "self"}
)
ofs = st.just("") | handles
allowing = st.builds(
    Allow,
    who=handles,
    until=st.none() | st.dates(),
    clips=st.none() | st.integers(1, 9999),
    here=st.booleans(),
    presets=st.lists(st.sampled_from(BoundaryPreset), unique=True).map(tuple),
    of=ofs,
)


@given(
    allowing
    | st.builds(Deny, who=handles, of=ofs)
    | st.builds(Revoke, handles, ofs)
    | st.builds(Block, handles)
    | st.builds(Unblock, handles)
    | st.builds(Profile, handles)
    | st.builds(SetVisibility, st.sampled_from(Visibility), ofs)
    | st.builds(SetNotify, st.sampled_from(Notify))
    | st.builds(SetUsage, st.sampled_from(Usage), ofs)
    | st.builds(SetException, handles, st.none() | st.sampled_from(ApprovalMode), ofs)
    | st.builds(RemoveBoundary, st.sampled_from(BoundaryPreset).map(str), ofs)
    | st.builds(Settings, ofs)
    | st.builds(ListPresets, ofs)
)
def test_what_is_written_is_read_back(intent: Intent) -> None:
    assert parse(written(intent)) == intent


words = st.sampled_from(
    [
        "until",
        "2026-12-31",
        "clips",
        "3",
        "here",
        "only",
        "no",
        "romance",
        "--presets",
        ",",
        "and",
        "for",
        "--of",
        "@x",
    ]
)


@given(st.lists(words, max_size=10).map(" ".join))
def test_limits_in_any_order_are_read_or_refused(tail: str) -> None:
    with suppress(CommandError):
        assert isinstance(parse(f"/cameo allow @ada {tail}"), Allow)
