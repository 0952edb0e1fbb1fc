"""Reports: who may make them, what is kept, what follows before and after the decision, who learns what."""

from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock, person
from house import ROOM, House, house_settings, open_house

from bot.clips import ClipState
from bot.consent import ApprovalMode, Visibility
from bot.errors import (
    BeingLookedAt,
    CannotReportYourself,
    MessageTooLong,
    NoSuchRung,
    NothingKept,
    TooManyAttempts,
    UnknownClip,
    UnknownPerson,
    UnknownReport,
)
from bot.notices import Matter
from bot.people import Account, Chat, Platform
from bot.reports import ReportKind, ReportState
from bot.settings import BotSettings
from bot.store.unit_of_work import Uow
from bot.use_cases.people.closing import mark
from bot.use_cases.safety.operators import is_operator

pytestmark = pytest.mark.integration

ELSEWHERE = Chat(Platform.TERMINAL, "elsewhere")
KIND = ReportKind.HARASSMENT


def settings(folder: Path, **sections: object) -> BotSettings:
    """The tests' settings with some sections of their own."""
    return BotSettings.model_validate(
        house_settings(folder).model_dump() | {"limits": {"report": "1000 per hour"}} | sections
    )


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    operators = {"people": ["terminal:boss"]}
    return open_house(sqlite_uow, tmp_path, clock, settings(tmp_path, operators=operators))


async def appear(house: House, *, text: str = '@owner waves and says "Hello"') -> tuple[str, str, str]:
    """A friend's clip of the owner, delivered in the room: (owner, maker, clip)."""
    owner = await house.enrolled("owner")
    maker = await house.join("maker")
    await house.app.grant(owner, "maker")
    await house.app.set_approval(owner, ApprovalMode.NEVER)
    clip = await house.order(maker, text)
    await house.finish_jobs()
    await house.hear()
    return owner, maker, clip.id


async def test_somebody_in_the_room_can_report_what_was_posted_there(house: House) -> None:
    _, _, clip = await appear(house)
    guest = await house.join("guest")
    taken = await house.app.report(guest, clip=clip, kind=KIND, text="That is mean.")
    case = await house.desk.report("boss", taken.report)
    assert (case.reporter, case.about, case.text) == ("guest", "maker", "That is mean.")


async def test_to_somebody_elsewhere_there_is_no_such_clip(house: House) -> None:
    _, _, clip = await appear(house)
    stranger = await house.join("stranger", ELSEWHERE)
    with pytest.raises(UnknownClip) as known:
        await house.app.report(stranger, clip=clip, kind=KIND)
    with pytest.raises(UnknownClip) as unknown:
        await house.app.report(stranger, clip="0" * 32, kind=KIND)
    assert known.value.message == unknown.value.message


async def test_a_clip_that_is_not_out_yet_does_not_exist_for_the_room(house: House) -> None:
    owner = await house.enrolled("owner")
    clip = await house.order(owner, "@me waves")
    with pytest.raises(UnknownClip):
        await house.app.report(await house.join("guest"), clip=clip.id, kind=KIND)


async def test_reporting_twice_is_reporting_once(house: House) -> None:
    _, _, clip = await appear(house)
    guest = await house.join("guest")
    first = await house.app.report(guest, clip=clip, kind=KIND)
    second = await house.app.report(guest, clip=clip, kind=ReportKind.SEXUAL)
    assert (second.report, second.again) == (first.report, True)
    assert len(await house.desk.reports("boss")) == 1


async def test_a_person_can_be_reported_by_handle(house: House) -> None:
    guest = await house.join("guest")
    await house.join("rude")
    taken = await house.app.report(guest, handle="@Rude", kind=KIND, text="keeps asking")
    case = await house.desk.report("boss", taken.report)
    assert (case.clip, case.about, taken.who) == (None, "rude", "rude")
    again = await house.app.report(guest, handle="rude", kind=KIND)
    assert again.again


