"""Strikes and penalties: what each keeps from, when it ends, how it is appealed against and taken back."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from factories import ManualClock
from fakes import PlainJudge
from house import ROOM, House, house_settings, open_house

from bot.clips import ClipState
from bot.errors import (
    AccountClosed,
    AppealedAlready,
    Banned,
    CastingSuspended,
    ContentRefused,
    CoolingDown,
    NothingToAppeal,
    Refused,
    Suspended,
    TooManyAttempts,
    UnknownAppeal,
    UnknownPenalty,
    UnknownPerson,
)
from bot.notices import Matter
from bot.penalties import AppealState, PenaltyKind
from bot.people import Account, Platform
from bot.ports import Ruling
from bot.reports import ReportKind
from bot.requests import MakeRequest
from bot.settings import BotSettings
from bot.store.unit_of_work import Uow
from bot.use_cases.safety import penalising
from engine.contract.messages import Screenplay

pytestmark = pytest.mark.integration

RULES = {
    "operators": {"people": ["terminal:boss"]},
    "limits": {"appeal": "100 per hour", "refusal": "1000 per hour", "preflight": "1000 per hour"},
}


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    rules = BotSettings.model_validate(house_settings(tmp_path).model_dump() | RULES)
    return open_house(sqlite_uow, tmp_path, clock, rules)


@pytest.fixture
async def ada(house: House) -> str:
    """Somebody with a likeness, and with a friend who lets them use theirs."""
    ada = await house.enrolled("ada")
    friend = await house.enrolled("friend")
    await house.app.grant(friend, "ada")
    await house.hear()
    return ada


async def strike(house: House, times: int = 1, penalty: str | None = None, code: str = "hate") -> None:
    """So many strikes for Ada."""
    for _ in range(times):
        await house.desk.strike("boss", "ada", code, penalty=penalty)


async def refused(house: House, ada: str, text: str) -> type[Refused] | None:
    """What keeps Ada from making this, the same at preflight."""
    looked = await house.app.preflight(ada, MakeRequest(text=text, chat=ROOM))
    kind: type[Refused] | None = None
    try:
        await house.app.cancel(ada, (await house.order(ada, text)).id)
    except Refused as error:
        kind = type(error)
    assert [each.code for each in looked.refusals][:1] == ([] if kind is None else [kind.code])
    return kind


@pytest.mark.parametrize(
    ("strikes", "alone", "with_friend"),
    [
        (0, None, None),
        (1, None, None),
        (2, CoolingDown, CoolingDown),
        (3, None, CastingSuspended),
        (4, Suspended, Suspended),
        (5, Banned, Banned),
    ],
)
async def test_each_rung_keeps_from_what_it_says(
    house: House, ada: str, strikes: int, alone: type[Refused] | None, with_friend: type[Refused] | None
) -> None:
    await strike(house, strikes)
    assert await refused(house, ada, "@me waves") is alone
    assert await refused(house, ada, "@friend waves") is with_friend


@pytest.mark.parametrize(("strikes", "days"), [(2, 1), (3, 7), (4, 30)])
async def test_a_penalty_ends_by_itself(
    house: House, ada: str, clock: ManualClock, strikes: int, days: float
) -> None:
    await strike(house, strikes)
    clock.advance(days=days, seconds=-1)
    assert await refused(house, ada, "@friend waves") is not None
    clock.advance(seconds=1)
    assert await refused(house, ada, "@friend waves") is None


async def test_a_refusal_says_why_until_when_and_the_way_out(house: House, ada: str) -> None:
    await strike(house, penalty="suspension 3")
    with pytest.raises(Suspended) as error:
        await house.order(ada, "@me waves")
    until = f"{house.clock.now() + timedelta(days=3):%d %b %Y, %H:%M} UTC"
    assert "hateful content" in error.value.message
    assert until in error.value.message
    assert "/cameo appeal" in error.value.message


async def test_strikes_that_expired_no_longer_lead_up(house: House, ada: str, clock: ManualClock) -> None:
    await strike(house, 2)
    clock.advance(days=91)
    await strike(house)
    shown = await house.app.standing(ada)
    assert (len(shown.strikes), shown.penalties[0].penalty) == (1, PenaltyKind.WARNING)


class Strict(PlainJudge):
    """A judge who counts what it refuses."""

    def moderate(self, screenplay: Screenplay) -> Ruling:
        return replace(super().moderate(screenplay), strike="forbidden" in screenplay.prompt)


async def test_each_penalty_takes_effect_before_the_next(
    sqlite_uow: Uow, tmp_path: Path, clock: ManualClock
) -> None:
    rules = BotSettings.model_validate(house_settings(tmp_path).model_dump() | RULES)
    house = open_house(sqlite_uow, tmp_path, clock, rules, judge=Strict())
    ada = await house.enrolled("ada")
    counts = []
    for _ in range(4):
        with pytest.raises(Refused):
            await house.order(ada, "@me forbidden")
        counts.append(len((await house.app.standing(ada)).strikes))
    assert counts == [1, 2, 2, 2]
    clock.advance(days=1)
    with pytest.raises(ContentRefused):
        await house.order(ada, "@me forbidden")
    assert len((await house.app.standing(ada)).strikes) == 3


async def test_a_grave_code_goes_straight_to_a_suspension(house: House, ada: str) -> None:
    await strike(house, code="minors")
    assert (await house.app.standing(ada)).penalties[0].penalty is PenaltyKind.SUSPENSION


async def test_somebody_suspended_can_still_decide_settle_and_leave(house: House, ada: str) -> None:
    friend = await house.join("friend")
    await house.app.grant(ada, "friend")
    waiting = await house.order(friend, "@ada waves")
    await house.finish_jobs()
    await strike(house, penalty="suspension 3")
    assert (await house.app.decide(ada, waiting.id, approve=True)).approved
    await house.app.settings(ada)
    await house.app.revoke(ada, "friend")
    await house.app.report(ada, clip=waiting.id, kind=ReportKind.OTHER)
    await house.app.delete(ada, waiting.id)
    await house.app.export_receipts(ada)
    await house.app.erase(ada)


async def test_somebody_suspended_can_neither_enrol_nor_ask_nor_give(house: House, ada: str) -> None:
    await house.join("other")
    await strike(house, penalty="suspension 3")
    with pytest.raises(Suspended):
        await house.app.begin_enrolment(ada, agreed=True)
    with pytest.raises(Suspended):
        await house.app.request_access(ada, "other", "", ROOM)
    with pytest.raises(Suspended):
        await house.app.gift(ada, "friend", 5)


async def test_somebody_who_may_cast_nobody_asks_nobody(house: House, ada: str) -> None:
    await house.join("other")
    await strike(house, penalty="no_casting 3")
    with pytest.raises(CastingSuspended):
        await house.app.request_access(ada, "other", "", ROOM)
    await house.app.begin_enrolment(ada, agreed=True)


async def test_a_cool_down_keeps_from_clips_and_nothing_else(house: House, ada: str) -> None:
    await house.join("other")
    await strike(house, penalty="cool_down 3")
    await house.app.request_access(ada, "other", "", ROOM)
    await house.app.gift(ada, "friend", 5)
    await house.app.begin_enrolment(ada, agreed=True)


async def test_a_suspension_ends_what_is_in_the_making_with_credits_back(house: House, ada: str) -> None:
    before = await house.available(ada)
    running, waiting = await house.order(ada, "@me waves"), await house.order(ada, "@friend waves")
    await strike(house, penalty="suspension 3")
    states = [(await house.app.clip(ada, clip.id)).state for clip in (running, waiting)]
    assert states == [ClipState.CANCELLED, ClipState.CANCELLED]
    assert await house.available(ada) == before
    told = [notice for who, notice in await house.hear() if who == ada]
    assert [notice.why for notice in told if notice.kind == "clip_not_made"] == ["penalty", "penalty"]


async def test_that_it_ended_by_a_suspension_is_told_to_them_alone(house: House, ada: str) -> None:
    await house.order(ada, "@me waves")
    await house.hear()
    await strike(house, penalty="suspension 3")
    due = await house.app.due_deliveries(Platform.TERMINAL)
    assert [one.chat_id for one in due if one.notice.kind == "clip_not_made"] == [None]


@pytest.mark.parametrize("penalty", ["warning", "cool_down 1", "no_casting 1"])
async def test_a_milder_one_lets_what_is_in_the_making_go_on(house: House, ada: str, penalty: str) -> None:
    clip = await house.order(ada, "@me waves")
    await strike(house, penalty=penalty)
    await house.finish_jobs()
    assert (await house.app.clip(ada, clip.id)).state is ClipState.DELIVERED


async def test_what_was_delivered_before_stays(house: House, ada: str) -> None:
    clip = await house.order(ada, "@me waves")
    await house.finish_jobs()
    await strike(house, penalty="ban")
    assert await house.video(ada, clip.id) == b"film"


async def test_the_person_is_told_what_why_and_until_when(house: House, ada: str) -> None:
    await house.desk.strike("boss", "ada", "hate", "the clip of 3 May", penalty="cool_down 2")
    (notice,) = [notice for who, notice in await house.hear() if who == ada]
    assert (notice.penalty, notice.reason, notice.until, notice.strikes) == (
        PenaltyKind.COOL_DOWN,
        "hateful content: the clip of 3 May",
        house.clock.now() + timedelta(days=2),
        1,
    )


async def test_an_appeal_that_is_granted_takes_back_penalty_and_strike(house: House, ada: str) -> None:
    await strike(house, 2)
    taken = await house.app.appeal(ada, "", "It was a play on words.")
    (case,) = await house.desk.appeals("boss")
    assert (case.handle, case.text, taken.penalty) == (
        "ada",
        "It was a play on words.",
        PenaltyKind.COOL_DOWN,
    )
    await house.desk.grant_appeal("boss", taken.appeal, "fair")
    assert await refused(house, ada, "@me waves") is None
    assert len((await house.app.standing(ada)).strikes) == 1
    assert (await house.heard_by(ada))[-1] == "appeal_decided"


async def test_an_appeal_that_is_rejected_changes_nothing(house: House, ada: str) -> None:
    await strike(house, 2)
    taken = await house.app.appeal(ada, "", "Please.")
    await house.desk.reject_appeal("boss", taken.appeal, "no")
    assert await refused(house, ada, "@me waves") is CoolingDown
    assert (await house.app.standing(ada)).penalties[0].appeal is AppealState.REJECTED
    with pytest.raises(UnknownAppeal):
        await house.desk.grant_appeal("boss", taken.appeal, "")


async def test_each_penalty_can_be_appealed_against_once(house: House, ada: str) -> None:
    await strike(house, 2)
    cool_down, warning = (await house.app.standing(ada)).penalties
    await house.app.appeal(ada, cool_down.id, "Please.")
    with pytest.raises(AppealedAlready):
        await house.app.appeal(ada, cool_down.id, "Please!")
    await house.app.appeal(ada, "", "And the warning, too.")
    assert [case.penalty.id for case in await house.desk.appeals("boss")] == [cool_down.id, warning.id]
    with pytest.raises(AppealedAlready):
        await house.app.appeal(ada, "", "And?")


async def test_there_is_nothing_to_appeal_against_without_a_penalty(house: House, ada: str) -> None:
    with pytest.raises(NothingToAppeal):
        await house.app.appeal(ada, "", "Why me?")
    await strike(house)
    friend = await house.join("friend")
    with pytest.raises(NothingToAppeal):
        await house.app.appeal(friend, (await house.app.standing(ada)).penalties[0].id, "for her")


async def test_appeals_are_limited(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> None:
    rules = house_settings(tmp_path).model_dump() | {"limits": {"appeal": "1 per hour"}}
    house = open_house(sqlite_uow, tmp_path, clock, BotSettings.model_validate(rules))
    ada = await house.join("ada")
    await strike(house, 2)
    await house.app.appeal(ada, "", "One.")
    with pytest.raises(TooManyAttempts):
        await house.app.appeal(ada, "", "Two.")


async def test_operators_hear_of_an_appeal_and_looking_at_it_is_written_down(house: House, ada: str) -> None:
    boss = await house.join("boss")
    await strike(house)
    await house.hear()
    taken = await house.app.appeal(ada, "", "Please.")
    heard = [(who, notice.matter, notice.id) for who, notice in await house.hear()]
    assert heard == [(boss, Matter.APPEAL, taken.appeal)]
    await house.desk.appeal("boss", taken.appeal)
    async with house.uow() as tx:
        assert [row.action for row in await tx.audit.of(taken.appeal)] == ["appeal.made", "appeal.seen"]


async def test_operators_can_show_mercy_unasked(house: House, ada: str) -> None:
    await strike(house, penalty="ban")
    penalty = (await house.app.standing(ada)).penalties[0].id
    taken = await house.app.appeal(ada, "", "Please.")
    await house.desk.lift("boss", penalty)
    assert await refused(house, ada, "@me waves") is None
    assert (await house.app.standing(ada)).strikes == ()
    with pytest.raises(UnknownPenalty):
        await house.desk.lift("boss", penalty)
    with pytest.raises(UnknownAppeal):
        await house.desk.reject_appeal("boss", taken.appeal, "")


async def test_an_operator_sees_how_somebody_stands(house: House, ada: str) -> None:
    await strike(house)
    case = await house.desk.account("boss", "@Ada")
    assert (case.handle, len(case.strikes), case.penalties[0].penalty) == ("ada", 1, PenaltyKind.WARNING)
    with pytest.raises(UnknownPerson):
        await house.desk.account("boss", "nobody")
    assert ada


@pytest.mark.parametrize(("penalty", "days"), [("suspension 30", 30), ("ban", None)])
async def test_who_is_kept_out_cannot_begin_anew_by_erasing(
    house: House, ada: str, clock: ManualClock, penalty: str, days: float | None
) -> None:
    account = Account(Platform.TERMINAL, "ada", "ada")
    await strike(house, penalty=penalty)
    await house.app.erase(ada)
    with pytest.raises(AccountClosed):
        await house.app.person_for(account, ROOM)
    clock.advance(days=days or 4000)
    await house.app.sweep()
    if days is None:
        with pytest.raises(AccountClosed):
            await house.app.person_for(account, ROOM)
    else:
        assert (await house.app.person_for(account, ROOM)).id != ada


async def test_what_stays_of_a_ban_names_nobody(house: House, ada: str) -> None:
    await strike(house, penalty="ban")
    await house.app.erase(ada)
    async with house.uow() as tx:
        connection = await tx.session.connection()
        rows = (await connection.exec_driver_sql("SELECT * FROM closed_accounts")).all()
        gone = [
            await tx.penalties.of(ada),
            await tx.penalties.strikes(ada),
            await tx.penalties.appeals_of(ada),
        ]
    assert len(rows) == 1
    assert "ada" not in str(rows)
    assert gone == [[], [], []]


async def test_operators_can_open_a_closed_account_again(house: House, ada: str) -> None:
    await strike(house, penalty="ban")
    await house.app.erase(ada)
    await house.desk.reopen("boss", Platform.TERMINAL, "ada")
    assert (await house.join("ada")) != ada
    with pytest.raises(UnknownPerson):
        await house.desk.reopen("boss", Platform.TERMINAL, "ada")


async def test_a_mild_penalty_vanishes_with_the_account(house: House, ada: str) -> None:
    await strike(house, penalty="no_casting 30")
    await house.app.erase(ada)
    again = await house.join("ada")
    assert (await house.app.standing(again)).strikes == ()


async def test_nobody_is_struck_after_they_are_gone(house: House, ada: str) -> None:
    await house.app.erase(ada)
    async with house.uow() as tx:
        await penalising.strike(house.ports, tx, ada, "hate")
        assert await tx.penalties.strikes(ada) == []
