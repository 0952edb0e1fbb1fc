"""The one verdict on whether somebody's likeness may be used."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.approvals import Phase
from bot.consent import (
    ApprovalMode,
    Circumstances,
    GrantStanding,
    LikenessStanding,
    Outcome,
    Reason,
    Usage,
    Visibility,
    decide,
    visible,
)
from bot.errors import NotSetUp, OutsideWhatTheyAllow, UnverifiedLikeness, YouBlockedThem

pytestmark = pytest.mark.unit

YES_NO = (False, True)
RENDER, PUBLISH = Phase.BEFORE_RENDER, Phase.BEFORE_PUBLISH
boundaries = st.sampled_from((None, "violence", "spiders"))
cases = st.builds(
    Circumstances,
    own=st.booleans(),
    name=st.just("mia"),
    usage=st.sampled_from(Usage),
    approval=st.sampled_from(ApprovalMode),
    standing=st.sampled_from(LikenessStanding),
    grant=st.sampled_from(GrantStanding),
    granted_back=st.booleans(),
    withdrawn=st.booleans(),
    shared_place=st.booleans(),
    visible=st.booleans(),
    blocked=st.booleans(),
    blocking=st.booleans(),
    boundary=boundaries,
    borderline=boundaries,
    ask_anyway=st.booleans(),
    unread=st.booleans(),
    exception=st.none() | st.sampled_from(ApprovalMode),
    plan_too_small=st.booleans(),
    licence_missing=st.booleans(),
    unverified_allowed=st.booleans(),
    paused=st.booleans(),
)


def _case(**fields: object) -> Circumstances:
    given: dict[str, object] = {
        "own": False,
        "name": "mia",
        "usage": Usage.APPROVED,
        "approval": ApprovalMode.NEVER,
        "standing": LikenessStanding.READY,
    }
    return Circumstances(**given | fields)  # type: ignore[arg-type]  # a test's shorthand


@pytest.mark.parametrize(
    ("usage", "grant", "back", "shared", "reason"),
    [
        (Usage.ONLY_ME, "open", True, True, Reason.ONLY_ME),
        (Usage.APPROVED, "open", False, False, Reason.GRANTED),
        (Usage.APPROVED, "none", True, True, Reason.NOT_GRANTED),
        (Usage.APPROVED, "lapsed", True, True, Reason.GRANT_LAPSED),
        (Usage.APPROVED, "used_up", True, True, Reason.GRANT_USED_UP),
        (Usage.APPROVED, "elsewhere", True, True, Reason.GRANT_ELSEWHERE),
        (Usage.MUTUALS, "open", True, False, Reason.MUTUAL),
        (Usage.MUTUALS, "open", False, True, Reason.NOT_MUTUAL),
        (Usage.MUTUALS, "used_up", True, True, Reason.GRANT_USED_UP),
        (Usage.EVERYONE, "none", False, True, Reason.EVERYONE),
        (Usage.EVERYONE, "lapsed", False, True, Reason.EVERYONE),
        (Usage.EVERYONE, "open", False, False, Reason.EVERYONE),
        (Usage.EVERYONE, "none", False, False, Reason.NO_SHARED_PLACE),
        (Usage.EVERYONE, "lapsed", False, False, Reason.GRANT_LAPSED),
    ],
)
def test_each_level_lets_in_whom_it_names(
    *, usage: Usage, grant: str, back: bool, shared: bool, reason: Reason
) -> None:
    case = _case(usage=usage, grant=GrantStanding(grant), granted_back=back, shared_place=shared)
    assert decide(case).reason is reason


def test_a_grant_taken_back_keeps_out_where_everyone_is_let_in() -> None:
    case = _case(usage=Usage.EVERYONE, shared_place=True, withdrawn=True)
    assert decide(case).reason is Reason.WITHDRAWN


def test_a_new_grant_outweighs_one_taken_back() -> None:
    case = _case(usage=Usage.EVERYONE, grant=GrantStanding.OPEN, withdrawn=True)
    assert decide(case).outcome is Outcome.ALLOWED


def test_a_touched_boundary_refuses_whom_the_level_lets_in() -> None:
    verdict = decide(_case(grant=GrantStanding.OPEN, boundary="violence"))
    assert (verdict.outcome, verdict.reason) == (Outcome.REFUSED, Reason.BOUNDARY)


def test_the_explanation_for_the_owner_names_the_boundary() -> None:
    for touched in ({"boundary": "spiders"}, {"borderline": "spiders"}):
        assert "spiders" in decide(_case(grant=GrantStanding.OPEN, **touched)).explanation


@pytest.mark.parametrize(
    ("mode", "phases"),
    [
        (ApprovalMode.NEVER, set()),
        (ApprovalMode.BEFORE_RENDER, {RENDER}),
        (ApprovalMode.BEFORE_PUBLISH, {PUBLISH}),
        (ApprovalMode.BOTH, {RENDER, PUBLISH}),
    ],
)
def test_each_mode_asks_when_it_says(mode: ApprovalMode, phases: set[Phase]) -> None:
    verdict = decide(_case(grant=GrantStanding.OPEN, approval=mode))
    assert verdict.phases == phases
    assert verdict.outcome is (Outcome.ASK if phases else Outcome.ALLOWED)


@pytest.mark.parametrize(("mode", "exception"), list(product(ApprovalMode, ApprovalMode)))
def test_an_exception_for_a_friend_wins_over_the_rule(mode: ApprovalMode, exception: ApprovalMode) -> None:
    case = _case(grant=GrantStanding.OPEN, approval=mode, exception=exception)
    assert decide(case).phases == decide(_case(grant=GrantStanding.OPEN, approval=exception)).phases


@pytest.mark.parametrize("doubt", [{"borderline": "spiders"}, {"ask_anyway": True}])
@pytest.mark.parametrize("mode", ApprovalMode)
def test_what_a_person_has_to_judge_is_asked_before_the_render(
    mode: ApprovalMode, doubt: dict[str, object]
) -> None:
    usual = decide(_case(grant=GrantStanding.OPEN, approval=mode)).phases
    assert decide(_case(grant=GrantStanding.OPEN, approval=mode, **doubt)).phases == usual | {RENDER}


@pytest.mark.parametrize("mode", ApprovalMode)
def test_what_no_words_can_be_judged_by_is_seen_before_it_is_shown(mode: ApprovalMode) -> None:
    usual = decide(_case(grant=GrantStanding.OPEN, approval=mode)).phases
    assert decide(_case(grant=GrantStanding.OPEN, approval=mode, unread=True)).phases == usual | {PUBLISH}


@given(cases)
def test_ones_own_likeness_is_used_whatever_one_set_and_without_a_question(case: Circumstances) -> None:
    mine = replace(
        case, own=True, standing=LikenessStanding.READY, plan_too_small=False, licence_missing=False
    )
    verdict = decide(mine)
    assert (verdict.outcome, verdict.reason, verdict.phases) == (Outcome.ALLOWED, Reason.OWN, frozenset())


@given(cases, st.booleans())
def test_a_block_always_wins(case: Circumstances, back: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    blocked = replace(case, own=False, blocked=not back, blocking=back)
    assert decide(blocked).outcome is Outcome.REFUSED


@given(cases)
def test_whoever_is_blocked_hears_what_somebody_hears_who_is_not(case: Circumstances) -> None:
    """The same sentence as a stranger's who is kept out by a level, with the same likeness to be seen."""
    stranger = replace(case, own=False, blocked=False, blocking=False, grant=GrantStanding.NONE)
    kept_out = decide(replace(stranger, usage=Usage.APPROVED)).refusal
    blocked = decide(replace(stranger, blocked=True, usage=case.usage)).refusal
    assert kept_out is not None
    assert blocked is not None
    assert blocked.refusal == kept_out.refusal


