"""Lines and buttons of a chat through the real use cases: what is asked is done or answered with why not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from adapters import conversation, text
from adapters.conversation import Speaker, answer, press
from bot.commands import intents
from bot.consent import Usage
from bot.notices import Action, AnyNotice, Button, Refusals, SettingsShown
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

Seat = Callable[[str, str], Speaker]


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


@pytest.fixture
async def mia(house: House) -> Speaker:
    return Speaker(await house.enrolled("mia"), "mia", ROOM)


@pytest.fixture
async def ada(house: House) -> Speaker:
    return Speaker(await house.enrolled("ada"), "ada", ROOM)


def code(notice: AnyNotice) -> str:
    assert isinstance(notice, Refusals), notice
    return notice.refusals[0].code


async def test_setup_begins_only_after_the_person_agreed(house: House) -> None:
    mia = Speaker(await house.join("mia"), "mia", ROOM)
    offered = await answer(house.app, mia, "/cameo setup", {})
    assert offered.kind == "setup_offered"
    assert (await press(house.app, mia, offered.buttons[0])).kind == "challenge_issued"


async def test_another_persons_agree_button_does_nothing(house: House, mia: Speaker, ada: Speaker) -> None:
    offered = await answer(house.app, mia, "/cameo setup", {})
    assert code(await press(house.app, ada, offered.buttons[0])) == "unknown_request"


async def test_erasing_waits_for_a_confirmation(house: House, mia: Speaker) -> None:
    offered = await answer(house.app, mia, "/cameo erase", {})
    assert offered.kind == "erase_offered"
    assert (await press(house.app, mia, offered.buttons[0])).kind == "person_erased"


async def test_a_line_that_cannot_be_read_is_answered_with_the_way_out(house: House, mia: Speaker) -> None:
    assert code(await answer(house.app, mia, "/cameo dance", {})) == "not_understood"


async def test_a_refusal_is_an_answer(house: House, mia: Speaker) -> None:
    assert code(await answer(house.app, mia, "/cameo ask @nobody", {})) == "unknown_person"


@pytest.mark.parametrize("line", ["/cameo allow @me", "/cameo revoke @Self", "/cameo ask @myself"])
async def test_oneself_is_oneself_however_written(house: House, mia: Speaker, line: str) -> None:
    assert code(await answer(house.app, mia, line, {})) == "that_is_you"


async def test_a_mention_that_the_platform_resolved_makes_a_clip_of_that_person(
    house: House, mia: Speaker, ada: Speaker
) -> None:
    await house.app.grant(ada.person, "mia")
    made = await answer(house.app, mia, "<@77> waves", {"<@77>": "ada"})
    assert made.kind == "clip_shown", made
    assert made.cast == ("ada",)


async def test_a_boundary_is_removed_by_its_number_in_the_list(house: House, mia: Speaker) -> None:
    await answer(house.app, mia, "/cameo boundary add no spiders", {})
    await answer(house.app, mia, "/cameo boundary add no heights", {})
    shown = await answer(house.app, mia, "/cameo boundary remove 1", {})
    assert isinstance(shown, SettingsShown)
    assert [each.text for each in shown.boundaries] == ["no heights"]


@pytest.mark.parametrize("which", ["0", "3", "spiders"])
async def test_a_number_that_is_not_in_the_list_is_refused(house: House, mia: Speaker, which: str) -> None:
    await answer(house.app, mia, "/cameo boundary add no spiders", {})
    assert code(await answer(house.app, mia, f"/cameo boundary remove {which}", {})) == "unknown_boundary"


async def test_a_clip_without_a_name_is_the_newest_one(house: House, mia: Speaker) -> None:
    first = await house.order(mia.person, "@Self waves")
    second = await house.order(mia.person, "@Self smiles")
    cancelled = await answer(house.app, mia, "/cameo cancel", {})
    assert cancelled.kind == "clip_shown"
    assert cancelled.id == second.id != first.id


async def test_approving_without_a_name_is_about_the_clip_that_waits(
    house: House, mia: Speaker, ada: Speaker
) -> None:
    await house.app.grant(ada.person, "mia")
    clip = await house.order(mia.person, "@ada waves")
    await house.finish_jobs()
    taken = await answer(house.app, ada, "/cameo approve", {})
    assert taken.kind == "approval_taken"
    assert (taken.clip, taken.approved) == (clip.id, True)


async def test_approving_when_nothing_waits_is_refused(house: House, mia: Speaker) -> None:
    assert code(await answer(house.app, mia, "/cameo approve", {})) == "not_asked_to_approve"


async def test_help_may_be_about_one_command(house: House, mia: Speaker) -> None:
    shown = await answer(house.app, mia, "/cameo help make", {})
    assert text.say(shown).text.startswith("/cameo make PROMPT")


async def test_usage_is_set_in_words(house: House, mia: Speaker) -> None:
    shown = await answer(house.app, mia, "/cameo usage only me", {})
    assert isinstance(shown, SettingsShown)
    assert shown.usage is Usage.ONLY_ME


def test_every_intent_and_every_button_has_its_use_case() -> None:
    names = {kind.__name__ for kind in intents.Intent.__subclasses__() + intents.Make.__subclasses__()}
    assert {kind.__name__ for kind in conversation._ANSWERS} == names
    assert set(conversation._BUTTONS) == set(Action)


async def test_a_button_of_somebody_elses_clip_is_refused(house: House, mia: Speaker, ada: Speaker) -> None:
    clip = await house.order(mia.person, "@Self waves")
    pressed = await press(house.app, ada, Button(action=Action.CANCEL_CLIP, id=clip.id))
    assert code(pressed) == "unknown_clip"


async def test_what_is_wrong_with_a_clip_is_asked_and_told_by_buttons(
    house: House, mia: Speaker, ada: Speaker
) -> None:
    clip = await house.order(mia.person, "@Self waves")
    await house.finish_jobs()
    delivered = next(said for who, said in await house.hear() if said.kind == "clip_delivered")
    report = next(button for button in delivered.buttons if button.action is Action.REPORT_CLIP)
    offered = await press(house.app, ada, report)
    assert offered.kind == "report_offered"
    taken = await press(house.app, ada, offered.buttons[0])
    assert (taken.kind, taken.again) == ("report_taken", False)
    again = await answer(house.app, ada, f"/cameo report {clip.id} hate it mocks me", {})
    assert (again.kind, again.again) == ("report_taken", True)


async def test_a_person_is_reported_in_words(house: House, mia: Speaker, ada: Speaker) -> None:
    taken = await answer(house.app, mia, "/cameo report <@77> harassment keeps asking", {"<@77>": "ada"})
    assert (taken.kind, taken.who) == ("report_taken", "ada")
    assert code(await answer(house.app, mia, "/cameo report @me other", {})) == "cannot_report_yourself"


async def test_a_clip_that_is_not_there_can_be_neither_named_nor_pressed(house: House, mia: Speaker) -> None:
    assert code(await answer(house.app, mia, "/cameo report 4f2", {})) == "unknown_clip"
    assert code(await press(house.app, mia, Button(action=Action.REPORT_CLIP, id="4f2"))) == "unknown_clip"


async def test_somebody_sees_how_they_stand_and_appeals(house: House, mia: Speaker) -> None:
    await house.desk.strike("boss", "mia", "hate")
    shown = await answer(house.app, mia, "/cameo standing", {})
    assert shown.kind == "standing_shown"
    taken = await answer(house.app, mia, f"/cameo appeal {shown.penalties[0].id} It was a joke.", {})
    assert taken.kind == "appeal_taken"
    assert code(await answer(house.app, mia, "/cameo appeal It was.", {})) == "appealed_already"
