"""What a log line or a traceback would show of the things nobody may read."""

import pytest
from drawn_person import drawn_likeness
from factories import screenplay

from engine.contract.keys import DataKey
from engine.contract.messages import JobKeys, Resolution
from engine.renderers import Take

pytestmark = pytest.mark.unit


def test_a_take_shows_nothing_of_the_likeness_it_holds() -> None:
    take = Take(
        screenplay=screenplay("ada"), cast={"ada": drawn_likeness()}, resolution=Resolution.P720, seed=1
    )
    shown = repr(take)
    assert "JFIF" not in shown
    assert "array(" not in shown


def test_keys_show_nothing_of_themselves() -> None:
    key = DataKey.generate()
    keys = JobKeys(keysets={"people/ada/likeness/1": key.serialise()})
    assert key.serialise() not in repr(keys)
    assert repr(key.keyset)[2:-1] not in repr(key)