async def test_a_character_is_reported_with_the_one_who_answers_for_it(house: House) -> None:
    guest, owner = await house.join("guest"), await house.join("owner")
    async with house.uow() as tx:
        await tx.people.add(person(handle="rex", owner_id=owner))
    taken = await house.app.report(guest, handle="rex", kind=ReportKind.COPYRIGHT, pointed_out=True)
    case = await house.desk.report("boss", taken.report)
    assert (taken.who, case.about, case.evidence["handle"]) == ("rex", "owner", "rex")
    with pytest.raises(CannotReportYourself):
        await house.app.report(owner, handle="rex", kind=KIND)


async def test_nobody_reports_themselves_or_somebody_who_is_not_here(house: House) -> None:
    guest = await house.join("guest")
    with pytest.raises(CannotReportYourself):
        await house.app.report(guest, handle="guest", kind=KIND)
    with pytest.raises(UnknownPerson):
        await house.app.report(guest, handle="nobody", kind=KIND)


async def test_who_hides_is_not_found_by_guessing_their_handle(house: House) -> None:
    hidden = await house.join("hidden")
    await house.app.set_visibility(hidden, Visibility.NOBODY)
    guest = await house.join("guest")
    with pytest.raises(UnknownPerson):
        await house.app.report(guest, handle="hidden", kind=KIND)
    assert (await house.app.report(guest, handle="hidden", kind=KIND, pointed_out=True)).who == "hidden"


async def test_who_troubled_somebody_cannot_hide_from_their_report(house: House) -> None:
    guest = await house.join("guest")
    rude = await house.join("rude")
    await house.app.request_access(rude, "guest", "come on", ROOM)
    await house.app.set_visibility(rude, Visibility.NOBODY)
    assert (await house.app.report(guest, handle="rude", kind=KIND)).who == "rude"


async def test_nothing_is_kept_of_a_clip_with_somebody_erased_in_it(house: House) -> None:
    owner, maker, clip = await appear(house)
    await house.app.erase(owner)
    taken = await house.app.report(maker, clip=clip, kind=KIND)
    case = await house.desk.report("boss", taken.report)
    assert (case.evidence, case.video) == ({}, False)


async def test_posted_copies_come_down_at_once_only_for_who_appears(house: House) -> None:
    owner, _, clip = await appear(house)
    for name in ("one", "two", "three"):
        await house.app.report(await house.join(name), clip=clip, kind=KIND)
    assert await house.app.due_takedowns(Platform.TERMINAL) == []
    taken = await house.app.report(owner, clip=clip, kind=KIND)
    assert taken.hidden
    assert len(await house.app.due_takedowns(Platform.TERMINAL)) == 2
    await house.hear()
    await house.desk.dismiss("boss", taken.report, "")
    restored = [said for _, said in await house.hear() if said.kind == "clip_restored"]
    assert [said.attach for said in restored] == ["video", "video"]