@given(cases)
def test_who_blocked_them_hears_just_that(case: Circumstances) -> None:
    assert isinstance(decide(replace(case, own=False, blocking=True)).refusal, YouBlockedThem)


@given(cases)
def test_a_refusal_reads_the_same_whatever_private_thing_is_behind_it(case: Circumstances) -> None:
    refused = decide(replace(case, own=False, blocking=False, plan_too_small=False, licence_missing=False))
    if refused.refusal is not None and not isinstance(refused.refusal, NotSetUp | UnverifiedLikeness):
        assert refused.refusal.refusal == OutsideWhatTheyAllow(name="mia").refusal


@given(cases)
def test_a_refusal_has_a_sentence_a_question_a_phase_and_a_yes_neither(case: Circumstances) -> None:
    verdict = decide(case)
    assert (verdict.refusal is not None) == (verdict.outcome is Outcome.REFUSED)
    assert bool(verdict.phases) == (verdict.outcome is Outcome.ASK)
    assert verdict.explanation


@given(cases)
def test_allowing_more_never_takes_a_yes_away(case: Circumstances) -> None:
    before = decide(case).outcome
    more = replace(case, usage=Usage.EVERYONE, shared_place=True, withdrawn=False)
    if before is not Outcome.REFUSED:
        assert decide(more).outcome is not Outcome.REFUSED


