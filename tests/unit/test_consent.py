"""The one verdict on whether somebody's likeness may be used."""

from itertools import product

import pytest

from bot.consent import ApprovalMode, Circumstances, LikenessStanding, Outcome, Reason, Usage, decide

pytestmark = pytest.mark.unit

YES_NO = (False, True)


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
    ("usage", "granted", "back", "shared", "reason"),
    [
        (Usage.ONLY_ME, True, True, True, Reason.ONLY_ME),
        (Usage.APPROVED, True, False, False, Reason.GRANTED),
        (Usage.APPROVED, False, True, True, Reason.NOT_GRANTED),
        (Usage.MUTUALS, True, True, False, Reason.MUTUAL),
        (Usage.MUTUALS, True, False, True, Reason.NOT_MUTUAL),
        (Usage.EVERYONE, False, False, True, Reason.EVERYONE),
        (Usage.EVERYONE, True, False, False, Reason.EVERYONE),
        (Usage.EVERYONE, False, False, False, Reason.NO_SHARED_PLACE),
    ],
)
def test_each_level_lets_in_whom_it_names(
    *, usage: Usage, granted: bool, back: bool, shared: bool, reason: Reason
) -> None:
    case = _case(usage=usage, granted=granted, granted_back=back, shared_place=shared)
    assert decide(case).reason is reason


def test_a_grant_taken_back_keeps_out_where_everyone_is_let_in() -> None:
    case = _case(usage=Usage.EVERYONE, shared_place=True, withdrawn=True)
    assert decide(case).reason is Reason.WITHDRAWN


def test_a_new_grant_outweighs_one_taken_back() -> None:
    case = _case(usage=Usage.EVERYONE, granted=True, withdrawn=True)
    assert decide(case).outcome is Outcome.ALLOWED


def test_a_touched_boundary_refuses_whom_the_level_lets_in() -> None:
    verdict = decide(_case(granted=True, boundary="violence"))
    assert (verdict.outcome, verdict.reason) == (Outcome.REFUSED, Reason.BOUNDARY)


def test_the_explanation_for_the_owner_names_the_boundary() -> None:
    assert "violence" in decide(_case(granted=True, boundary="violence")).explanation


@pytest.mark.parametrize("asked", [{"approval": ApprovalMode.BEFORE_PUBLISH}, {"ask_anyway": True}])
def test_who_wants_to_be_asked_or_must_be_is_asked(asked: dict[str, object]) -> None:
    assert decide(_case(granted=True, **asked)).outcome is Outcome.ASK


@pytest.mark.parametrize(("usage", "mode"), list(product(Usage, ApprovalMode)))
def test_ones_own_likeness_is_always_allowed(usage: Usage, mode: ApprovalMode) -> None:
    case = _case(own=True, usage=usage, approval=mode, boundary="beach", ask_anyway=True, withdrawn=True)
    assert decide(case).outcome is Outcome.ALLOWED


def test_an_unverified_likeness_is_for_the_demo_only() -> None:
    unverified = {"own": True, "standing": LikenessStanding.UNVERIFIED}
    assert decide(_case(**unverified)).reason is Reason.UNVERIFIED
    assert decide(_case(**unverified, unverified_allowed=True)).outcome is Outcome.ALLOWED


def test_all_private_reasons_read_the_same_to_the_asker() -> None:
    flags = product(Usage, YES_NO, YES_NO, YES_NO, YES_NO, (None, "violence"))
    sentences = set()
    for usage, granted, back, shared, withdrawn, boundary in flags:
        verdict = decide(
            _case(
                usage=usage,
                granted=granted,
                granted_back=back,
                shared_place=shared,
                withdrawn=withdrawn,
                boundary=boundary,
            )
        )
        if verdict.refusal is not None:
            sentences.add((verdict.refusal.code, verdict.refusal.message))
    assert len(sentences) == 1


def test_a_refusal_always_carries_a_sentence_and_nothing_else_does() -> None:
    for usage, standing, granted in product(Usage, LikenessStanding, YES_NO):
        verdict = decide(_case(usage=usage, standing=standing, granted=granted))
        assert (verdict.refusal is not None) == (verdict.outcome is Outcome.REFUSED)