async def test_a_report_has_bounds(house: House, sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> None:
    strict = open_house(sqlite_uow, tmp_path, clock, settings(tmp_path, limits={"report": "1 per hour"}))
    guest, _ = await strict.join("guest"), await strict.join("rude")
    with pytest.raises(MessageTooLong):
        await strict.app.report(guest, handle="rude", kind=KIND, text="x" * 1001)
    await strict.app.report(guest, handle="rude", kind=KIND, text="x" * 1000)
    with pytest.raises(TooManyAttempts):
        await strict.app.report(guest, handle="rude", kind=KIND)


async def test_what_stood_there_is_kept_without_names(house: House) -> None:
    _, _, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    kept = (await house.desk.report("boss", taken.report)).evidence
    assert kept["prompt"] == '@owner waves and says "Hello"'
    assert [line["text"] for line in kept["words"]] == ["Hello"]
    assert kept["sha256"] == "00"
    assert kept["review"]["frames"] == 96
    assert "owner" not in [kept["maker"], *kept["cast"], *(line["who"] for line in kept["words"])]


async def test_the_copy_outlives_the_clip_until_it_is_due(house: House, clock: ManualClock) -> None:
    owner, _, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    await house.app.delete(owner, clip)
    await house.app.sweep()
    assert await house.desk.evidence("boss", taken.report) == b"film"
    await house.desk.dismiss("boss", taken.report, "gone anyway")
    clock.advance(days=29)
    await house.app.sweep()
    assert await house.desk.evidence("boss", taken.report) == b"film"
    clock.advance(days=2)
    await house.app.sweep()
    with pytest.raises(NothingKept):
        await house.desk.evidence("boss", taken.report)
    assert not [ref for ref in house.vault.files if ref.startswith("reports/")]
    assert (await house.desk.report("boss", taken.report)).evidence == {}


async def test_an_undecided_report_keeps_its_evidence_however_long(house: House, clock: ManualClock) -> None:
    _, _, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    clock.advance(days=400)
    await house.app.sweep()
    assert await house.desk.evidence("boss", taken.report) == b"film"


async def test_one_copy_serves_all_reports_on_a_clip(house: House) -> None:
    _, _, clip = await appear(house)
    first = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    second = await house.app.report(await house.join("other"), clip=clip, kind=KIND)
    assert len([ref for ref in house.vault.files if ref.startswith("reports/")]) == 1
    assert await house.desk.evidence("boss", second.report) == b"film"
    assert (await house.desk.report("boss", second.report)).others == (first.report,)


async def test_a_vault_that_fails_keeps_nobody_from_reporting(house: House) -> None:
    _, _, clip = await appear(house)
    house.vault.unreadable = True
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    with pytest.raises(NothingKept):
        await house.desk.evidence("boss", taken.report)


async def test_somebody_who_appears_and_erases_themselves_takes_the_evidence_with_them(house: House) -> None:
    owner, _, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    await house.app.erase(owner)
    case = await house.desk.report("boss", taken.report)
    assert (case.evidence, case.video, case.state) == ({}, False, ReportState.OPEN)
    assert not [ref for ref in house.vault.files if ref.startswith("reports/")]


async def test_a_maker_cannot_erase_the_evidence_against_them(house: House) -> None:
    _, maker, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    await house.app.erase(maker)
    assert await house.desk.evidence("boss", taken.report) == b"film"
    await house.desk.uphold("boss", taken.report, "clear")


@pytest.mark.parametrize(("penalty", "closed"), [("ban", True), (None, False)])
async def test_who_erases_themselves_before_the_decision_is_still_kept_out_by_a_ban(
    house: House, penalty: str | None, *, closed: bool
) -> None:
    _, maker, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    await house.app.erase(maker)
    await house.desk.uphold("boss", taken.report, "", penalty=penalty)
    async with house.uow() as tx:
        left = await tx.penalties.closed_account(mark(house.ports, Platform.TERMINAL, "maker"))
    assert (left is not None) == closed


async def test_reporting_what_is_to_be_made_of_me_is_a_no_before_the_render(house: House) -> None:
    owner = await house.enrolled("owner")
    maker = await house.join("maker")
    await house.app.grant(owner, "maker")
    clip = await house.order(maker, "@owner delicate waves")
    assert clip.state is ClipState.ASKING
    await house.app.report(owner, clip=clip.id, kind=KIND)
    assert (await house.app.clip(maker, clip.id)).state is ClipState.DENIED


async def test_a_reporter_who_erases_themselves_leaves_no_words(house: House) -> None:
    _, _, clip = await appear(house)
    guest = await house.join("guest")
    taken = await house.app.report(guest, clip=clip, kind=KIND, text="I know her, she is my sister")
    await house.app.erase(guest)
    case = await house.desk.report("boss", taken.report)
    assert (case.text, case.reporter.startswith("erased-")) == ("", True)
    await house.desk.uphold("boss", taken.report, "clear")


async def test_three_reporters_hide_a_clip_and_two_do_not(house: House) -> None:
    _, maker, clip = await appear(house)
    for name in ("one", "two"):
        assert not (await house.app.report(await house.join(name), clip=clip, kind=KIND)).hidden
    assert await house.video(maker, clip) == b"film"
    assert (await house.app.report(await house.join("three"), clip=clip, kind=KIND)).hidden
    with pytest.raises(BeingLookedAt):
        await house.video(maker, clip)


async def test_one_report_of_somebody_who_appears_hides_it(house: House) -> None:
    owner, maker, clip = await appear(house)
    taken = await house.app.report(owner, clip=clip, kind=ReportKind.ME_WITHOUT_CONSENT)
    assert taken.hidden
    with pytest.raises(BeingLookedAt):
        await house.video(maker, clip)
    assert await house.heard_by(maker) == ["clip_suspended"]


async def test_a_hidden_clip_can_still_be_deleted(house: House) -> None:
    owner, maker, clip = await appear(house)
    await house.app.report(owner, clip=clip, kind=KIND)
    assert (await house.app.delete(maker, clip)).state is ClipState.DELETED


async def test_reporting_a_clip_that_waits_for_my_yes_is_a_no(house: House) -> None:
    owner = await house.enrolled("owner")
    maker = await house.join("maker")
    await house.app.grant(owner, "maker")
    clip = await house.order(maker, "@owner waves")
    await house.finish_jobs()
    before = await house.available(maker)
    taken = await house.app.report(owner, clip=clip.id, kind=KIND)
    assert (await house.app.clip(maker, clip.id)).state is ClipState.DENIED
    assert await house.available(maker) == before + clip.price
    assert await house.desk.evidence("boss", taken.report) == b"film"


async def test_a_dismissal_gives_a_hidden_clip_back_and_tells_everybody(house: House) -> None:
    owner, maker, clip = await appear(house)
    taken = await house.app.report(owner, clip=clip, kind=KIND)
    await house.hear()
    case = await house.desk.dismiss("boss", taken.report, "a harmless greeting")
    assert (case.state, case.decided_by, case.note) == (ReportState.DISMISSED, "boss", "a harmless greeting")
    assert await house.video(maker, clip) == b"film"
    heard = await house.hear()
    assert [(who, said.kind) for who, said in heard if who == maker] == [(maker, "clip_restored")]
    assert {said.kind for who, said in heard if who == owner} == {"clip_restored", "report_decided"}


async def test_what_was_found_harmless_is_not_hidden_by_the_crowd_again(house: House) -> None:
    _, maker, clip = await appear(house)
    crowd = [await house.join(name) for name in ("one", "two", "three", "four")]
    taken = [await house.app.report(one, clip=clip, kind=KIND) for one in crowd]
    await house.desk.dismiss("boss", taken[0].report, "")
    assert await house.desk.reports("boss") == []
    assert not any([(await house.app.report(one, clip=clip, kind=KIND)).hidden for one in crowd])
    assert await house.video(maker, clip) == b"film"


async def test_an_upheld_report_takes_the_clip_away_and_strikes_its_maker(house: House) -> None:
    owner, maker, clip = await appear(house)
    guest = await house.join("guest")
    await house.app.report(owner, clip=clip, kind=KIND)
    taken = await house.app.report(guest, clip=clip, kind=KIND)
    await house.hear()
    await house.desk.uphold("boss", taken.report, "mocking")
    heard = [(who, said) for who, said in await house.hear()]
    kinds = {(who, said.kind) for who, said in heard}
    assert (await house.app.clip(maker, clip)).state is ClipState.REFUSED
    assert {(maker, "clip_gone"), (owner, "clip_gone"), (maker, "penalty_given")} <= kinds
    assert {(owner, "report_decided"), (guest, "report_decided")} <= kinds
    assert [strike.reason for strike in (await house.app.standing(maker)).strikes] == ["harassing somebody"]
    assert await house.desk.reports("boss") == []


async def test_an_upheld_report_on_a_person_strikes_them(house: House) -> None:
    guest, rude = await house.join("guest"), await house.join("rude")
    taken = await house.app.report(guest, handle="rude", kind=KIND)
    await house.desk.uphold("boss", taken.report, "")
    assert len((await house.app.standing(rude)).strikes) == 1


async def test_operators_can_leave_it_at_taking_the_clip_away(house: House) -> None:
    _, maker, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    await house.desk.uphold("boss", taken.report, "an accident", strike=False)
    assert (await house.app.standing(maker)).strikes == ()
    assert (await house.app.clip(maker, clip)).state is ClipState.REFUSED


async def test_operators_can_name_the_penalty(house: House) -> None:
    _, maker, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    with pytest.raises(NoSuchRung):
        await house.desk.uphold("boss", taken.report, "", penalty="prison 3")
    await house.desk.uphold("boss", taken.report, "", penalty="suspension 3")
    penalty = (await house.app.standing(maker)).penalties[0]
    assert penalty.until == house.clock.now() + timedelta(days=3)


async def test_a_malicious_report_counts_against_its_reporter_alone(house: House) -> None:
    _, maker, clip = await appear(house)
    guest, honest = await house.join("guest"), await house.join("honest")
    await house.app.report(honest, clip=clip, kind=KIND)
    taken = await house.app.report(guest, clip=clip, kind=KIND)
    await house.desk.dismiss("boss", taken.report, "", abusive=True)
    counts = [len((await house.app.standing(person)).strikes) for person in (guest, honest, maker)]
    assert counts == [1, 0, 0]


async def test_a_report_is_decided_once(house: House) -> None:
    guest, _ = await house.join("guest"), await house.join("rude")
    taken = await house.app.report(guest, handle="rude", kind=KIND)
    await house.desk.dismiss("boss", taken.report, "")
    with pytest.raises(UnknownReport):
        await house.desk.uphold("boss", taken.report, "")


async def test_operators_hear_of_a_report_and_the_one_it_is_about_does_not(house: House) -> None:
    boss, guest = await house.join("boss"), await house.join("guest")
    await house.join("rude")
    taken = await house.app.report(guest, handle="rude", kind=KIND, text="keeps asking")
    heard = await house.hear()
    assert [(who, said.kind) for who, said in heard] == [(boss, "operator_asked")]
    assert heard[0][1].model_dump() == {"kind": "operator_asked", "matter": Matter.REPORT, "id": taken.report}
    await house.app.report(guest, handle="boss", kind=KIND)
    assert await house.hear() == []


async def test_looking_at_a_report_or_its_evidence_is_written_down(house: House) -> None:
    _, _, clip = await appear(house)
    taken = await house.app.report(await house.join("guest"), clip=clip, kind=KIND)
    await house.desk.report("boss", taken.report)
    await house.desk.evidence("boss", taken.report)
    async with house.uow() as tx:
        rows = await tx.audit.of(taken.report)
    assert [row.action for row in rows] == ["report.made", "report.seen", "evidence.seen"]
    assert [row.details.get("operator") for row in rows] == [None, "boss", "boss"]


@pytest.mark.parametrize("upheld", [True, False])
async def test_nobody_but_operators_ever_learns_who_reported(house: House, *, upheld: bool) -> None:
    owner, maker, clip = await appear(house)
    boss = await house.join("boss")
    zebra = (await house.app.person_for(Account(Platform.TERMINAL, "z", "zebrafinch"), ROOM)).id
    crowd = [await house.join(name) for name in ("one", "two")]
    taken = [await house.app.report(person, clip=clip, kind=KIND) for person in [*crowd, zebra]]
    await house.app.report(zebra, handle="maker", kind=KIND, text="zebrafinch was here")
    case = taken[-1].report
    await (house.desk.uphold("boss", case, "") if upheld else house.desk.dismiss("boss", case, ""))
    said = [notice for who, notice in await house.hear() if who != zebra]
    for reader in (owner, maker, boss, *crowd):
        said += [await house.app.standing(reader), await house.app.clips(reader)]
    said += [await house.app.clip(person, clip) for person in (owner, maker)]
    assert said
    async with house.uow() as tx:
        found = await tx.people.get(zebra)
    assert found is not None
    told = "".join([each.model_dump_json() for each in said])
    told += "".join([(await house.app.export_receipts(each)).decode() for each in (owner, maker, *crowd)])
    assert not [name for name in ("zebrafinch", zebra, str(found.pseudonym)) if name in told]


async def test_operators_are_the_accounts_that_the_settings_name(house: House) -> None:
    boss, guest = await house.join("boss"), await house.join("guest")
    async with house.uow() as tx:
        found = [await is_operator(house.ports, tx, person) for person in (boss, guest)]
    assert found == [True, False]
