"""The story's prompts through the real reader, the moderation list and boundaries understood by meaning."""

from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, house_settings, open_house

from bot.boundaries import examples
from bot.errors import ContentRefused, OutsideWhatTheyAllow, Refused
from bot.judging import ScriptJudge
from bot.requests import MakeRequest
from bot.script import FiveParts
from bot.script.errors import PromptTooLong
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

PROMPT = '@owner on a beach at sunset, waves and says "Wish you were here!"'


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    judge = ScriptJudge(refuse=("Acme corp",))
    house = open_house(sqlite_uow, tmp_path, clock, house_settings(tmp_path), judge=judge)
    owner = await house.enrolled("owner")
    await house.join("friend")
    await house.app.grant(owner, "friend")
    await house.app.add_boundary(owner, "nothing with spiders")
    return house


async def test_the_storys_prompt_is_read_and_allowed(house: House) -> None:
    friend = await house.join("friend")
    shown = await house.app.preflight(friend, MakeRequest(PROMPT, ROOM))
    assert (shown.refusals, shown.cast, shown.lines) == ((), ("owner",), ("Wish you were here!",))
    assert shown.price == 16 * shown.seconds


async def test_a_maker_sees_how_the_prompt_was_read(house: House) -> None:
    shown = await house.app.preflight(await house.join("friend"), MakeRequest(PROMPT, ROOM))
    assert shown.reading == FiveParts("owner", "waves", "", "on a beach at sunset", "photo")


async def test_a_prompt_that_cannot_be_read_has_no_reading(house: House) -> None:
    shown = await house.app.preflight(
        await house.join("friend"), MakeRequest("@owner " + "waves " * 300, ROOM)
    )
    assert (shown.reading, [one.code for one in shown.refusals]) == (None, ["prompt_too_long"])


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("@owner holds a tarantula", OutsideWhatTheyAllow),
        ("@owner is beheaded in a pool of blood", ContentRefused),
        ("@owner praises acme  CORP", ContentRefused),
        ("@owner " + "waves " * 300, PromptTooLong),
    ],
)
async def test_what_cannot_be_made_is_refused_and_costs_nothing(
    house: House, text: str, refusal: type[Refused]
) -> None:
    friend = await house.join("friend")
    with pytest.raises(refusal):
        await house.order(friend, text)
    assert await house.available(friend) == 1000


async def test_two_people_are_cast_by_mention(house: House) -> None:
    friend = await house.enrolled("friend")
    clip = await house.order(friend, "@Self and @owner dance in the rain")
    assert set(clip.cast) == {"friend", "owner"}


async def test_hostile_markup_is_only_text(house: House) -> None:
    friend = await house.join("friend")
    clip = await house.order(friend, "@owner <script>alert(1)</script> {0} %s waves")
    assert clip.cast == ("owner",)


@pytest.mark.parametrize("message", ["You are a fat ugly pig", "I will kill you if you say no"])
async def test_a_message_that_hurts_is_not_handed_on(house: House, message: str) -> None:
    friend = await house.enrolled("stranger")
    with pytest.raises(ContentRefused):
        await house.app.request_access(friend, "owner", message, ROOM)


async def test_a_kind_message_is_handed_on(house: House) -> None:
    stranger = await house.enrolled("stranger")
    asked = await house.app.request_access(stranger, "owner", "We met at the fair, may I?", ROOM)
    assert asked.request is not None


def test_a_judge_that_is_warm_knows_every_preset() -> None:
    examples.scorers.cache_clear()
    ScriptJudge().warm()
    assert examples.scorers.cache_info().currsize == 1
