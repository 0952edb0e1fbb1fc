"""What becomes of what two people had, once they are one."""

import re
from itertools import product

import pytest

from bot.admission import code_hash
from bot.consent import ApprovalMode
from bot.linking import CODE_BITS, both, lapsing, new_code

pytestmark = pytest.mark.unit

ASKED = {
    ApprovalMode.NEVER: set(),
    ApprovalMode.BEFORE_RENDER: {"render"},
    ApprovalMode.BEFORE_PUBLISH: {"publish"},
    ApprovalMode.BOTH: {"render", "publish"},
}


@pytest.mark.parametrize(("one", "other"), tuple(product(ApprovalMode, repeat=2)))
def test_who_was_asked_by_either_is_asked_by_both(one: ApprovalMode, other: ApprovalMode) -> None:
    assert ASKED[both(one, other)] == ASKED[one] | ASKED[other]


def test_a_code_is_short_to_type_and_not_to_be_guessed() -> None:
    assert re.fullmatch(r"[A-Z2-9]{5}-[A-Z2-9]{5}", new_code())
    assert CODE_BITS >= 40


def test_a_code_is_the_same_however_it_is_written() -> None:
    assert code_hash("ABCDE-FGHJK") == code_hash("abcde fghjk") == code_hash("abcdefghjk")


@pytest.mark.parametrize(("spent", "lost"), [(0, 1000), (300, 700), (1500, 0)])
def test_of_two_allowances_of_a_month_what_is_unspent_of_one_stays_behind(spent: int, lost: int) -> None:
    assert lapsing(1000, spent, had=True) == lost


def test_an_allowance_that_the_other_did_not_have_comes_along() -> None:
    assert lapsing(1000, 0, had=False) == 0
