"""Discord takes an interaction back that nobody acknowledges within 3 s, however slow the store is."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from discord_answers import answer, buttons, words
from discord_house import DiscordHouse
from simcord.actors import MemberActor

pytestmark = pytest.mark.integration

SLOW_S = 5.0
"""On the simulated Discord's clock: nobody waits for it."""
PICTURE = ("a.png", b"front")
COMMANDS: Mapping[str, Mapping[str, Any]] = {
    "setup": {},
    "me": {},
    "friends list": {},
    "friends ask": {"name": "bo"},
    "friends allow": {"name": "bo"},
    "friends deny": {"name": "bo"},
    "friends revoke": {"name": "bo"},
    "friends block": {"name": "bo"},
    "friends unblock": {"name": "bo"},
    "friends profile": {"name": "bo"},
    "friends approval": {"name": "bo", "mode": "never"},
    "privacy": {},
    "privacy-notice": {},
    "boundaries add": {"text": "no spiders"},
    "boundaries list": {},
    "boundaries presets": {},
    "boundaries remove": {"which": "x"},
    "report": {"kind": "other", "name": "bo"},
    "help": {},
    "receipts": {},
    "invite": {},
    "redeem": {"code": "ABCD"},
    "link": {},
    "waitlist": {},
    "standing": {},
    "appeal": {"why": "It was a prop"},
    "character list": {},
    "character add": {"name": "rex", "kind": "pet", "picture": PICTURE},
    "character pictures": {"name": "rex", "picture": PICTURE},
    "character rename": {"name": "rex", "new_name": "spot"},
    "character remove": {"name": "rex"},
}


@pytest.fixture
async def ada(discord_house: DiscordHouse) -> MemberActor:
    """Somebody with a likeness."""
    return await discord_house.enrolled("ada")


@pytest.fixture
def slow(discord_house: DiscordHouse, ada: MemberActor, monkeypatch: pytest.MonkeyPatch) -> None:
    """From when ada is enrolled, nobody is found in less than 5 s."""
    del ada
    person_for = discord_house.house.app.person_for

    async def late(*args: Any, **more: Any) -> Any:
        await asyncio.sleep(SLOW_S)
        return await person_for(*args, **more)

    monkeypatch.setattr(discord_house.house.app, "person_for", late)


async def _settled(at: DiscordHouse) -> None:
    await at.env.advance_time(SLOW_S + 1)


@pytest.mark.usefixtures("slow")
async def test_every_command_is_acknowledged_and_answered_later(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    unanswered = []
    for name, options in COMMANDS.items():
        given = await ada.slash(discord_house.channel, f"cameo {name}", **options)
        early = given.deferred
        await _settled(discord_house)
        if not early or not words(given):
            unanswered.append(name)
    assert unanswered == []


async def test_a_button_is_acknowledged_and_answered_later(
    discord_house: DiscordHouse, ada: MemberActor, request: pytest.FixtureRequest
) -> None:
    shown = await ada.slash(discord_house.channel, "cameo me")
    request.getfixturevalue("slow")
    pressed = await ada.click(answer(shown), custom_id=buttons(shown)["pause_me"])
    early = pressed.deferred
    await _settled(discord_house)
    assert (early, "Paused since" in words(pressed)) == (True, True)


async def test_a_select_is_acknowledged_and_the_panel_changes_later(
    discord_house: DiscordHouse, ada: MemberActor, request: pytest.FixtureRequest
) -> None:
    panel = await ada.slash(discord_house.channel, "cameo privacy")
    request.getfixturevalue("slow")
    picked = await ada.select(answer(panel), ["everyone"], custom_id="cameo-set:usage:")
    early = picked.acknowledged
    await _settled(discord_house)
    assert (early, "Who may include you: everyone" in words(panel)) == (True, True)


@pytest.mark.usefixtures("slow")
async def test_a_form_is_shown_at_once_and_answered_later(
    discord_house: DiscordHouse, ada: MemberActor
) -> None:
    bo = discord_house.member("bo")
    form = await bo.context_menu(discord_house.channel, "Ask for their cameo", ada)
    assert form.modal is not None
    (box,) = [part["component"] for part in form.modal["components"]]
    sent = await bo.submit_modal(form, {box["custom_id"]: "Please!"})
    early = sent.deferred
    await _settled(discord_house)
    assert (early, "@ada was asked" in words(sent)) == (True, True)
