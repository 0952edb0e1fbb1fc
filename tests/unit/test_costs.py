"""What rendering costs its operator, and what invite codes are."""

import math

import pytest

from bot.admission import ALPHABET, CODE_BITS, code_hash, new_code, place_name
from bot.costs import Render, estimate
from bot.people import Chat, Platform
from bot.settings import CostSettings
from engine.contract.messages import Resolution

pytestmark = pytest.mark.unit

HD, FULL = Resolution.P720, Resolution.P1080


def test_work_is_measured_for_a_second_of_clip() -> None:
    renders = [Render("studio", HD, 4, 6), Render("studio", HD, 6, 14)]
    (cost,) = estimate(renders, CostSettings())
    assert (cost.clips, cost.clip_s, cost.work_s, cost.work_per_second) == (2, 10, 20, 2)


def test_renderers_and_frame_sizes_stand_apart() -> None:
    renders = [Render("studio", HD, 4, 6), Render("studio", FULL, 4, 6), Render("other", HD, 4, 6)]
    found = [(cost.renderer, cost.resolution) for cost in estimate(renders, CostSettings())]
    assert found == [("other", HD), ("studio", FULL), ("studio", HD)]


def test_a_machines_hour_is_shared_out_over_its_work() -> None:
    settings = CostSettings(hour={"studio": 3.6}, margin=1.5)
    (cost,) = estimate([Render("studio", HD, 10, 20)], settings)
    assert cost.cost is not None
    assert cost.price is not None
    assert math.isclose(cost.cost, 0.002)
    assert math.isclose(cost.price, 0.003)


def test_a_providers_price_of_a_second_wins() -> None:
    settings = CostSettings(hour={"cloud": 3.6}, per_second={"cloud": 0.1})
    (cost,) = estimate([Render("cloud", HD, 10, 20)], settings)
    assert (cost.cost, cost.price) == (0.1, 0.2)


def test_without_a_price_there_is_no_estimate() -> None:
    (cost,) = estimate([Render("studio", HD, 10, 20)], CostSettings())
    assert (cost.cost, cost.price) == (None, None)


def test_nothing_rendered_costs_nothing() -> None:
    assert estimate([], CostSettings()) == []


def test_a_code_cannot_be_guessed() -> None:
    assert CODE_BITS >= 60
    assert len({new_code() for _ in range(1000)}) == 1000


def test_a_code_can_be_read_aloud() -> None:
    assert not set(ALPHABET) & set("ILOU01")
    assert [len(group) for group in new_code().split("-")] == [4, 4, 4, 4]


@pytest.mark.parametrize("written", ["abcd-efgh", "ABCDEFGH", " ABCD EFGH ", "“ABCD-EFGH”"])
def test_a_code_is_the_same_however_it_is_written(written: str) -> None:
    assert code_hash(written) == code_hash("ABCD-EFGH")


def test_a_place_is_named_by_its_platform_and_server() -> None:
    assert place_name(Chat(Platform.DISCORD, "general", "123")) == "discord:123"
    assert place_name(Chat(Platform.TELEGRAM, "-100")) == "telegram:-100"
