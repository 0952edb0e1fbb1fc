"""Operators may see why: what would be decided, and what a clip rested on. Each look is written down."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import ManualClock
from house import ROOM, House, open_house

from adapters.terminal import consent as commands
from bot.approvals import Phase
from bot.audit import Audit
from bot.consent import ApprovalMode, Outcome, Reason
from bot.errors import OutsideWhatTheyAllow, UnknownClip, UnknownPerson
from bot.grants import Limits
from bot.people import Chat, Platform
from bot.store.unit_of_work import Uow
from bot.use_cases.consents.explaining import Question

pytestmark = pytest.mark.integration


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    house = open_house(sqlite_uow, tmp_path, clock)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    return house


def _question(prompt: str = "", *, maker: str = "friend", chat: Chat = ROOM) -> Question:
    return Question(maker=maker, owner="owner", prompt=prompt, chat=chat)


async def test_a_verdict_on_two_people_says_what_each_would_be_told(house: House) -> None:
    await house.join("stranger")
    found = (await house.desk.explain("ops", _question(maker="stranger"))).grounds[0]
    assert (found.outcome, found.reason) == (Outcome.REFUSED, Reason.NOT_GRANTED)
    assert "You have not allowed them" in found.explanation
    assert found.told == OutsideWhatTheyAllow(name="owner").refusal


async def test_a_verdict_on_a_prompt_names_the_boundary_and_the_moments_of_asking(house: House) -> None:
    owner = await house.join("owner")
    await house.app.set_approval(owner, ApprovalMode.BEFORE_PUBLISH)
    await house.app.add_boundary(owner, "spiders")
    refused = (await house.desk.explain("ops", _question("@owner sees spiders"))).grounds[0]
    doubtful = (await house.desk.explain("ops", _question("@owner sees spiders?"))).grounds[0]
    assert (refused.reason, "spiders" in refused.explanation) == (Reason.BOUNDARY, True)
    assert doubtful.phases == (Phase.BEFORE_RENDER, Phase.BEFORE_PUBLISH)


async def test_what_nobody_may_make_is_said_apart(house: House) -> None:
    found = await house.desk.explain("ops", _question("@owner forbidden"))
    assert found.moderation is not None
    assert found.grounds[0].outcome is Outcome.ASK


async def test_a_grant_is_shown_with_its_limits(house: House) -> None:
    limits = Limits(clips=2, platform=Platform.TERMINAL, place="room")
    await house.app.grant(await house.join("owner"), "friend", limits)
    here = (await house.desk.explain("ops", _question())).grounds[0]
    elsewhere = (await house.desk.explain("ops", _question(chat=Chat(Platform.TERMINAL, "attic")))).grounds[0]
    assert here.limits is not None
    assert (here.limits["clips"], here.limits["used"], here.limits["place"]) == (2, 0, "room")
    assert (here.grant is None, elsewhere.reason) == (False, Reason.GRANT_ELSEWHERE)


async def test_a_look_is_written_down_and_tells_nobody(house: House) -> None:
    await house.hear()
    await house.desk.explain("ops", _question("@owner waves"))
    async with house.uow() as tx:
        owner = await tx.people.by_handle("owner")
        assert owner is not None
        looks = [
            row for row in await tx.audit.of(owner.pseudonym or "") if row.action is Audit.CONSENT_EXPLAINED
        ]
    assert [row.details["operator"] for row in looks] == ["ops"]
    assert await house.hear() == []


async def test_a_clip_shows_what_it_rested_on(house: House) -> None:
    clip = await house.order(await house.join("friend"), "@owner waves")
    found = await house.desk.explain_clip("ops", clip.id)
    assert [(one.owner, one.maker, one.receipt["step"]) for one in found.receipts] == [
        ("owner", "friend", "submit")
    ]


async def test_who_or_what_is_not_here_is_refused(house: House) -> None:
    with pytest.raises(UnknownPerson):
        await house.desk.explain("ops", _question(maker="nobody"))
    with pytest.raises(UnknownClip):
        await house.desk.explain_clip("ops", "none")


def _say(monkeypatch: pytest.MonkeyPatch, given: object, *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr(commands, "at_desk", lambda _work: given)
    ran = CliRunner().invoke(commands.consent, ["explain", *arguments], standalone_mode=False)
    assert ran.exception is None
    return ran.return_value, ran.output


async def test_the_terminal_shows_it_to_people_and_to_programs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.join("stranger")
    found = await house.desk.explain("ops", _question(maker="stranger"))
    asked = ("--maker", "stranger", "--owner", "owner")
    code, lines = _say(monkeypatch, found, *asked)
    _, as_json = _say(monkeypatch, found, *asked, "--json")
    assert (code, "refused, not_granted" in lines) == (2, True)
    assert json.loads(as_json)["grounds"][0]["reason"] == "not_granted"


async def test_the_terminal_lists_the_receipts_of_a_clip(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = await house.order(await house.join("friend"), "@owner waves")
    found = await house.desk.explain_clip("ops", clip.id)
    code, lines = _say(monkeypatch, found, "--clip", clip.id)
    assert (code, "submit: @friend with @owner: ask, granted" in lines) == (0, True)