@given(cases)
def test_nobody_but_oneself_is_let_in_where_only_oneself_is(case: Circumstances) -> None:
    assert decide(replace(case, own=False, usage=Usage.ONLY_ME)).outcome is Outcome.REFUSED


@given(cases)
def test_nobody_but_oneself_is_let_in_while_one_has_paused(case: Circumstances) -> None:
    assert decide(replace(case, own=False, paused=True)).outcome is Outcome.REFUSED


@given(cases)
def test_a_pause_reads_to_others_as_if_nothing_were_allowed(case: Circumstances) -> None:
    others = replace(case, own=False, plan_too_small=False, licence_missing=False)
    paused = decide(replace(others, paused=True)).refusal
    closed = decide(replace(others, paused=False, usage=Usage.ONLY_ME)).refusal
    assert paused is not None
    assert closed is not None
    assert paused.refusal == closed.refusal


@given(cases)
def test_only_an_open_grant_is_what_a_use_rests_on(case: Circumstances) -> None:
    assert case.grant is GrantStanding.OPEN or not decide(case).by_grant


@pytest.mark.parametrize("standing", [LikenessStanding.MISSING, LikenessStanding.UNVERIFIED])
def test_whether_there_is_a_likeness_is_told_to_those_alone_who_may_see_the_profile(
    standing: LikenessStanding,
) -> None:
    seen, hidden = (decide(_case(standing=standing, visible=shown)).refusal for shown in (True, False))
    assert isinstance(seen, NotSetUp | UnverifiedLikeness)
    assert isinstance(hidden, OutsideWhatTheyAllow)


def test_an_unverified_likeness_is_for_the_demo_only() -> None:
    unverified = {"own": True, "standing": LikenessStanding.UNVERIFIED}
    assert decide(_case(**unverified)).reason is Reason.UNVERIFIED
    assert decide(_case(**unverified, unverified_allowed=True)).outcome is Outcome.ALLOWED


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [("plan_too_small", Reason.NEEDS_PLAN), ("licence_missing", Reason.NO_LICENCE)],
)
def test_what_a_character_needs_is_told_to_those_alone_who_might_use_it(lacking: str, reason: Reason) -> None:
    let_in = decide(_case(grant=GrantStanding.OPEN, **{lacking: True}))
    kept_out = decide(_case(grant=GrantStanding.NONE, **{lacking: True}))
    assert let_in.reason is reason
    assert isinstance(kept_out.refusal, OutsideWhatTheyAllow)


@pytest.mark.parametrize(
    ("level", "granted", "back", "shared", "seen"),
    [
        (Visibility.NOBODY, True, True, True, False),
        (Visibility.APPROVED, True, False, False, True),
        (Visibility.APPROVED, False, True, True, False),
        (Visibility.MUTUALS, True, True, False, True),
        (Visibility.MUTUALS, True, False, True, False),
        (Visibility.EVERYONE, False, False, True, True),
        (Visibility.EVERYONE, True, False, False, True),
        (Visibility.EVERYONE, False, True, False, False),
    ],
)
def test_a_profile_is_seen_by_whom_its_level_names(
    *, level: Visibility, granted: bool, back: bool, shared: bool, seen: bool
) -> None:
    grant = GrantStanding.USED_UP if granted else GrantStanding.NONE
    assert visible(level, grant=grant, granted_back=back, shared_place=shared) is seen
