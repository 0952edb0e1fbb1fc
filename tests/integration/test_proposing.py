"""Requests that wait for a word: looked at, made once, dropped, lapsed; the same clip again, and remixes."""

import asyncio
from pathlib import Path

import pytest
from factories import ManualClock
from house import ROOM, House, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, Usage, Visibility
from bot.errors import BeingLookedAt, ProposalTaken, UnknownClip, UnknownProposal
from bot.notices import Action
from bot.people import Chat, Platform
from bot.reports import ReportKind
from bot.requests import MakeRequest, Surroundings
from bot.store.unit_of_work import Uow

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
AROUND = Surroundings(upload_limit=1234)


@pytest.fixture
async def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    """Ada and Bo with likenesses; everyone may use Bo, who does not ask to see it first. Cleo was there."""
    house = open_house(sqlite_uow, tmp_path, clock)
    await house.enrolled("ada")
    bo = await house.enrolled("bo")
    await house.app.set_usage(bo, Usage.EVERYONE)
    await house.app.set_visibility(bo, Visibility.EVERYONE)
    await house.app.set_approval(bo, ApprovalMode.NEVER)
    await house.join("cleo")
    return house


def _asked(text: str, **fields: object) -> MakeRequest:
    return MakeRequest(text=text, chat=ROOM, **fields)  # type: ignore[arg-type]  # a test's shorthand


async def _made(house: House, text: str, **fields: object) -> str:
    """A clip of Ada's that was delivered in the room."""
    clip = (await house.order(await house.join("ada"), text, **fields)).id
    await house.finish_jobs()
    return clip


async def test_a_proposal_says_what_it_would_come_to_and_holds_nothing(house: House) -> None:
    ada = await house.join("ada")
    before = await house.available(ada)
    proposed = await house.app.propose(ada, _asked("@me and @bo wave"))
    assert (proposed.prompt, proposed.preflight.cast, proposed.preflight.refusals) == (
        "@me and @bo wave",
        ("ada", "bo"),
        (),
    )
    assert await house.available(ada) == before
    assert proposed.buttons[0].action is Action.START_CLIP


async def test_a_refused_proposal_offers_another_look(house: House) -> None:
    proposed = await house.app.propose(await house.join("ada"), _asked("@me in a forbidden place"))
    assert [one.code for one in proposed.preflight.refusals] == ["violence"]
    assert proposed.buttons[0].action is Action.LOOK_FIRST


async def test_what_is_said_where_others_read_tells_nothing(house: House) -> None:
    ada = await house.join("ada")
    taken = await house.app.take_request(ada, _asked("@me in a forbidden place"))
    other = await house.app.take_request(ada, _asked("@me waves"))
    assert taken.model_dump(exclude={"id"}) == other.model_dump(exclude={"id"})
    assert "forbidden" not in taken.model_dump_json()


async def test_the_answer_is_for_who_asked_alone(house: House) -> None:
    taken = await house.app.take_request(await house.join("ada"), _asked("@me waves"))
    bo = await house.join("bo")
    for look in (house.app.look(bo, taken.id), house.app.start(bo, taken.id), house.app.drop(bo, taken.id)):
        with pytest.raises(UnknownProposal):
            await look


