"""Boundaries as people write them: kept where they say something, refused where nothing can be made out."""

import threading
from pathlib import Path

import pytest
from factories import ManualClock
from house import House, open_house

from bot.errors import BoundaryUnclear
from bot.store.unit_of_work import Uow
from bot.use_cases.consents import bounding

pytestmark = pytest.mark.integration


@pytest.fixture
def house(sqlite_uow: Uow, tmp_path: Path, clock: ManualClock) -> House:
    return open_house(sqlite_uow, tmp_path, clock)


async def test_a_boundary_that_rules_nothing_out_is_not_kept(house: House) -> None:
    owner = await house.join("owner")
    with pytest.raises(BoundaryUnclear):
        await house.app.add_boundary(owner, "be nice")
    assert (await house.app.settings(owner)).boundaries == ()


async def test_a_boundary_that_only_allows_is_kept_as_it_was_written(house: House) -> None:
    owner = await house.join("owner")
    await house.app.add_boundary(owner, "only outdoors")
    assert [one.text for one in (await house.app.settings(owner)).boundaries] == ["only outdoors"]


async def test_a_boundary_is_read_beside_what_others_ask_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def read(_: str) -> bool:
        threads.append(threading.get_ident())
        return True

    monkeypatch.setattr(bounding, "understood", read)
    await house.app.add_boundary(await house.join("owner"), "no spiders")
    assert threads
    assert threading.get_ident() not in threads
