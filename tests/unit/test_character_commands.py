"""`/cameo character`: how it is read, what is wrong with it, and the way back to a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.characters import CharacterKind
from bot.clips import Tier
from bot.commands import CommandError, parse, written
from bot.commands.intents import (
    AddCharacter,
    CharacterPictures,
    Characters,
    Intent,
    RemoveCharacter,
    RenameCharacter,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("/cameo character", Characters()),
        ("/cameo characters", Characters()),
        ("/cameo character list", Characters()),
        ("/cameo character add @rex pet", AddCharacter("rex", CharacterKind.PET)),
        ("/cameo pet add rex a Pet.", AddCharacter("rex", CharacterKind.PET)),
        (
            '/cameo character add @bolt licensed --licensed --credit "© Ada Studio, 2026"',
            AddCharacter("bolt", CharacterKind.LICENSED, licensed=True, attribution="© Ada Studio, 2026"),
        ),
        (
            "/cameo character add @bolt --credit “© Ada” mascot —pro",
            AddCharacter("bolt", CharacterKind.MASCOT, attribution="© Ada", tier=Tier.PRO),
        ),
        ("/cameo character pictures @rex", CharacterPictures("rex")),
        ("/cameo character rename @rex @spot", RenameCharacter("rex", "spot")),
        ("/cameo character rename @rex to @spot", RenameCharacter("rex", "spot")),
        ("/cameo character remove @rex", RemoveCharacter("rex")),
        ("/cameo character delete @rex yes!", RemoveCharacter("rex", confirmed=True)),
    ],
)
def test_a_command_is_read(text: str, intent: Intent) -> None:
    assert parse(text) == intent


@pytest.mark.parametrize(
    "text",
    [
        "feed @rex",
        "add",
        "add @rex",
        "add @rex dragon",
        "rename @rex",
        "remove",
        "add <rex> pet",
        "pictures ???",
    ],
)
def test_what_does_not_fit_is_answered_with_an_example(text: str) -> None:
    with pytest.raises(CommandError) as error:
        parse(f"/cameo character {text}")
    assert "/cameo character add @rex pet" in error.value.message


names = st.from_regex(r"[a-z][a-z0-9_]{1,12}", fullmatch=True)
intents = st.one_of(
    st.just(Characters()),
    st.builds(
        AddCharacter,
        names,
        st.sampled_from(CharacterKind),
        licensed=st.booleans(),
        attribution=st.from_regex(r"(\w{1,8}( \w{1,8}){0,3})?", fullmatch=True)
        .filter(str.isascii)
        .map(str.strip),
        tier=st.none() | st.sampled_from(Tier),
    ),
    st.builds(CharacterPictures, names),
    st.builds(RenameCharacter, names, names.filter(lambda name: name != "to")),
    st.builds(RemoveCharacter, names, confirmed=st.booleans()),
)


@given(intents)
def test_an_intent_that_was_written_is_read_back(intent: Intent) -> None:
    assert parse(written(intent)) == intent