async def test_a_proposal_is_made_once_however_often_it_is_started(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    first, second = await asyncio.gather(*(house.app.start(ada, proposed.id) for _ in range(2)))
    await house.app.cancel(ada, first.id)
    house.clock.advance(days=1)
    await house.app.sweep()
    third = await house.app.start(ada, proposed.id)
    assert {first.id, second.id, third.id} == {first.id}
    assert third.state is ClipState.CANCELLED


async def test_what_was_started_is_not_looked_at_or_dropped(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    await house.app.start(ada, proposed.id)
    for done in (
        house.app.look(ada, proposed.id),
        house.app.drop(ada, proposed.id),
        house.app.remix(ada, proposed.id, _asked("@me sings")),
    ):
        with pytest.raises(ProposalTaken):
            await done


async def test_a_proposal_lapses_after_an_hour(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    house.clock.advance(minutes=59)
    await house.app.sweep()
    await house.app.look(ada, proposed.id)
    house.clock.advance(minutes=1)
    with pytest.raises(UnknownProposal):
        await house.app.start(ada, proposed.id)
    await house.app.sweep()
    async with house.uow() as tx:
        assert await tx.proposals.get(proposed.id) is None


async def test_what_was_dropped_is_gone(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    await house.app.drop(ada, proposed.id)
    with pytest.raises(UnknownProposal):
        await house.app.start(ada, proposed.id)


async def test_one_message_is_one_proposal(house: House) -> None:
    ada, bo = await house.join("ada"), await house.join("bo")
    asked = _asked("@me waves", key="discord:1")
    same = [await house.app.take_request(one, asked) for one in (ada, ada, bo)]
    assert same[0].id == same[1].id != same[2].id


async def test_a_look_sees_what_became_of_the_credits(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    await house.desk.grant_credits("root", "ada", 400)
    shown = await house.app.look(ada, proposed.id)
    assert shown.preflight.available == proposed.preflight.available + 400


async def test_a_started_clip_keeps_what_was_asked(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves", draft=True, surroundings=AROUND))
    clip = await house.app.start(ada, proposed.id)
    async with house.uow() as tx:
        row = await tx.clips.get(clip.id)
    assert row is not None
    assert (row.draft, row.upload_limit, row.chat_id) == (True, 1234, ROOM.chat_id)


async def test_other_words_take_the_place_of_a_proposals(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves", seconds=6.0))
    other = await house.app.remix(ada, proposed.id, _asked("@me sings"))
    assert (other.id, other.prompt, other.preflight.seconds) == (proposed.id, "@me sings", 6.0)


async def test_a_mention_reads_as_a_handle_everywhere(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me and <@77> wave", mentions={"<@77>": "bo"}))
    assert (proposed.prompt, proposed.preflight.cast) == ("@me and @bo wave", ("ada", "bo"))


async def test_whoever_is_erased_leaves_no_proposal(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    await house.app.erase(ada)
    async with house.uow() as tx:
        assert await tx.proposals.get(proposed.id) is None


async def test_the_same_again_is_the_same_request(house: House) -> None:
    clip = await _made(house, "@me and @bo wave", seconds=7.0, draft=True)
    again = await house.app.again(await house.join("ada"), clip, ROOM, AROUND)
    assert (again.prompt, again.preflight.seconds, again.draft, again.remix) == (
        "@me and @bo wave",
        7.0,
        True,
        True,
    )


async def test_somebody_else_makes_it_again_with_the_same_people(house: House) -> None:
    clip = await _made(house, "I wave and @bo sings")
    cleo = await house.join("cleo")
    again = await house.app.again(cleo, clip, ROOM, AROUND)
    assert again.prompt == "@ada wave and @bo sings"
    assert [one.code for one in again.preflight.refusals] == ["outside_what_they_allow"]


async def test_a_remix_that_names_nobody_has_the_same_cast(house: House) -> None:
    clip = await _made(house, "@me and @bo wave")
    remix = await house.app.remix(await house.join("ada"), clip, _asked("singing at night"))
    assert (remix.prompt, remix.preflight.cast, remix.remix) == (
        "@ada and @bo: singing at night",
        ("ada", "bo"),
        True,
    )


async def test_a_remix_that_names_somebody_has_them_alone(house: House) -> None:
    clip = await _made(house, "@me and @bo wave")
    remix = await house.app.remix(await house.join("bo"), clip, _asked("@me sings at night"))
    assert remix.preflight.cast == ("bo",)


async def test_a_remix_names_where_it_comes_from(house: House) -> None:
    clip, bo = await _made(house, "@me and @bo wave"), await house.join("bo")
    remix = await house.app.remix(bo, clip, _asked("@me sings"))
    made = await house.app.start(bo, remix.id)
    async with house.uow() as tx:
        row = await tx.clips.get(made.id)
    assert row is not None
    assert row.remix_of == clip


@pytest.mark.parametrize(
    ("who", "draft", "may"),
    [("ada", True, True), ("bo", True, True), ("cleo", False, True), ("cleo", True, False)],
    ids=["maker", "cast", "where it was posted", "where a draft was asked for"],
)
async def test_who_may_remix(house: House, who: str, *, draft: bool, may: bool) -> None:
    clip = await _made(house, "@me and @bo wave", draft=draft)
    person = await house.join(who)
    asked = house.app.prompt_of(person, clip)
    if may:
        assert "@bo wave" in (await asked).prompt
    else:
        with pytest.raises(UnknownClip):
            await asked


async def test_who_was_elsewhere_finds_no_clip_to_remix(house: House) -> None:
    clip = await _made(house, "@me and @bo wave")
    dora = await house.join("dora", ELSEWHERE)
    for tried in (
        house.app.remix(dora, clip, _asked("@me sings")),
        house.app.again(dora, clip, ELSEWHERE, AROUND),
        house.app.propose(dora, _asked("@me sings", remix_of=clip)),
    ):
        with pytest.raises(UnknownClip):
            await tried


async def test_a_clip_that_is_not_out_is_remixed_by_its_maker_alone(house: House) -> None:
    ada = await house.join("ada")
    clip = (await house.order(ada, "@me and @bo wave")).id
    await house.app.again(ada, clip, ROOM, AROUND)
    with pytest.raises(UnknownClip):
        await house.app.again(await house.join("bo"), clip, ROOM, AROUND)


async def test_a_reported_clip_is_not_remixed_by_others(house: House) -> None:
    clip = await _made(house, "@me and @bo wave")
    await house.app.report(await house.join("bo"), clip=clip, kind=ReportKind.OTHER)
    with pytest.raises(BeingLookedAt):
        await house.app.again(await house.join("cleo"), clip, ROOM, AROUND)


async def test_of_an_erased_persons_clip_nothing_can_be_made(house: House) -> None:
    clip = await _made(house, "@me and @bo wave")
    await house.app.erase(await house.join("ada"))
    with pytest.raises(UnknownClip):
        await house.app.prompt_of(await house.join("bo"), clip)


async def test_to_others_me_in_a_prompt_is_its_maker(house: House) -> None:
    clip = await _made(house, "@me and @bo wave")
    assert (await house.app.prompt_of(await house.join("ada"), clip)).prompt == "@me and @bo wave"
    assert (await house.app.prompt_of(await house.join("bo"), clip)).prompt == "@ada and @bo wave"


async def test_a_kept_request_reads_for_who_asked_alone(house: House) -> None:
    ada = await house.join("ada")
    proposed = await house.app.propose(ada, _asked("@me waves"))
    assert (await house.app.prompt_of(ada, proposed.id)).prompt == "@me waves"
    with pytest.raises(UnknownClip):
        await house.app.prompt_of(await house.join("bo"), proposed.id)


async def test_a_hidden_person_in_a_posted_clip_can_be_named_again(house: House) -> None:
    clip, bo = await _made(house, "@me and @bo wave"), await house.join("bo")
    await house.app.set_visibility(bo, Visibility.NOBODY)
    again = await house.app.again(await house.join("ada"), clip, ROOM, AROUND)
    assert again.preflight.cast == ("ada", "bo")


async def test_those_whom_a_request_names_are_found_for_the_platform_to_look_for(house: House) -> None:
    ada, clip = await house.join("ada"), await _made(house, "@me and @bo wave")
    asked = await house.app.propose(ada, _asked("@me, @bo and @nobody wave"))
    remix = await house.app.remix(ada, clip, _asked("at night"))
    found = [await house.app.accounts_named(ada, each.id) for each in (asked, remix)]
    assert [[one.platform_id for one in each] for each in found] == [["bo"], ["bo"]]
    assert await house.app.accounts_named(await house.join("bo"), asked.id) == ()


async def test_a_message_with_a_clip_is_as_good_as_the_clip(house: House) -> None:
    await _made(house, "@me and @bo wave")
    await house.hear()
    async with house.uow() as tx:
        (row,) = await tx.clips.in_states({ClipState.DELIVERED})
        said = {one.notice["kind"]: one.message_id for one in await tx.deliveries.of_clip(row.id)}
    message = said["clip_delivered"] or ""
    shown = await house.app.prompt_at(await house.join("bo"), ROOM.platform, message)
    assert (shown.id, shown.prompt) == (row.id, "@ada and @bo wave")
    with pytest.raises(UnknownClip):
        await house.app.prompt_at(await house.join("bo"), ROOM.platform, "nowhere")


async def test_who_is_not_on_the_server_is_outside_what_they_allow(house: House) -> None:
    server = Chat(Platform.TERMINAL, "channel", "server")
    ada, bo = await house.join("ada", server), await house.join("bo")
    await house.app.grant(bo, "ada")
    away = await house.app.propose(ada, MakeRequest(text="@bo waves", chat=server))
    await house.join("bo", server)
    there = await house.app.propose(ada, MakeRequest(text="@bo waves", chat=server))
    codes = [[one.code for one in each.preflight.refusals] for each in (away, there)]
    assert codes == [["outside_what_they_allow"], []]
