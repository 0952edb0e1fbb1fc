"""Which memory plan is chosen where, and what each needs."""

import pytest

from engine.models import FAMILIES
from engine.models.plans import NEEDS, Plan, chosen, leaner, needed

pytestmark = pytest.mark.unit

PLENTY = 1000.0
CARDS_FOR_H3 = {180.0: Plan.FULL, 100.0: Plan.INT8, 48.0: Plan.GROUP_OFFLOAD, 24.0: Plan.CPU_OFFLOAD}


def test_every_family_has_its_needs() -> None:
    assert sorted(NEEDS) == sorted(FAMILIES)


def test_plans_go_from_the_roomiest_to_the_leanest_one_by_one() -> None:
    walked = [Plan.FULL]
    while following := leaner(walked[-1]):
        walked.append(following)
    assert walked == list(Plan)


@pytest.mark.parametrize("family", sorted(NEEDS))
def test_no_plan_needs_more_of_the_card_than_the_one_before(family: str) -> None:
    cards = [needed(family, plan).card for plan in Plan]
    assert cards == sorted(cards, reverse=True)


@pytest.mark.parametrize("family", sorted(NEEDS))
def test_a_card_that_is_large_enough_gets_all_of_it(family: str) -> None:
    assert chosen(family, PLENTY, PLENTY) is Plan.FULL


@pytest.mark.parametrize(("card", "plan"), CARDS_FOR_H3.items())
def test_the_largest_family_is_held_by_the_cards_size(card: float, plan: Plan) -> None:
    needs_of_it = needed("h3", plan)
    assert (chosen("h3", card, PLENTY), needs_of_it.card <= card) == (plan, True)


@pytest.mark.parametrize("family", sorted(NEEDS))
@pytest.mark.parametrize("card", [6.0, 12.0, 24.0, 48.0, 85.0, 150.0])
def test_what_is_chosen_fits(family: str, card: float) -> None:
    plan = chosen(family, card, PLENTY)
    assert plan is None or needed(family, plan).card < card


def test_a_card_too_small_for_the_leanest_plan_gets_none() -> None:
    assert chosen("h3", 4.0, PLENTY) is None


def test_without_main_memory_nothing_is_streamed_from_there() -> None:
    assert chosen("h3", 48.0, 32.0) is None


def test_streaming_in_eight_bits_needs_less_main_memory_than_as_it_is() -> None:
    assert chosen("h3", 48.0, 96.0) is Plan.CPU_OFFLOAD


def test_a_processor_holds_models_as_they_are() -> None:
    assert chosen("h3", None, 16.0) is Plan.FULL


def test_a_family_of_the_operators_own_is_tried_as_it_is() -> None:
    assert chosen("mine", 24.0, PLENTY) is Plan.FULL
